"""What drives an app in tests, and tells what is seen."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from companion import i18n
from companion.app.app import CompanionApp
from companion.app.caret import CaretApp
from companion.app.news import NewsApp
from companion.workspace import Workspace
from companion.workspace.setup.demo import demo_workspace
from screens.widgets.news_line import marked

PATIENCE = 30.0
"""Seconds after which something that does not happen is given up."""
EDGES = str.maketrans("│┃", "  ")
"""Where a sentence goes on in a box's next row depends on its words: a path is longer elsewhere."""
NAMES = {" ": "space", ":": "colon", ".": "full_stop", "@": "at"}
"""What Textual calls a character's key, where tests press it in a burst."""


def app_for(workspace: Workspace) -> CompanionApp:
    """The app as somebody opens it, in their language."""
    i18n.use_language(workspace.language)
    return CompanionApp(workspace, demo_workspace)


class HostApp(NewsApp, CaretApp):
    """The least app around what is tried; it keeps what it says."""

    def now(self) -> datetime:
        """The same time for good."""
        return datetime(2026, 11, 23, 9, tzinfo=UTC)


def rows(app: App[Any]) -> list[str]:
    """The screen, row by row."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def shown(pilot: Pilot[Any]) -> str:
    """The screen as text."""
    return "\n".join(rows(pilot.app))


def words(app: App[Any]) -> str:
    """The screen as words, one blank between them; the edges of boxes are left out."""
    return " ".join(" ".join(rows(app)).translate(EDGES).split())


def notices(pilot: Pilot[Any]) -> list[str]:
    """What was said of late, from old to new, as people read it."""
    return [marked(notice) for notice in reversed(list(pilot.app.journal))]


def told(pilot: Pilot[Any]) -> str:
    """What was said of late, as one text."""
    return " ".join(notices(pilot))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until everything that was begun is done."""
    await pilot.pause()
    await workers_done(pilot.app)
    await pilot.pause()


async def workers_done(app: App[Any]) -> None:
    """Wait until no worker is at work; one that a newer one took the place of has ended too.

    Textual's `wait_for_complete` raises for it, as if it had failed.
    """
    for worker in list(app.workers):
        with suppress(WorkerCancelled):
            await worker.wait()


async def until(pilot: Pilot[Any], true: Callable[[], object]) -> None:
    """Wait until something is true, and what goes with it is drawn as well."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"it did not happen:\n{told(pilot)}\n{shown(pilot)}")
        await pilot.pause(0.01)
    await pilot.pause()


async def see(pilot: Pilot[Any], *words: str) -> None:
    """Wait until words are on the screen; a list scrolls to its place only once it is laid out."""
    await until(pilot, lambda: all(word in shown(pilot) for word in words))


async def read(pilot: Pilot[Any], sentence: str) -> None:
    """Wait until a sentence is on the screen, on however many rows."""
    await until(pilot, lambda: sentence in words(pilot.app))


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys all at once, as a slow line or a text expander brings them; then wait."""
    await press_at_once(pilot, *keys)
    await settle(pilot)


async def press_at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Likewise, and wait for the keys alone: what was begun by them may go on."""
    for key in keys:
        pilot.app.post_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))
    await pilot.app.input.done()
