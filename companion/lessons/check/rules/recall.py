"""Rules for the recall questions."""

from collections.abc import Iterator

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.check.rules.agenda import asks
from companion.lessons.parse.draft import Draft
from companion.lessons.parse.recall import question_drafts
from companion.lessons.parse.vocabulary import RECALL

_QUESTIONS = range(4, 7)
_WORDS = 60
"""The most that can be recalled."""


def questions_can_be_read(draft: Draft) -> Iterator[Finding]:
    """R050, R052."""
    letter = draft.words.question
    for asked in question_drafts(draft):
        if asked.number is None:
            sentence = _("cannot read this question. Write: {letter}1. Question?")
            yield draft.at(asked.line, "R050", sentence.format(letter=letter))
        elif not asks(asked.question):
            sentence = _("a recall question ends with a question mark.")
            yield draft.at(asked.line, "R052", sentence)


def numbers_are_used_once(draft: Draft) -> Iterator[Finding]:
    """R051."""
    first: dict[int, int] = {}
    for asked in question_drafts(draft):
        if asked.number is None:
            continue
        if asked.number in first:
            sentence = _(
                "question number {question} is used twice (first on line {line}); learners' "
                "progress hangs on this number."
            )
            question = f"{draft.words.question}{asked.number}"
            said = sentence.format(question=question, line=first[asked.number])
            yield draft.at(asked.line, "R051", said)
        first.setdefault(asked.number, asked.line)


def there_are_enough_questions(draft: Draft) -> Iterator[Finding]:
    """R053."""
    count = len(draft.recall_parts)
    if RECALL in draft.known and count not in _QUESTIONS:
        sentence = _("a lesson has {least} to {most} recall questions; this one has {count}.")
        said = sentence.format(least=_QUESTIONS[0], most=_QUESTIONS[-1], count=count)
        yield draft.at(draft.known[RECALL].line, "R053", said)


def answers_can_be_recalled(draft: Draft) -> Iterator[Finding]:
    """R054, W055."""
    for asked in question_drafts(draft):
        question = f"{draft.words.question}{asked.number or '?'}"
        count = len(asked.answer.split())
        if not count:
            sentence = _("question {question} has no answer.")
            yield draft.at(asked.line, "R054", sentence.format(question=question))
        elif count > _WORDS:
            sentence = _(
                "the answer has {count} words; keep it under {most} so that it can be recalled."
            )
            yield draft.at(asked.line, "W055", sentence.format(count=count, most=_WORDS))


RULES = (
    questions_can_be_read, numbers_are_used_once, there_are_enough_questions,
    answers_can_be_recalled,
)  # fmt: skip
