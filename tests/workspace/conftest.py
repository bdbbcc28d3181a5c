"""Workspaces as people have them: each with a home, two of them with one folder."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace


@pytest.fixture
def shared(tmp_path) -> Path:
    """A folder for two; not there yet."""
    return tmp_path / "sync" / "both"


@pytest.fixture
def launch(tmp_path, clock) -> Iterator[Callable[..., Workspace]]:
    """Starts companion: launch("anna"); a second launch ends the first of that name."""
    running: dict[str, Workspace] = {}
    numbers = itertools.count(1)

    def start(name: str, folder: Path | None = None) -> Workspace:
        if name in running:
            running.pop(name).close()
        environment = Environment(
            Places(tmp_path / "homes" / name), clock, lambda: f"id{next(numbers):04d}", folder
        )
        running[name] = Workspace(environment)
        return running[name]

    yield start
    for workspace in running.values():
        workspace.close()


@pytest.fixture
def couple(launch, shared) -> tuple[Workspace, Workspace]:
    """Anna and Bert, set up on one folder."""
    from companion.workspace.setup.setup import set_up_pair

    anna, bert = launch("anna"), launch("bert")
    set_up_pair(anna, "Anna", "Bert", shared)
    set_up_pair(bert, "Bert", "Anna", shared)
    return anna, bert


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Every file and folder below a path, with its bytes."""

    def look(root: Path) -> dict[str, bytes]:
        return {
            str(path.relative_to(root)): path.read_bytes() if path.is_file() else b"/"
            for path in sorted(root.rglob("*"))
        }

    return look


@pytest.fixture
def sessions(couple):
    """One session on both computers, and a way for what either saved to reach the other."""
    anna, bert = couple
    mine = anna.create_session("feedback-02")
    theirs = bert.open_session(mine.id)

    def meet():
        for session in (mine, theirs):
            assert session.save() is None
        for session, workspace in ((mine, anna), (theirs, bert)):
            session.merge(workspace.store.shared.read(session.name, session.seen))

    return mine, theirs, meet
