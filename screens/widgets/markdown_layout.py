"""Markdown as styled lines, laid out once for a width.

Textual's own Markdown makes a widget for every block: opening a lesson with it takes a hundred
times as long as a plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

from companion.domain.text import visible
from screens.widgets.wrapping import MEASURE, Line, Span, pieces, wrapped


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of a list that can be ticked."""

    key: str
    """Such as "ask/1" or "do/2"."""
    first: int
    """Its first row."""
    end: int
    """The row after its last one."""


BOX, KEY = "box", "key"
"""What a list item's token may bear: the box to draw before it, and what it is ticked by."""


@cache
def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def layout(markdown: str, width: int) -> list[Line]:
    """The lines of a Markdown text for `width` cells; no word of it is left out."""
    return Layout(max(10, min(width, MEASURE))).lines(parser().parse(markdown))


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
    ticks: list[Tick] = field(default_factory=list)
    begun: int = 0
    """The row in which the line to be ticked begins."""

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
        elif kind == "heading_close":
            self.styles.pop()
            self._gap()
        elif kind == "paragraph_close" and not token.hidden:
            self._gap()
        elif kind in ("fence", "code_block", "html_block"):
            self._verbatim(token.content)
        elif kind == "hr":
            self._add([("─" * self._room, "")])
            self._gap()
        elif kind in ("tr_close", "table_close"):
            self._gap() if kind == "table_close" else None
        else:
            self._container(kind, token)

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
                self.ticks.append(Tick(token.meta[KEY], self.begun, self._end()))
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
        return max(8, self.width - sum(map(cell_len, self.margins)))

    def _gap(self) -> None:
        if self.found and self.found[-1]:
            self.found.append([])

    def _add(self, spans: Line) -> None:
        margin = "".join(self.margins)
        if self.marker:
            margin = "".join(self.margins[:-1]) + self.marker
            self.marker = ""
        self.found.append([(margin, ""), *spans] if margin else spans)

    def _verbatim(self, text: str) -> None:
        for line in text.rstrip("\n").split("\n"):
            for piece in pieces(line.expandtabs(4) or " ", self._room):
                self._add([(piece, "code")])
        self._gap()

    def _inline(self, token: Token) -> None:
        spans = list(_spans(token.children or [], " ".join(self.styles)))
        if self.marker and spans and spans[0][0][:4].lower() in ("[ ] ", "[x] "):
            box = "☐ " if spans[0][0][1] == " " else "☑ "
            spans[0] = (spans[0][0][4:], spans[0][1])
            self.marker = box
            self.margins[-1] = " " * len(box)
        for line in wrapped(spans, self._room):
            self._add(line)


def _spans(children: list[Token], base: str) -> Iterator[Span]:
    styles = [base] if base else []
    for number, child in enumerate(children):
        if child.type in ("text", "html_inline"):
            text = visible(child.content)  # an entity can stand for what steers a terminal
            text = f"[{text}]" if "citation" in styles else text
            yield text, " ".join(styles)
        elif child.type == "code_inline":
            yield child.content, " ".join([*styles, "code"])
        elif child.type == "softbreak":
            yield " ", " ".join(styles)
        elif child.type == "hardbreak":
            yield "\n", ""
        elif child.type == "image":
            yield child.content, " ".join([*styles, "em"])
        elif child.type == "link_open" and _is_citation(children, number):
            styles.append("citation")
        elif child.type == "link_close" and "citation" in styles:
            styles.pop()
        elif child.type.endswith("_open"):
            styles.append(child.type.removesuffix("_open"))
        elif child.type.endswith("_close"):
            styles.pop()


def _is_citation(children: list[Token], number: int) -> bool:
    """Whether the link that opens here is a source marker, [S1], whose brackets are to be seen."""
    following = children[number + 1 : number + 2]
    return bool(following) and re.fullmatch(r"S\d+", following[0].content) is not None
