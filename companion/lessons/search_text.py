"""A lesson as what a search finds in it: its sections, agenda items and recall questions."""

import re
from itertools import groupby

from companion.domain.lesson_issue import Finding
from companion.domain.search.passages import CARD, LESSON, Passage
from companion.lessons.parse.blocks import Inline
from companion.lessons.parse.draft import Draft, read_draft
from companion.lessons.parse.entry import LessonEntry

_BOX = re.compile(r"\[[ xX]\] ")
_BREAKS = {"softbreak": " ", "hardbreak": " "}


def passages_of(text: str, entry: LessonEntry) -> list[Passage]:
    """What stands under each heading of a lesson file, as people read it."""
    draft = read_draft(text, entry.path)
    if isinstance(draft, Finding):
        return []
    questions = {part.line for part in draft.recall_parts}
    headings = {b.line: b for b in draft.blocks if b.kind == "heading"}

    def heading_over(said: tuple[int, str]) -> int:
        return max((line for line in headings if line <= said[0]), default=0)

    found = []
    for line, group in groupby(_said(draft), heading_over):
        top = line == 0 or headings[line].level == 1
        words = [text for at, text in group if at != line]
        found.append(
            Passage(
                CARD if line in questions else LESSON,
                "\n".join([entry.summary, *words] if top else words),
                entry.title if top else " ".join(headings[line].text.split()),
                lesson=entry.id,
                title=entry.title,
                language=entry.language,
            )
        )
    return found


def _said(draft: Draft) -> list[tuple[int, str]]:
    """(line, words) of all that is to be read, in order."""
    said = [(inline.line, _plain(inline)) for inline in draft.inlines]
    for block in draft.blocks:
        if block.kind in {"fence", "code_block"}:
            said.append((block.line, "\n".join(draft.lines[block.line - 1 : block.end])))
    return sorted(said)


def _plain(inline: Inline) -> str:
    words = "".join(_BREAKS.get(kind, text) for _line, kind, text in inline.parts)
    return _BOX.sub("", words, count=1)
