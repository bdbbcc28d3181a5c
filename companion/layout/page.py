"""A text laid out for one width, and the places in it that are the same in every width."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from companion.layout.markdown import Layout, Part
from companion.layout.wrapping import Line, is_margin

SECTION = 2
"""The level of the headings that are counted as sections."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: whatever the width, it is in the row that shows it."""

    part: int
    letters: int
    """Letters of the part before it, blanks not counted; below 0: rows above the part."""


@dataclass(frozen=True, slots=True)
class Page:
    """Lines, and what stands where in them."""

    lines: list[Line]
    parts: tuple[Part, ...]
    links: tuple[str, ...]

    def part_at(self, row: int) -> int:
        """The number of the part in a row, else of the one before; -1 before the first."""
        return bisect_right(self.parts, row, key=lambda part: part.first) - 1

    def section_at(self, row: int) -> tuple[int, int]:
        """The number of the section in a row, from 1, and how many there are."""
        rows = [part.first for part in self.parts if part.level == SECTION]
        return max(1, sum(first <= row for first in rows)), len(rows)

    def spot(self, row: int) -> Spot:
        """The place at the beginning of a row."""
        number = self.part_at(row)
        if number < 0 or row >= self.parts[number].end:
            number = min(number + 1, len(self.parts) - 1)
        if number < 0:
            return Spot(0, 0)
        first = self.parts[number].first
        if row < first:
            return Spot(number, row - first)
        return Spot(number, sum(letters_in(line) for line in self.lines[first:row]))

    def row_of(self, spot: Spot) -> int:
        """The row that shows a place."""
        if not self.parts:
            return 0
        part = self.parts[min(spot.part, len(self.parts) - 1)]
        if spot.letters < 0:
            return max(0, part.first + spot.letters)
        passed = 0
        for row in range(part.first, part.end):
            passed += letters_in(self.lines[row])
            if passed > spot.letters:
                return row
        return part.first

    def with_notes(self, notes: Mapping[int, list[Line]], tail: list[Line]) -> "Page":
        """The same with these lines below some of the parts, and at the end."""
        if not notes and not tail:
            return self
        lines: list[Line] = []
        parts: list[Part] = []
        copied = 0
        for number, part in enumerate(self.parts):
            shift = len(lines) - copied
            parts.append(replace(part, first=part.first + shift, end=part.end + shift))
            if number in notes:
                lines += self.lines[copied : part.end] + notes[number]
                copied = part.end
        lines += self.lines[copied:]
        return Page(lines + tail, tuple(parts), self.links)


def page_of(layout: Layout) -> Page:
    """What was laid out, as a page."""
    return Page(layout.found, tuple(layout.parts), tuple(layout.links))


def letters_in(line: Line) -> int:
    """How many letters of the text are in a line."""
    return sum(len("".join(text.split())) for text, style in line if not is_margin(style))
