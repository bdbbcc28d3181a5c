"""The app's side of undo: what was done, taking it back, and the words for how that went."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.app.document_jobs import DocumentJobs
from companion.domain.errors import FolderUnreachable
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.changes import UndoOutcome
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.undo import UndoStack, UndoStep
from screens.shared.messages.saving import Trouble
from screens.shared.messages.undo import StepUndone

if TYPE_CHECKING:
    from textual.app import App


class UndoController:
    """Takes back what was done in one workspace, for as long as the app shows it."""

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
        self._stack = UndoStack()

    @property
    def refusal(self) -> str:
        """Why nothing can be taken back now, as a sentence; empty when something can."""
        session = self._session()
        if session is not None and session.notebook.clock.off_since is not None:
            return _("You are off the record; once you are back on it, you can take things back.")
        return "" if self._stack.steps else _("There is nothing to take back.")

    @property
    def newest(self) -> UndoStep | None:
        """What is taken back next."""
        return self._stack.newest

    @property
    def newest_name(self) -> str:
        """What is taken back next, in a few words; empty where there is nothing."""
        return self.newest.name if self.newest is not None else ""

    def push(self, step: UndoStep) -> None:
        """Something was done that can be taken back."""
        self._stack.push(step)

    def has(self, step: UndoStep) -> bool:
        """Whether it can be taken back still."""
        return self._stack.has(step)

    def undo(self, step: UndoStep | None = None) -> None:
        """Take a step back: the newest, unless another is named."""
        step = step or self._stack.newest
        if self.refusal or step is None:
            self._app.notify(self.refusal, severity="warning", markup=False)
        else:
            self._stack.begin(step)
            self._jobs.run(self._undo(step))

    def ask(self) -> None:
        """Ask which of the last steps to take back."""
        from screens.dialogs.undo_list import UndoListScreen

        if self.refusal:
            self._app.notify(self.refusal, severity="warning", markup=False)
        else:
            self._app.push_screen(UndoListScreen(self._stack.steps), self._chosen)

    def _chosen(self, step: UndoStep | None) -> None:
        if step is not None:
            self.undo(step)

    async def _undo(self, step: UndoStep) -> None:
        is_over = False
        try:
            outcome = await self._take_back(step)
            is_over = True
        finally:  # what is refused now can be taken back once its session is open, or has room
            self._stack.end(step, is_over=is_over)
        self._app.post_message(StepUndone(self._words(step, outcome)))

    async def _take_back(self, step: UndoStep) -> UndoOutcome:
        if step.back is not None:
            try:
                return step.back() or UndoOutcome(taken=True)
            except FolderUnreachable as error:  # done, and safe on this computer
                self._app.post_message(Trouble(str(error)))
                return UndoOutcome(taken=True)
        assert step.where is not None, "what no other way takes back has changed a document"
        return await self._jobs.do(step.where, lambda document: document.undo_step(step.changes))

    def _words(self, step: UndoStep, outcome: UndoOutcome) -> str:
        name = self._workspace.pair.name_of(outcome.by) if outcome.by else ""
        if outcome.taken and not outcome.kept:
            return _("Taken back: {what}").format(what=step.name)
        since = (
            _("{name} has gone on since; that stays.").format(name=name)
            if name
            else _("It was changed since; that stays.")
        )
        if outcome.taken:
            return _("Taken back: {what}").format(what=step.name) + ". " + since
        return _("Not taken back: {what}.").format(what=step.name) + " " + since
