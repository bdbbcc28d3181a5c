"""Doing something in a document, whether it is in use or has to be opened for that."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from companion.app.input_queue import LEADS
from companion.domain.errors import CompanionError
from companion.domain.session.summary import Summary
from companion.storage.disk.threads import run_in_thread
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.capture import edit_and_save
from screens.shared.messages.saving import Edited, Trouble

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")


class DocumentJobs:
    """Does things in one workspace's documents, for as long as the app shows it."""

    def __init__(
        self, app: "App[None]", workspace: Workspace, session: Callable[[], OpenSession | None]
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._session = session

    def in_use(self, where: Summary) -> OpenSession | None:
        """The session in use, where it is this one: what is done in it is saved a moment later."""
        session = self._session()
        is_this = session is not None and (session.id, "session") == (where.id, where.kind)
        return session if is_this else None

    async def do(
        self,
        where: Summary,
        do: Callable[[OpenDocument], T],
        done: Callable[[str | None], None] = lambda _unsaved_in: None,
    ) -> T:
        """In the session in use at once; elsewhere in the background, where a folder may hang.

        There it is saved as well. `done` is told the name of the document that is still to be saved
        with it, or None once it is saved: then in a thread, before it is shared.
        """
        session = self.in_use(where)
        if session is not None:
            result = do(session)
            done(session.name)
            self._app.post_message(Edited(session))
            return result
        kept = partial(done, None)
        job = run_in_thread(partial(edit_and_save, self._workspace, where, do, kept))
        result, trouble = await asyncio.wrap_future(job)
        if trouble:
            self._app.post_message(Trouble(trouble))
        return result

    def run(self, job: Awaitable[None], *, leads: bool = False) -> None:
        """Begin a job; what keeps it from being done is told. Keys wait where it `leads` on."""
        self._app.run_worker(self._told(job), group=LEADS if leads else "default")

    async def _told(self, job: Awaitable[None]) -> None:
        try:
            await job
        except CompanionError as error:
            self._app.post_message(Trouble(str(error)))
