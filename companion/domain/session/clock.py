"""The clock of a session: what happened when, and what follows from it at any moment.

Nothing ticks here. A session keeps events in the order both devices agree on; the figures are
computed from them for a given moment. Times are UTC. Where clocks disagree or were set back, an
interval counts as zero, never as negative.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from companion.domain.intervals import ZERO, interval
from companion.domain.session.steps import Timer

START, ITEM, SKIP, PLUS = "start", "item", "skip", "plus"
PAUSE, RESUME, LEAD, CLOSE = "pause", "resume", "lead", "close"
ASK_OFF, NOT_OFF, OFF, ON = "ask-off", "not-off", "off", "on"
"""Off the record: somebody asks for it, somebody would rather not, it begins, it ends."""
TIMER = "timer"
KINDS = (START, ITEM, SKIP, PLUS, PAUSE, RESUME, LEAD, CLOSE, ASK_OFF, NOT_OFF, OFF, ON, TIMER)

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
    """For `lead`: who leads from then on. For `timer`: the step, such as "do/2"."""
    why: str = ""
    """For `skip`: the reason, in the words of whoever skipped."""


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


def read_clock(events: Iterable[Event]) -> Clock:
    """Where a session stands after its events."""
    tally = _Tally()
    for event in events:
        tally.take(event)
    return tally.clock()


class _Tally:
    """The running sum over events; `take` knows what each kind means."""

    def __init__(self) -> None:
        self.state, self.current, self.paused, self.lead, self.moved_by = PLANNED, "", False, "", ""
        self.since: datetime | None = None
        self.began: datetime | None = None
        self.ended: datetime | None = None
        self.spent: dict[str, timedelta] = {}
        self.plus: dict[str, int] = {}
        self.skipped: set[str] = set()
        self.visited: set[str] = set()
        self.reasons: dict[str, str] = {}
        self.led: dict[tuple[str, str], timedelta] = {}
        self.asked_off = ""
        self.off_since: datetime | None = None
        self.off = ZERO
        self.timer: Timer | None = None

    def take(self, event: Event) -> None:
        if event.kind == START:
            if self.state == PLANNED:
                self.state, self.began = RUNNING, event.at
                self._go(event)
        elif self.state == RUNNING:
            self._take_running(event)

    def _take_running(self, event: Event) -> None:
        if event.kind == ITEM:
            self._go(event)
        elif event.kind == SKIP:
            self.skipped.add(event.item)
            if event.why:  # both may skip it, and one of them say why
                self.reasons[event.item] = event.why
        elif event.kind == PLUS:
            self.plus[event.item] = self.plus.get(event.item, 0) + event.minutes
        elif event.kind == PAUSE:
            self._pause(event.at)
        elif event.kind == RESUME and self.paused:
            self.paused, self.since = False, event.at
            self.timer = self.timer.resumed(event.at) if self.timer else None
        elif event.kind == LEAD:
            self._bank(event.at)
            self.lead, self.since = event.to, None if self.paused else event.at
        elif event.kind == TIMER:
            self._set_timer(event)
        elif event.kind == CLOSE:
            self._bank(event.at)
            self._end_off(event.at)
            self.state, self.ended, self.since, self.timer = DONE, event.at, None, None
        else:
            self._take_off_the_record(event)

    def _take_off_the_record(self, event: Event) -> None:
        if event.kind == ASK_OFF and self.off_since is None:
            self.asked_off = event.by
        elif event.kind == NOT_OFF:
            self.asked_off = ""
        elif event.kind == OFF:
            self.asked_off = ""
            self.off_since = self.off_since or event.at
        elif event.kind == ON:
            self._end_off(event.at)

    def _end_off(self, at: datetime) -> None:
        self.asked_off = ""
        if self.off_since is not None:
            self.off += interval(self.off_since, at)
            self.off_since = None

    def _pause(self, at: datetime) -> None:
        self._bank(at)
        if self.timer is not None and not self.paused:
            self.timer = self.timer.paused(at)
        self.paused, self.since = True, None

    def _set_timer(self, event: Event) -> None:
        """One step of the item at hand has it; what somebody set elsewhere came too late."""
        if event.item != self.current:
            return
        if event.minutes > 0:
            since = None if self.paused else event.at
            self.timer = Timer(event.item, event.to, event.minutes, event.at, since)
        elif self.timer is not None and self.timer.step == event.to:
            self.timer = None

    def _go(self, event: Event) -> None:
        if event.item == self.current:
            return
        self._bank(event.at)
        self.current, self.lead, self.moved_by = event.item, "", event.by
        self.visited.add(event.item)
        self.skipped.discard(event.item)
        self.reasons.pop(event.item, None)
        self.timer = None
        self.since = None if self.paused else event.at

    def _bank(self, at: datetime) -> None:
        if self.since is not None:
            spent = self.spent.get(self.current, ZERO)
            passed = interval(self.since, at)
            self.spent[self.current] = spent + passed
            key = (self.current, self.lead)
            self.led[key] = self.led.get(key, ZERO) + passed

    def clock(self) -> Clock:
        return Clock(
            self.state, self.current, self.paused, self.since, self.began, self.ended,
            self.spent, self.plus, frozenset(self.skipped), frozenset(self.visited),
            self.lead, self.moved_by, self.reasons, self.led,
            self.asked_off, self.off_since, self.off, self.timer,
        )  # fmt: skip
