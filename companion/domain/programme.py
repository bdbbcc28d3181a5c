"""A programme: lessons in an order and a rhythm that a pair adopts as they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme; its page, in either language, stands beside the lessons."""

    id: str
    weeks: int
    """Between two sessions."""
    lessons: tuple[str, ...]
    """Lesson ids in order; one may stand there twice."""


PROGRAMMES = (
    Programme("seven", 3, ("equals-01", "equals-02", "social-media-01", "equals-04",
                           "facebook-01", "feedback-02", "equals-04")),
    Programme("four", 2, ("equals-02", "facebook-01", "feedback-02", "equals-04")),
)  # fmt: skip
"""The whole one first."""
LOOK_BACK = "equals-04"
"""The lesson that a programme holds half-way and at its close."""


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


def find_programme(name: str) -> Programme | None:
    """The programme with that id; None for one that only a later version knows."""
    return next((p for p in PROGRAMMES if p.id == name), None)
