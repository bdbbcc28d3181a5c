"""What screens tell the app of sessions: made, opened, left, closed, thrown away."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from collections.abc import Callable

    from companion.domain.session.summary import Summary


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
class Announced(Message):
    """Something of the session at hand that both are to know: the other did it, or it comes."""

    words: str
    item: tuple[str, str]
    """The ids of the session and the agenda item; the latter is empty for no single item."""
    holds: "Callable[[], bool]"
    """Whether it is still so."""
    ways: str = ""
    """What the session's keys do about it, for who is at the session's place."""
