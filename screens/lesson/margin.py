"""What keys do to passages of a lesson and to its links."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from companion.domain.errors import CompanionError
from companion.domain.lesson.anchors import quoted
from companion.domain.lesson.lesson import LessonPage
from companion.domain.lesson.margins import Mark
from companion.domain.note.drafts import MARGIN, DraftKey
from companion.domain.text import one_line
from companion.i18n import N_, _
from companion.workspace.document.draft_text import DraftText
from companion.workspace.lesson.margins import Reading
from companion.workspace.session.undo import UndoStep
from screens.dialogs.prompt import announce_refusal
from screens.lesson.find_keys import FindKeys
from screens.lesson.lesson_text import LessonText
from screens.lesson.margin_words import margin_of, part_of
from screens.shared.lifecycle import stands
from screens.shared.messages.lessons import MarginsOpened
from screens.shared.messages.saving import Edited
from screens.shared.messages.undo import StepDone
from screens.shared.undo import NAMED


class MarginKeys(FindKeys):
    """The half of the lesson's screen that marks passages and shows where links lead."""

    lesson: LessonPage
    reading: Reading

    def warn(self, sentence: str) -> None:
        """Say what went wrong."""
        self.notify(sentence, severity="warning", markup=False)

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
        try:
            if marks:
                self._take_away(*marks)
            else:
                self._add(replace(self._here(number), shared=shared))
        except CompanionError as error:
            self.warn(str(error))

    def action_note(self) -> None:
        """Write a note at the chosen passage, or change mine; first one has to be chosen."""
        from screens.dialogs.margin_note import FOR_BOTH, MarginNoteScreen

        number = self._chosen()
        if number is None:
            return
        mine = next((mark for mark in self._mine(number) if mark.text), None)
        mark = mine or self._here(number)
        partner = self.workspace.pair.partner
        about = (self.lesson.meta.id, mark.id or f"{mark.section}/{mark.words}")
        choice = FOR_BOTH if mark.shared else ""
        title = self.lesson.meta.title
        draft = self.workspace.drafts.field(DraftKey(MARGIN, about), title, mark.text, choice)
        screen = MarginNoteScreen(mark, partner.name if partner else "", draft)
        self.app.push_screen(screen, partial(self._noted, mark, draft))

    def _noted(self, mark: Mark, draft: DraftText, answer: tuple[str, bool] | None) -> None:
        if answer is None:
            return
        try:
            self._note(mark, *answer)
        except CompanionError as error:
            announce_refusal(self, str(error), draft)
            return
        shared = self.reading.shared if answer[1] else None  # what is for me alone is in its file
        draft.hand_over(unsaved_in=shared.name if shared else None)

    def _note(self, mark: Mark, text: str, shared: bool) -> None:
        """Note this at a passage, or nothing any more. Raises CompanionError."""
        now = replace(mark, text=text, shared=shared)
        if mark.id and text:
            self._do(partial(self.reading.change, mark, text, shared))
            back = partial(self.reading.change, now, mark.text, mark.shared)
            self._done(N_("note changed: {words}"), mark, back)
        elif mark.id:
            self._take_away(mark)
        elif text:
            self._add(now)

    def _add(self, mark: Mark) -> None:
        made: list[Mark] = []
        self._do(lambda: made.append(self.reading.add(mark)))
        for new in made:
            marked = N_("marked for both: {words}") if new.shared else N_("marked: {words}")
            pattern = N_("note at: {words}") if new.text else marked
            self._done(pattern, new, partial(self.reading.take_away, new))

    def _take_away(self, *marks: Mark) -> None:
        self._do(*(partial(self.reading.take_away, mark) for mark in marks))
        for mark in marks:
            gone = N_("note taken away: {words}") if mark.text else N_("mark taken away: {words}")
            self._done(gone, mark, partial(self.reading.put_back, mark))

    def _done(self, pattern: str, mark: Mark, back: Callable[[], None]) -> None:
        about = {"words": one_line(mark.words, NAMED)}
        step = UndoStep(pattern, about, back=partial(self._put_back, back))
        self.post_message(StepDone(step))

    def _put_back(self, back: Callable[[], object]) -> None:
        self._do(back)

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
        """Change marks, and show them. Raises CompanionError where not all of it could be done."""
        shared = self.reading.shared
        before = shared.marks if shared is not None else ()
        try:
            for step in steps:
                step()
        finally:
            if self.reading.shared is not None and self.reading.shared.marks != before:
                # Also where this screen has gone.
                self.app.post_message(Edited(self.reading.shared))
            if stands(self):
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
            self.notify(_("There is no link in this lesson."), severity="warning", markup=False)
            return
        self.app.push_screen(LinksScreen(listed, [a.url for a in listed].index(at)))
