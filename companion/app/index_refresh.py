"""The app's side of its lists: looks at the files of all sessions in the background."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import WorkType

from companion.app.autosave import Trouble
from companion.domain.errors import CompanionError
from companion.storage.disk.threads import Worker
from companion.workspace import Workspace
from companion.workspace.session.pulse import share_agreed

if TYPE_CHECKING:
    from textual.app import App

FIRST_LOOK, LISTS = 0.2, 5.0
"""Seconds until the first look at the files of all sessions, and between looks."""


@dataclass
class Looked(Message):
    """The files of all sessions were looked at."""

    changed: bool
    """Whether any list says something else now."""
    first: bool


class Lists:
    """Looks for one workspace, for as long as the app shows it."""

    def __init__(self, app: "App[None]", workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace
        self._worker = Worker("companion-lists")
        self._timer = app.set_interval(LISTS, self.refresh)
        app.set_timer(FIRST_LOOK, partial(self.refresh, first=True))

    def refresh(self, first: bool = False) -> None:
        """Look now."""
        # Not begun here: one that is cancelled before its turn has nothing to wait for.
        wait: WorkType[None] = partial(self._wait_for_look, first)
        self._app.run_worker(wait, exclusive=True, group="lists")

    def stop(self) -> None:
        """Look no more by itself."""
        self._timer.stop()

    def leave(self) -> None:
        """Look no more at all."""
        self.stop()
        self._worker.stop(timeout=0)

    async def _wait_for_look(self, first: bool) -> None:
        await asyncio.wrap_future(self._worker.do(partial(self._look, first)))

    def _look(self, first: bool) -> None:
        if first:
            self._workspace.put_right()
        changed = self._workspace.index.refresh()
        changed = self._workspace.count_cards() or changed
        self._app.post_message(Looked(changed, first))
        try:
            share_agreed(self._workspace)
        except CompanionError as error:
            self._app.post_message(Trouble(str(error)))
