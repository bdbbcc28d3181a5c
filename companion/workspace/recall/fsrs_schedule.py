"""When a card should come again: py-fsrs, behind one function.

Its API broke between majors; nothing else here knows it. `fsrs` is imported when a card that was
graded is first looked at.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from companion.domain.recall.cards import Review

if TYPE_CHECKING:
    from fsrs import Scheduler

_NO_ID = 0
"""py-fsrs numbers its cards by the clock, and waits for that; ours have ids of their own."""


def due_after(reviews: Sequence[Review]) -> datetime:
    """When to ask a card again after these reviews, in the order they stand in the log.

    A review that is earlier than the one before, because a clock was put back, counts as one of
    the same day.
    """
    from fsrs import Card, Rating

    card = Card(_NO_ID, due=reviews[0].at)
    for review in reviews:
        card, _log = _scheduler().review_card(card, Rating(review.grade), review.at)
    return card.due


@cache
def _scheduler() -> "Scheduler":
    """py-fsrs with its own values, but for fuzzing: its dice would make every replay differ."""
    from fsrs import Scheduler

    return Scheduler(enable_fuzzing=False)
