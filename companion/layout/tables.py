"""A table in lines of a width: side by side where every word fits, else row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from companion.layout.wrapping import MARGIN, Line, Span, wrapped

GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    spans: list[Span]
    align: str = ""
    """right, center or nothing."""


Row = list[Cell]


def table_rows(rows: list[Row], room: int) -> Iterator[list[Line]]:
    """The lines of each row, the first of which is the header; no word is cut or left out."""
    count = max(map(len, rows))
    full = [[*row, *[Cell([])] * (count - len(row))] for row in rows]
    widths = _widths(full, room)
    if widths is None:
        yield from _one_by_one(full, room)
        return
    for number, row in enumerate(full):
        lines = list(_side_by_side(row, widths))
        if number == 0:
            rule = (" " * GAP).join("─" * width for width in widths)
            lines.append([(rule, MARGIN)])
        yield lines


def _widths(rows: list[Row], room: int) -> list[int] | None:
    """How wide each column is; None where not even the longest words fit beside each other."""
    columns = list(zip(*rows, strict=True))
    needed = [max(1, *(_longest(cell) for cell in column)) for column in columns]
    widths = [min(room, max(1, *(_length(cell) for cell in column))) for column in columns]
    free = room - GAP * (len(columns) - 1)
    if sum(needed) > free:
        return None
    while sum(widths) > free:  # the widest gives way first
        wide = [number for number, width in enumerate(widths) if width > needed[number]]
        widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _length(cell: Cell) -> int:
    return sum(cell_len(text) for text, _style in cell.spans)


def _longest(cell: Cell) -> int:
    words = "".join(text for text, _style in cell.spans).split()
    return max(map(cell_len, words), default=0)


def _side_by_side(row: Row, widths: list[int]) -> Iterator[Line]:
    cells = [list(wrapped(c.spans, w)) for c, w in zip(row, widths, strict=True)]
    for number in range(max(1, *map(len, cells))):
        line: Line = []
        for cell, lines, width in zip(row, cells, widths, strict=True):
            found = lines[number] if number < len(lines) else []
            blank = width - sum(cell_len(text) for text, _style in found)
            left = {"right": blank, "center": blank // 2}.get(cell.align, 0)
            line += [(" " * left, MARGIN), *found, (" " * (blank - left + GAP), MARGIN)]
        yield [span for span in line[:-1] if span[0]]


def _one_by_one(rows: list[Row], room: int) -> Iterator[list[Line]]:
    """Each cell on lines of its own, after the name of its column."""
    header = rows[0]
    for row in rows:
        lines: list[Line] = []
        for name, cell in zip(header, row, strict=True):
            label = [] if row is header else [*name.spans, (": ", "")]
            lines += wrapped([*label, *cell.spans], room)
        yield [*lines, []]
