"""What the app said, as long as it runs: the newest for the news line, the last of it to read."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen does without it
    from companion.workspace.session.undo import UndoStep

REMEMBERED = 20
"""Notices that can be read again."""
READING = timedelta(seconds=3)
"""So long a notice has to stand before a key says that somebody has read it."""
STAYS = timedelta(minutes=10)
"""So long it stands after that, unless a newer one comes."""


class Priority(IntEnum):
    """What stands before what where several notices want the line."""

    DONE = 0
    """Something was done here, or is as it was."""
    OTHERS = 1
    """What the other does, and what both are about to do."""
    URGENT = 2
    """Somebody is needed: something is in trouble, or what was asked for is not done."""


def always() -> bool:
    """What is said of the past is so for good."""
    return True


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that was said: a line of text, never markup."""

    words: str
    at: datetime
    """In any time zone."""
    worth: Priority = Priority.DONE
    place: str = ""
    """The place it is about, as the table of commands names places; empty for none."""
    ways: str = ""
    """What its place's own keys do about it: said there alone, for elsewhere they do not."""
    item: tuple[str, str] = ("", "")
    """The ids of the session and the agenda item it is about, where it is about one."""
    step: "UndoStep | None" = None
    """What it says was done, where that can be taken back."""
    is_answer: bool = False
    """Whether it says why what was just asked for is not done: the next key makes it stale."""
    holds: Callable[[], bool] = field(default=always, compare=False)
    """Whether it is still so: once it is not, it stands on the line no longer."""

    @property
    def is_urgent(self) -> bool:
        """Whether somebody is needed."""
        return self.worth == Priority.URGENT

    @property
    def time(self) -> str:
        """When it was said, as a clock on the wall shows it."""
        return f"{self.at.astimezone():%H:%M}"


class Journal:
    """The last notices, which of them stands on the line, and which somebody may have missed.

    What is worth more stands before what is worth less until somebody may have read it; of two
    that are worth the same the newer stands there. Trouble stands there for as long as it lasts,
    but for the answer to a key, which goes with the next one.
    """

    def __init__(self) -> None:
        self._notices: deque[Notice] = deque(maxlen=REMEMBERED)
        self._missed = 0
        self._shown: Notice | None = None
        self._since: datetime | None = None
        self._read_at: datetime | None = None
        self._waiting: list[Notice] = []
        self._lasting: dict[str, Notice] = {}
        """The trouble there is, by its words, in the order in which it was told."""

    def __iter__(self) -> Iterator[Notice]:
        """All of them, newest first."""
        return reversed(self._notices)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return not self._notices

    @property
    def shown(self) -> Notice | None:
        """What the news line shows; None once it has stood there for long enough."""
        return self._shown

    @property
    def _trouble(self) -> Notice | None:
        """What stands on the line for as long as it lasts: the trouble that was told last."""
        return next(reversed(self._lasting.values()), None)

    @property
    def missed(self) -> int:
        """How many others stood on the line too shortly to be read, or not at all."""
        return self._missed

    def add(self, notice: Notice, *, lasts: bool = False) -> None:
        """Something is said; what is said twice in a row stands there once, with the later time.

        `lasts` says that it is trouble which is there until `end_trouble`.
        """
        shown = self._shown
        if shown is not None:
            if replace(shown, at=notice.at) == notice:
                lasts = lasts or shown is self._trouble
            elif self._keeps_its_place(shown, notice):
                self._waiting.append(notice)
                self._miss()
                self._remember(notice)
                return
            elif self._read_at is None and shown is not self._trouble:
                self._miss()
        newest = self._notices[-1] if self._notices else None
        is_newest = shown is newest or (shown is None and notice.is_answer)
        if newest is not None and is_newest and replace(newest, at=notice.at) == notice:
            self._notices.pop()
        self._remember(notice)
        if lasts:
            self._lasting.pop(notice.words, None)
            self._lasting[notice.words] = notice
        self._show(notice)

    def end_trouble(self, now: datetime, but: Collection[str] = ()) -> bool:
        """What was in trouble is well again, but for these words; tells whether anything was."""
        shows_trouble = self._shown is not None and self._shown is self._trouble
        over = self._lasting.keys() - set(but)
        self._lasting = {words: told for words, told in self._lasting.items() if words in but}
        if shows_trouble and self._shown is not self._trouble:
            self._shown = None
            self._show_next(now)
        return bool(over)

    def key_pressed(self, now: datetime) -> bool:
        """Somebody is there; tells whether the news line shows something else now.

        A notice never goes by time alone: nobody may have seen it.
        """
        shown, since = self._shown, self._since
        if shown is None or since is None or shown is self._trouble:
            return False
        if self._read_at is None and now - since >= READING:
            self._read_at = now
        was_read = self._read_at is not None
        if (was_read or shown.is_urgent) and (self._trouble or self._waiting):
            self._show_next(now)
            return True
        is_old = self._read_at is not None and now - self._read_at >= STAYS
        if is_old or shown.is_answer:
            self._shown = None
        return self._shown is None

    def drop_outdated(self, now: datetime) -> bool:
        """What is so no more leaves the line; tells whether that shows something else."""
        self._waiting = [notice for notice in self._waiting if notice.holds()]
        if self._shown is None or self._shown.holds():
            return False
        self._shown = None
        self._show_next(now)
        return True

    def read_all(self, now: datetime) -> None:
        """Somebody reads all of it."""
        self._missed, self._read_at = 0, self._read_at or now
        self._waiting.clear()

    def _remember(self, notice: Notice) -> None:
        """What falls out of the last notices waits for the line no longer: it is old news."""
        self._notices.append(notice)
        self._waiting = [w for w in self._waiting if any(w is known for known in self._notices)]

    def _miss(self) -> None:
        """Count one more, of those that can be read again."""
        self._missed = min(self._missed + 1, REMEMBERED - 1)

    def _keeps_its_place(self, shown: Notice, notice: Notice) -> bool:
        is_new = self._read_at is None or shown is self._trouble
        return is_new and notice.worth < shown.worth

    def _show(self, notice: Notice, since: datetime | None = None) -> None:
        self._shown, self._since, self._read_at = notice, since or notice.at, None

    def _show_next(self, now: datetime) -> None:
        """Show the trouble there is, else what waited, the newest of what is worth most."""
        if self._trouble is not None:
            self._show(self._trouble, now)
        elif self._waiting:
            notice = max(reversed(self._waiting), key=lambda waiting: waiting.worth)
            self._waiting.remove(notice)
            self._missed = max(0, self._missed - 1)
            self._show(notice, now)
