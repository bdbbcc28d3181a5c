"""Studying a lesson by oneself: what it asks of one person, and what they wrote for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what was finished is told without lessons
    from companion.domain.lesson.lesson import Item, Lesson

PROMPT, EXERCISE, REFLECTION = "prompt", "exercise", "reflection"
"""What a lesson asks of somebody who studies it alone."""


@dataclass(frozen=True, slots=True)
class StudyQuestion:
    """Something in a lesson that one person can answer or do alone."""

    key: str
    """Where it stands, the same in every language: "2.1" the first prompt of item 2, "3.do" the
    exercise of item 3, "r1" the first question of the reflection."""
    kind: str
    """prompt, exercise or reflection."""
    text: str
    """The question, or the steps of the exercise a line each, as Markdown."""
    item: int = 0
    """The number of the agenda item; 0 for the reflection."""
    title: str = ""
    """That item's title."""
    who: str = ""
    """In the reflection: mentor, mentee or both."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote at a question, for themselves."""

    key: str
    question: str
    """The question's words as they were."""
    language: str
    text: str = ""
    at: str = ""
    """When it was written last, as ISO 8601 in UTC."""
    ticked: bool = False
    """Of an exercise: it was done."""
    point: str = ""
    """The talking point that was made of it, by its record's id; empty for none."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it to keep."""
        return bool(self.text.strip() or self.ticked or self.point)


@dataclass(frozen=True, slots=True)
class Study:
    """One person's work on one lesson, kept on their own device."""

    finished: str = ""
    """The day on which they said so, YYYY-MM-DD; empty as long as they did not."""
    answers: tuple[Answer, ...] = ()


def questions_of(lesson: "Lesson") -> tuple[StudyQuestion, ...]:
    """All that a lesson asks of somebody alone, in its order.

    Exercises are among it where its author says that one person can do them.
    """
    found = [question for item in lesson.agenda for question in _asked(item, lesson)]
    found += [
        StudyQuestion(f"r{n}", REFLECTION, text, who=who)
        for n, (who, text) in enumerate(lesson.reflection, start=1)
    ]
    return tuple(found)


def exercise_for_two(lesson: "Lesson", number: int) -> bool:
    """Whether an item has an exercise that wants both."""
    item = next((i for i in lesson.agenda if i.number == number), None)
    return item is not None and bool(item.steps) and number not in lesson.meta.alone


def _asked(item: "Item", lesson: "Lesson") -> list[StudyQuestion]:
    found = [
        StudyQuestion(f"{item.number}.{n}", PROMPT, text, item.number, item.title)
        for n, text in enumerate(item.prompts, start=1)
    ]
    if item.number in lesson.meta.alone:
        steps = "\n".join(f"{n}. {step}" for n, step in enumerate(item.steps, start=1))
        found.append(StudyQuestion(f"{item.number}.do", EXERCISE, steps, item.number, item.title))
    return found


def placed(
    answers: Sequence[Answer], questions: Sequence[StudyQuestion], language: str
) -> tuple[dict[str, Answer], tuple[Answer, ...]]:
    """Each answer at its question, by the question's key; and those whose question is gone.

    A new version may have moved or reworded a question, so in the language it was answered in its
    words find it; in another one its place does.
    """
    found: dict[str, Answer] = {}
    lost: list[Answer] = []
    for answer in sorted(answers, key=lambda a: a.at, reverse=True):
        key = _place_of(answer, questions, language)
        if key and key not in found:
            found[key] = answer
        else:
            lost.append(answer)
    return found, tuple(reversed(lost))


def with_answer(study: Study, before: Answer | None, answer: Answer) -> Study:
    """The study with this answer in the place of the one before; one that says nothing goes.

    Where the answer stands there already it stands there once.
    """
    kept = tuple(other for other in study.answers if other not in (before, answer))
    return replace(study, answers=(*kept, answer) if answer.says_something else kept)


def _place_of(answer: Answer, questions: Sequence[StudyQuestion], language: str) -> str:
    if answer.language != language:
        return next((q.key for q in questions if q.key == answer.key), "")
    from difflib import get_close_matches  # for the few who answered an earlier version

    texts = {question.text: question.key for question in questions}
    if answer.question in texts:
        return texts[answer.question]
    near = get_close_matches(answer.question, texts, n=1)
    return texts[near[0]] if near else ""
