"""What a list of lessons shows of one file."""

from dataclasses import dataclass
from datetime import date

from companion.domain.lesson.tracks import TRACKS
from companion.domain.lesson_issue import Finding

SHIPPED, OWN = "shipped", "own"


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """One lesson file in a list."""

    id: str
    """Of the lesson; the beginning of the file's name when the file does not say."""
    track: str
    order: int
    title: str
    summary: str
    language: str
    duration: int
    """Minutes."""
    level: str
    version: str
    path: str
    """To show to a person."""
    origin: str
    """shipped or own."""
    needs: tuple[str, ...] = ()
    review_by: date | None = None
    needs_review: bool = False
    """That day has passed: somebody should look at the facts again."""
    problem: Finding | None = None
    """The first thing to mend; without it the lesson can be used."""


def place(entry: LessonEntry) -> tuple[int, str, int, str, bool, str]:
    """The key by which lessons are listed: track, order, id, shipped before own, language."""
    track = TRACKS.index(entry.track) if entry.track in TRACKS else len(TRACKS)
    return track, entry.track, entry.order, entry.id, entry.origin != SHIPPED, entry.language
