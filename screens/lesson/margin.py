"""What keys do to passages of a lesson and to its links."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from companion.domain.errors import CompanionError
from companion.domain.lesson.anchors import quoted
from companion.domain.lesson.lesson import LessonPage
from companion.domain.lesson.margins import Mark
from companion.i18n import _
from companion.workspace.lesson.margins import Reading
from screens.lesson.find import FindKeys
from screens.lesson.lesson_text import LessonText
from screens.lesson.margin_words import margin_of, part_of
from screens.shared.lifecycle import stands
from screens.shared.messages import Edited, MarginsOpened


class MarginKeys(FindKeys):
    """The half of the lesson's screen that marks passages and shows where links lead."""

    lesson: LessonPage
    reading: Reading

    def warn(self, sentence: str) -> None:
        """Say what went wrong."""
        self.notify(sentence, severity="warning", timeout=12, markup=False)

    def open_margin(self) -> None:
        """Bring in what both noted, and follow it."""
        if not stands(self):
            return
        try:
            self.post_message(MarginsOpened(self.reading.open_shared()))
        except (CompanionError, OSError) as error:
            self.warn(str(error))
        self.show_margin()

    def notebook_changed(self) -> None:
        """The partner may have noted something."""
        self.show_margin()

    def show_margin(self) -> None:
        """Show all marks there are."""
        text = self.text
        if text.passages:
            language, pair = self.lesson.meta.language, self.workspace.pair
            text.show_margin(margin_of(self._marks(), text.passages, language, pair))
        else:  # not laid out yet
            text.call_after_refresh(self.show_margin)

    def _marks(self) -> tuple[Mark, ...]:
        try:
            return self.reading.marks()
        except CompanionError as error:
            self.warn(str(error))
            return ()

    def _mine(self, number: int) -> list[Mark]:
        """My marks at a passage."""
        passages, language = self.text.passages, self.lesson.meta.language
        mine = [mark for mark in self._marks() if mark.by == self.reading.me]
        return [mark for mark in mine if part_of(mark, passages, language) == number]

    def action_mark(self, shared: bool) -> None:
        """Mark the chosen passage, or take the mark away; first one has to be chosen."""
        number = self._chosen()
        if number is None:
            return
        if shared and self.workspace.pair.partner is None:
            self.warn(_("You have no partner yet: press h to mark it for yourself."))
            return
        marks = [m for m in self._mine(number) if not m.text and m.shared == shared]
        if marks:
            self._do(*(partial(self.reading.take_away, mark) for mark in marks))
        else:
            self._do(partial(self.reading.add, replace(self._here(number), shared=shared)))

    def action_note(self) -> None:
        """Write a note at the chosen passage, or change mine; first one has to be chosen."""
        from screens.dialogs.margin_note import MarginNoteScreen

        number = self._chosen()
        if number is None:
            return
        mine = next((mark for mark in self._mine(number) if mark.text), None)
        mark = mine or self._here(number)
        partner = self.workspace.pair.partner
        screen = MarginNoteScreen(mark, partner.name if partner else "")
        self.app.push_screen(screen, partial(self._noted, mark))

    def _noted(self, mark: Mark, answer: tuple[str, bool] | None) -> None:
        if answer is None:
            return
        text, shared = answer
        if not mark.id and text:
            self._do(partial(self.reading.add, replace(mark, text=text, shared=shared)))
        elif mark.id and text:
            self._do(partial(self.reading.change, mark, text, shared))
        elif mark.id:
            self._do(partial(self.reading.take_away, mark))

    def _chosen(self) -> int | None:
        """The chosen passage; where none was, one is chosen now and keys can move on from it."""
        text = self.text
        before = text.chosen
        if before is None:
            text.focus()
            text.choose_in_sight()
        return before

    def _here(self, number: int) -> Mark:
        section, words = self.text.passages[number]
        return Mark(section, quoted(words), language=self.lesson.meta.language)

    def _do(self, *steps: Callable[[], object]) -> None:
        shared = self.reading.shared
        before = shared.marks if shared is not None else ()
        try:
            for step in steps:
                step()
        except CompanionError as error:
            self.warn(str(error))
        if self.reading.shared is not None and self.reading.shared.marks != before:
            self.post_message(Edited(self.reading.shared))
        self.show_margin()

    # Links

    def action_links(self) -> None:
        """See where links lead, the one nearest to the top first."""
        self._show_links(None)

    def on_lesson_text_link_clicked(self, message: LessonText.LinkClicked) -> None:
        """See where this one leads."""
        self._show_links(message.number)

    def _show_links(self, number: int | None) -> None:
        from screens.dialogs.links import Address, LinksScreen

        addresses = self.text.page.links
        at = addresses[number] if number is not None else self.text.link_in_sight
        sources = {source.url: source for source in self.lesson.meta.sources}
        listed = [Address(url, sources.get(url)) for url in dict.fromkeys(addresses)]
        if not listed:
            self.notify(_("There is no link in this lesson."), markup=False)
            return
        self.app.push_screen(LinksScreen(listed, [a.url for a in listed].index(at)))
