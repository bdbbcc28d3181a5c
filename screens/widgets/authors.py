"""Who wrote which character of a text, kept line by line beside a field."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from textual.widgets.text_area import Document, Location

from companion.domain.people import Person, initials

NOBODY = "-"
"""Stands for words of somebody who is neither of the two."""

_RUN = re.compile(r"(\d)\1*")


class Authors:
    """A second text, of the same lines, with a person's digit in the place of each character.

    The digits follow the order of the ids, so that a person has the same one on both screens.
    """

    def __init__(self, people: Sequence[Person]) -> None:
        order = sorted(people, key=lambda person: person.id)
        self._digits = {person.id: str(number) for number, person in enumerate(order)}
        self._marks = dict(zip(self._digits.values(), initials(order), strict=True))
        self._lines = Document("")
        self.width = sum(map(cell_len, self._marks.values())) if len(order) > 1 else 0
        """Cells that a line's marks take at most; none when nobody is there to be told from."""

    def read(self, authored: Iterable[tuple[str, str]]) -> None:
        """Start from stretches of (words, the id of who wrote them)."""
        self._lines = Document("".join(self._cover(words, by) for words, by in authored))

    def replace(self, start: Location, end: Location, text: str, by: str) -> None:
        """Do an edit that was done to the text."""
        self._lines.replace_range(start, end, self._cover(text, by))

    def runs(self, row: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of a line that are known: (start, end, number of the person)."""
        for run in _RUN.finditer(self._lines[row]):
            yield run.start(), run.end(), int(run[1])

    def line(self, row: int) -> str:
        """A line's digits."""
        return self._lines[row]

    def before(self, place: Location) -> str:
        """The id of who wrote the letter before a place; empty where that is not known."""
        row, column = place
        digit = self._lines[row][column - 1 : column] if column else ""
        return next((by for by, known in self._digits.items() if known == digit), "")

    def mark(self, row: int) -> str:
        """The initials of those who wrote in a line."""
        written = set(self._lines[row])
        return "".join(mark for digit, mark in self._marks.items() if digit in written)

    def _cover(self, words: str, by: str) -> str:
        digit = self._digits.get(by, NOBODY)
        return "\n".join(digit * len(line) for line in words.split("\n"))
