"""Which line of a closed session is to be corrected."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.domain.search.passages import RECORD_KIND, kind_name
from companion.domain.session.agreed_lines import typed
from companion.domain.session.notebook import Notebook, Record
from companion.domain.session.revisions import REVISED_KINDS
from companion.i18n import _
from companion.workspace import Workspace
from screens.dialogs.dialog import Dialog
from screens.dialogs.line_history import LineHistoryScreen
from screens.shared.line_history_words import changed_words
from screens.widgets.form_fields import Hint, KeyHints

AgreedLine = tuple[str, Record]
"""A record with its kind."""


def agreed_lines(notebook: Notebook) -> list[AgreedLine]:
    """The lines that can be changed, in the order of the minutes."""
    return [(kind, record) for kind in REVISED_KINDS for record in notebook.records(kind)]


class AgreedLinesScreen(Dialog[AgreedLine | str | None]):
    """Gives the line that was chosen, or the empty text for the session as a whole."""

    DEFAULT_CSS = """
    AgreedLinesScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 76; height: auto; max-height: 95%;
            border: heavy $border; border-title-color: $text; border-title-style: bold;
            padding: 1 2 0 2; background: $surface;
        }
        & OptionList, & OptionList:focus {
            height: auto; max-height: 14; margin-bottom: 1;
            border: none; background: $surface; padding: 0;
        }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("escape", "close", show=False, id="agreed-lines-close"),
        Binding("h", "history", show=False, id="agreed-lines-history"),
    ]

    def __init__(self, workspace: Workspace, notebook: Notebook) -> None:
        super().__init__()
        self.workspace = workspace
        self._notebook = notebook
        self._lines = agreed_lines(notebook)

    def compose(self) -> ComposeResult:
        """The session as a whole, then line by line."""
        whole = Option(Content("+ " + _("Add a correction of the session as a whole")))
        with Vertical() as box:
            box.border_title = Content(_("What do you want to correct?"))
            yield OptionList(whole, *map(self._option, self._lines), markup=False)
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do to the line under the cursor."""
        back = ("escape", _("Back"), "screen.close")
        if self._chosen is None:
            return [("enter", _("Add"), "screen.choose"), back]
        change = ("enter", _("Change"), "screen.choose")
        return [change, ("h", _("History"), "screen.history"), back]

    def on_option_list_option_highlighted(self) -> None:
        """The keys go with the line."""
        self.query_one(KeyHints).refresh()

    def on_option_list_option_selected(self) -> None:
        """Hand the line back."""
        self.dismiss(self._chosen or "")

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        self.query_one(OptionList).action_select()

    def action_history(self) -> None:
        """See what the line under the cursor said before."""
        if self._chosen is not None:
            screen = LineHistoryScreen(self.workspace, self._notebook, *self._chosen)
            self.app.push_screen(screen)

    def action_close(self) -> None:
        """Correct nothing."""
        self.dismiss(None)

    @property
    def _chosen(self) -> AgreedLine | None:
        at = self.query_one(OptionList).highlighted
        return self._lines[at - 1] if at else None

    def _option(self, line: AgreedLine) -> Option:
        kind, record = line
        name = kind_name(RECORD_KIND[kind])
        words = f"{name}: {typed(kind, record, self.workspace.pair)}"
        changed = changed_words(self._notebook, kind, record)
        return Option(Content(" · ".join(filter(None, (words, changed)))))
