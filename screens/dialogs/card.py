"""A card to remember by: a question and its answer, in somebody's own words."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input

from companion.domain.text import one_line
from companion.i18n import _
from screens.dialogs.dialog import Dialog
from screens.widgets.field import Hint, KeyHints
from screens.widgets.whole_letters import LetterInput


class Written(NamedTuple):
    """What somebody made of a card."""

    question: str
    answer: str
    checked: bool
    """Whether it was read over by the other, changed or not."""


class CardScreen(Dialog[Written | None]):
    """Asks for a question and its answer; None when it is left as it is."""

    DEFAULT_CSS = """
    CardScreen {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 70; height: auto;
            padding: 1 2 0 2; border: heavy $border; background: $surface;
        }
        & Horizontal { height: auto; margin-bottom: 1; }
        & Button { margin-right: 2; }
        & #hints { background: $surface; }
    }
    """
    BINDINGS = [Binding("escape", "close", show=False, id="card-close")]
    AUTO_FOCUS = "#question"

    def __init__(self, title: str, question: str = "", answer: str = "", checker: str = "") -> None:
        super().__init__()
        self.heading = title
        self.question = question
        self.answer = answer
        self.checker = checker
        """The name of the other, who can say that they read it over; empty for a new card."""

    def compose(self) -> ComposeResult:
        """Two fields, and what to do with them."""
        with Vertical() as box:
            box.border_title = self.heading
            question = LetterInput(self.question, id="question")
            question.border_title = _("Question")
            yield question
            answer = LetterInput(self.answer, id="answer")
            answer.border_title = _("Answer, in your own words")
            yield answer
            with Horizontal():
                yield Button(_("Save"), id="save", compact=True)
                if self.checker:
                    words = _("{name} has read it over").format(name=self.checker)
                    yield Button(words, id="checked", variant="primary", compact=True)
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        return [("tab", _("Next part"), "app.focus_next"), ("enter", _("Save"), "screen.save"),
                ("escape", _("Back"), "screen.close")]  # fmt: skip

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the question to the answer, from there to the button that is likely."""
        if event.input.id == "question":
            self.query_one("#answer").focus()
        elif self.checker:
            self.query_one("#checked").focus()
        else:
            self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take what stands there."""
        self._take(checked=event.button.id == "checked")

    def action_save(self) -> None:
        """Take what stands there, read over or not."""
        self._take(checked=False)

    def action_close(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def _take(self, checked: bool) -> None:
        question, answer = (
            one_line(self.query_one(name, Input).value, None) for name in ("#question", "#answer")
        )
        if question and answer:
            self.dismiss(Written(question, answer, checked))
        else:
            empty = "#answer" if question else "#question"
            self.query_one(empty).focus()
            self.notify(
                _("A card needs a question and an answer."), severity="warning", markup=False
            )
