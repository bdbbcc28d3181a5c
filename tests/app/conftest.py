"""The real program in a terminal: Anna's, in a session with Bert that runs."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.session.private_notes import private_texts
from companion.workspace.setup.setup import set_up_pair

pytest.importorskip("pty", reason="there are no such terminals here")

from support.terminal import COMPANION, Program, companion_env

WIDE = (120, 40)
"""Columns and rows that show all parts of a session at once."""


class Kept(NamedTuple):
    """What was typed, where it stands."""

    shared: str
    private: str
    ideas: list[str]


class Desk:
    """One person's computer, and what stands in their files."""

    def __init__(self, home: Path, shared: Path) -> None:
        self.home, self.shared = home, shared
        self.session = ""
        self.programs: list[Program] = []

    def workspace(self) -> Workspace:
        """What stands on this computer; close it before the program begins."""
        return Workspace(Environment(Places(self.home), lambda: datetime.now(UTC), login="anna"))

    def start(self, columns: int = WIDE[0], rows: int = WIDE[1]) -> Program:
        """The program, as somebody begins it."""
        self.programs.append(Program(COMPANION, companion_env(self.home), columns, rows))
        return self.programs[-1]

    def begin(self, columns: int = WIDE[0], rows: int = WIDE[1]) -> Program:
        """The program, with the caret in the notes of the running session."""
        program = self.start(columns, rows)
        program.until("Up next")
        program.keys("3")
        program.until("min left")
        program.until("Type here")
        program.settle()
        return program

    def kept(self) -> "Kept":
        """What stands in the files, once the program has ended."""
        program = self.programs[-1]
        if program.process.poll() is None:
            program.signal(signal.SIGHUP)
            assert program.ended() == 128 + signal.SIGHUP
        workspace = self.workspace()
        try:
            session = workspace.open_session(self.session)
            private = "".join(text.read() for text in private_texts(workspace))
            ideas = [idea.text for idea in session.notebook.ideas]
            return Kept(session.note("i1"), private, ideas)
        finally:
            workspace.close()


def desk_in(folder: Path) -> Iterator[Desk]:
    """Anna's, with a session of today that runs; all that she began there is ended."""
    made = Desk(folder / "anna", folder / "shared")
    workspace = made.workspace()
    set_up_pair(workspace, "Anna", "Bert", made.shared)
    session = workspace.create_session("feedback-02")
    session.start()
    session.plus(600)  # nothing is said about the time
    assert session.save() is None
    made.session = session.id
    workspace.close()
    yield made
    for program in made.programs:
        program.end()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk for one test."""
    yield from desk_in(tmp_path)


@pytest.fixture(scope="module")
def typing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program with the caret in the notes, for all tests of a file."""
    for desk in desk_in(tmp_path_factory.mktemp("desk")):
        yield desk.begin()
