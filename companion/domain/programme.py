"""A programme: lessons in an order and a rhythm that a pair adopts as they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme, in one language."""

    id: str
    title: str
    weeks: int
    """Between two sessions."""
    lessons: tuple[str, ...]
    """Lesson ids in order; one may stand there twice."""
    text: str
    """What each session is for, as Markdown."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme that the pair has adopted."""

    programme: str
    since: str
    """The day, YYYY-MM-DD; sessions from then on count."""
    by: str = ""
    """The id of the person who chose it."""


def next_step(lessons: Sequence[str], held: Sequence[str]) -> int:
    """The place of the first lesson that was not held yet; their number when all were.

    A lesson that stands there twice wants two sessions. What was held besides does not count.
    """
    left = Counter(held)
    for place, lesson in enumerate(lessons):
        if not left[lesson]:
            return place
        left[lesson] -= 1
    return len(lessons)


def next_date(last: date | None, weeks: int, today: date) -> date:
    """When the next session is due by the rhythm; today where that has passed or none was held."""
    return today if last is None else max(today, last + timedelta(weeks=weeks))
