"""What screens tell the app: facts, named as such; the app decides what follows.

Nobody compares or prints them: making what does so for all of them would take longer than all
else of this module, before the first screen.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from collections.abc import Callable

    from companion.domain.note.drafts import DraftOf
    from companion.domain.note.labelled_lines import LabelledLine
    from companion.domain.search.passages import Passage
    from companion.domain.search.terms import Needle
    from companion.domain.session.summary import Summary
    from companion.workspace import Workspace
    from companion.workspace.document.open_document import OpenDocument
    from companion.workspace.session.capture import Written
    from companion.workspace.session.undo import UndoStep


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
class PointWanted(Message):
    """Somebody wants to talk about something next time; they see first what the other will read."""

    text: str
    about: tuple[str, ...]
    """What it comes from: a lesson and one of its questions."""


@dataclass(eq=False, repr=False)
class CardsWanted(Message):
    """Somebody wants to be asked the questions of a lesson."""

    lesson: str


@dataclass(eq=False, repr=False)
class CardsChanged(Message):
    """Something was done with cards, so that other ones may be due."""


@dataclass(eq=False, repr=False)
class CardChosen(Message):
    """Somebody wants to see one card among all cards."""

    card: str


@dataclass(eq=False, repr=False)
class SessionWanted(Message):
    """Somebody wants to hold a session of a lesson."""

    lesson: str


@dataclass(eq=False, repr=False)
class SessionChosen(Message):
    """Somebody wants to go on with a session, or to read one that is closed."""

    session: str


@dataclass(eq=False, repr=False)
class PrepareWanted(Message):
    """Somebody wants to prepare the agenda of a session."""

    session: str


@dataclass(eq=False, repr=False)
class ReopenWanted(Message):
    """Somebody wants to write in a closed session again."""

    session: "Summary"


@dataclass(eq=False, repr=False)
class ThrowAwayWanted(Message):
    """Somebody wants a session to be gone from all lists; they are asked first."""

    session: "Summary"


@dataclass(eq=False, repr=False)
class BringBackWanted(Message):
    """Somebody wants a session to be in the lists again."""

    session: "Summary"


@dataclass(eq=False, repr=False)
class SessionLeft(Message):
    """A session's screen was left; the session itself runs on."""


@dataclass(eq=False, repr=False)
class SessionClosed(Message):
    """The other closed the session; its screen stays, to read."""


@dataclass(eq=False, repr=False)
class MinutesWanted(Message):
    """Somebody wants to read a session's minutes."""

    session: str


@dataclass(eq=False, repr=False)
class Kept(Message):
    """Something was changed in a document that is not in use, and saved."""


@dataclass(eq=False, repr=False)
class ActionDone(Message):
    """An action was ticked off."""

    summary: "Summary"
    record: str


@dataclass(eq=False, repr=False)
class WrittenDown(Message):
    """Lines that were entered together became a record each."""

    written: "tuple[Written, ...]"
    of: "DraftOf"
    """What they were typed for."""


@dataclass(eq=False, repr=False)
class LinesFinished(Message):
    """Somebody typed labelled lines in the notes, and goes on elsewhere."""

    document: "OpenDocument"
    lines: "tuple[LabelledLine, ...]"


@dataclass(eq=False, repr=False)
class StepDone(Message):
    """Somebody did something that can be taken back."""

    step: "UndoStep"
    words: str = ""
    """What is said of it; empty where one sees that it is done."""


@dataclass(eq=False, repr=False)
class Announced(Message):
    """Something of the session at hand that both are to know: the other did it, or it comes."""

    words: str
    item: tuple[str, str]
    """The ids of the session and the agenda item; the latter is empty for no single item."""
    holds: "Callable[[], bool]"
    """Whether it is still so."""
    ways: str = ""
    """What the session's keys do about it, for who is at the session's place."""


@dataclass(eq=False, repr=False)
class WordsKept(Message):
    """Words that were typed were not entered, and are kept where they were typed."""

    sentence: str
    holds: "Callable[[], bool]"
    """Whether they still are."""


@dataclass(eq=False, repr=False)
class TakenBack(Message):
    """A step was taken back, as far as that can be."""

    words: str
    """What was taken back, and what stays."""


@dataclass(eq=False, repr=False)
class Edited(Message):
    """Something in a document was typed or chosen; it is not saved yet."""

    document: "OpenDocument"
    at_once: bool = False
    """Whether saving it may not wait."""


@dataclass(eq=False, repr=False)
class Trouble(Message):
    """Something could not be read, saved or done; the sentence says what, and what to do."""

    sentence: str


@dataclass(eq=False, repr=False)
class PrivateNotesTried(Message):
    """Private notes were saved, or could not be."""

    trouble: str
    """The sentence for what kept them from being saved; empty where nothing does any more."""
    lost: str = ""
    """The sentence for what is gone of them, and waits for the disk no longer; else empty."""


@dataclass(eq=False, repr=False)
class MarginsOpened(Message):
    """The margin of a lesson is in sight."""

    document: "OpenDocument"


@dataclass(eq=False, repr=False)
class MarginsLeft(Message):
    """It is no more."""

    document: "OpenDocument"


@dataclass(eq=False, repr=False)
class SettledIn(Message):
    """Somebody has set up, or changed with whom and where they share."""

    workspace: "Workspace"


@dataclass(eq=False, repr=False)
class DemoWanted(Message):
    """Somebody wants to look around in a made-up pair's notes."""
