"""A line of several parts, of which as many are shown as fit."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from companion.layout.graphemes import cut

Piece = tuple[int, str]
"""A part of a line and its rank: where there is no room, the highest goes first."""

LEAST = 8
"""Cells that are left of a part that is cut short; with fewer it goes."""


class FittedLine(Static):
    """One line, fitted again whenever its width changes."""

    def __init__(self, gap: str, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._gap = gap
        self._pieces: list[Piece] = []

    def show(self, pieces: list[Piece]) -> None:
        """Show these parts; nothing is drawn when they stand there already."""
        if pieces != self._pieces:
            self._pieces = pieces
            self._fit()

    def on_resize(self) -> None:
        """Show what fits now."""
        self._fit()

    def _fit(self) -> None:
        if self.size.width:
            words = Content(" " + fitted(self._pieces, self.size.width - 1, self._gap))
            if words != self.content:
                self.update(words, layout=False)


def fitted(pieces: Sequence[Piece], width: int, gap: str) -> str:
    """As many parts on one line as fit, in their order; the last to go is cut short."""
    kept = list(pieces)
    while len(kept) > 1 and _length(kept, gap) > width:
        last = max(kept)
        rank, text = last
        room = width - _length(kept, gap) + cell_len(text)
        if room >= LEAST:
            kept[kept.index(last)] = (rank, cut(text, room))
            break
        kept.remove(last)
    return gap.join(text for _rank, text in kept)


def _length(pieces: Sequence[Piece], gap: str) -> int:
    return sum(cell_len(text) + len(gap) for _rank, text in pieces) - len(gap)
