"""Markdown as styled lines, laid out once for a width.

Textual's own Markdown makes a widget for every block: opening a lesson with it takes a hundred
times as long as a plain text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from companion.domain.text import visible
from companion.layout.spans import spans_of
from companion.layout.tables import Cell, Row, table_rows
from companion.layout.wrapping import JOINED, MARGIN, MEASURE, Line, is_margin, pieces, wrapped


@dataclass(frozen=True, slots=True)
class TickableLine:
    """A line of a list that can be ticked."""

    key: str
    """Such as "ask/1" or "do/2"."""
    first: int
    """Its first row."""
    end: int
    """The row after its last one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, a heading, a line of a list or table, a block of code."""

    first: int
    """Its first row."""
    end: int
    """The row after its last one."""
    text: str
    """Its words, with single spaces."""
    level: int = 0
    """Of a heading, from 1."""


BOX, KEY = "box", "key"
"""What a list item's token may bear: the box to draw before it, and what it is ticked by."""


LEAST = 8
"""Cells that the text has at least, however deep it stands in lists and quotes."""


@cache
def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def read_tokens(markdown: str, addresses: Mapping[str, str] | None = None) -> list[Token]:
    """The tokens of a Markdown text; `addresses` say where markers such as [S1] lead."""
    found = (addresses or {}).items()
    env: dict[str, Any] = {"references": {k: {"href": url, "title": ""} for k, url in found}}
    return parser().parse(markdown, env)


def layout(markdown: str, width: int) -> list[Line]:
    """The lines of a Markdown text for `width` cells; no word of it is left out."""
    return Layout(max(10, min(width, MEASURE))).lines(read_tokens(markdown))


@dataclass(slots=True)
class Layout:
    """Markdown being laid out."""

    width: int
    found: list[Line] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    """What stands left of the text: list indents and quote bars."""
    marker: str = ""
    """The bullet, number or box that the next line begins with."""
    counters: list[int] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    ticks: list[TickableLine] = field(default_factory=list)
    begun: int = 0
    """The row in which the line to be ticked begins."""
    parts: list[Part] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Where each link leads."""
    level: int = 0
    """Of the heading at hand."""
    table: list[Row] | None = None
    """The rows of the table at hand."""
    align: str = ""
    """How the cell at hand is aligned."""

    def lines(self, tokens: list[Token]) -> list[Line]:
        """All lines of these tokens."""
        for token in tokens:
            self._take(token)
        while self.found and not self.found[-1]:
            self.found.pop()
        return self.found

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind == "heading_open":
            self._gap()
            self.styles.append("heading")
            self.level = int(token.tag[1:])
        elif kind == "heading_close":
            self.styles.pop()
            self.level = 0
            self._gap()
        elif kind == "paragraph_close" and not token.hidden:
            self._gap()
        elif kind in ("fence", "code_block", "html_block"):
            self._verbatim(token.content)
        elif kind == "hr":
            self._add([("─" * self._room, MARGIN)])
            self._gap()
        elif kind[:2] in ("ta", "tr", "th", "td"):
            self._tabular(kind, token)
        else:
            self._container(kind, token)

    def _tabular(self, kind: str, token: Token) -> None:
        if kind == "table_open":
            self.table = []
        elif kind == "tr_open" and self.table is not None:
            self.table.append([])
        elif kind in ("th_open", "td_open"):
            self.align = str(token.attrGet("style") or "").rpartition(":")[2]
            if kind == "th_open":
                self.styles.append("strong")
        elif kind == "th_close":
            self.styles.pop()
        elif kind == "table_close" and self.table is not None:
            for row, lines in zip(self.table, table_rows(self.table, self._room), strict=True):
                self._part(lines, [[*cell.spans, (" ", "")] for cell in row])
            self.table = None
            self._gap()

    def _container(self, kind: str, token: Token) -> None:
        if kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            self.counters.append(int(start or 1) if kind == "ordered_list_open" else 0)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.counters.pop()
            self._gap()
        elif kind == "list_item_open":
            number = self.counters[-1]
            box = token.meta.get(BOX, "")
            self.marker = f"{box}{number}. " if number else box or "• "
            self.counters[-1] += 1 if number else 0
            self.margins.append(" " * len(self.marker))
            if KEY in token.meta:
                self.begun = len(self.found)
        elif kind == "list_item_close":
            self.margins.pop()
            self.marker = ""
            if KEY in token.meta:
                self.ticks.append(TickableLine(token.meta[KEY], self.begun, self._end()))
        elif kind == "blockquote_open":
            self.margins.append("│ ")
            self.styles.append("quote")
        elif kind == "blockquote_close":
            self.margins.pop()
            self.styles.pop()
            self._gap()

    def _end(self) -> int:
        """The row after the last one that says anything."""
        return len(self.found) - (1 if self.found and not self.found[-1] else 0)

    @property
    def _room(self) -> int:
        return max(LEAST, self.width - sum(map(cell_len, self.margins)))

    def _gap(self) -> None:
        if self.found and self.found[-1]:
            self.found.append([])

    def _part(self, lines: list[Line], said: list[Line] | None = None) -> None:
        """Add the lines of a part of the text; they say its words, unless `said` does."""
        first = len(self.found)
        for line in lines:
            self._add(line) if line else self._gap()
        words = "".join(_words(said or lines)).split()
        if words:
            self.parts.append(Part(first, self._end(), " ".join(words), self.level))

    def _add(self, spans: Line) -> None:
        margin = "".join(self.margins)
        if self.marker:
            margin = "".join(self.margins[:-1]) + self.marker
            self.marker = ""
        margin = margin[-(self.width - LEAST) :]  # deep down only the innermost has room
        self.found.append([(margin, MARGIN), *spans] if margin else spans)

    def _verbatim(self, text: str) -> None:
        lines: list[Line] = []
        for written in text.rstrip("\n").split("\n"):
            cut = list(pieces(visible(written).expandtabs(4) or " ", self._room))
            lines += [[(piece, f"code {JOINED}")] for piece in cut[:-1]]
            lines.append([(cut[-1], "code")])
        self._part(lines)
        self._gap()

    def _inline(self, token: Token) -> None:
        spans = list(spans_of(token.children or [], " ".join(self.styles), self.links))
        if self.table:
            self.table[-1].append(Cell(spans, self.align))
            return
        if self.marker and spans and spans[0][0][:4].lower() in ("[ ] ", "[x] "):
            box = "☐ " if spans[0][0][1] == " " else "☑ "
            spans[0] = (spans[0][0][4:], spans[0][1])
            self.marker = box
            self.margins[-1] = " " * len(box)
        self._part(list(wrapped(spans, self._room)))


def _words(lines: list[Line]) -> Iterator[str]:
    """The words of lines, with a space wherever a line ends that does not cut a word."""
    for line in lines:
        for text, style in line:
            yield "" if is_margin(style) else text
        yield "" if is_joined(line) else " "


def is_joined(line: Line) -> bool:
    """Whether a line's last word goes on in the next one."""
    return bool(line) and line[-1][1].endswith(JOINED)
