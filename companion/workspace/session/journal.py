"""What the app said, as long as it runs: the newest for the news line, the last of it to read."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen does without it
    from companion.workspace.session.undo import UndoStep

REMEMBERED = 20
"""Notices that can be read again."""
READING = timedelta(seconds=3)
"""So long a notice has to stand before a key says that somebody has read it."""
STAYS = timedelta(minutes=10)
"""So long it stands after that, unless a newer one comes."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that was said: a line of text, never markup."""

    words: str
    at: datetime
    """In any time zone."""
    is_urgent: bool = False
    """Whether somebody is needed: something is in trouble, or what was asked for is not done."""
    place: str = ""
    """The place it is about, as the table of commands names places; empty for none."""
    item: tuple[str, str] = ("", "")
    """The ids of the session and the agenda item it is about, where it is about one."""
    step: "UndoStep | None" = None
    """What it says was done, where that can be taken back."""

    @property
    def time(self) -> str:
        """When it was said, as a clock on the wall shows it."""
        return f"{self.at.astimezone():%H:%M}"


class Journal:
    """The last notices, and which of them somebody may have missed."""

    def __init__(self) -> None:
        self._notices: deque[Notice] = deque(maxlen=REMEMBERED)
        self._missed = 0
        self._read_at: datetime | None = None
        self._is_over = False

    def __iter__(self) -> Iterator[Notice]:
        """All of them, newest first."""
        return reversed(self._notices)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return not self._notices

    @property
    def newest(self) -> Notice | None:
        """What the news line shows; None once it has stood there for long enough."""
        return self._notices[-1] if self._notices and not self._is_over else None

    @property
    def missed(self) -> int:
        """How many others are there that a newer one took the place of before they were read."""
        return min(self._missed, len(self._notices) - 1) if self._missed else 0

    def add(self, notice: Notice) -> None:
        """Something is said; what is said twice in a row stands there once, with the later time."""
        newest = self.newest
        if newest is not None and replace(newest, at=notice.at) == notice:
            self._notices[-1] = notice
            return
        if newest is not None and self._read_at is None:
            self._missed += 1
        self._notices.append(notice)
        self._read_at, self._is_over = None, False

    def key_pressed(self, now: datetime) -> bool:
        """Somebody is there; tells whether the news line shows something else now.

        A notice never goes by time alone: nobody may have seen it.
        """
        newest = self.newest
        if newest is None:
            return False
        if self._read_at is None and now - newest.at >= READING:
            self._read_at = now
        self._is_over = self._read_at is not None and now - self._read_at >= STAYS
        return self._is_over

    def read_all(self, now: datetime) -> None:
        """Somebody reads all of it."""
        self._missed, self._read_at = 0, self._read_at or now
