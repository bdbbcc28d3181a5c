"""What screens tell the app of where somebody wants to go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from companion.domain.search.passages import Passage
    from companion.domain.search.terms import Needle


@dataclass(eq=False, repr=False)
class PlaceChosen(Message):
    """Somebody wants to go to a place."""

    place: str


@dataclass(eq=False, repr=False)
class LessonChosen(Message):
    """Somebody wants to read a lesson."""

    lesson: str
    anchor: str = ""
    """The heading or passage to begin at, as it stands in the lesson."""
    words: str = ""
    """The words that were found there."""
    language: str = ""
    """The language to read it in; empty for one's own."""


@dataclass(eq=False, repr=False)
class NoteChosen(Message):
    """Somebody wants to see what was found where it stands in the notes."""

    passage: "Passage"
    needles: "tuple[Needle, ...]"


@dataclass(eq=False, repr=False)
class CardChosen(Message):
    """Somebody wants to see one card among all cards."""

    card: str
