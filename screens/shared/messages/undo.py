"""What is told of what was done and can be taken back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from companion.workspace.session.undo import UndoStep


@dataclass(eq=False, repr=False)
class StepDone(Message):
    """Somebody did something that can be taken back."""

    step: "UndoStep"
    words: str = ""
    """What is said of it; empty where one sees that it is done."""


@dataclass(eq=False, repr=False)
class StepUndone(Message):
    """A step was taken back, as far as that can be."""

    words: str
    """What was taken back, and what stays."""
