"""A card to remember by: a question and its answer, in somebody's own words."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input

from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.document.draft_text import DraftText
from screens.dialogs.dialog import Dialog
from screens.dialogs.prompt import announce_kept_draft, throw_away_hint
from screens.widgets.draft_input import DraftInput
from screens.widgets.form_fields import Hint, KeyHints


class Written(NamedTuple):
    """What somebody made of a card."""

    question: str
    answer: str
    checked: bool
    """Whether it was read over by the other, changed or not."""


class CardDraft(NamedTuple):
    """What is typed of a card, kept until it is handed over."""

    question: DraftText
    answer: DraftText

    @property
    def kept(self) -> bool:
        """Whether something stands here that was typed."""
        return self.question.kept or self.answer.kept

    def hand_over(self, *, unsaved_in: str | None) -> None:
        """It is a card now."""
        self.question.hand_over(unsaved_in=unsaved_in)
        self.answer.hand_over(unsaved_in=unsaved_in)


class CardScreen(Dialog[Written | None]):
    """Asks for a question and its answer; None when it is left as it is.

    What is typed is a draft until whoever asked hands it over: Esc leaves it to be gone on with.
    """

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

    def __init__(self, title: str, draft: CardDraft, checker: str = "") -> None:
        super().__init__()
        self.heading = title
        self.draft = draft
        self.checker = checker
        """The name of the other, who can say that they read it over; empty for a new card."""

    def compose(self) -> ComposeResult:
        """Two fields, and what to do with them."""
        with Vertical() as box:
            box.border_title = Content(self.heading)
            titles = _("Question"), _("Answer, in your own words")
            for draft, name, title in zip(self.draft, ("question", "answer"), titles, strict=True):
                field = DraftInput(draft, begins_as=draft.begins_as, id=name)
                field.border_title = Content(title)
                yield field
            with Horizontal():
                yield Button(Content(_("Save")), id="save", compact=True)
                if self.checker:
                    words = _("{name} has read it over").format(name=self.checker)
                    yield Button(Content(words), id="checked", variant="primary", compact=True)
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        found = [("tab", _("Next part"), "app.focus_next"), ("enter", _("Save"), "screen.save"),
                 ("escape", _("Back"), "screen.close")]  # fmt: skip
        return [*found, throw_away_hint()] if self.draft.kept else found

    def on_input_changed(self) -> None:
        """There may be something to throw away now."""
        self.query_one(KeyHints).refresh()

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

    def action_throw_away(self) -> None:
        """Let go of what was typed in the field at hand."""
        if isinstance(self.focused, DraftInput):
            self.focused.action_throw_away()

    def action_close(self) -> None:
        """Leave it for another time."""
        for draft in self.draft:
            announce_kept_draft(self, draft)
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
