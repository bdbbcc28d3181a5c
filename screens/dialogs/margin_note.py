"""A note in the margin of a lesson: its words, and who may read them."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.domain.lesson.anchors import quoted
from companion.domain.lesson.margins import MOST_NOTED, Mark
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.document.draft_text import DraftText
from screens.dialogs.dialog import Dialog
from screens.dialogs.prompt import announce_kept_draft, throw_away_hint
from screens.widgets.draft_input import DraftInput
from screens.widgets.form_fields import Hint, KeyHints

ME, BOTH = 0, 1
"""The lines of the list."""
FOR_BOTH = "both"
"""The choice of a note that the partner reads too."""


class MarginNoteScreen(Dialog[tuple[str, bool] | None]):
    """Asks for a note and whether it is for both; an empty one takes the note away."""

    DEFAULT_CSS = """
    MarginNoteScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 76; height: auto;
            padding: 0 1; border: heavy $border; border-title-color: $foreground;
            background: $surface;
        }
        & Static { height: auto; margin: 0 1; }
        & OptionList, & OptionList:focus {
            border: none; background: $surface; height: auto; margin: 0 1; padding: 0;
        }
        & #hints { height: 1; margin: 1 0 0 0; background: $surface; }
    }
    """
    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("escape", "close", show=False, id="margin-close"),
        Binding("up", "turn", show=False, id="margin-up", priority=True),
        Binding("down", "turn", show=False, id="margin-down", priority=True),
    ]

    def __init__(self, mark: Mark, partner: str, draft: DraftText) -> None:
        super().__init__()
        self.mark = mark
        self.partner = partner
        self.draft = draft

    def compose(self) -> ComposeResult:
        """The words the note stands at, the field, and who may read it."""
        with Vertical() as box:
            box.border_title = Content(_("Note in the margin"))
            yield Static(Content(f"“{quoted(self.mark.words, 120)}…”"))
            yield DraftInput(self.draft, begins_as=self.mark.text, max_length=MOST_NOTED)
            if self.partner:
                yield OptionList(markup=False)
            yield KeyHints(self.hints)

    def on_mount(self) -> None:
        """Begin with who may read it now."""
        self._show()

    def hints(self) -> list[Hint]:
        """What the keys do."""
        turn: list[Hint] = [("down", _("Who reads it"), "screen.turn")] if self.partner else []
        keys = [("enter", _("Save"), "screen.take"), *turn, ("escape", _("Close"), "screen.close")]
        return [*keys, throw_away_hint()] if self.draft.kept else keys

    @property
    def shared(self) -> bool:
        """Whether it is for both."""
        return self.draft.choice == FOR_BOTH and bool(self.partner)

    def on_input_changed(self) -> None:
        """There may be something to throw away now."""
        self.query_one(KeyHints).refresh()

    def on_input_submitted(self) -> None:
        """Save it."""
        self.action_take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click says who may read it."""
        self._turn(event.option_index == BOTH)
        self.query_one(Input).focus()

    def action_turn(self) -> None:
        """Let it be for both, or for me alone."""
        if self.partner:
            self._turn(not self.shared)

    def action_take(self) -> None:
        """Hand the note back."""
        self.dismiss((one_line(self.query_one(Input).value, MOST_NOTED), self.shared))

    def action_throw_away(self) -> None:
        """Let go of what was typed."""
        self.query_one(DraftInput).action_throw_away()

    def action_close(self) -> None:
        """Leave it for another time."""
        announce_kept_draft(self, self.draft)
        self.dismiss(None)

    def _turn(self, shared: bool) -> None:
        self.draft.choose(FOR_BOTH if shared else "")
        self._show()

    def _show(self) -> None:
        if not self.partner:
            return
        lines = (_("only for me, on this computer"), _("{name} reads it too").format(
            name=self.partner))  # fmt: skip
        options = self.query_one(OptionList)
        options.set_options(
            Option(Content(f"{'(●)' if number == self.shared else '( )'} {line}"))
            for number, line in enumerate(lines)
        )
        options.highlighted = BOTH if self.shared else ME
