"""Finding words in lines that were laid out, also where they run over a line's end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from companion.domain.normalize import fold_one, folded
from companion.layout.markdown import is_joined
from companion.layout.wrapping import Line, is_margin


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one line, counted in characters."""

    row: int
    start: int
    end: int


Match = tuple[Stretch, ...]
"""One place where the words were found: one stretch or, over lines' ends, several."""


class Finder:
    """The words of a page, ready to be searched."""

    def __init__(self, lines: list[Line]) -> None:
        self._places: list[tuple[int, int]] = []
        """The row and column of each letter."""
        self._text = "".join(self._read(lines))

    def find(self, words: str) -> list[Match]:
        """Every place with these words, from the top; accents and case do not matter."""
        wanted = " ".join(folded(words).split())
        return list(self._matches(wanted)) if wanted else []

    def _matches(self, wanted: str) -> Iterator[Match]:
        at = self._text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            rows = groupby(self._places[at:end], key=lambda place: place[0])
            found = [(row, [column for _row, column in places]) for row, places in rows]
            yield tuple(Stretch(row, columns[0], columns[-1] + 1) for row, columns in found)
            at = self._text.find(wanted, end)

    def _read(self, lines: list[Line]) -> Iterator[str]:
        for row, line in enumerate(lines):
            column = 0
            for text, style in line:
                if is_margin(style):
                    column += len(text)
                    continue
                for character in text:
                    letters = fold_one(character)
                    self._places += [(row, column)] * len(letters)
                    yield letters
                    column += 1
            if not is_joined(line):  # between two paragraphs nothing is found: there are two ends
                self._places.append((row, column))
                yield " " if line else "\n"


def highlighted(line: Line, start: int, end: int, name: str) -> Line:
    """A line whose characters from `start` to `end` have one style more."""
    found: Line = []
    column = 0
    for text, style in line:
        ends = (min(max(cut - column, 0), len(text)) for cut in (start, end))
        for left, right in pairwise(sorted({0, len(text), *ends})):
            inside = start <= column + left < end
            found.append((text[left:right], f"{style} {name}".strip() if inside else style))
        column += len(text)
    return found
