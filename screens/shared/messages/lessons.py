"""What screens tell the app of a lesson's cards and margins."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from companion.workspace.document.open_document import OpenDocument


@dataclass(eq=False, repr=False)
class CardsWanted(Message):
    """Somebody wants to be asked the questions of a lesson."""

    lesson: str


@dataclass(eq=False, repr=False)
class CardsChanged(Message):
    """Something was done with cards, so that other ones may be due."""


@dataclass(eq=False, repr=False)
class MarginsOpened(Message):
    """The margin of a lesson is in sight."""

    document: "OpenDocument"


@dataclass(eq=False, repr=False)
class MarginsClosed(Message):
    """It is no more."""

    document: "OpenDocument"
