"""Studying a lesson by oneself: one's answers on this device, and that it is finished."""

from dataclasses import replace

from companion.domain.lesson.lesson import Lesson
from companion.domain.lesson.study import Answer, Study, StudyQuestion, placed, questions_of
from companion.domain.session.notebook import DROPPED, Record
from companion.domain.text import MAX_NOTE, clean
from companion.workspace.lesson.margins import Reading
from companion.workspace.workspace import Workspace


class LessonStudy:
    """One person's work on one lesson, in the language it is read in; belongs to one thread.

    Every change is saved soon, by the workspace's `studies`.
    """

    def __init__(self, reading: Reading, lesson: Lesson) -> None:
        self._reading = reading
        self.lesson = lesson
        self.questions = questions_of(lesson)
        """What the lesson asks of one person."""
        found = placed(_study(reading).answers, self.questions, lesson.meta.language)
        self.answers: dict[str, Answer] = found[0]
        """What was answered, by the question's key."""
        self.earlier: tuple[Answer, ...] = found[1]
        """Answers to questions that the lesson does not ask any more."""

    def answer(self, question: StudyQuestion) -> Answer:
        """What stands at a question; an empty answer where nothing does."""
        empty = Answer(question.key, question.text, self.lesson.meta.language)
        return self.answers.get(question.key, empty)

    def write(self, question: StudyQuestion, text: str) -> None:
        """Let the answer say this."""
        self._put(question, replace(self.answer(question), text=clean(text)[:MAX_NOTE]))

    def tick(self, question: StudyQuestion) -> None:
        """An exercise was done, or was not after all."""
        answer = self.answer(question)
        self._put(question, replace(answer, ticked=not answer.ticked))

    def note_point(self, question: StudyQuestion, record: str) -> None:
        """Remember the talking point that was made of an answer."""
        self._put(question, replace(self.answer(question), point=record))

    def _put(self, question: StudyQuestion, answer: Answer) -> None:
        before = self.answer(question)
        if answer != before:
            at = self._reading.workspace.environment.now().isoformat(timespec="seconds")
            answer = replace(answer, key=question.key, question=question.text,
                             language=self.lesson.meta.language, at=at)  # fmt: skip
            self.answers[question.key] = answer
            self._reading.workspace.studies.change(self._reading.files, before, answer)


def finished_on(reading: Reading) -> str:
    """The day on which I finished a lesson by myself; empty for none. Raises CompanionError."""
    return _study(reading).finished


def finish(reading: Reading, day: str, shared: bool) -> None:
    """I finished a lesson on that day, or without a day not; the other knows it if shared.

    What is shared stands in the lesson's margins and is saved with them. Raises CompanionError.
    """
    try:
        reading.workspace.studies.finish(reading.files, day)
    except OSError as error:
        raise reading.trouble(error) from None
    margins = reading.open_shared()
    told = day if shared else ""
    if margins.finished.get(reading.me, "") != told:
        margins.finish(told)


def point_of(workspace: Workspace, answer: Answer) -> Record | None:
    """The talking point made of an answer, where the index knows one that was not dropped."""
    records = (record for s in workspace.index.summaries for record in s.points)
    found = next((r for r in records if answer.point and r.id == answer.point), None)
    return None if found is None or found.state == DROPPED else found


def _study(reading: Reading) -> Study:
    try:
        return reading.workspace.studies.read(reading.files)
    except OSError as error:
        raise reading.trouble(error) from None
