"""The session that a command means which names none."""

from companion.domain.session.precedence import precedence
from companion.domain.session.summary import Summary, summarise
from companion.storage.sync.shared_folder import SESSIONS
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.workspace import Workspace

_DAY = len(f"{SESSIONS}/2026-11-23")
"""Characters of a session's name up to the end of the day it was made on."""


def latest_session(workspace: Workspace) -> OpenSession | None:
    """The running session that comes first, else the newest one; none that was thrown away."""
    names = workspace.store.documents(SESSIONS)
    while names:
        newest = [name for name in names if name[:_DAY] == names[-1][:_DAY]]
        opened = [_open(workspace, name) for name in _candidates(workspace, names, newest)]
        there = [d for d in opened if isinstance(d, OpenSession) and _is_to_be_had(d)]
        told = {d.id: summarise(d.notebook) for d in there}
        among = [*told.values()]
        there.sort(key=lambda d: (precedence(told[d.id], among), told[d.id].created))
        for document in opened:
            if document not in there[-1:]:
                document.close()
        if there:
            return there[-1]
        names = [name for name in names if name not in newest]
    return None


def _is_to_be_had(session: OpenSession) -> bool:
    """Whether it was not thrown away, and is more than a folder whose files did not come yet."""
    return session.notebook.thrown is None and bool(session.notebook.about.created)


def _candidates(workspace: Workspace, names: list[str], newest: list[str]) -> list[str]:
    """Those that run, and of the newest, made on one day, each that may be the last.

    Of that day's the index tells the last; what changed since it looked has to be opened.
    """
    known = workspace.index.brief()
    told = [name for name in newest if name in known and workspace.index.is_current(name)]
    last = sorted((name for name in told if not known[name].thrown), key=known.__getitem__)[-1:]
    runs = [name for name in names if name in known and known[name].runs]
    running = [name for name in runs if not known[name].thrown]
    return [*dict.fromkeys((*running, *last, *(name for name in newest if name not in told)))]


def _open(workspace: Workspace, name: str) -> OpenDocument:
    return workspace.open_document(Summary(name.removeprefix(f"{SESSIONS}/"), "session"))
