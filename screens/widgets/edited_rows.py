"""The rows of a field in which somebody typed and from which the caret has not moved on yet."""


class EditedRows:
    """Rows by their numbers, which move with what is put above them."""

    def __init__(self) -> None:
        self._rows: set[int] = set()

    def replace(self, top: int, bottom: int, text: str, typed: bool) -> None:
        """A text stands in the place of what stood from the row `top` to the row `bottom`."""
        last = top + text.count("\n")
        inside = {min(row, last) for row in self._rows if top <= row <= bottom}
        below = {row + last - bottom for row in self._rows if row > bottom}
        above = {row for row in self._rows if row < top}
        self._rows = above | below | (set(range(top, last + 1)) if typed else inside)

    def leave(self, caret: int | None) -> list[int]:
        """The rows that the caret, now in this row, has left; they are forgotten."""
        left = sorted(self._rows - {caret})
        self._rows -= set(left)
        return left
