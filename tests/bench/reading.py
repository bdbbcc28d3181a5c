"""From a key to a lesson's text, and from a key to its next line; in plain widgets as well."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path

from measured import MeasuredProgram

from companion.lessons.library import Library

LESSON, FIRST_WORDS = "equals-01", "After this"
"""The first lesson in the library, and what its first screen says."""
STEPS = 20
"""Lines in one measurement of scrolling."""
ENTER, ESCAPE, HOME, PAGE, DOWN = "\r", "\x1b", "\x1b[H", "\x1b[6~", "\x1b[B"

Measure = Callable[[], float]
Way = Sequence[tuple[str, str]]
"""What the screen shows and the keys that are pressed then."""


@dataclass
class Opener:
    """A program that shows a text at Enter and leaves it at Esc, started at the first key."""

    command: Sequence[str]
    env: Mapping[str, str]
    way: Way

    @cached_property
    def program(self) -> MeasuredProgram:
        """The program, just before the text; it was open once, as most texts that are read were."""
        program = started(self.command, self.env, self.way)
        for key in (ENTER, ESCAPE):
            program.keys(key)
            program.rest(2)
        return program

    def opened(self) -> float:
        """Seconds from Enter to the first screen of the text."""
        began = time.perf_counter()
        self.program.keys(ENTER)
        seconds = self.program.until(FIRST_WORDS) - began
        self.program.rest(1)
        self.program.keys(ESCAPE)
        self.program.rest(1)
        return seconds


@dataclass
class Scroller:
    """A program that shows more lines than fit, started at the first key."""

    command: Sequence[str]
    env: Mapping[str, str]
    way: Way

    @cached_property
    def program(self) -> MeasuredProgram:
        """The program, with its lines in sight."""
        return started(self.command, self.env, self.way)

    def scrolled(self) -> float:
        """Seconds from a key to one more line."""
        self.program.keys(HOME)
        self.program.rest()
        self.program.keys(PAGE)  # in a list, its cursor is at the lower edge then
        self.program.rest()
        return statistics.median(self.program.changed(DOWN) for _step in range(STEPS))


def started(command: Sequence[str], env: Mapping[str, str], way: Way) -> MeasuredProgram:
    """A program that was led this way."""
    program = MeasuredProgram(command, env)
    for shown, keys in way:
        program.until(shown)
        program.rest()
        program.keys(keys)
    program.rest(1)
    return program


def write_lesson(path: Path) -> None:
    """Write the text of the lesson, for the programs that it is measured against."""
    shipped = resources.files("content") / "lessons"
    library = Library(shipped, own=None, index=None, today=date.today)
    path.write_text(library.load(LESSON, "en").markdown, encoding="utf-8")
