"""One question that is answered by typing a line."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from companion.domain.text import one_line
from companion.i18n import _
from screens.widgets.field import Hint, KeyHints


class AskScreen(ModalScreen[str | None]):
    """Asks for a line of text; None for Esc, and for an empty line where that is no answer."""

    DEFAULT_CSS = """
    AskScreen {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 60; height: auto;
            padding: 1 2 0 2; border: heavy $primary; background: $surface;
        }
        & Input, & Input:focus { border: round $foreground; background: $surface; padding: 0 1; }
        & #hints { background: $surface; }
    }
    """
    BINDINGS = [Binding("escape", "close", show=False, id="ask-close")]
    AUTO_FOCUS = "Input"

    def __init__(
        self, question: str, answer: str, take: str, limit: int = 0, may_be_empty: bool = False
    ) -> None:
        super().__init__()
        self.question = question
        self.answer = answer
        self.take = take
        self.limit = limit
        self.may_be_empty = may_be_empty

    def compose(self) -> ComposeResult:
        """One field, with the answer that stands there first."""
        with Vertical():
            field = Input(self.answer, max_length=self.limit)
            field.border_title = self.question
            yield field
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        return [("enter", self.take, "screen.take"), ("escape", _("Back"), "screen.close")]

    def on_input_submitted(self) -> None:
        """Take what stands there."""
        self.action_take()

    def action_take(self) -> None:
        """Take what stands there."""
        typed = one_line(self.query_one(Input).value, None)
        self.dismiss(typed if typed or self.may_be_empty else None)

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
