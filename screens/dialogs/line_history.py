"""What an agreed line said before it was changed, and who changed it."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from companion.domain.session.notebook import Notebook, Record
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace import Workspace
from screens.dialogs.dialog import Dialog
from screens.shared.line_history_words import history_of
from screens.widgets.form_fields import Hint, KeyHints


class LineHistoryScreen(Dialog[None]):
    """Shows the changes of one line, to read only."""

    DEFAULT_CSS = """
    LineHistoryScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 72; height: auto; max-height: 95%;
            border: heavy $border; border-title-color: $text; border-title-style: bold;
            padding: 1 2 0 2; background: $surface;
        }
        & VerticalScroll { height: auto; max-height: 14; margin-bottom: 1; }
        & Static { height: auto; }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [Binding("escape,enter", "close", show=False, id="line-history-close")]

    def __init__(self, workspace: Workspace, notebook: Notebook, kind: str, record: Record) -> None:
        super().__init__()
        today = workspace.environment.today()
        self._heading = one_line(record.text, 60)
        self._history = history_of(notebook, kind, record, workspace.pair, today)

    def compose(self) -> ComposeResult:
        """The changes, newest first."""
        with Vertical() as box:
            box.border_title = Content(self._heading)
            with VerticalScroll():
                yield Static(Content(self._history))
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        return [("escape", _("Close"), "screen.close")]

    def action_close(self) -> None:
        """Go back to the line."""
        self.dismiss()
