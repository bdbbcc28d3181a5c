"""The app's side of capturing: the dialog, what comes of it, and the way back."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from companion.app.autosave import Trouble
from companion.domain.errors import CompanionError
from companion.domain.note.record_kinds import kind_name
from companion.domain.session.summary import Summary
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.disk.threads import in_a_thread
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.capture import Draft, Written, in_document, read_for, write_down
from companion.workspace.session.destinations import for_now
from screens.shared.messages import Edited, Kept, TakenBack, WrittenDown

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")

SHOWN = 60
"""Characters of a line that are said again when it was written down."""


class Capturing:
    """Writes lines down for one workspace, for as long as the app shows it."""

    def __init__(
        self, app: "App[None]", workspace: Workspace, session: Callable[[], OpenSession | None]
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._session = session
        self._draft = Draft()

    def ask_or_close(self) -> None:
        """Ask for a line; leave it for another time when one is asked for already."""
        from screens.dialogs.capture import CaptureScreen

        if isinstance(self._app.screen, CaptureScreen):
            self._app.screen.action_close()
        else:
            self.ask()

    def ask(self, draft: Draft | None = None) -> None:
        """Ask for a line, over whatever is shown; without a draft the one left last is there."""
        session = self._session()
        if session is not None and session.notebook.clock.off_since is not None:
            self._app.notify(_("Off the record nothing is written down."), markup=False)
            return
        from screens.dialogs.capture import CaptureScreen

        in_use = session if session is not None and session.notebook.state != "done" else None
        where = for_now(self._workspace, in_use)
        by = in_use.me if in_use is not None else self._workspace.pair.me.id
        screen = CaptureScreen(self._workspace, where, by, draft or self._draft)
        self._app.push_screen(screen, partial(self._take, where, by))

    def words(self, written: Written) -> str:
        """What was written down, and how it is taken back."""
        from screens.dialogs.capture import who_and_when
        from screens.widgets.frame import is_field

        tail = who_and_when(self._workspace, written.captured)
        said = _named(written) + (f" → {tail}" if tail else "")
        typing = is_field(self._app.focused)
        # Of the last one only, for an older line may still be read.
        way_back = _("Esc, then u takes the last one back.") if typing else _(
            "u takes the last one back.")  # fmt: skip
        return f"{said}\n{way_back}"

    def take_back(self, written: Written) -> None:
        """Let a record be gone again."""
        self._run(self._take_back(written))

    async def _take_back(self, written: Written) -> None:
        await self._do(written.where, lambda d: d.take_back(written.kind, written.record))
        self._app.post_message(TakenBack(_named(written)))

    def set_action(self, where: Summary, record: str, state: str) -> None:
        """Let an action be open or done."""
        self._run(self._set_action(where, record, state))

    async def _set_action(self, where: Summary, record: str, state: str) -> None:
        await self._do(where, lambda document: document.change("actions", record, state=state))
        self._app.post_message(Kept())

    def _take(self, where: Summary, by: str, line: Draft | None) -> None:
        if line is not None:
            self._run(self._write(where, by, line))

    async def _write(self, where: Summary, by: str, line: Draft) -> None:
        captured = read_for(self._workspace, line.kind, line.text, by)
        written = await self._do(where, lambda document: write_down(document, line.kind, captured))
        if self._draft.text == line.text:  # unless a next one was begun meanwhile
            self._draft = Draft()
        self._app.post_message(WrittenDown(written))

    async def _do(self, where: Summary, do: Callable[[OpenDocument], T]) -> T:
        """In the session in use at once; elsewhere in the background, where a folder may hang."""
        session = self._session()
        if session is not None and (session.id, "session") == (where.id, where.kind):
            result = do(session)
            self._app.post_message(Edited(session))
            return result
        job = in_a_thread(partial(in_document, self._workspace, where, do))
        result, trouble = await asyncio.wrap_future(job)
        if trouble:
            self._app.post_message(Trouble(trouble))
        return result

    def _run(self, job: Awaitable[None]) -> None:
        self._app.run_worker(self._told(job))

    async def _told(self, job: Awaitable[None]) -> None:
        try:
            await job
        except CompanionError as error:
            self._app.post_message(Trouble(str(error)))


def _named(written: Written) -> str:
    """What was written down, in a few words."""
    kind = kind_name(written.kind).capitalize()
    return f"{kind}: {one_line(written.captured.text, SHOWN)}"
