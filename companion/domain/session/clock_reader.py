"""Reads the clock of a session from its events, in the order both devices agree on.

What one device wrote before it knew of the other's events counts as far as it still can: the order
of the list decides, never a wall clock, so that both read the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from companion.domain.intervals import ZERO, interval
from companion.domain.session.clock import (
    ASK_OFF,
    CLOSE,
    DONE,
    ITEM,
    LEAD,
    NOT_OFF,
    OFF,
    ON,
    PAUSE,
    PLANNED,
    PLUS,
    REOPEN,
    RESUME,
    RUNNING,
    SKIP,
    START,
    TIMER,
    UNDO,
    Clock,
    Event,
)
from companion.domain.session.exercise_steps import Timer


def read_clock(events: Iterable[Event]) -> Clock:
    """Where a session stands after its events."""
    tally = _Tally()
    for event in standing(events):
        tally.take(event)
    return tally.clock()


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that count: not those that were taken back.

    A start is taken back only as long as nobody else has acted on it, whether or not whoever took
    it back had seen that: what two did together is not undone by one of them.
    """
    events = list(events)
    takers: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.kind == UNDO:
            takers[event.to].add(event.by)
    stand: list[Event] = []
    acted: set[str] = set()  # who did something after the event at hand, up to the next start
    for event in reversed(events):
        taken_by = takers.get(event.id, set()) if event.id else set()
        goes_on = event.kind == START and acted - taken_by
        if event.kind != UNDO and (goes_on or not taken_by):
            stand.append(event)
            acted = set() if event.kind == START else acted | {event.by}
    return stand[::-1]


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
        self.round = 0
        self.started_by, self.closed_by = "", ""

    def take(self, event: Event) -> None:
        if event.round < self.round:
            return  # pressed by somebody who did not know yet that it was reopened
        if event.kind == START:
            if self.state == PLANNED:
                self.state, self.began, self.started_by = RUNNING, event.at, event.by
                self._go(event)
        elif event.kind == REOPEN and self.state == DONE:
            self.state, self.ended, self.closed_by = RUNNING, None, ""
            self.round, self.paused = self.round + 1, True
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
            self.closed_by = event.by
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
            self.round, self.started_by, self.closed_by,
        )  # fmt: skip
