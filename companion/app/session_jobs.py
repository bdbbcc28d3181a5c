"""The app's side of what is done to a session as a whole: thrown away, brought back, reopened."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from companion.app.document_jobs import DocumentJobs
from companion.commands.available import menu_shortcut
from companion.domain.session.reopening import may_reopen
from companion.domain.session.summary import Summary
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.undo import UndoStep
from screens.shared.messages.sessions import Kept, SessionChosen
from screens.shared.messages.undo import StepDone

if TYPE_CHECKING:
    from textual.app import App

Job = Callable[[OpenSession], None]


class SessionJobs:
    """Does it in one workspace's sessions, in use or not, with a way back."""

    def __init__(self, app: "App[None]", workspace: Workspace, jobs: DocumentJobs) -> None:
        self._app = app
        self._workspace = workspace
        self._jobs = jobs

    def throw_away(self, where: Summary) -> None:
        """Ask whether to throw a session away, with what would be out of sight."""
        from screens.dialogs.choice import QuestionScreen
        from screens.shared.thrown_words import throw_question

        notebook = self._workspace.glance(where, look=False)
        question = throw_question(notebook, self._workspace.pair)
        screen = QuestionScreen(question, _("Throw away"), _("Keep"))
        self._app.push_screen(screen, partial(self._throw_away, where))

    def bring_back(self, where: Summary) -> None:
        """Let it be in the lists again."""
        self._run(where, N_("brought back: {title}"), OpenSession.bring_back)

    def reopen(self, where: Summary) -> None:
        """Ask whether to let a closed one be open again, for both; what cannot be is told."""
        from screens.dialogs.choice import QuestionScreen
        from screens.shared.reopen_words import reopen_question

        session = self._jobs.in_use(where)
        notebook = session.notebook if session else self._workspace.glance(where, look=False)
        if not may_reopen(notebook.clock, self._workspace.environment.now()):
            self._reopen(where, True)
            return
        question = reopen_question(notebook, self._workspace.pair)
        screen = QuestionScreen(question, _("Reopen"), _("Leave it closed"))
        self._app.push_screen(screen, partial(self._reopen, where))

    def _reopen(self, where: Summary, sure: bool | None) -> None:
        """Let it be open again, and go there."""
        if sure:
            self._run(where, N_("reopened: {title}"), OpenSession.reopen, then=self._enter)

    def _throw_away(self, where: Summary, sure: bool | None) -> None:
        if sure:
            said = _("Thrown away. {way} takes it back.").format(way=menu_shortcut("undo"))
            self._run(where, N_("thrown away: {title}"), OpenSession.throw_away, said=said)

    def _enter(self, where: Summary) -> None:
        self._app.post_message(SessionChosen(where.id))
        self._app.notify(_("It is open again, for both; its clock stands still."), markup=False)

    def _run(
        self,
        where: Summary,
        pattern: str,
        job: Job,
        *,
        said: str = "",
        then: Callable[[Summary], None] | None = None,
    ) -> None:
        self._jobs.run(self._do(where, pattern, job, said, then), leads=then is not None)

    async def _do(
        self,
        where: Summary,
        pattern: str,
        job: Job,
        said: str,
        then: Callable[[Summary], None] | None,
    ) -> None:
        step = await self._jobs.do(where, partial(_step, where, pattern, job))
        self._app.post_message(StepDone(step, said))
        self._app.post_message(Kept())
        if then is not None:
            then(where)


def _step(where: Summary, pattern: str, job: Job, document: OpenDocument) -> UndoStep:
    assert isinstance(document, OpenSession), "what belongs to no session is not closed or thrown"
    with document.recorded() as changes:
        job(document)
    return UndoStep(pattern, {"title": document.notebook.about.title}, where, tuple(changes))
