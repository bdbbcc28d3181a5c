"""A programme: lessons in an order and a rhythm that a pair adopts as they are."""

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
    topic: int
    """The place, from 0, that another topic may take."""
    half_way: int
    """The place of the session that looks back and ahead; the last one is the close."""


PROGRAMMES = (
    Programme("seven", 3, ("equals-01", "equals-02", "social-media-01", "equals-04",
                           "facebook-01", "feedback-02", "equals-04"), topic=2, half_way=3),
    Programme("four", 2, ("equals-02", "facebook-01", "feedback-02", "equals-04"),
              topic=1, half_way=2),
)  # fmt: skip
"""The whole one first."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme that the pair has adopted."""

    programme: str
    since: str
    """The day, YYYY-MM-DD; sessions from then on count."""
    by: str = ""
    """The id of the person who chose it."""


def places_left(programme: Programme, held: Sequence[str]) -> tuple[int, ...]:
    """The places of the sessions that were not held yet, by the lessons held, from old to new.

    A lesson that stands there twice wants two sessions. What was held besides does not count,
    unless it was held when the place that another topic may take came next.
    """
    lessons = programme.lessons
    left = list(range(len(lessons)))
    for lesson in held:
        place = next((p for p in left if lessons[p] == lesson), None)
        if place is None and lesson not in lessons and left[:1] == [programme.topic]:
            place = programme.topic
        if place is not None:
            left.remove(place)
    return tuple(left)


def next_date(last: date | None, agreed: date | None, weeks: int, today: date) -> date:
    """When the next session is due: as agreed, else by the rhythm from the last one held.

    Today where that has passed, or where none was held.
    """
    if agreed is not None and agreed >= today:
        return agreed
    if last is None:
        return today
    return max(today, min(last, today) + timedelta(weeks=weeks))


def find_programme(name: str) -> Programme | None:
    """The programme with that id; None for one that only a later version knows."""
    return next((p for p in PROGRAMMES if p.id == name), None)
