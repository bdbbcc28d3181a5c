"""One lesson to read: its contents, words found in it, its sources, and marks in its margin."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList

from companion.commands.places import LESSON
from companion.domain.errors import CompanionError
from companion.domain.lesson.lesson import LessonPage
from companion.domain.note.drafts import FIND, DraftKey
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.lesson.margins import Reading
from screens.lesson.contents import Contents
from screens.lesson.lesson_text import LessonText
from screens.lesson.margin import MarginKeys
from screens.shared.lifecycle import stands
from screens.shared.messages.lessons import MarginsClosed
from screens.shared.messages.sessions import SessionWanted
from screens.shared.place import bindings_for
from screens.widgets.draft_input import DraftInput

REST = 1.0
"""Seconds at one place after which it is remembered."""


class LessonScreen(MarginKeys):
    """A focus screen: the lesson, with its contents beside it where there is room."""

    CSS_PATH = "lesson.tcss"
    PLACE = LESSON
    FIRST_FOCUS = "#text"
    BINDINGS = bindings_for(LESSON)

    def __init__(
        self, workspace: Workspace, lesson: LessonPage, begin_at: str = "", words: str = ""
    ) -> None:
        super().__init__(workspace)
        self.lesson = lesson
        self.begin_at = begin_at
        """The heading or passage to begin at; empty for where it was left."""
        self.sought = words
        """Words that were found there; they stand out."""
        self._language = workspace.language
        self.reading = Reading(workspace, lesson.meta.id)
        self._shown: LessonPage | None = None
        self._rest: Timer | None = None
        self._place = ("", "")

    @property
    def place_name(self) -> str:
        """Where this lesson stands."""
        return _("Library") + f" ▸ {self.lesson.meta.id}"

    def bars(self) -> Iterable[Widget]:
        """None: Esc leads back."""
        return ()

    def body(self) -> ComposeResult:
        """The text, with the contents where they are in sight; the rest comes after it."""
        if self.has_class("-wide"):
            yield Contents(id="contents", classes="box")
        with Vertical(id="reading"):
            yield LessonText(id="text", classes="box")

    def on_mount(self) -> None:
        """Show the lesson from where it was left; all else can wait a moment."""
        self.call_after_refresh(self._complete)
        self.call_after_refresh(self.open_margin)
        if self.sought:
            self.call_after_refresh(self.text.find, self.sought)

    async def _complete(self) -> None:
        """Make what is not in sight at first."""
        if stands(self):
            if not self.query(Contents):
                contents = Contents(id="contents", classes="box")
                await self.query_one("#body").mount(contents, before="#reading")
            typed = self.workspace.drafts.field(DraftKey(FIND, (self.lesson.meta.id,)))
            field = DraftInput(typed, id="find", select_on_focus=True)
            await self.query_one("#reading").mount(field)
            self.refresh_content()

    def on_unmount(self) -> None:
        """Remember the place."""
        self._keep_place()
        if self.reading.shared is not None:
            self.app.post_message(MarginsClosed(self.reading.shared))

    def refresh_content(self) -> None:
        """Show the lesson in the language in use."""
        if self._language != self.workspace.language:
            self._language = self.workspace.language
            self._load(self._language)
        if self.lesson is not self._shown:
            self._show()
        for box, title in (("#contents", _("Contents")), ("#find", _("Find"))):
            for widget in self.query(box):
                widget.border_title = Content(title)
        self.show_margin()
        self.on_placed_text_moved()

    def look_again(self) -> None:
        """Read the lesson once more: its author may have changed it."""
        before = self.lesson
        self._load(before.meta.language)
        if self.lesson == before:
            self.lesson = before
        else:
            self._keep_place()
            self._shown = None
            self.refresh_content()

    def _load(self, language: str) -> None:
        try:
            self.lesson = self.workspace.library.page(self.lesson.meta.id, language)
        except CompanionError as error:
            self.warn(str(error))

    def _show(self) -> None:
        """Show another text: the first one, one in the other language, or a new version."""
        meta, text = self.lesson.meta, self.text
        addresses = {source.id: source.url for source in meta.sources}
        if self._shown is not None and self._shown.meta.language != meta.language:
            text.show_other(self.lesson.markdown, addresses, meta.language)
        else:
            place = self.reading.place
            start = (place.section, place.words) if place else ("", "")
            start = ("", self.begin_at) if self.begin_at else start
            text.show_lesson(self.lesson.markdown, addresses, meta.language, start)
        text.border_title = Content(meta.title)
        self._shown = self.lesson

    def _keep_place(self) -> None:
        if self._place[1]:
            try:
                self.reading.save_position(*self._place)
            except CompanionError as error:
                self.warn(str(error))

    # Where we are

    def on_placed_text_moved(self) -> None:
        """Say where in the lesson this is."""
        text = self.text
        self._place = text.place
        for contents in self.query(Contents):
            contents.follow(text.page, text.top)
        text.border_subtitle = Content(" · ".join(filter(None, self._where())))
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self._keep_place)

    def _where(self) -> Iterable[str]:
        text = self.text
        if text.chosen is not None:
            yield _("↑↓ choose · h mark · m note · Esc done")
            return
        if text.words:
            yield self.found_words()
        else:
            number, count = text.page.section_at(text.top)
            yield _("section {number} of {count}").format(number=number, count=count)
        yield f"{text.percent} %"

    # Contents

    def action_contents(self) -> None:
        """Go to the contents, or back from them."""
        if self._is_at("#contents"):
            self.leave_contents()
        elif self.query("#contents"):
            self.query_one("#body").add_class("-contents")
            self.query_one("#contents").focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to a heading."""
        self.leave_contents()
        if event.option_id is not None:
            self.text.call_after_refresh(self.text.jump, int(event.option_id))

    def leave_contents(self) -> None:
        """Back to the text."""
        self.query_one("#body").remove_class("-contents")
        self.text.focus()

    # Going about

    def step_back(self) -> bool:
        """From the field, the contents, a choice or what was found to the text; then out of it."""
        text, body = self.text, self.query_one("#body")
        if text.chosen is not None:
            text.choose(None)
        elif self._is_at("#find") or text.words:
            self.leave_find()
            text.find("")
        elif body.has_class("-contents") or self._is_at("#contents"):
            self.leave_contents()
        else:
            return False
        return True

    def _is_at(self, selector: str) -> bool:
        """Whether a part of the screen has the focus."""
        return any(widget.has_focus for widget in self.query(selector))

    def action_page(self) -> None:
        """Read a page further."""
        self.text.action_page_down()

    def action_top(self) -> None:
        """Go to the beginning."""
        self.text.action_scroll_home()

    def action_bottom(self) -> None:
        """Go to the end."""
        self.text.action_scroll_end()

    def action_go_back(self, step: int) -> None:
        """Go back to where we were, or forward again."""
        self.text.go_back(step)

    def action_study(self) -> None:
        """Answer what the lesson asks, by oneself."""
        from screens.lesson.study import StudyScreen

        meta = self.lesson.meta
        try:
            lesson = self.workspace.library.load(meta.id, meta.language)
            screen = StudyScreen(self.workspace, self.reading, lesson)
        except CompanionError as error:
            self.warn(str(error))
        else:
            self.app.push_screen(screen)

    def action_finish(self) -> None:
        """Say whether the lesson is finished."""
        from screens.lesson.finish_lesson import ask_finished

        ask_finished(self, self.reading)

    def action_start(self) -> None:
        """Make a session of this lesson."""
        self.post_message(SessionWanted(self.lesson.meta.id))
