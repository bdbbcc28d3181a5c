"""When the partner runs another lesson at the same time: both are kept, one can be left."""

from datetime import UTC, datetime, timedelta

from companion.domain.session.clock import RUNNING
from companion.domain.session.summary import Summary
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession

LATELY = timedelta(hours=12)
"""A session that began longer ago was forgotten, not started now."""


def elsewhere(workspace: Workspace, session: OpenSession | None) -> Summary | None:
    """The session my partner started and runs while mine runs too, as far as the index knows."""
    partner = workspace.pair.partner
    if partner is None or session is None or session.notebook.state != RUNNING:
        return None
    now = workspace.environment.now()
    found = [
        s for s in workspace.sessions()
        if s.id != session.id and s.state == RUNNING and s.started_by == partner.id
        and not s.paused and abs(now - _moment(s.began)) < LATELY
    ]  # fmt: skip
    return max(found, key=lambda s: s.began, default=None)


def leave_for(session: OpenSession) -> None:
    """Pause a session, to go on in another one; nothing of it is lost.

    One that was thrown away is let be: a pause would count as something written in it.
    """
    notebook = session.notebook
    if notebook.thrown is None and notebook.state == RUNNING and not notebook.clock.paused:
        session.pause_or_resume()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
