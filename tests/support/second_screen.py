"""The second judge of screens: pyte reads the same bytes, and both must have seen the same.

What pyte 0.8.2 is known to be wrong about stands here and nowhere else, with its reason.
"""

import re
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any

import pyte
from pyte.screens import Char

from support.ghostty import Screen
from support.legibility import RGB, Cell

_JOINER = "\u200d"
_JOINED = re.compile(f"{_JOINER}[\u2600-\u27bf\U0001f000-\U0001faff]?|[\ufe0f\u200b]")
"""What is joined to an emoji, and signs without width, such as stand for hidden marks of letters.
pyte draws nothing of what follows one until the next control sequence, and gives a joined emoji
cells of its own: it is shown none of this, and of such a letter only the first part is compared."""


class _Screen(pyte.Screen):
    """pyte takes `CSI ? … r`, which gives a private mode back, for margins, and fails."""

    def set_margins(self, *margins: Any, private: bool = False) -> None:
        """Set the margins, where that is what was asked."""
        if not private:
            super().set_margins(*margins)


class SecondScreen:
    """A terminal's screen, as pyte draws it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        """A joiner at the end of what was read: what it joins is on its way."""
        self._compared: dict[int, tuple[Cell, ...]] = {}

    def feed(self, data: bytes) -> None:
        """Show what a program wrote."""
        text = self._rest + self._decode(data)
        self._rest = _JOINER if text.endswith(_JOINER) else ""
        self._stream.feed(_JOINED.sub("", text.removesuffix(_JOINER)))

    def resize(self, columns: int, rows: int) -> None:
        """Take another size."""
        self._screen.resize(rows, columns)

    def unlike(self, first: Screen) -> Iterator[str]:
        """What the first judge sees otherwise, in the rows that changed since this was asked."""
        for row, cells in enumerate(first.cells):
            if row in self._screen.dirty or self._compared.get(row) is not cells:
                self._compared[row] = cells
                yield from self._unlike_in(row, cells)
        self._screen.dirty.clear()
        caret = min(self._screen.cursor.x, self._screen.columns - 1), self._screen.cursor.y
        if caret != first.caret:
            yield f"the caret is at {first.caret}, and for pyte at {caret}"

    def _unlike_in(self, row: int, cells: tuple[Cell, ...]) -> Iterator[str]:
        line = self._screen.buffer[row]
        seen = [line[column] for column in range(len(cells))]
        texts = "".join(map(_letter, cells)), "".join(char.data for char in seen)
        if texts[0] != texts[1]:
            yield f"row {row} reads {texts[0]!r}, and for pyte {texts[1]!r}"
            return
        for column, (cell, char) in enumerate(zip(cells, seen, strict=True)):
            looks = _look(cell), _look_of(char, cell)
            if looks[0] != looks[1]:
                yield f"row {row}, column {column} looks {looks[0]}, and for pyte {looks[1]}"
                return


def _letter(cell: Cell) -> str:
    """The letter of a cell as pyte writes it: marks composed, and nothing joined to it."""
    if not cell.text:
        return " " * min(cell.width, 1)
    return unicodedata.normalize("NFC", _JOINED.sub("", cell.text))


_Look = tuple[RGB | None, RGB | None, bool]


def _look(cell: Cell) -> _Look:
    return cell.fg if cell.text.strip() else None, cell.bg, cell.reverse


def _look_of(char: Char, first: Cell) -> _Look:
    """pyte names the sixteen colours that each terminal chooses for itself: these are believed."""
    fg = _rgb(char.fg, first.fg) if char.data.strip() else None
    return fg, _rgb(char.bg, first.bg), char.reverse


def _rgb(colour: str, first: RGB | None) -> RGB | None:
    if re.fullmatch("[0-9a-f]{6}", colour):
        red, green, blue = bytes.fromhex(colour)
        return red, green, blue
    return None if colour == "default" else first
