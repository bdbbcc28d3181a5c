"""How far along the lessons somebody is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from companion.domain.tracks import TRACKS

Listed = Sequence[tuple[str, str]]
"""(lesson id, track) in the order lessons are advised."""


@dataclass(frozen=True, slots=True)
class TrackProgress:
    """One track: how many of its lessons there are and how many were held."""

    track: str
    done: int
    total: int


def progress(lessons: Listed, done: Collection[str]) -> list[TrackProgress]:
    """A line for every track that has lessons."""
    found = []
    for track in TRACKS:
        ids = {lesson for lesson, its_track in lessons if its_track == track}
        if ids:
            found.append(TrackProgress(track, len(ids & set(done)), len(ids)))
    return found


def next_lesson(lessons: Listed, held: Collection[str]) -> str:
    """The first lesson nobody has made a session of yet; empty when all were."""
    return next((lesson for lesson, _track in lessons if lesson not in held), "")
