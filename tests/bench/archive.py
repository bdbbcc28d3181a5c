"""Pairs with many sessions behind them, made quickly, and the save inside the app."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path

from companion.domain.note.drafts import CORRECTION, MARGIN, Draft, DraftKey
from companion.storage.disk.atomic_files import replace_file
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.setup.setup import set_up_pair

WORDS = "We talked about asking open questions, and about what happens when nobody answers. "
REPEATS = 10
"""Saves in one measurement: one alone is shorter than the clock's noise."""
OTHER_DRAFTS = 20
"""Drafts of other fields that are saved with one: the file is written whole."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A pair's notes."""

    home: Path
    sample: str = ""
    """The id of a session in the middle."""


def make_archive(root: Path, size: tuple[int, int] | None) -> Archive:
    """A pair with (sessions, notes in each); None is a machine nobody has set up."""
    home = root / "home"
    if size is None:
        return Archive(home)
    sessions, notes = size
    workspace = _workspace(home)
    with _without_fsync():
        set_up_pair(workspace, "Anna", "Bert", root / "shared")
        library = workspace.library
        library.load = cache(library.load)  # type: ignore[method-assign]  # parsed once is enough
        index = workspace.index
        look, index.refresh = index.refresh, bool  # type: ignore[method-assign]  # at the end once
        for number in range(sessions if notes else 1):
            _make_session(workspace, number, notes)
        if notes:
            look()
        else:
            _copy_session(workspace, sessions)
    workspace.close()
    names = workspace.store.documents("sessions")
    return Archive(home, names[len(names) // 2].rpartition("/")[2])


def open_archive(archive: Archive) -> Workspace:
    """The workspace of the one who made it."""
    return _workspace(archive.home)


def in_app_save(archive: Archive) -> Callable[[], float]:
    """Seconds the app takes for one copy of one save: snapshot, private copy, shared copy; half."""
    workspace = _workspace(archive.home)
    session = workspace.open_session(archive.sample)

    def measure() -> float:
        began = time.perf_counter()
        for number in range(REPEATS):
            session.write_note("i1", f"{WORDS * 20}{number} {began}")
            error = session.save()
            assert error is None
        return (time.perf_counter() - began) / REPEATS / 2

    return measure


def draft_save(archive: Archive) -> Callable[[], float]:
    """Seconds until a longer text of a field is on the disk as a draft, with others beside it."""
    drafts = _workspace(archive.home).drafts
    for number in range(OTHER_DRAFTS):
        drafts.put(Draft(DraftKey(CORRECTION, (str(number),)), WORDS))

    def measure() -> float:
        began = time.perf_counter()
        for number in range(REPEATS):
            drafts.put(Draft(DraftKey(MARGIN), f"{WORDS * 20}{number} {began}"))
            drafts.save_now()
        assert not drafts.unsaved
        return (time.perf_counter() - began) / REPEATS

    return measure


def private_save(archive: Archive) -> Callable[[], float]:
    """Seconds until the same text is in the private copy of a session."""
    session = _workspace(archive.home).open_session(archive.sample)

    def measure() -> float:
        began = time.perf_counter()
        for number in range(REPEATS):
            session.write_note("i1", f"{WORDS * 20}{number} {began}")
            session.keep()
        return (time.perf_counter() - began) / REPEATS

    return measure


def bare_replace(archive: Archive) -> Callable[[], float]:
    """Seconds a bare durable replace of the same bytes takes, in turn in the same two places."""
    workspace = _workspace(archive.home)
    folder = workspace.store.shared.path(f"sessions/{archive.sample}")
    data = max((path.read_bytes() for path in folder.glob("*.json")), key=len)
    private, shared = archive.home / "private" / "bare", workspace.folder / "bare"
    for place in (private, shared):
        place.mkdir(exist_ok=True)
    targets = cycle((private / "x.json", shared / "a.json", private / "x.json", shared / "b.json"))

    def measure() -> float:
        began = time.perf_counter()
        for _number in range(2 * REPEATS):
            replace_file(next(targets), data)
        return (time.perf_counter() - began) / REPEATS / 2

    return measure


def _workspace(home: Path) -> Workspace:
    return Workspace(Environment(Places(home), lambda: datetime.now(UTC), login="anna"))


def _make_session(workspace: Workspace, number: int, notes: int) -> None:
    day = datetime(2016, 1, 1, tzinfo=UTC) + timedelta(hours=8 * number)
    workspace.environment = replace(workspace.environment, now=lambda: day)
    session: OpenSession = workspace.create_session("feedback-02")
    for paragraph in range(notes):
        session.add_paragraph(f"{WORDS}{paragraph}", f"i{1 + paragraph % 6}")
    workspace.save(session)
    session.close()


def _copy_session(workspace: Workspace, copies: int) -> None:
    """Fill both folders with so many sessions that no file of theirs is ever opened."""
    original = workspace.store.documents("sessions")[0]
    for folder in (workspace.store.shared, workspace.store.mirror):
        for number in range(copies - 1):
            shutil.copytree(folder.path(original), folder.path(f"sessions/2015-01-01-x-{number}"))


@contextmanager
def _without_fsync() -> Iterator[None]:
    """Making an archive need not survive a power cut."""
    real = os.fsync
    os.fsync = lambda _descriptor: None
    try:
        yield
    finally:
        os.fsync = real
