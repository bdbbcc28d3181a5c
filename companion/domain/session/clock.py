"""The clock of a session: what happened when, and what follows from it at any moment.

Nothing ticks here. A session keeps events in the order both devices agree on; the figures are
computed from them for a given moment. Times are UTC. Where clocks disagree or were set back, an
interval counts as zero, never as negative.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from companion.domain.intervals import ZERO, interval
from companion.domain.session.exercise_steps import Timer

START, ITEM, SKIP, PLUS = "start", "item", "skip", "plus"
PAUSE, RESUME, LEAD, CLOSE = "pause", "resume", "lead", "close"
ASK_OFF, NOT_OFF, OFF, ON = "ask-off", "not-off", "off", "on"
"""Off the record: somebody asks for it, somebody would rather not, it begins, it ends."""
TIMER = "timer"
REOPEN, UNDO = "reopen", "undo"
KINDS = (START, ITEM, SKIP, PLUS, PAUSE, RESUME, LEAD, CLOSE, ASK_OFF, NOT_OFF, OFF, ON, TIMER,
         REOPEN, UNDO)  # fmt: skip

PLANNED, RUNNING, DONE = "planned", "running", "done"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was pressed at a moment."""

    at: datetime
    by: str
    """The id of the person who did it."""
    kind: str
    item: str = ""
    """The item it is about: the one gone to, skipped or given more time."""
    minutes: int = 0
    """For `plus`: how many more. For `timer`: how many it runs; 0 stops it."""
    to: str = ""
    """For `lead`: who leads from then on. For `timer`: the step, such as "do/2". For `undo`: the
    id of the event that is taken back."""
    why: str = ""
    """For `skip`: the reason, in the words of whoever skipped."""
    id: str = ""
    """What an `undo` names it by; empty for events that cannot be taken back."""
    round: int = 0
    """How many times the session had been reopened when it was pressed."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a session stands, told from its events."""

    state: str = PLANNED
    current: str = ""
    """The id of the item at hand, empty before the start."""
    paused: bool = False
    since: datetime | None = None
    """When the time now running began to count; None while paused, planned or done."""
    began: datetime | None = None
    ended: datetime | None = None
    spent_before: dict[str, timedelta] = field(default_factory=dict)
    """Time per item up to `since`."""
    plus: dict[str, int] = field(default_factory=dict)
    """Minutes added per item."""
    skipped: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    lead: str = ""
    """Who was handed the lead of the current item, empty as the agenda has it."""
    moved_by: str = ""
    """Who went to the current item."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why an item was skipped, where somebody said so."""
    led_before: dict[tuple[str, str], timedelta] = field(default_factory=dict)
    """Time up to `since` by (item, who was handed its lead; empty as the agenda has it)."""
    asked_off: str = ""
    """Who asks to go off the record and waits for the other."""
    off_since: datetime | None = None
    """Since when nothing is on the record; None while it is."""
    off_before: timedelta = ZERO
    """Time off the record in stretches that are over."""
    timer: Timer | None = None
    round: int = 0
    """How many times the session was reopened."""
    started_by: str = ""
    closed_by: str = ""
    """Who closed it; empty while it is open."""

    def led(self, now: datetime) -> dict[tuple[str, str], timedelta]:
        """Time spent by (item, who was handed its lead)."""
        found = dict(self.led_before)
        if self.since is not None:
            key = (self.current, self.lead)
            found[key] = found.get(key, ZERO) + self._running(now)
        return found

    def off_the_record(self, now: datetime) -> timedelta:
        """Time off the record so far; pauses count, for nothing was on the record then either."""
        running = interval(self.off_since, now) if self.off_since is not None else ZERO
        return self.off_before + running

    def spent(self, item: str, now: datetime) -> timedelta:
        """Time spent on an item so far."""
        running = self._running(now) if item == self.current else ZERO
        return self.spent_before.get(item, ZERO) + running

    def spent_in_all(self, now: datetime) -> timedelta:
        """Time spent on the session so far, without pauses."""
        return sum(self.spent_before.values(), ZERO) + self._running(now)

    def remaining(self, item: str, minutes: int, now: datetime) -> timedelta:
        """Time left for an item planned for `minutes`; negative is overtime."""
        planned = timedelta(minutes=minutes + self.plus.get(item, 0))
        return planned - self.spent(item, now)

    def item_state(self, item: str) -> str:
        """current, skipped, done or open."""
        if self.state == RUNNING and item == self.current:
            return "current"
        if item in self.skipped:
            return "skipped"
        return "done" if item in self.visited else "open"

    def _running(self, now: datetime) -> timedelta:
        return interval(self.since, now) if self.since is not None else ZERO
