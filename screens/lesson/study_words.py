"""What a lesson asks of somebody who studies it alone, in words."""

from collections.abc import Iterator
from itertools import groupby

from companion.domain.lesson.study import (
    EXERCISE,
    REFLECTION,
    Answer,
    StudyQuestion,
    exercise_for_two,
)
from companion.domain.session.notebook import DONE, Record
from companion.domain.text import one_line, visible
from companion.i18n import _
from companion.lessons.parse.blocks import plain_text
from companion.workspace.lesson.study import LessonStudy
from screens.shared.words import lead_name


def headings_and_questions(studying: LessonStudy) -> Iterator[tuple[str, StudyQuestion | None]]:
    """The lines of the list: those that only head others come without a question."""
    for heading, questions in groupby(studying.questions, heading_of):
        yield heading, None
        listed = list(questions)
        yield from ((line_of(studying, question), question) for question in listed)
        if exercise_for_two(studying.lesson, listed[0].item):
            yield "  – " + _("Exercise for two"), None


def heading_of(question: StudyQuestion) -> str:
    """What a question belongs to."""
    if question.kind == REFLECTION:
        return _("Looking back")
    return f"{question.item}. {visible(question.title)}"


def line_of(studying: LessonStudy, question: StudyQuestion) -> str:
    """One question on one line, with a sign for how far it is."""
    answer = studying.answer(question)
    if question.kind == EXERCISE:
        return f"  {'☑' if answer.ticked else '☐'} " + _("Exercise")
    words = one_line(visible(plain_text(question.text)), None)
    who = f"{lead_name(question.who).capitalize()}: " if question.who else ""
    return f"  {'●' if answer.text.strip() else '○'} {who}{words}"


def asked_once(answer: Answer) -> str:
    """The question that an answer was written at, on one line."""
    return one_line(visible(plain_text(answer.question)))


def words_to_bring(studying: LessonStudy, question: StudyQuestion) -> str:
    """What somebody would say of a question to the other: their answer, else the question."""
    asked = question.title if question.kind == EXERCISE else plain_text(question.text)
    return one_line(studying.answer(question).text or asked)


def point_words(point: Record | None) -> str:
    """What became of the talking point that was made of an answer."""
    if point is None:
        return ""
    return _("you talked about it") if point.state == DONE else _("waits for the next session")
