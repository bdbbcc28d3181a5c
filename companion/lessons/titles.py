"""What sessions are called in a reader's language."""

from collections.abc import Iterable

from companion.domain.session.summary import Summary
from companion.lessons.parse.entry import LessonEntry


def title_in(language: str, session: Summary, entries: Iterable[LessonEntry]) -> str:
    """What a session still to be held is called: minutes keep the title they were made with."""
    if session.language == language:
        return session.title
    lesson = (session.lesson, language)
    return next((e.title for e in entries if (e.id, e.language) == lesson), session.title)
