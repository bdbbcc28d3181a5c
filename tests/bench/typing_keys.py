"""From a key to its letter on the screen: in the shared notes and in a bare field."""

import itertools
import multiprocessing
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from multiprocessing.synchronize import Event
from pathlib import Path

from archive import WORDS
from measured import MeasuredProgram

from companion.domain.session.close_text import CloseField
from companion.domain.text import Patch
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.setup import set_up_pair

KEY = "Z"
"""A letter that stands nowhere else on the screen."""
KEYS = 24
"""Keys in one measurement."""
REST = 0.03
"""Seconds between keys, so that each is drawn for itself."""
PARTNER = 0.5
"""Seconds between the partner's saves."""
SAID = "And then."
"""The line that the partner writes above all others."""

Measure = Callable[[], float]


@dataclass
class Keyboard:
    """A program with its caret in a field, started at the first key."""

    command: Sequence[str]
    env: Mapping[str, str]
    screens: Sequence[str]
    """What each screen shows up to the one with the field."""
    ways: Sequence[str] = ("\r",)
    """The keys that lead on from each of them, the last for all that are left."""

    @cached_property
    def program(self) -> MeasuredProgram:
        """The program, ready."""
        program = MeasuredProgram(self.command, self.env)
        for number, screen in enumerate(self.screens[:-1]):
            program.until(screen)
            program.keys(self.ways[min(number, len(self.ways) - 1)])
        program.until(self.screens[-1])
        time.sleep(1)
        return program

    def times(self) -> list[float]:
        """Seconds for each of some keys, the quickest first; what was typed is removed again."""
        times = []
        for _key in range(KEYS):
            times.append(self.program.typed(KEY))
            time.sleep(REST)
        self.program.keys("\x7f" * KEYS)
        self.program.until(lambda: KEY not in self.program.text)
        time.sleep(0.3)
        return sorted(times)

    def median(self) -> float:
        """Seconds for a key in the middle."""
        return statistics.median(self.times())

    def slow(self) -> float:
        """Seconds for a key than which one in twenty is slower."""
        return self.times()[-2]


class Partner:
    """Somebody who types into the same note, on a machine of their own.

    In a process of its own: what it computes must not hold up the clock that measures.
    """

    def __init__(self, root: Path, session: str) -> None:
        self._root = root
        self._session = session

    def while_typing(self, measure: Measure) -> Measure:
        """The same measurement while the partner's words arrive."""

        def measured() -> float:
            self._types.set()
            try:
                return measure()
            finally:
                self._types.clear()

        return measured

    @cached_property
    def _types(self) -> Event:
        """Whether the partner types now; the first time this is asked they sit down."""
        spawn = multiprocessing.get_context("spawn")
        types = spawn.Event()
        what = self._root, self._session, types
        spawn.Process(target=keep_typing, args=what, daemon=True).start()
        return types


def keep_typing(root: Path, session: str, types: Event) -> None:
    """Type and save, as long as that is wanted; every other time take it back.

    So the text stays the one that the bare field holds, however long is measured.
    """
    document = workspace_of(root, "Bert", "Anna").open_session(session)
    for number in itertools.count():
        types.wait()
        if number % 2 == 0:
            document.write_note("i1", f"{SAID}\n{document.note('i1')}")
            line = document.close_text_in(CloseField("decisions"))
            document.close_text_editor(line).edit(Patch(0, 0, "and "))
        else:
            document.write_note("i1", document.note("i1").removeprefix(f"{SAID}\n"))
            document.close_text_editor(line).edit(Patch(0, 4, ""))
        document.save()
        time.sleep(PARTNER)


def workspace_of(root: Path, me: str, partner: str) -> Workspace:
    """One of the two, over one folder."""
    home = Places(root / me.lower())
    workspace = Workspace(Environment(home, lambda: datetime.now(UTC), login=me.lower()))
    if not workspace.is_set_up:
        set_up_pair(workspace, me, partner, root / "shared")
    return workspace


def running_session(root: Path, size: int) -> tuple[Path, str, Path]:
    """A session with a note of so many characters: (Anna's home, its id, the note in a file)."""
    text = f"{WORDS}\n" * (size // (len(WORDS) + 1))
    workspace = workspace_of(root, "Anna", "Bert")
    session = workspace.create_session("feedback-02")
    session.start()
    session.plus(600)  # no message that time is up covers the field
    session.write_note("i1", text)
    session.save()
    workspace.close()
    (root / "note.txt").write_text(text)
    return root / "anna", session.id, root / "note.txt"
