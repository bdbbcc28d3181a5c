"""The recall questions as a lesson's author wrote them."""

import re
from dataclasses import dataclass

from companion.lessons.parse.draft import Draft, Part


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A recall question as far as its heading could be read."""

    part: Part
    answer: str
    number: int | None = None
    question: str = ""

    @property
    def line(self) -> int:
        """The heading's line."""
        return self.part.line


def question_drafts(draft: Draft) -> tuple[QuestionDraft, ...]:
    """Every question, readable or not."""
    return tuple(_asked(part, draft) for part in draft.recall_parts)


def _asked(part: Part, draft: Draft) -> QuestionDraft:
    answer = draft.markdown_of(part.blocks)
    found = re.fullmatch(rf"{draft.words.question}([1-9][0-9]{{0,2}})\.\s+(\S.*)", part.title)
    return (
        QuestionDraft(part, answer, int(found[1]), found[2])
        if found
        else QuestionDraft(part, answer)
    )
