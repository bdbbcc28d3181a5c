"""How far along the lessons somebody is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from companion.domain.lesson.tracks import TRACKS
from companion.domain.session.clock import DONE
from companion.domain.session.summary import Summary

Listed = Sequence[tuple[str, str]]
"""(lesson id, track) in the order lessons are advised."""


BEGUN, FINISHED = "begun", "finished"
"""How far somebody is with a lesson by themselves; empty for one that is new to them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one person is with the lessons they study by themselves."""

    finished: dict[str, str] = field(default_factory=dict)
    """The lessons they finished, each with the day, YYYY-MM-DD."""
    begun: tuple[str, ...] = ()
    """Those they opened, the latest first."""

    def of(self, lesson: str) -> str:
        """How far they are with a lesson."""
        if lesson in self.finished:
            return FINISHED
        return BEGUN if lesson in self.begun else ""


@dataclass(frozen=True, slots=True)
class TrackProgress:
    """One track: how many of its lessons there are and how many are done."""

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


def held_lessons(sessions: Iterable[Summary]) -> set[str]:
    """The lessons that a session was held with, from start to close."""
    return {s.lesson for s in sessions if s.lesson and s.state == DONE}


def next_lesson(lessons: Listed, done: Collection[str]) -> str:
    """The first lesson that is not done yet; empty when all are."""
    return next((lesson for lesson, _track in lessons if lesson not in done), "")


def next_to_read(mine: Progress, held: Collection[str]) -> str:
    """The lesson opened last that somebody neither finished nor held; empty for none."""
    return next((name for name in mine.begun if mine.of(name) == BEGUN and name not in held), "")
