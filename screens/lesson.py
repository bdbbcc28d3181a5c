"""One lesson as text."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widget import Widget

from companion.commands import LESSON
from companion.domain.lesson import Lesson
from companion.i18n import _
from companion.workspace import Workspace
from screens.messages import SessionWanted
from screens.place import PlaceScreen, bindings_for
from screens.widgets.markdown_lines import MarkdownLines


class LessonScreen(PlaceScreen):
    """A focus screen: the lesson and nothing else."""

    CSS_PATH = "lesson.tcss"
    PLACE = LESSON
    FIRST_FOCUS = "#text"
    BINDINGS = bindings_for(LESSON)

    def __init__(self, workspace: Workspace, lesson: Lesson, begin_at: str = "") -> None:
        super().__init__(workspace)
        self.lesson = lesson
        self.begin_at = begin_at
        """The heading to begin at."""
        self._language = workspace.language

    @property
    def place_name(self) -> str:
        """Where this lesson stands."""
        return _("Library") + f" ▸ {self.lesson.meta.id}"

    def bars(self) -> Iterable[Widget]:
        """None: Esc leads back."""
        return ()

    def body(self) -> ComposeResult:
        """The text."""
        yield MarkdownLines(id="text", classes="box")

    def refresh_content(self) -> None:
        """Show the lesson in the language in use."""
        if self._language != self.workspace.language:
            self._language = self.workspace.language
            self.lesson = self.workspace.library.load(self.lesson.meta.id, self.workspace.language)
        text = self.query_one(MarkdownLines)
        text.border_title = self.lesson.meta.title
        text.show(self.lesson.markdown)

    def on_mount(self) -> None:
        """Begin at the heading that was asked for."""
        super().on_mount()
        if self.begin_at:
            self.call_after_refresh(self.query_one(MarkdownLines).scroll_to_heading, self.begin_at)

    def action_start(self) -> None:
        """Make a session of this lesson."""
        self.post_message(SessionWanted(self.lesson.meta.id))

    def action_top(self) -> None:
        """Go to the beginning."""
        self.query_one(MarkdownLines).scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.query_one(MarkdownLines).scroll_end(animate=False)
