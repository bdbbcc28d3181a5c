"""What a terminal sends, in units: typed text, escape sequences, and pastes (ECMA-48).

An escape sequence begins with the byte of the Esc key, and the keys of a burst come in one piece.
What is no sequence that a terminal sends is read as somebody typed it: Esc, and then words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

ESC = "\x1b"
PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"
LONGEST = 4096
"""Characters of an endless sequence that are kept; the rest goes with it."""
ESCAPE_PAUSE, SEQUENCE_PAUSE, PASTE_PAUSE = 0.1, 2.0, 5.0
"""Seconds of silence after which Esc was the key, and a sequence or a paste stays unfinished."""

_REPORT = r"(?:\][0-9]|P[0-9>!]|_G)[^\x00-\x1f\x7f]*"
"""An answer about colours, the clipboard, the terminal's name or its graphics."""
_COMPLETE = re.compile(
    rf"""\x1b(?:
        \[\[[A-E]                         # F1 to F5 of the Linux console
      | \[M[^\x1b]{{3}}                   # where the mouse is, in the oldest way
      | \[[0-?]+[\ -/]*[@-~]              # a key, the mouse, or a report, with numbers
      | \[[A-FHIO-SZ]                     # a key without numbers; the terminal has the focus
      | O[A-DFHP-S]                       # arrows, Home, End, F1 to F4
      | [bf](?![^\x00-\x1f\x7f])          # Option and an arrow on macOS; words would go on
      | \x7f                              # Alt and Backspace
      | {_REPORT}(?:\x07|\x1b\\|(?=\x1b[^\\]))
    )""",
    re.VERBOSE,
)
_BEGUN = re.compile(rf"\x1b(?:\[|\[\[|\[M[^\x1b]{{0,2}}|\[[0-?]+[ -/]*|[]OP_]|{_REPORT}\x1b?)?")
_UNFINISHED_REPORT = re.compile(rf"\x1b{_REPORT}")


class Text(NamedTuple):
    """Characters that were typed, control characters among them."""

    text: str


class Sequence(NamedTuple):
    """One escape sequence, complete; the Esc key alone is the shortest."""

    text: str


class Paste(NamedTuple):
    """What was pasted, between its brackets."""

    text: str


Unit = Text | Sequence | Paste


class UnitReader:
    """Takes characters in pieces of any size, and gives the units that they complete."""

    def __init__(self) -> None:
        self._begun = ""
        self._pasted: list[str] | None = None

    @property
    def holds_paste(self) -> bool:
        """Whether words of a paste have come, and its end has not."""
        return any(part.strip("\r\n") for part in self._pasted or ())

    def feed(self, text: str) -> Iterator[Unit]:
        """What is complete, now that these characters came too."""
        if self._begun == ESC and text[:1] in ("b", "f", "\x7f"):  # a terminal sends both at once
            self._begun = ""
            yield Sequence(ESC)
        rest, self._begun = self._begun + text, ""
        while rest:
            in_paste = self._pasted is not None
            unit, rest = self._paste(rest) if in_paste else self._next(rest)
            if unit is not None:
                yield unit

    def pause(self, seconds: float) -> Iterator[Unit]:
        """What was begun and is not finished after so many seconds without a character."""
        begun = self._begun
        if self._pasted is not None:
            if seconds >= PASTE_PAUSE:
                yield from self.feed(PASTE_END)
        elif begun and seconds >= (ESCAPE_PAUSE if begun == ESC else SEQUENCE_PAUSE):
            self._begun = ""
            if not _UNFINISHED_REPORT.match(begun):
                yield Sequence(ESC)
                if words := begun[1:]:
                    yield Text(words)

    def pasted_so_far(self) -> Iterator[Unit]:
        """What has come of a paste, if anything has; what comes yet is pasted as well.

        The ends of its last line wait for that: half of one would be another line, and where
        nothing comes they end nothing.
        """
        pasted = "".join(self._pasted or ())
        if words := pasted.rstrip("\r\n"):
            self._pasted = [pasted[len(words) :]]
            yield Paste(words)

    def _next(self, rest: str) -> tuple[Unit | None, str]:
        """The unit that these characters begin with, and the rest of them."""
        typed, escape, after = rest.partition(ESC)
        if typed:
            return Text(typed), escape + after
        if found := _COMPLETE.match(rest):
            if found[0] == PASTE:
                self._pasted = []
            bracket = found[0] in (PASTE, PASTE_END)
            return None if bracket else Sequence(found[0]), rest[found.end() :]
        if _BEGUN.fullmatch(rest):
            self._begun = rest[:LONGEST]
            return None, ""
        return Sequence(ESC), after

    def _paste(self, rest: str) -> tuple[Unit | None, str]:
        """The paste, once its end has come, and the characters behind it."""
        words, end, after = rest.partition(PASTE_END)
        split = len(words) if end else _begins_at_end(words)
        pasted = [*(self._pasted or ()), words[:split]]
        if end:
            self._pasted = None
            return Paste("".join(pasted)), after
        self._pasted, self._begun = pasted, words[split:]
        return None, ""


def _begins_at_end(words: str) -> int:
    """Where the bracket that ends a paste may begin: the next piece may bring the rest of it."""
    tail = words.rfind(ESC, -len(PASTE_END) + 1) if words else -1
    return tail if tail >= 0 and PASTE_END.startswith(words[tail:]) else len(words)
