"""Whether what stands on a screen can be read: the contrast of each cell that holds text.

A screen comes as rows of cells, from whichever terminal emulator or renderer there is.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

RGB = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
TEXT = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
SWITCHED_OFF = 3.0
"""Least contrast of what cannot be used at the moment, and of text behind a dialog."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a screen, as the terminal was told to draw it."""

    text: str
    """A letter with all that is joined to it; empty in the second cell of a wide one."""
    fg: RGB | None = None
    """Its colour; None is the terminal's own, which nobody knows."""
    bg: RGB | None = None
    bold: bool = False
    dim: bool = False
    reverse: bool = False
    underline: bool = False
    width: int = 1
    """Columns it takes: 2 for a wide letter, 0 for the second cell of one."""


@dataclass(frozen=True, slots=True)
class Faint:
    """A stretch of text that is hard to read."""

    row: int
    column: int
    text: str
    contrast: float

    def __str__(self) -> str:
        return f"{self.contrast:.2f} at row {self.row}, column {self.column}: {self.text}"


def contrast(one: RGB, other: RGB) -> float:
    """Contrast of two colours by WCAG 2.2: from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=8192)  # a screen has few colours and letters
def legibility(cell: Cell) -> float:
    """Contrast of a cell's text; where a colour is the terminal's own, in the worse of both kinds
    of terminal: white on black, and black on white."""
    return min(_contrast_in(cell, *own) for own in ((WHITE, BLACK), (BLACK, WHITE)))


def faint(rows: Sequence[Sequence[Cell]], least: float = TEXT) -> list[Faint]:
    """Every stretch of text with less contrast than `least`, from top to bottom."""
    return [stretch for row, cells in enumerate(rows) for stretch in _faint_in(row, cells, least)]


def _faint_in(row: int, cells: Sequence[Cell], least: float) -> Iterator[Faint]:
    texts = [column for column, cell in enumerate(cells) if holds_text(cell)]
    for is_faint, group in groupby(texts, lambda column: legibility(cells[column]) < least):
        if is_faint:
            columns = list(group)
            stretch = cells[columns[0] : columns[-1] + 1]
            worst = min(legibility(cells[column]) for column in columns)
            yield Faint(row, columns[0], "".join(cell.text for cell in stretch), worst)


@lru_cache(maxsize=8192)
def holds_text(cell: Cell) -> bool:
    """Whether there is something to read: not a blank, nor part of a border, bar or pattern."""
    return any(
        not "\u2500" <= letter <= "\u259f" and unicodedata.category(letter)[0] in "LNPS"
        for letter in cell.text
    )


def _contrast_in(cell: Cell, own_text: RGB, own_ground: RGB) -> float:
    text, ground = cell.fg or own_text, cell.bg or own_ground
    if cell.reverse:
        text, ground = ground, text
    if cell.dim:  # terminals differ; half of the way to the ground is what most of them draw
        text = tuple((one + other) // 2 for one, other in zip(text, ground, strict=True))  # type: ignore[assignment]
    return contrast(text, ground)


def _luminance(colour: RGB) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
