"""A question with two answers; the safe one stands first."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from companion.i18n import _
from screens.widgets.field import Hint, KeyHints

YES = 1
"""Where the answer stands that changes something; the safe one stands before it."""


class QuestionScreen(ModalScreen[bool]):
    """Asks before something that cannot be undone; Esc is the safe answer."""

    DEFAULT_CSS = """
    QuestionScreen {
        align: center middle;
        & > Vertical {
            width: 80%; max-width: 64; height: auto; max-height: 90%;
            border: heavy $primary; padding: 1 2 0 2; background: $surface;
        }
        & Static { height: auto; margin-bottom: 1; }
        & OptionList { height: auto; margin-bottom: 1; }
        & OptionList, & OptionList:focus { border: none; background: $surface; padding: 0; }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    AUTO_FOCUS = "OptionList"
    BINDINGS = [Binding("escape", "keep", show=False, id="question-keep")]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self.question = question
        self.yes = yes
        self.no = no

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical():
            yield Static(Content(self.question))
            yield OptionList(Content(self.no), Content(self.yes), markup=False)
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        return [("enter", _("Choose"), "screen.choose"), ("escape", self.no, "screen.keep")]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand the answer back."""
        self.dismiss(event.option_index == YES)

    def action_choose(self) -> None:
        """Give the answer the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_keep(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
