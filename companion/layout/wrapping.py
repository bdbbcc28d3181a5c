"""Styled words in lines of a width, and pages of plain text in such lines."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from companion.domain.export.minutes import HEADING, LINE, TITLE, Block
from companion.domain.text import visible
from companion.layout.graphemes import letters

Span = tuple[str, str]
"""Words and the names of their styles, separated by spaces."""
Line = list[Span]

MEASURE = 78
"""Cells: longer lines are hard to read, so text is never laid out wider."""
BULLET = "• "
MARGIN = "margin"
"""The style of what stands beside the text and is none of its words: bullets, bars, rules."""
NEW_LINE: Line = [("\n", "")]
JOINED = "joined"
"""The style of a line's last words when the word goes on in the next line."""
_STYLES = {TITLE: "heading", HEADING: "heading"}


def is_margin(style: str) -> bool:
    """Whether a span with this style stands beside the text."""
    return style.startswith(MARGIN)


def layout_page(blocks: Iterable[Block], width: int) -> list[Line]:
    """The lines of a page; people's words are shown as they typed them, marks and line ends too."""
    room = max(10, min(width, MEASURE))
    lines: list[Line] = []
    before = ""
    for block in blocks:
        if lines and not (block.kind == before == LINE):
            lines.append([])
        lines += _plain(block, room)
        before = block.kind
    return lines


def _plain(block: Block, room: int) -> Iterator[Line]:
    bullet = BULLET if block.kind == LINE else ""
    for number, text in enumerate(visible(block.text).split("\n")):
        margin = bullet if number == 0 else " " * len(bullet)
        found = list(wrapped([(text, _STYLES.get(block.kind, ""))], room - len(bullet))) or [[]]
        for line in found:
            yield [(margin, MARGIN), *line] if bullet else line
            margin = " " * len(bullet)


def wrapped(spans: list[Span], room: int) -> Iterator[Line]:
    """Spans in lines of at most `room` cells, of one letter where there is no room.

    A newline on its own begins a new line.
    """
    line: Line = []
    used = 0
    for chunk in _chunks(spans):
        if chunk == NEW_LINE:
            yield line
            line, used = [], 0
            continue
        width = sum(cell_len(text) for text, _style in chunk)
        if used and used + 1 + width > room:
            yield line
            line, used = [], 0
        if used:
            _append(line, " ", line[-1][1] if line[-1][1] == chunk[0][1] else "")
            used += 1
        for text, style in chunk if width <= room else _fitting(chunk, room):
            length = cell_len(text)
            if used and used + length > room:
                line[-1] = (line[-1][0], f"{line[-1][1]} {JOINED}".strip())
                yield line
                line, used = [], 0
            _append(line, text, style)
            used += length
    if line:
        yield line


def _append(line: Line, text: str, style: str) -> None:
    """Add words to a line; of one style they are one span, which is drawn at once."""
    if line and line[-1][1] == style:
        line[-1] = (line[-1][0] + text, style)
    else:
        line.append((text, style))


def _chunks(spans: list[Span]) -> Iterator[Line]:
    """What stays together on a line: everything between two blanks, whatever its styles."""
    chunk: Line = []
    for text, style in spans:
        if text == "\n":
            if chunk:
                yield chunk
            chunk = []
            yield NEW_LINE
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
        for piece in pieces(text, room):
            yield piece, style


def pieces(word: str, room: int) -> Iterator[str]:
    """A word in pieces that fit, for addresses and scripts without blanks."""
    if cell_len(word) <= room:  # nearly every word there is
        if word:
            yield word
        return
    piece, used = "", 0
    for letter in letters(word):
        width = cell_len(letter)
        if used + width > room:
            yield piece
            piece, used = "", 0
        piece += letter
        used += width
    if piece:
        yield piece
