"""A question with two answers or more; the safe one stands first."""

from collections.abc import Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from companion.i18n import _
from screens.dialogs.dialog import Dialog
from screens.widgets.form_fields import Hint, KeyHints

T = TypeVar("T")


class ChoiceScreen(Dialog[T]):
    """Asks, and gives what the chosen answer stands for; Esc is the first, the safe one."""

    DEFAULT_CSS = """
    ChoiceScreen {
        align: center middle;
        & > Vertical {
            width: 80%; max-width: 64; height: auto; max-height: 95%; overflow-y: auto;
            border: heavy $border; padding: 1 2 0 2; background: $surface;
        }
        & Static { height: auto; margin-bottom: 1; }
        & OptionList { height: auto; margin-bottom: 1; }
        & OptionList, & OptionList:focus { border: none; background: $surface; padding: 0; }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    AUTO_FOCUS = "OptionList"
    BINDINGS = [Binding("escape", "keep", show=False, id="question-keep")]

    def __init__(self, question: str, answers: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self.question = question
        self.answers = answers

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical():
            yield Static(Content(self.question))
            yield OptionList(*(Content(words) for _given, words in self.answers), markup=False)
            yield KeyHints(self.hints)

    @property
    def chosen(self) -> T:
        """What the answer stands for that the cursor is on."""
        return self.answers[self.query_one(OptionList).highlighted or 0][0]

    def hints(self) -> list[Hint]:
        """What the keys do."""
        safe = self.answers[0][1]
        return [("enter", _("Choose"), "screen.choose"), ("escape", safe, "screen.keep")]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand the answer back."""
        self.dismiss(self.answers[event.option_index][0])

    def action_choose(self) -> None:
        """Give the answer the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_keep(self) -> None:
        """Leave everything as it is."""
        self.dismiss(self.answers[0][0])


class QuestionScreen(ChoiceScreen[bool]):
    """Asks before something that cannot be undone."""

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__(question, [(False, no), (True, yes)])
