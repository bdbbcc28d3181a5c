"""Workspaces as people have them: each with a home, two of them with one folder."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from support.listed_lessons import list_lessons

from companion.lessons import load
from companion.lessons.library import Library
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace

LESSONS = Path(__file__).parents[2] / "content" / "lessons"

_parsed = cache(load.parse_lesson)


@pytest.fixture(autouse=True)
def lessons_parsed_once(monkeypatch) -> None:
    """Every session copies a lesson, and most tests have one of the same lesson."""
    monkeypatch.setattr(load, "parse_lesson", _parsed)


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
    """Anna and Bert, set up on one folder, where both listed the lessons before."""
    from companion.workspace.setup.setup import set_up_pair

    anna, bert = launch("anna"), launch("bert")
    set_up_pair(anna, "Anna", "Bert", shared)
    set_up_pair(bert, "Bert", "Anna", shared)
    for workspace in (anna, bert):
        list_lessons(workspace.places)
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


@pytest.fixture
def few_lessons(tmp_path, monkeypatch):
    """One lesson in both languages: to read them all takes a second or two each time."""
    for path in (LESSONS / "en" / "feedback", LESSONS / "nl" / "feedback"):
        for lesson in path.glob("feedback-02.*"):
            (tmp_path / "shipped").mkdir(exist_ok=True)
            shutil.copy(lesson, tmp_path / "shipped")

    def new_library(workspace: Workspace) -> Library:
        return Library(tmp_path / "shipped", workspace.folder / "lessons", None,
                       workspace.environment.today)  # fmt: skip

    monkeypatch.setattr(Workspace, "library", property(new_library))
