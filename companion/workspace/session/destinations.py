"""Where a line goes that names no document: to a session, else to this month between sessions."""

from companion.commands.available import menu_way
from companion.commands.places import SESSION
from companion.domain.errors import WrongUse
from companion.domain.session.clock import DONE, PLANNED, RUNNING
from companion.domain.session.precedence import precedence
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.storage.sync.shared_folder import BETWEEN
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.latest import latest_session
from companion.workspace.workspace import Workspace


def for_now(workspace: Workspace, in_use: OpenSession | None) -> Summary:
    """For what comes up in the app: the session in use, else the one to go on with."""
    if in_use is not None:
        return whereabouts(in_use)
    return to_go_on_with(workspace) or workspace.month


def for_latest(workspace: Workspace) -> OpenDocument:
    """For a command that names no session: the latest one, as long as it is not closed.

    That is seen from the documents themselves: a command need not look at all sessions first.
    Raises WrongUse while it is off the record.
    """
    latest = latest_session(workspace)
    if latest is not None and latest.notebook.state != DONE:
        check_on_record(latest)
        return latest
    if latest is not None:
        latest.close()
    return workspace.between()


def off_record(workspace: Workspace, in_use: OpenSession | None) -> Summary | None:
    """The session in use, else the one to go on with, where that is off the record."""
    if in_use is not None:
        return whereabouts(in_use) if in_use.notebook.clock.off_since is not None else None
    latest = to_go_on_with(workspace)
    return latest if latest is not None and latest.off_record else None


def off_record_words(title: str) -> str:
    """That nothing is written down as long as a session is off the record, and what ends that."""
    sentence = _(
        "The session “{title}” is off the record, so nothing is written down. In companion {opens} "
        "opens it, and there {back} goes back on the record."
    )
    opens, back = menu_way(f"place-{SESSION}"), menu_way("off-record-end")
    return sentence.format(title=title, opens=opens, back=back)


def check_on_record(document: OpenDocument) -> None:
    """Raise WrongUse while a session is off the record: what is said then is written nowhere."""
    if document.notebook.clock.off_since is not None:
        raise WrongUse(off_record_words(document.notebook.about.title))


def for_next_time(workspace: Workspace) -> OpenDocument:
    """For a talking point: the session planned next, also while another one runs.

    Raises WrongUse while the one that runs is off the record.
    """
    if off := off_record(workspace, None):
        raise WrongUse(off_record_words(off.title))
    today = workspace.environment.today().isoformat()
    planned = [s for s in workspace.sessions() if s.state == PLANNED]
    ahead = [s for s in planned if s.date >= today] or planned[-1:]
    return workspace.open_document(ahead[0]) if ahead else workspace.between()


def to_go_on_with(workspace: Workspace) -> Summary | None:
    """The session that runs, else the last one that is planned, as far as the index knows."""
    begun = [s for s in workspace.sessions() if s.state in (PLANNED, RUNNING)]
    return max(begun, key=lambda s: (precedence(s, begun), s.order), default=None)


def whereabouts(document: OpenDocument) -> Summary:
    """What leads back to a document in use."""
    kind = "session" if isinstance(document, OpenSession) else BETWEEN
    about = document.notebook.about
    return Summary(document.id, kind, about.lesson, about.title, about.language)
