"""Whether what somebody pressed still stands alone, so that taking it back takes back no more."""

from collections.abc import Sequence

from companion.domain.session.clock import CLOSE, ITEM, LEAD, PAUSE, RESUME, START, TIMER, Event
from companion.domain.session.clock_reader import standing

_SAME = ({ITEM}, {PAUSE, RESUME}, {LEAD}, {TIMER})
"""Kinds of events of which a later one decides."""


def find_effective(events: Sequence[Event], name: str) -> Event | None:
    """The event with that id; None where there is none, or it was taken back already."""
    return next((event for event in standing(events) if name and event.id == name), None)


def overtaken_by(events: Sequence[Event], event: Event) -> str:
    """Who decided anew, after an event that stands, what it was about; empty for nobody else."""
    about = next((kinds for kinds in _SAME if event.kind in kinds), set())
    return next((e.by for e in _after(events, event) if e.by != event.by and e.kind in about), "")


def start_acted_on_by(events: Sequence[Event], start: Event) -> str | None:
    """Who has acted on a start, or closed what it began; None where it can be taken back."""
    after = [e for e in _after(events, start) if e.kind != START]
    return next((e.by for e in after if e.by != start.by or e.kind == CLOSE), None)


def _after(events: Sequence[Event], event: Event) -> list[Event]:
    stand = standing(events)
    return stand[stand.index(event) + 1 :]
