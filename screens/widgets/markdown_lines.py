"""Markdown as styled lines, laid out once for a width and drawn line by line.

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
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

Span = tuple[str, str]
"""Words and the names of their styles, separated by spaces."""
Line = list[Span]

MEASURE = 78
"""Cells: longer lines are hard to read, so text is never laid out wider."""

STYLES = {
    "strong": Style(bold=True),
    "em": Style(italic=True),
    "code": Style(bold=True),
    "heading": Style(bold=True, underline=True),
    "quote": Style(italic=True),
    "link": Style(underline=True),
}


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def layout(markdown: str, width: int) -> list[Line]:
    """The lines of a Markdown text for `width` cells; no word of it is left out."""
    return _Layout(max(10, min(width, MEASURE))).lines(_parser().parse(markdown))


@dataclass(slots=True)
class _Layout:
    width: int
    found: list[Line] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    """What stands left of the text: list indents and quote bars."""
    marker: str = ""
    """The bullet, number or box that the next line begins with."""
    counters: list[int] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    tight: list[bool] = field(default_factory=list)

    def lines(self, tokens: list[Token]) -> list[Line]:
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
            self.marker = f"{number}. " if number else "• "
            self.counters[-1] += 1 if number else 0
            self.margins.append(" " * len(self.marker))
        elif kind == "list_item_close":
            self.margins.pop()
            self.marker = ""
        elif kind == "blockquote_open":
            self.margins.append("│ ")
            self.styles.append("quote")
        elif kind == "blockquote_close":
            self.margins.pop()
            self.styles.pop()
            self._gap()

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
            for piece in _pieces(line.expandtabs(4) or " ", self._room):
                self._add([(piece, "code")])
        self._gap()

    def _inline(self, token: Token) -> None:
        spans = list(_spans(token.children or [], " ".join(self.styles)))
        if self.marker and spans and spans[0][0][:4].lower() in ("[ ] ", "[x] "):
            box = "☐ " if spans[0][0][1] == " " else "☑ "
            spans[0] = (spans[0][0][4:], spans[0][1])
            self.marker = box
            self.margins[-1] = " " * len(box)
        for line in _wrapped(spans, self._room):
            self._add(line)


def _spans(children: list[Token], base: str) -> Iterator[Span]:
    styles = [base] if base else []
    for number, child in enumerate(children):
        if child.type in ("text", "html_inline"):
            text = f"[{child.content}]" if "citation" in styles else child.content
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


def _wrapped(spans: list[Span], room: int) -> Iterator[Line]:
    line: Line = []
    used = 0
    for chunk in _chunks(spans):
        if chunk == [("\n", "")]:
            yield line
            line, used = [], 0
            continue
        width = sum(cell_len(text) for text, _style in chunk)
        gap = 1 if used else 0
        if used and used + gap + width > room:
            yield line
            line, used, gap = [], 0, 0
        if gap:
            line.append((" ", line[-1][1] if line[-1][1] == chunk[0][1] else ""))
        for piece, style in _fitting(chunk, room):
            if used and used + gap + cell_len(piece) > room:
                yield line
                line, used, gap = [], 0, 0
            line.append((piece, style))
            used += gap + cell_len(piece)
            gap = 0
    if line:
        yield line


def _chunks(spans: list[Span]) -> Iterator[Line]:
    """What stays together on a line: everything between two blanks, whatever its styles."""
    chunk: Line = []
    for text, style in spans:
        if text == "\n":
            if chunk:
                yield chunk
            chunk = []
            yield [("\n", "")]
            continue
        for number, word in enumerate(text.replace("\t", " ").split(" ")):
            if number and chunk:
                yield chunk
                chunk = []
            if word:
                chunk.append((word, style))
    if chunk:
        yield chunk


def _fitting(chunk: Line, room: int) -> Iterator[Span]:
    for text, style in chunk:
        for piece in _pieces(text, room):
            yield piece, style


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word in pieces that fit, for addresses and scripts without blanks."""
    piece, used = "", 0
    for character in word:
        width = cell_len(character)
        if used + width > room:
            yield piece
            piece, used = "", 0
        piece += character
        used += width
    if piece:
        yield piece


class MarkdownLines(ScrollView, can_focus=True):
    """A scrolling view of Markdown lines."""

    def __init__(self, markdown: str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._markdown = markdown
        self._lines: list[Line] = []
        self._laid_out = 0

    @property
    def markdown(self) -> str:
        """The text shown."""
        return self._markdown

    def show(self, markdown: str) -> None:
        """Show another text, from its beginning."""
        if markdown != self._markdown:
            self._markdown = markdown
            self._lay_out()
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the text out for the width there is."""
        if self.scrollable_content_region.width != self._laid_out:
            self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        number = y + self.scroll_offset.y
        base = self.rich_style
        width = self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, base)
        segments = [Segment(text, base + _style(names)) for text, names in self._lines[number]]
        return Strip(segments).adjust_cell_length(width, base)

    def _lay_out(self) -> None:
        self._laid_out = self.scrollable_content_region.width
        if self._laid_out:
            self._lines = layout(self._markdown, self._laid_out)
            self.virtual_size = Size(self._laid_out, len(self._lines))
            self.refresh()


@cache
def _style(names: str) -> Style:
    return Style.combine([Style.null(), *(STYLES[n] for n in names.split() if n in STYLES)])
