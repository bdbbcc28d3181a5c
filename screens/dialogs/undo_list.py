"""Which of the last steps to take back."""

from collections.abc import Sequence

from companion.i18n import _
from companion.layout.graphemes import cut
from companion.workspace.session.undo import UndoStep
from screens.dialogs.choice import ChoiceScreen
from screens.widgets.form_fields import Hint, KeyHints

MOST = 34
"""Cells for what a key takes back."""


def undo_words(step: UndoStep, width: int) -> str:
    """What a key does that takes this step back, as much of it as fits beside the other hints.

    `width` is that of the terminal.
    """
    return cut(_("Take back: {what}").format(what=step.name), min(MOST, width // 2 - 10))


class UndoListScreen(ChoiceScreen[UndoStep | None]):
    """Asks which step, the newest first; the hint says what Enter takes back."""

    def __init__(self, steps: Sequence[UndoStep]) -> None:
        question = _("What do you want to take back? What you did last stands first.")
        answers: list[tuple[UndoStep | None, str]] = [(None, _("Nothing"))]
        super().__init__(question, [*answers, *((step, step.name) for step in steps)])

    def hints(self) -> list[Hint]:
        """What the keys do."""
        step = self.chosen
        found: list[Hint] = [("escape", _("Nothing"), "screen.keep")]
        if step is not None:
            found.insert(0, ("enter", undo_words(step, self.app.size.width), "screen.choose"))
        return found

    def on_option_list_option_highlighted(self) -> None:
        """Say which step it is."""
        self.query_one(KeyHints).refresh()
