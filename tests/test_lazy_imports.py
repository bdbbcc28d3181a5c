"""What the start does without is imported when it is first needed, and no sooner.

A start is mostly imports. All modules that are imported late on purpose stand here.
"""

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import companion
import screens
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.setup import set_up_pair

LATE = {
    "a library that takes 10 ms or more, for what few starts come to": (
        "fsrs", "markdown_it", "webbrowser", "yaml",
    ),
    "another place than the first": (
        "screens.lesson.finish_lesson", "screens.lesson.lesson", "screens.lesson.library",
        "screens.lesson.study", "screens.notes.notes", "screens.review", "screens.search.search",
        "screens.session", "screens.settings", "screens.setup", "screens.sync",
    ),
    "a screen over one that somebody has opened": (
        "screens.closing", "screens.notes.history",
    ),
    "a dialog, which a key opens": (
        "screens.dialogs.capture", "screens.dialogs.choice", "screens.dialogs.drafts",
        "screens.dialogs.help", "screens.dialogs.journal", "screens.dialogs.links",
        "screens.dialogs.margin_note", "screens.dialogs.palette", "screens.dialogs.prompt",
        "screens.dialogs.refusal", "screens.dialogs.undo_list",
    ),
    "a field of several lines, of which the first screen has none": (
        "screens.widgets.notes_area", "screens.widgets.marked_area", "textual.widgets._text_area",
    ),
    "a side of the app that the first key or message makes": (
        "companion.app.capture", "companion.app.document_jobs", "companion.app.index_refresh",
        "companion.app.search", "companion.app.session_jobs", "companion.app.undo",
        "screens.shared.reopen_words", "screens.shared.thrown_words",
    ),
    "lessons' texts, where their index is enough": (
        "companion.lessons.load", "companion.lessons.question_cache",
        "companion.lessons.search_text",
    ),
    "cards, which are counted in the background": (
        "companion.domain.recall", "companion.storage.private.review_log",
        "companion.workspace.recall.card_sources", "companion.workspace.recall.deck",
        "companion.workspace.recall.fsrs_schedule",
    ),
    "writing into the shared folder, which is done in the background": (
        "companion.storage.sync.folder_readme", "companion.storage.sync.recovery",
    ),
}  # fmt: skip
"""Modules and packages that the first screen does without, by the reason."""

ALL = [name for names in LATE.values() for name in names]

FIRST = {"screens.home"}
"""Imported by a function that chooses which place to show, and shown first."""

PROBE = """
import asyncio, json, sys
from datetime import UTC, datetime
from pathlib import Path
from companion.app.app import CompanionApp
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.demo import demo_workspace

async def start(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        print(json.dumps([type(app.screen).__name__, *sys.modules]))

CompanionApp.on_mount = lambda app: None  # what the app does a moment after its first screen
workspace = Workspace(Environment(Places(Path(sys.argv[1])), lambda: datetime.now(UTC)))
asyncio.run(start(CompanionApp(workspace, demo_workspace)))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """All that is imported once the first screen stands; not at the first start, which has the
    lessons' index to make."""
    folder = tmp_path_factory.mktemp("start")
    workspace = Workspace(Environment(Places(folder / "anna"), lambda: datetime.now(UTC)))
    set_up_pair(workspace, "Anna", "Bert", folder / "shared")
    workspace.library.entries("en")
    workspace.close()
    command = [sys.executable, "-c", PROBE, str(folder / "anna")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    screen, *modules = json.loads(done.stdout)
    assert screen == "HomeScreen"
    return modules


def is_in(module: str, name: str) -> bool:
    """Whether a module is this one, or in this package."""
    return module == name or module.startswith(f"{name}.")


@pytest.mark.parametrize("name", ALL)
def test_the_first_screen_stands_without_it(imported, name):
    assert importlib.util.find_spec(name) is not None
    assert [module for module in imported if is_in(module, name)] == []


def late_imports() -> Iterator[tuple[str, str]]:
    """What functions of the app and its screens import, with the file where."""
    for folder in (Path(companion.__file__).parent / "app", Path(screens.__file__).parent):
        for path in folder.rglob("*.py"):
            tree = ast.parse(path.read_text())
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    for node in ast.walk(function):
                        if isinstance(node, ast.ImportFrom):
                            yield str(node.module), path.name
                        elif isinstance(node, ast.Import):
                            yield from ((alias.name, path.name) for alias in node.names)


def test_whatever_the_app_imports_late_stands_in_the_list():
    unlisted = [
        (module, file)
        for module, file in late_imports()
        if module not in FIRST and not any(is_in(module, name) for name in ALL)
    ]
    assert unlisted == []
