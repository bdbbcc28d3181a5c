"""The app's side of throwing sessions away and bringing them back."""

from functools import partial
from typing import TYPE_CHECKING

from companion.app.document_jobs import DocumentJobs
from companion.domain.session.summary import Summary
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.undo import UndoStep
from screens.shared.messages import Kept, StepDone

if TYPE_CHECKING:
    from textual.app import App

THROWN, BACK = N_("thrown away: {title}"), N_("brought back: {title}")


class ThrownSessions:
    """Throws sessions of one workspace away, asked first, and brings them back."""

    def __init__(self, app: "App[None]", workspace: Workspace, jobs: DocumentJobs) -> None:
        self._app = app
        self._workspace = workspace
        self._jobs = jobs

    def ask(self, where: Summary) -> None:
        """Ask whether to throw a session away, with what would be out of sight."""
        from screens.dialogs.choice import QuestionScreen
        from screens.shared.thrown_words import throw_question

        notebook = self._workspace.glance(where, look=False)
        question = throw_question(notebook, self._workspace.pair)
        screen = QuestionScreen(question, _("Throw away"), _("Keep"))
        self._app.push_screen(screen, partial(self._answered, where))

    def bring_back(self, where: Summary) -> None:
        """Let it be in the lists again."""
        self._jobs.run(self._do(where, BACK))

    def _answered(self, where: Summary, sure: bool | None) -> None:
        if sure:
            self._jobs.run(self._do(where, THROWN))

    async def _do(self, where: Summary, pattern: str) -> None:
        self._app.post_message(StepDone(await self._jobs.do(where, partial(_step, where, pattern))))
        self._app.post_message(Kept())


def _step(where: Summary, pattern: str, document: OpenDocument) -> UndoStep:
    assert isinstance(document, OpenSession), "only sessions are thrown away"
    with document.recorded() as changes:
        if pattern == THROWN:
            document.throw_away()
        else:
            document.bring_back()
    title = document.notebook.about.title
    return UndoStep(pattern, {"title": title}, where, tuple(changes))
