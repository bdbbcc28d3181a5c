"""The agenda's items as a lesson's author wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from companion.lessons.parse.blocks import Block, ListItem
from companion.lessons.parse.draft import Draft, Part
from companion.lessons.parse.vocabulary import OTHER, WORDS

_HEADING = re.compile(
    r"(?P<number>[0-9]{1,3})\.\s+(?P<title>\S.*?)\s*"
    r"\(\s*(?P<minutes>[0-9]{1,4})\s*min,\s*(?P<lead>[^\s(),]+)\s*\)"
)
_LABEL = re.compile(r"\*\*(\w+)\*\*")
MINUTES = range(1, 31)
"""What an item may take."""


@dataclass(frozen=True, slots=True)
class Label:
    """A bold line above a list of prompts or steps."""

    word: str
    kind: str
    """prompts or steps."""
    line: int
    items: tuple[ListItem, ...] | None
    """The list directly below; None when there is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """An agenda item as far as its heading could be read."""

    part: Part
    labels: tuple[Label, ...]
    number: int | None = None
    title: str = ""
    minutes: int = 0
    lead_word: str = ""
    lead: str = ""
    """mentor, mentee or both; "" for any other word."""

    @property
    def line(self) -> int:
        """The heading's line."""
        return self.part.line

    def texts(self, kind: str) -> tuple[str, ...]:
        """Its prompts or its steps."""
        return tuple(i.text for x in self.labels if x.kind == kind for i in x.items or ())


def agenda_drafts(draft: Draft) -> tuple[Written, ...]:
    """Every item, readable or not."""
    return tuple(_written(part, draft) for part in draft.agenda_parts)


def is_readable(agenda: tuple[Written, ...]) -> bool:
    """Whether every item's number, minutes and leader are known."""
    return all(item.number is not None and item.lead for item in agenda)


def minutes_led(agenda: tuple[Written, ...], lead: str) -> int:
    """Minutes that mentor, mentee or both lead."""
    return sum(item.minutes for item in agenda if item.lead == lead)


def _written(part: Part, draft: Draft) -> Written:
    labels = tuple(_labels(part.blocks, draft))
    found = _HEADING.fullmatch(part.title)
    if not found:
        return Written(part, labels)
    lead = draft.words.leads.get(found["lead"], "")
    number, minutes = int(found["number"]), int(found["minutes"])
    return Written(part, labels, number, found["title"], minutes, found["lead"], lead)


def _labels(blocks: tuple[Block, ...], draft: Draft) -> Iterator[Label]:
    known = {**WORDS[OTHER[draft.language]].labels, **draft.words.labels}
    for block, below in zip_longest(blocks, blocks[1:]):
        found = _LABEL.fullmatch(block.text) if block.kind == "paragraph" else None
        if found and found[1] in known:
            items = below.items if below and below.is_list else None
            yield Label(found[1], known[found[1]], block.line, items)
