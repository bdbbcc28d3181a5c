"""The app's side of sessions: which one is in use, how it is opened, and what follows its close."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING

from companion.app.autosave import AutosaveController
from companion.app.input_queue import LEADS
from companion.app.modes import Places
from companion.commands.places import HOME, LIBRARY, NOTES, SESSION
from companion.domain.errors import CompanionError, NotFound
from companion.domain.session.clock import DONE, RUNNING
from companion.i18n import N_, _
from companion.storage.disk.threads import run_in_thread
from companion.workspace import Workspace
from companion.workspace.document.changes import Listed
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.destinations import session_to_resume, whereabouts
from companion.workspace.session.points import settle, waiting
from companion.workspace.session.undo import UndoStep
from screens.shared.messages.saving import Trouble
from screens.shared.messages.undo import StepDone

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker


PATIENCE = 3.0
"""Seconds until it is said that the shared folder keeps one waiting."""


class SessionController:
    """Opens the sessions of one workspace, for as long as the app shows it."""

    def __init__(
        self,
        app: "App[None]",
        workspace: Workspace,
        places: Places,
        saving: Callable[[], AutosaveController],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._places = places
        self._saving = saving
        self._all_known = asyncio.Event()
        self._latest: Worker[None] | None = None
        self._makes_one = False
        self.in_use: OpenSession | None = None
        """The one that was opened last."""

    @property
    def one_runs(self) -> bool:
        """Whether the one in use has been started and not been closed."""
        return self.in_use is not None and self.in_use.notebook.state == RUNNING

    @property
    def can_resume(self) -> bool:
        """Whether the one in use is what the session's place shows: none that was thrown away, and
        none that is closed where another one is planned or runs."""
        if self.in_use is None or self.in_use.notebook.thrown is not None:
            return False
        return self.in_use.notebook.state != DONE or session_to_resume(self._workspace) is None

    def open_latest(self) -> None:
        """Open the one to go on with, once it is known what there is."""
        self._latest = self._lead_on(self._open_latest())

    def stop(self) -> None:
        """Open no session any more that has not been found yet."""
        if self._latest is not None:
            self._latest.cancel()

    def on_index_ready(self) -> None:
        """All files were looked at: it is known what there is."""
        self._all_known.set()

    def create(self, lesson: str) -> None:
        """Make a session of a lesson, and open it."""
        if not self._makes_one:
            self._makes_one = True
            self._lead_on(self._create(lesson))

    def choose(self, name: str, prepare: bool = False) -> None:
        """Open a session that is there, or go back to it; its agenda to change where wanted."""
        self._lead_on(self._choose(name, prepare))

    def leave(self) -> None:
        """Go from a closed session to its minutes."""
        self.end()
        if self.in_use is not None:
            self.show_minutes(self.in_use.id)

    def end(self) -> None:
        """What came up in a session that is closed waits no longer."""
        if self.in_use is not None:
            settle(self._workspace, self.in_use)
        self._saving().save_now()

    async def leave_thrown_away(self) -> None:
        """Hold the session in use no more where it was thrown away here."""
        session = self.in_use
        if session is None or session.notebook.thrown is None:
            return
        if self._app.current_mode == SESSION:
            await self._places.uncover()
            await self._app.switch_mode(HOME)
        self.in_use = None
        await self._places.make_anew(SESSION)
        self._saving().save_now()
        self._saving().unwatch(session)

    def show_minutes(self, name: str) -> None:
        """Let somebody read a closed session."""
        self._lead_on(self._show_minutes(name))

    def _lead_on(self, way: Coroutine[None, None, None]) -> "Worker[None]":
        """Go to a screen; keys wait for it that are pressed meanwhile."""
        return self._app.run_worker(way, group=LEADS)

    async def _open_latest(self) -> None:
        await self._all_known.wait()  # the first look may find a session
        latest = session_to_resume(self._workspace)
        if latest is not None:
            await self._choose(latest.id)
        else:
            self._app.notify(
                _("No session yet: choose a lesson and press s."), severity="warning", markup=False
            )
            await self._app.switch_mode(LIBRARY)

    async def _choose(self, name: str, prepare: bool = False) -> None:
        if self.in_use is not None and self.in_use.id == name:
            await self._show(prepare)
            return
        try:
            session = self._opened(name)
        except CompanionError as error:
            self._app.post_message(Trouble(str(error)))
        else:
            await self._enter(session, prepare)

    async def _create(self, lesson: str) -> None:
        """In the background, for a folder may hang; shared once it is open."""
        made = asyncio.wrap_future(run_in_thread(partial(self._made, lesson)))
        done, _waiting = await asyncio.wait([made], timeout=PATIENCE)
        if not done:
            sentence = _("The shared folder does not answer yet. The session opens once it does.")
            self._app.notify(sentence, markup=False)
        try:
            session = self._opened(await made)
        except CompanionError as error:
            self._app.post_message(Trouble(str(error)))
            return
        finally:
            self._makes_one = False
        await self._enter(session)
        self._saving().edited(session)
        self._saving().save_now()
        about = {"title": session.notebook.about.title}
        there = (Listed(True, session.notebook),)
        step = UndoStep(N_("session made: {title}"), about, whereabouts(session), there)
        self._app.post_message(StepDone(step))
        self._say_what_waits(session)

    def _made(self, lesson: str) -> str:
        """Make a session, safe on this computer; gives its id, for it belongs to this thread."""
        session = self._workspace.prepare_session(lesson)
        try:
            session.keep()
        finally:
            session.close()
        return session.id

    def _opened(self, name: str) -> OpenSession:
        try:
            return self._workspace.open_session(name, look=False)
        except NotFound:  # there was no room for a private copy of it
            return self._workspace.open_session(name)

    def _say_what_waits(self, session: OpenSession) -> None:
        from screens.session.agenda_words import waiting_words

        words = waiting_words(session.notebook, len(waiting(self._workspace, session)))
        if words:
            self._app.notify(words, markup=False)

    async def _enter(self, session: OpenSession, prepare: bool = False) -> None:
        await self._places.uncover()
        await self._places.make_anew(SESSION)
        self.in_use = session
        self._saving().watch(session)
        await self._show(prepare)

    async def _show(self, prepare: bool) -> None:
        await self._app.switch_mode(SESSION)
        if prepare:
            await self._app.run_action("prepare", self._app.screen)

    async def _show_minutes(self, name: str) -> None:
        from screens.notes.notes import NotesScreen

        await self._app.switch_mode(NOTES)
        if isinstance(self._app.screen, NotesScreen):
            self._app.screen.show_session(name)
