"""The app's side of its lists: looks at the files of all sessions in the background."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import WorkType

from companion.domain.errors import CompanionError
from companion.storage.disk.threads import Worker
from companion.workspace import Workspace
from companion.workspace.recall.due_count import due_count_of
from companion.workspace.session.pulse import share_agreed
from screens.shared.messages.saving import Trouble

if TYPE_CHECKING:
    from textual.app import App

LISTS = 5.0
"""Seconds between looks at the files of all sessions."""


@dataclass
class Looked(Message):
    """The files of all sessions were looked at."""

    changed: bool
    """Whether any list says something else now."""
    first: bool


@dataclass
class ShareChecked(Message):
    """What waited to be shared was tried again."""

    trouble: OSError | None
    """What keeps any of it from being shared."""


class IndexRefresher:
    """Looks for one workspace, for as long as the app shows it.

    `unshared` gives the names of the documents that are shared elsewhere in the app.
    """

    def __init__(
        self, app: "App[None]", workspace: Workspace, unshared: Callable[[], frozenset[str]]
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._unshared = unshared
        self._worker = Worker("companion-lists")
        self._timer = app.set_interval(LISTS, self.refresh)
        self._looked = False

    def refresh(self) -> None:
        """Look now."""
        # Not begun here: one that is cancelled before its turn has nothing to wait for.
        wait: WorkType[None] = self._wait_for_look
        self._app.run_worker(wait, exclusive=True, group="lists")

    def stop(self) -> None:
        """Look no more by itself."""
        self._timer.stop()

    def leave(self) -> None:
        """Look no more at all."""
        self.stop()
        self._worker.stop(timeout=0)

    async def _wait_for_look(self) -> None:
        look = partial(self._look, self._unshared())
        await asyncio.wrap_future(self._worker.do(look))

    def _look(self, unshared: frozenset[str]) -> None:
        first = not self._looked  # only here is known which of those asked for comes to be done
        if first:
            self._workspace.put_right()
            self._looked = True
        changed = self._workspace.index.refresh()
        changed = due_count_of(self._workspace).refresh() or changed
        self._app.post_message(Looked(changed, first))
        self._app.post_message(ShareChecked(self._workspace.share_what_waits(unshared)))
        try:
            share_agreed(self._workspace)
        except CompanionError as error:
            self._app.post_message(Trouble(str(error)))
