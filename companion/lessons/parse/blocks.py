"""Markdown as the few kinds of blocks that a lesson is made of, with their lines."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    line: int
    text: str
    """Its Markdown without the marker; a single paragraph is on one line."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block at the top level of the file: a heading, a paragraph, a list, …"""

    kind: str
    """heading, paragraph, bullet_list, ordered_list, blockquote, fence, …"""
    line: int
    end: int
    """The last line."""
    text: str = ""
    """What a heading or a paragraph says, as Markdown."""
    level: int = 0
    """Of a heading, from 1."""
    items: tuple[ListItem, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is a list, with bullets or numbers."""
        return self.kind in {"bullet_list", "ordered_list"}


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text, wherever it stands."""

    line: int
    text: str
    """As it stands in the file, without what marks its block."""
    parts: tuple[tuple[int, str, str], ...]
    """(line, kind, content) of its pieces; kind is text, html_inline, image, code_inline, …"""


@dataclass(frozen=True, slots=True)
class Definition:
    """A line such as `[S1]: https://…`, which makes markers clickable."""

    label: str
    url: str
    line: int


@dataclass(frozen=True, slots=True)
class Markdown:
    """All that is to be known of a file's Markdown."""

    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...]
    definitions: tuple[Definition, ...]


def read_markdown(lines: Sequence[str], start: int) -> Markdown:
    """The Markdown below line number `start`."""
    env: dict[str, Any] = {}
    # Empty lines stand in for the front matter, so that line numbers are those of the file.
    tokens = _parser().parse("\n" * start + "\n".join(lines[start:]), env)
    definitions = env.get("references", {}).items()
    return Markdown(
        blocks=tuple(_block(group, lines) for group in _groups(tokens)),
        inlines=tuple(_inline(t) for t in tokens if t.type in {"inline", "html_block"}),
        definitions=tuple(Definition(k, d["href"], d["map"][0] + 1) for k, d in definitions),
    )


def plain_text(markdown: str) -> str:
    """What Markdown says, without its marks; a space stands between blocks and lines."""
    pieces = (_inline(token) for token in _parser().parse(markdown) if token.type == "inline")
    spaces = {"softbreak": " ", "hardbreak": " "}
    said = ("".join(spaces.get(kind, text) for _line, kind, text in p.parts) for p in pieces)
    return " ".join(said)


def normal_url(url: str) -> str:
    """An address as it is after Markdown has read it, to compare two."""
    return _parser().normalizeLink(url)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _groups(tokens: "list[Token]") -> "Iterator[list[Token]]":
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _block(tokens: "list[Token]", lines: Sequence[str]) -> Block:
    first = tokens[0]
    start, end = _span(first, lines)
    kind = first.type.removesuffix("_open")
    if kind in {"heading", "paragraph"}:
        level = int(first.tag[1:]) if kind == "heading" else 0
        return Block(kind, start, end, text=tokens[1].content, level=level)
    if kind.endswith("_list"):
        return Block(kind, start, end, items=tuple(_items(tokens, lines)))
    return Block(kind, start, end)


def _span(token: "Token", lines: Sequence[str]) -> tuple[int, int]:
    """The first and the last line of a block, without empty lines after it."""
    start, end = token.map or (0, 1)
    while end - 1 > start and not lines[end - 1].strip():
        end -= 1
    return start + 1, end


def _items(tokens: "list[Token]", lines: Sequence[str]) -> Iterator[ListItem]:
    starts = [i for i, t in enumerate(tokens) if t.type == "list_item_open" and t.level == 1]
    for start, stop in pairwise([*starts, len(tokens) - 1]):
        item, inside = tokens[start], tokens[start + 1 : stop - 1]
        line, end = _span(item, lines)
        if [t.type for t in inside] == ["paragraph_open", "inline", "paragraph_close"]:
            yield ListItem(line, " ".join(inside[1].content.split()))
            continue
        marker = len(item.info) + len(item.markup)
        head = lines[line - 1].lstrip()[marker:].strip()
        rest = textwrap.dedent("\n".join(lines[line:end]))
        yield ListItem(line, f"{head}\n{rest}".strip())


def _inline(token: "Token") -> Inline:
    line = (token.map or (0, 1))[0] + 1
    if token.type == "html_block":
        return Inline(line, "", ((line, "html_inline", token.content.strip()),))
    parts = []
    here = line
    for child in token.children or ():
        parts.append((here, child.type, child.content))
        here += 1 if child.type.endswith("break") else child.content.count("\n")
    return Inline(line, token.content, tuple(parts))
