"""The marks in a field's gutter that say which lines are records and which only look like one."""

from collections.abc import Callable, Mapping, Sequence

TAKEN_UP, LEFT = "◆", "◇"
"""A labelled line that is a record, and one that is none."""


class LineMarks:
    """Marks by row. A line bears the mark its words deserve, as soon as they stand there; what only
    the document knows, such as that a line is only text, is told by `read` a moment later."""

    def __init__(self, mark_of: Callable[[str], str] | None) -> None:
        self._mark_of = mark_of
        self._marks: dict[int, str] = {}
        self._known: dict[int, str] = {}
        """The rows of which the document says otherwise than their words."""
        self.width = 1 if mark_of is not None else 0
        """Cells that a mark takes; none where lines bear none."""

    def mark(self, row: int) -> str:
        """The mark of a row; empty for none."""
        return self._marks.get(row, "")

    def read(self, lines: Sequence[str], found: Mapping[int, str]) -> bool:
        """Take the marks that the document gives to these lines; tells whether any is new."""
        if self._mark_of is None:
            return False
        by_words = {row: mark for row, line in enumerate(lines) if (mark := self._deserved(line))}
        rows = by_words.keys() | found.keys()
        self._known = {r: found.get(r, "") for r in rows if found.get(r, "") != by_words.get(r, "")}
        before, self._marks = self._marks, {row: mark for row, mark in found.items() if mark}
        return before != self._marks

    def replace(self, top: int, bottom: int, lines: Sequence[str]) -> None:
        """These lines stand in the place of those from the row `top` to the row `bottom`."""
        if self._mark_of is None:
            return
        more = len(lines) - (bottom - top + 1)
        marks, known = self._marks, self._known
        kept = top if top == bottom and not more and top in known else None
        if more or bottom > top:
            self._marks = _moved(marks, top, bottom, more)
            self._known = _moved(known, top, bottom, more)
        for row, line in enumerate(lines, start=top):
            mark = self._deserved(line)
            if mark and row == kept:  # it is the same line still, whatever was typed in it
                mark = known[row]
            else:
                self._known.pop(row, None)
            self._marks.pop(row, None)
            if mark:
                self._marks[row] = mark

    def _deserved(self, line: str) -> str:
        return self._mark_of(line) if self._mark_of is not None and ":" in line else ""


def _moved(marks: Mapping[int, str], top: int, bottom: int, more: int) -> dict[int, str]:
    """Marks without those of the rows that are replaced, with `more` rows in their place."""
    return {
        row + more if row > bottom else row: mark
        for row, mark in marks.items()
        if not top <= row <= bottom
    }
