"""What was found, and what one look at a screen tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from support.ghostty import Screen
from support.legibility import SWITCHED_OFF, TEXT, Cell, faint, legibility

from screens.widgets.masked_area import DOT
from typists.seen import Seen

LOST, DOUBLED, ORDER, AUTHOR, RECORD = (
    "lost", "doubled", "out of order", "wrong author", "label without record"
)  # fmt: skip
LEAKED, KEPT, DIFFER = "private under SHARED", "kept off the record", "sides differ"
FAINT, WIDE, CARET = "under contrast", "beyond the width", "caret elsewhere"
SLOW, DEAD, CRASH, EXIT = "slow answer", "dead key", "crash", "ending"
UNDO, UNTOLD, SCREENS = "not taken back", "trouble not told", "judges differ"
KINDS = (LOST, DOUBLED, ORDER, AUTHOR, RECORD, LEAKED, KEPT, DIFFER, FAINT, WIDE, CARET, SLOW, DEAD,
         UNDO, UNTOLD, SCREENS, CRASH, EXIT)  # fmt: skip
"""Everything that can be found, each against a promise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a promise forbids."""

    kind: str
    step: int
    """The number of the step after which it was seen, from 1."""
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what} (after step {self.step})"


def look_at_frame(screen: Screen, seen: Seen) -> Iterator[tuple[str, str]]:
    """The kinds and sentences of what is wrong with a screen by itself."""
    for row in screen.too_wide:
        yield WIDE, f"row {row} runs over: {screen.rows[row]!r}"
    for stretch in faint(screen.cells, SWITCHED_OFF):
        yield FAINT, str(stretch)
    for stretch in faint(_in_front(screen, seen), TEXT):
        if stretch.contrast >= SWITCHED_OFF:
            yield FAINT, str(stretch)
    if "Traceback" in seen.text:
        yield CRASH, seen.text.strip().splitlines()[-1]


def _in_front(screen: Screen, seen: Seen) -> list[tuple[Cell, ...]]:
    """The screen, or what stands in the dialog over it: of several, in the one that is not dim."""
    boxes = list(seen.dialogs())
    if not boxes:
        return screen.cells
    left, top, _, bottom = max(boxes, key=lambda box: legibility(screen.cells[box[1]][box[0]]))
    right = seen.rows[top].index("┓", left)  # behind it another box may have an edge in this row
    return [
        tuple(
            cell if top <= row <= bottom and left <= column <= right else Cell(" ")
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(screen.cells)
    ]


def caret_after(screen: Screen, word: str) -> str:
    """What is wrong with the caret once a word was typed that stands on the screen once."""
    places = [
        place for row, cells in enumerate(screen.cells) if (place := _end_of(cells, word, row))
    ]
    if len(places) != 1:
        return ""
    column, row = places[0]
    if screen.caret in ((column, row), (column - 1, row)) or screen.caret[1] == row + 1:
        return ""
    return f"the caret is at {screen.caret}, the next letter comes at {(column, row)}"


def word_around_caret(screen: Screen) -> str:
    """The word in whose middle the caret stands, if any: what is typed there parts it; dots for a
    private one."""
    column, row = screen.caret
    cells = screen.cells[row] if 0 <= row < len(screen.cells) else ()
    first, last = ("".join(cell.text or " " for cell in part) for part in
                   (cells[:column], cells[column:]))  # fmt: skip
    before, after = re.search(rf"[\w{DOT}]*$", first), re.match(rf"[\w{DOT}]*", last)
    return before[0] + after[0] if before and after and before[0] and after[0] else ""


def _end_of(cells: tuple[Cell, ...], word: str, row: int) -> tuple[int, int] | None:
    text, columns = "", []
    for column, cell in enumerate(cells):
        text += cell.text or " " * min(cell.width, 1)
        columns += [column] * (len(text) - len(columns))
    at = text.find(word)
    return (columns[at + len(word) - 1] + 1, row) if at >= 0 else None
