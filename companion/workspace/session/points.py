"""Talking points for next time: which wait, and what becomes of them."""

from companion.domain.errors import FolderUnreachable
from companion.domain.session.carry_over import WaitingItem, discussed_sources, waiting_for
from companion.domain.session.notebook import DONE, OPEN, Record
from companion.domain.session.summary import Summary
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession

POINTS = "points"


def points(workspace: Workspace) -> list[tuple[Summary, Record]]:
    """All talking points the index knows, each with where it was written, oldest first."""
    return [(s, record) for s in workspace.index.summaries for record in s.points]


def waiting(workspace: Workspace, session: OpenSession) -> list[WaitingItem]:
    """What waits to be taken into a session."""
    today = workspace.environment.today().isoformat()
    return waiting_for(session.notebook, workspace.index.summaries, today)


def set_point(workspace: Workspace, session: OpenSession, source: str, state: str) -> bool:
    """Let a point be open, done or dropped, in the document it stands in.

    Tells whether that is the session in use, which is then not saved yet. Raises CompanionError.
    """
    name, _mark, record = source.partition("#")
    if name == session.id:
        session.change(POINTS, record, state=state)
        return True
    found = next((s for s in workspace.index.summaries if s.id == name), None)
    if found is not None:
        document = workspace.open_document(found)
        try:
            document.change(POINTS, record, state=state)
            workspace.save(document)
        finally:
            document.close()
    return False


def settle(workspace: Workspace, session: OpenSession) -> None:
    """After the close: points that came up are done, the others wait on.

    Where the folder cannot be reached they are saved here, and shared with what comes next.
    """
    known = {f"{s.id}#{r.id}" for s, r in points(workspace) if r.state == OPEN}
    known |= {f"{session.id}#{r.id}" for r in session.notebook.points if r.state == OPEN}
    for name, record in discussed_sources(session.notebook):
        if f"{name}#{record}" in known:
            try:
                set_point(workspace, session, f"{name}#{record}", DONE)
            except FolderUnreachable:
                continue
