"""Hints: keys with what they do, as many on a line as fit; a click does what the key does."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

HINT_GAP = "  "


def action_style(action: str) -> Style:
    """A style that runs an action when clicked."""
    return Style.from_meta({"@click": action})


class Hint(NamedTuple):
    """A key, or the way through the menu, and what it does."""

    way: str
    """As people know it: ^n, F1, ^l g 4."""
    label: str
    action: str
    """What a click on it runs."""

    @property
    def width(self) -> int:
        """Cells that it takes."""
        return cell_len(f"{self.way} {self.label}")


def hint_row(hints: Sequence[Hint], width: int) -> Content:
    """Hints on one line: the last at its end, and of the others as many as fit, from the first."""
    *row, last = hints
    if not row:
        return Content.assemble(" ", *parts([last]))
    kept = fitting(row, width - 2 - len(HINT_GAP) - last.width)
    left = Content.assemble(" ", *parts(kept))
    gap = max(len(HINT_GAP), width - 1 - left.cell_length - last.width)
    return Content.assemble(left, " " * gap, *parts([last]))


def fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """The hints that fit, each whole; the first does in any case."""
    kept: list[Hint] = []
    for hint in hints:
        room -= hint.width + (len(HINT_GAP) if kept else 0)
        if kept and room < 0:
            break
        kept.append(hint)
    return kept


def parts(hints: Sequence[Hint]) -> Iterator[str | tuple[str, Style]]:
    """Hints with a gap between two; a click on one does it."""
    for number, hint in enumerate(hints):
        style = action_style(hint.action)
        yield HINT_GAP if number else ""
        yield hint.way, style + Style(bold=True)
        yield f" {hint.label}", style
