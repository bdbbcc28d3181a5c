"""The terminal at hand, and whether the app can be drawn on it."""

import os
import sys
from dataclasses import dataclass

from companion.i18n import _

LEAST_COLUMNS, LEAST_LINES = 60, 20
"""The smallest window that every screen fits."""

_SIGNS = "│⇄☐✓▶"
"""Some of what screens are drawn with."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What is known of a terminal."""

    is_terminal: bool
    """False for a pipe or a file."""
    kind: str = ""
    """What TERM says."""
    encoding: str = ""
    columns: int = 0
    """0 where the size cannot be told, as for lines."""
    lines: int = 0
    colours: str = ""
    """What COLORTERM says."""

    @property
    def trouble(self) -> str:
        """Why the app cannot be drawn here and what to do, in a sentence; empty when it can."""
        if not self.is_terminal:
            return _(
                "The app needs a terminal, and this is a pipe. Commands work here: companion --help"
            )
        if self.kind in ("dumb", "unknown") or not (self.kind or sys.platform == "win32"):
            return _(
                "This terminal cannot draw the app (TERM={term}). Commands work: companion --help"
            ).format(term=self.kind)
        try:
            _SIGNS.encode(self.encoding or "ascii")
        except (UnicodeEncodeError, LookupError):
            return _(
                "This terminal shows no letters beyond ASCII. Set LANG to a UTF-8 one, for example "
                "LANG=C.UTF-8, or use the commands: companion --help"
            )
        return ""

    @property
    def has_few_colours(self) -> bool:
        """Whether it has sixteen colours or less, by the rules of what draws the app (Rich)."""
        if sys.platform == "win32" or self.colours in ("truecolor", "24bit"):
            return False
        return self.kind.rpartition("-")[2] not in ("256color", "kitty")

    @property
    def is_small(self) -> bool:
        """Whether screens do not fit."""
        return 0 < self.columns < LEAST_COLUMNS or 0 < self.lines < LEAST_LINES


def this_terminal() -> Terminal:
    """The terminal this program runs in; the streams it began with, for the app takes them over."""
    ins, out = sys.__stdin__, sys.__stdout__
    if ins is None or out is None or not (ins.isatty() and out.isatty()):
        return Terminal(is_terminal=False)
    try:
        columns, lines = os.get_terminal_size(out.fileno())
    except OSError:
        columns, lines = 0, 0
    kind, colours = (os.environ.get(name, "") for name in ("TERM", "COLORTERM"))
    return Terminal(True, kind, out.encoding, columns, lines, colours)
