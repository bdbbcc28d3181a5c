"""The recall questions of lesson files, kept so that a deck need not parse every lesson."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from companion.domain.lesson.lesson import RecallQuestion
from companion.domain.lesson_issue import Finding
from companion.lessons.cache import StampedCache
from companion.lessons.parse.errors import LessonError

Questions = tuple[RecallQuestion, ...]


class QuestionCache:
    """The questions in each lesson file."""

    def __init__(self, file: Path | None) -> None:
        self._cache = StampedCache(file)

    def get(self, path: str, stamp: str) -> Questions | None:
        """The questions of the file with this path and stamp, if they are known."""
        kept = self._cache.value(path, stamp)
        with suppress(TypeError):
            return tuple(_question(*row) for row in kept) if isinstance(kept, list) else None
        return None

    def read(self, path: str, stamp: str, text: str | Finding) -> Questions:
        """The questions in a file's text, remembered from now on; none where it has errors."""
        from companion.lessons.load import parse_lesson

        found: Questions = ()
        if isinstance(text, str):
            with suppress(LessonError):
                found = parse_lesson(text, path).recall
        rows = [[q.number, q.question, q.answer, q.line] for q in found]
        self._cache.put(path, stamp, rows)
        return found

    def save(self) -> None:
        """Write what was asked for since the last time."""
        self._cache.save()


def _question(number: Any, question: Any, answer: Any, line: Any) -> RecallQuestion:
    """The question that was kept. Raises TypeError when it is damaged."""
    if [type(value) for value in (number, question, answer, line)] != [int, str, str, int]:
        raise TypeError("question")
    return RecallQuestion(number, question, answer, line)
