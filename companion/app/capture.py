"""The app's side of capturing: the dialog, what comes of it, and the way back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from companion.app.document_jobs import DocumentJobs
from companion.domain.errors import CompanionError
from companion.domain.note.drafts import CAPTURE, DraftOf
from companion.domain.note.record_kinds import kind_name
from companion.domain.session.notebook import DONE
from companion.domain.session.summary import Summary
from companion.domain.text import one_line
from companion.i18n import N_, _, ngettext
from companion.workspace import Workspace
from companion.workspace.document.drafts import DraftText
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.capture import CaptureLine, Written, read_for, write_down
from companion.workspace.session.destinations import for_now
from companion.workspace.session.undo import UndoStep, made
from screens.shared.messages import Kept, StepDone, WrittenDown

if TYPE_CHECKING:
    from textual.app import App

FIRST_KIND = "actions"
"""The kind of record that is proposed."""
SHOWN = 60
"""Characters of a line that are said again when it was written down."""


class Capturing:
    """Writes lines down for one workspace, for as long as the app shows it."""

    def __init__(
        self,
        app: "App[None]",
        workspace: Workspace,
        session: Callable[[], OpenSession | None],
        jobs: DocumentJobs,
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._session = session
        self._jobs = jobs

    def ask_or_close(self) -> None:
        """Ask for a line; leave it for another time when one is asked for already."""
        from screens.dialogs.capture import CaptureScreen

        if isinstance(self._app.screen, CaptureScreen):
            self._app.screen.action_close()
        else:
            self.ask()

    def ask(self, draft: DraftText | None = None) -> None:
        """Ask for a line, over whatever is shown; without a draft the one left last is there."""
        session = self._session()
        if session is not None and session.notebook.clock.off_since is not None:
            self._refuse()
            return
        from screens.dialogs.capture import CaptureScreen

        in_use = session if session is not None and session.notebook.state != "done" else None
        where = for_now(self._workspace, in_use)
        by = in_use.me if in_use is not None else self._workspace.pair.me.id
        draft = draft or self._workspace.drafts.field(DraftOf(CAPTURE), choice=FIRST_KIND)
        screen = CaptureScreen(self._workspace, where, by, draft)
        self._app.push_screen(screen, partial(self._take, where, by, draft))

    def _refuse(self) -> None:
        from screens.dialogs.refusal import RefusalScreen

        why = _("You are off the record: a line that is written down would be kept.")
        self._app.push_screen(
            RefusalScreen(_("Nothing is written down now"), why, _("Not kept: off the record."))
        )

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

    def step(self, written: Written) -> UndoStep:
        """What takes back that a line was written down."""
        who = self._workspace.pair.name_or_both(written.captured.who)
        about = {"text": one_line(written.captured.text, SHOWN), "who": who}
        return UndoStep(made(written.kind, who), about, written.where, written.changes)

    def finish_action(self, where: Summary, record: str) -> None:
        """Let an action be done."""
        self._jobs.run(self._finish_action(where, record))

    async def _finish_action(self, where: Summary, record: str) -> None:
        def finish(document: OpenDocument) -> UndoStep:
            text = next((r.text for r in document.notebook.actions if r.id == record), "")
            with document.recorded() as changes:
                document.change("actions", record, state=DONE)
            about = {"text": one_line(text, SHOWN)}
            return UndoStep(N_("done: {text}"), about, where, tuple(changes))

        self._app.post_message(StepDone(await self._jobs.do(where, finish)))
        self._app.post_message(Kept())

    def _take(
        self, where: Summary, by: str, draft: DraftText, lines: tuple[CaptureLine, ...] | None
    ) -> None:
        if lines is not None:
            self._jobs.run(self._write_all(where, by, draft, lines))

    async def _write_all(
        self, where: Summary, by: str, draft: DraftText, lines: tuple[CaptureLine, ...]
    ) -> None:
        from screens.widgets.draft_input import in_one_field

        for number, line in enumerate(lines):
            try:
                await self._write(where, by, line)
            except CompanionError:
                draft.hand_over(rest=in_one_field(rest.text for rest in lines[number:]))
                raise
        draft.hand_over()
        if len(lines) > 1:
            words = ngettext("{count} line was written down.", "{count} lines were written down.",
                             len(lines))  # fmt: skip
            self._app.notify(words.format(count=len(lines)), markup=False)

    async def _write(self, where: Summary, by: str, line: CaptureLine) -> None:
        captured = read_for(self._workspace, line.kind, line.text, by)
        write = partial(write_down, kind=line.kind, captured=captured)
        written = await self._jobs.do(where, write)
        self._app.post_message(WrittenDown(written))


def _named(written: Written) -> str:
    """What was written down, in a few words."""
    kind = kind_name(written.kind).capitalize()
    return f"{kind}: {one_line(written.captured.text, SHOWN)}"
