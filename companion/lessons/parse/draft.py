"""A draft: a lesson file as far as it could be read, for rules to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from companion.domain.lesson_issue import Finding
from companion.domain.text import clean, one_line
from companion.lessons.parse.blocks import (
    Block,
    Definition,
    Inline,
    ListItem,
    Markdown,
    read_markdown,
)
from companion.lessons.parse.files import MAX_BYTES, read_file, shown, too_large
from companion.lessons.parse.front_matter import Unreadable, read_front_matter
from companion.lessons.parse.values import Table
from companion.lessons.parse.vocabulary import AGENDA, DUTCH, ENGLISH, RECALL, WORDS, Words, closest

_LONGEST = 400
"""Characters of a message; what it quotes may be of any length."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the blocks below it, down to the next heading of its level."""

    title: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def items(self) -> tuple[ListItem, ...]:
        """The items of all its lists."""
        return tuple(item for block in self.blocks for item in block.items)


@dataclass(frozen=True)
class Draft:
    """All that a file says, well or badly written."""

    path: str
    lines: Sequence[str]
    front: Table
    front_end: int
    """The line that closes the front matter."""
    language: str
    """The language whose words it is read with: en or nl."""
    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...]
    definitions: tuple[Definition, ...]

    def at(self, line: int, code: str, message: str) -> Finding:
        """A finding in this file."""
        return Finding(self.path, line, code, one_line(message, _LONGEST))

    @property
    def words(self) -> Words:
        """The words its headings and labels should be in."""
        return WORDS[self.language]

    @cached_property
    def sections(self) -> tuple[Part, ...]:
        """What stands below each heading of level 2."""
        return split_at(2, self.blocks)[1]

    @cached_property
    def known(self) -> dict[str, Part]:
        """The first section of each English name, in whichever language its heading is."""
        known: dict[str, Part] = {}
        for section in self.sections:
            key = self.key_of(section.title)
            if key:
                known.setdefault(key, section)
        return known

    def key_of(self, title: str) -> str:
        """The English name of the section with this heading, in either language, or ""."""
        both = (self.words, *WORDS.values())
        return next((words.sections[title] for words in both if title in words.sections), "")

    @cached_property
    def guessed(self) -> frozenset[str]:
        """The English names of the sections that unknown headings are probably meant to be."""
        headings = self.words.sections
        strange = [s.title for s in self.sections if not self.key_of(s.title)]
        return frozenset(headings.get(closest(title, headings), "") for title in strange)

    def list_of(self, key: str) -> tuple[ListItem, ...]:
        """The list items of a section."""
        return self.known[key].items if key in self.known else ()

    @cached_property
    def agenda_parts(self) -> tuple[Part, ...]:
        """The agenda's items, by their headings."""
        return self._parts(AGENDA)

    @cached_property
    def recall_parts(self) -> tuple[Part, ...]:
        """The recall questions, by their headings."""
        return self._parts(RECALL)

    def _parts(self, key: str) -> tuple[Part, ...]:
        return split_at(3, self.known[key].blocks)[1] if key in self.known else ()

    def markdown_of(self, blocks: Sequence[Block]) -> str:
        """The Markdown of blocks that follow each other, as it stands in the file."""
        return "\n".join(self.lines[blocks[0].line - 1 : blocks[-1].end]) if blocks else ""


def split_at(level: int, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    """The blocks before the first heading of `level`, and a part for every such heading."""
    edges = [*(i for i, block in enumerate(blocks) if block.level == level), len(blocks)]
    parts = (
        Part(" ".join(blocks[a].text.split()), blocks[a].line, tuple(blocks[a + 1 : b]))
        for a, b in pairwise(edges)
    )
    return tuple(blocks[: edges[0]]), tuple(parts)


def read_draft(text: str, path: str, *, body: bool = True) -> Draft | Finding:
    """The draft that the text of a file is, or why it cannot even be read as one.

    Without `body` only the front matter is read, as if nothing followed it.
    """
    if len(text) > MAX_BYTES:
        return too_large(path)
    lines = tuple(clean(text).removesuffix("\n").split("\n"))
    try:
        front, end = read_front_matter(lines)
    except Unreadable as trouble:
        return Finding(path, trouble.line, trouble.code, one_line(trouble.message, _LONGEST))
    markdown = read_markdown(lines, end) if body else Markdown((), (), ())
    return Draft(
        path,
        lines,
        front,
        end,
        _language(front.text("language"), path),
        markdown.blocks,
        markdown.inlines,
        markdown.definitions,
    )


def read_draft_file(path: Path) -> Draft | Finding:
    """The draft that a file is, or why it cannot be read as one."""
    text = read_file(path)
    return read_draft(text, shown(path)) if isinstance(text, str) else text


def _language(written: str, path: str) -> str:
    if written in WORDS:
        return written
    return DUTCH if path.endswith(f".{DUTCH}.md") else ENGLISH
