"""The lessons that ship, each read and parsed once in a process."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.domain.lesson.lesson import Lesson
from companion.lessons.load import parse_lesson

CONTENT = Path(__file__).parents[2] / "content"
PATHS = tuple(sorted((CONTENT / "lessons").rglob("*.md")))


@dataclass(frozen=True, slots=True, eq=False)
class ShippedLesson:
    """A lesson that ships, as a file and as a value."""

    path: Path
    text: str
    lesson: Lesson

    @property
    def id(self) -> str:
        """The same in both languages."""
        return self.lesson.meta.id

    @property
    def language(self) -> str:
        """en or nl."""
        return self.lesson.meta.language

    def at(self, line: int, what: object) -> str:
        """What is wrong there, as a checker says it: `feedback-02.nl.md:14: …`."""
        return f"{self.path.name}:{line}: {what}"

    def line_of(self, words: str) -> int:
        """The number of the first line with these words; 1 where none has them."""
        found = (n for n, line in enumerate(self.text.split("\n"), start=1) if words in line)
        return next(found, 1)


def shipped_lessons() -> tuple[ShippedLesson, ...]:
    """All of them, in the order of their paths."""
    return tuple(map(_read, PATHS))


def shipped_lesson(lesson_id: str, language: str) -> ShippedLesson:
    """One of them."""
    return next(_read(path) for path in PATHS if path.name == f"{lesson_id}.{language}.md")


Rule = Callable[[ShippedLesson], Iterable[tuple[int, object]]]
"""Yields the line and a sentence for each thing that is wrong in a lesson."""


@cache
def _read(path: Path) -> ShippedLesson:
    text = path.read_text(encoding="utf-8")
    return ShippedLesson(path, text, parse_lesson(text, path.name))


def assert_kept(rule: Rule, lessons: Iterable[ShippedLesson]) -> None:
    """All lessons keep a rule; else an AssertionError lists what is wrong, by lesson and line."""
    wrong = [file.at(*found) for file in lessons for found in rule(file)]
    assert not wrong, "\n".join(wrong)
