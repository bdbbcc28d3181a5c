"""Where a line goes that names no document: to a session, else to this month between sessions."""

from collections.abc import Callable
from typing import TypeVar

from companion.commands.available import menu_shortcut
from companion.commands.places import HOME
from companion.domain.errors import WrongUse
from companion.domain.session.clock import DONE, PLANNED, RUNNING
from companion.domain.session.precedence import precedence
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.storage.sync.shared_folder import BETWEEN
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.latest_session import latest_session
from companion.workspace.workspace import Workspace

_Document = TypeVar("_Document", bound=OpenDocument)

FEW = 3
"""Documents that a command sooner opens each time than it writes down what is known of all."""


def capture_destination(workspace: Workspace, in_use: OpenSession | None) -> Summary:
    """For what comes up in the app: the session in use, else the one to go on with."""
    if in_use is not None:
        return whereabouts(in_use)
    return session_to_resume(workspace) or workspace.month


def open_for_writing(workspace: Workspace, find: Callable[[Workspace], _Document]) -> _Document:
    """The document that a command writes in, found among all sessions as they stand now.

    Raises WrongUse while any session is off the record: it may be an older one that the other
    started again.
    """
    workspace.index.refresh(FEW)
    document = find(workspace)
    check_on_record(workspace, document)
    return document


def open_latest_for_writing(workspace: Workspace) -> OpenDocument:
    """For a command that names no session: the latest one, as long as it is not closed.

    Raises WrongUse while any is off the record.
    """
    return open_for_writing(workspace, _latest_or_month)


def open_named_for_writing(workspace: Workspace, session: str) -> OpenSession:
    """For a command that names its session. Raises WrongUse while any is off the record."""
    return open_for_writing(workspace, lambda workspace: workspace.open_session(session))


def off_record(workspace: Workspace, document: OpenDocument | None) -> Summary | None:
    """A session off the record: the document itself, else another one that the index knows.

    What the two say then may be kept nowhere, whichever document it would stand in.
    """
    if document is not None and document.notebook.clock.off_since is not None:
        return whereabouts(document)
    others = [s for s in workspace.sessions() if document is None or s.id != document.id]
    off = [s for s in others if s.state == RUNNING and s.off_record]
    return max(off, key=lambda s: (precedence(s, off), s.order), default=None)


def off_record_words(title: str) -> str:
    """That nothing is written down as long as a session is off the record, and what ends that."""
    sentence = _(
        "The session “{title}” is off the record, so nothing is written down. In companion it is "
        "the first line of Home ({home}); once it is open, {back} goes back on the record."
    )
    home, back = menu_shortcut(f"place-{HOME}"), menu_shortcut("off-record-end")
    return sentence.format(title=title, home=home, back=back)


def check_on_record(workspace: Workspace, document: OpenDocument | None) -> None:
    """Raise WrongUse while any session is off the record: what is said then is written nowhere."""
    if off := off_record(workspace, document):
        raise WrongUse(off_record_words(off.title))


def open_planned_for_writing(workspace: Workspace) -> OpenDocument:
    """For a talking point: the session planned next, also while another one runs.

    Raises WrongUse while any is off the record.
    """
    return open_for_writing(workspace, _planned_or_month)


def _latest_or_month(workspace: Workspace) -> OpenDocument:
    latest = latest_session(workspace)
    if latest is not None and latest.notebook.state != DONE:
        return latest
    if latest is not None:
        latest.close()
    return workspace.between()


def _planned_or_month(workspace: Workspace) -> OpenDocument:
    today = workspace.environment.today().isoformat()
    planned = [s for s in workspace.sessions() if s.state == PLANNED]
    ahead = [s for s in planned if s.date >= today] or planned[-1:]
    return workspace.open_document(ahead[0]) if ahead else workspace.between()


def session_to_resume(workspace: Workspace) -> Summary | None:
    """The session that runs, else the last one that is planned, as far as the index knows."""
    begun = [s for s in workspace.sessions() if s.state in (PLANNED, RUNNING)]
    return max(begun, key=lambda s: (precedence(s, begun), s.order), default=None)


def whereabouts(document: OpenDocument) -> Summary:
    """What leads back to a document in use."""
    kind = "session" if isinstance(document, OpenSession) else BETWEEN
    about = document.notebook.about
    return Summary(document.id, kind, about.lesson, about.title, about.language)
