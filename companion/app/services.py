"""What serves one workspace for as long as the app shows it; each part is made when first used.

Whatever a key, a message or the partner asks for is there with the first of them, though the
first screen waits for none of it.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from companion.app.autosave import AutosaveController
from companion.app.modes import Places
from companion.app.save_trouble import SaveTrouble
from companion.app.session_joining import JoinController
from companion.app.sessions import SessionController
from companion.domain.save_status import ANSWERS, DRAFTS, PRIVATE_NOTES, SaveStatus
from companion.workspace import Workspace
from screens.shared.lifecycle import stands
from screens.shared.messages.saving import Trouble
from screens.widgets.textual_compat import all_screens

if TYPE_CHECKING:  # the first screen does without these
    from companion.app.capture import CaptureController
    from companion.app.document_jobs import DocumentJobs
    from companion.app.index_refresh import IndexRefresher
    from companion.app.news import NewsApp
    from companion.app.search import SearchController
    from companion.app.session_jobs import SessionJobs
    from companion.app.undo import UndoController
    from companion.workspace.document.open_session import OpenSession
    from screens.session.private_pane import PrivatePane


class Services:
    """The app's sides of saving, capturing, searching, listing and sessions, for one workspace."""

    def __init__(self, app: "NewsApp", workspace: Workspace, places: Places) -> None:
        self._app = app
        self._workspace = workspace
        self.trouble = SaveTrouble(app)
        """What the disks do not take."""
        self._saving: AutosaveController | None = None
        """What saves; None before it is used and after it was stopped. Who only looks makes none:
        while leaving, its threads would begin behind those that ended."""
        self._lists: IndexRefresher | None = None
        """What looks; None likewise."""
        workspace.tell = self._tell
        workspace.hear_of_save = self._hear_of_save
        self.sessions = SessionController(app, workspace, places, lambda: self.saving)
        self.joining = JoinController(app, self._session_in_use)

    def _session_in_use(self) -> "OpenSession | None":
        return self.sessions.in_use

    def _tell(self, sentence: str) -> None:
        self._app.post_message(Trouble(sentence))

    def _hear_of_save(self, what: str, trouble: str) -> None:
        self._app.call_later(self.trouble.report_private_file, what, trouble)

    @property
    def saving(self) -> AutosaveController:
        """Saves what is edited, and looks for what the partner wrote. Raises NotSetUp."""
        if self._saving is None:
            self._saving = AutosaveController(self._app, self._workspace, self.trouble)
        return self._saving

    @property
    def status(self) -> SaveStatus:
        """Where all that was typed is."""
        return self._saving.status if self._saving else self.trouble.status

    @property
    def status_words(self) -> str:
        """Whether everything is saved, for the top line."""
        return self.status.words

    @property
    def unsaved_names(self) -> frozenset[str]:
        """What is not on the private disk yet, by the names that `SaveStatus` has for it."""
        names = set(self.status.private.pending)
        if self._workspace.drafts.unsaved:
            names.add(DRAFTS)
        if self._workspace.studies.unsaved:
            names.add(ANSWERS)
        if any(pane.notes.unsaved for pane in self._private_panes()):
            names.add(PRIVATE_NOTES)
        return frozenset(names)

    @property
    def hands_over(self) -> bool:
        """Whether what was typed is on its way to where it belongs, or stays a draft."""
        return self._workspace.drafts.on_the_way

    def save_soon(self) -> None:
        """Begin to write what is unsaved, due or not; nobody waits for it."""
        if self._saving is not None:
            self._saving.save_now()
        self._workspace.drafts.save_soon()
        self._workspace.studies.save_soon()
        for pane in self._private_panes():
            pane.save_soon()

    def _private_panes(self) -> list["PrivatePane"]:
        if self.sessions.in_use is None:
            return []
        from screens.session.private_pane import PrivatePane

        standing = filter(stands, all_screens(self._app))
        return [pane for screen in standing for pane in screen.query(PrivatePane)]

    def on_share_result(self, error: OSError | None) -> None:
        """What no document open here waits for was tried: this keeps it from being shared."""
        if self._saving is not None:
            self._saving.share_checked(error)

    @cached_property
    def capturing(self) -> "CaptureController":
        """Writes single lines down."""
        from companion.app.capture import CaptureController

        in_use = self._session_in_use
        return CaptureController(self._app, self._workspace, in_use, self.document_jobs)

    @cached_property
    def document_jobs(self) -> "DocumentJobs":
        """Does things in documents that may have to be opened for that."""
        from companion.app.document_jobs import DocumentJobs

        return DocumentJobs(self._app, self._workspace, self._session_in_use)

    @cached_property
    def session_jobs(self) -> "SessionJobs":
        """Throws sessions away, brings them back, and reopens them."""
        from companion.app.session_jobs import SessionJobs

        return SessionJobs(self._app, self._workspace, self.document_jobs)

    @cached_property
    def undoing(self) -> "UndoController":
        """Takes back what was done."""
        from companion.app.undo import UndoController

        in_use = self._session_in_use
        return UndoController(self._app, self._workspace, in_use, self.document_jobs)

    @cached_property
    def searching(self) -> "SearchController":
        """Searches in everything."""
        from companion.app.search import SearchController

        return SearchController(self._app, self._workspace)

    @property
    def lists(self) -> "IndexRefresher":
        """Looks at the files of all sessions, now and then once it was asked to."""
        if self._lists is None:
            from companion.app.index_refresh import IndexRefresher

            self._lists = IndexRefresher(self._app, self._workspace, lambda: self.saving.unshared)
        return self._lists

    def stop(self) -> None:
        """Save everything and let go; what is edited after that is saved by the next stop."""
        self.sessions.stop()
        lists, self._lists = self._lists, None
        if lists is not None:
            lists.leave()
        saving, self._saving = self._saving, None
        unsaved = saving.stop() if saving is not None else ()
        self._workspace.studies.close()
        self._workspace.close_drafts(unsaved)
