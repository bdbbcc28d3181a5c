"""How a running session stands against its plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.domain.intervals import ZERO
from companion.domain.session.agenda import total_minutes
from companion.domain.session.notebook import Notebook

SOON = timedelta(minutes=2)
"""So long before its end an item is nearly over."""

CALM, NEARLY, OVER = "calm", "nearly", "over"


@dataclass(frozen=True, slots=True)
class Pace:
    """The time of a whole session."""

    spent: timedelta
    planned: timedelta
    """What the agenda takes as it was agreed, without minutes added on the way."""
    expected: timedelta
    """What it will take when every item still open takes the time it has."""

    @property
    def over(self) -> timedelta:
        """How much longer than planned it will be; none when it will be shorter."""
        return max(self.expected - self.planned, ZERO)

    def ends(self, now: datetime) -> datetime:
        """When it will be over, if nothing more is added."""
        return now + (self.expected - self.spent)


def pace_of(notebook: Notebook, now: datetime) -> Pace:
    """How a session stands against its plan at a moment."""
    clock = notebook.clock
    spent = clock.spent_in_all(now)
    to_come = ZERO
    for item in notebook.agenda:
        if clock.item_state(item.id) in ("current", "open"):
            to_come += max(clock.remaining(item.id, item.minutes, now), ZERO)
    planned = timedelta(minutes=total_minutes(notebook.agenda))
    return Pace(spent, planned, spent + to_come)


def stage(left: timedelta) -> str:
    """calm, nearly or over: how an item stands with so much time left."""
    if left <= ZERO:
        return OVER
    return NEARLY if left <= SOON else CALM
