"""Who answered the pulse on this device, and sharing it once both agreed."""

from companion.storage.private.pulse_answers import PulseFiles
from companion.workspace.document.open_session import OpenSession
from companion.workspace.workspace import Workspace


def answered(workspace: Workspace, session: OpenSession, person: str) -> bool:
    """Whether somebody answered on this device; what they answered nobody else is told."""
    return bool(_pulses(workspace).read(session.id, person))


def begun(workspace: Workspace, session: OpenSession, person: str) -> dict[str, str]:
    """What somebody answered on this device as long as questions are left; else they begin anew."""
    pulses = _pulses(workspace)
    done = pulses.read(session.id, person)
    return {} if done else pulses.read_partial(session.id, person)


def keep(
    workspace: Workspace, session: OpenSession, person: str, answers: dict[str, str], share: bool
) -> bool:
    """Keep somebody's answers on this device; tells whether the session's document changed.

    To questions they did not come to, what they answered before stays.
    With `share` the other learns that this person would share, and no more than that, until the
    other would too. What was shared stays as it was. Raises OSError.
    """
    pulses = _pulses(workspace)
    before = pulses.read_partial(session.id, person)
    pulses.write(session.id, person, before | answers)
    if not share or person in session.notebook.agreed:
        return False
    session.agree_to_share(person)
    put_shared_answers(workspace, session)
    return True


def put_shared_answers(workspace: Workspace, session: OpenSession) -> bool:
    """Put the answers of this device into a session whose pulse both agreed to share."""
    notebook = session.notebook
    if not {person.id for person in workspace.pair.people} <= notebook.agreed:
        return False
    found = {who: _pulses(workspace).read(session.id, who) for who in notebook.unshared_pulses}
    for who, answers in found.items():
        if answers:
            session.share_pulse(who, answers)
    return any(found.values())


def share_agreed(workspace: Workspace) -> None:
    """Put the answers of this device into every session that waits for them. Raises as `save`."""
    for summary in workspace.sessions():
        found = (_pulses(workspace).read(summary.id, who) for who in summary.unshared_pulses)
        if any(found):
            session = workspace.open_session(summary.id)
            try:
                if put_shared_answers(workspace, session):
                    workspace.save(session)
            finally:
                session.close()


def _pulses(workspace: Workspace) -> PulseFiles:
    return PulseFiles(workspace.places.pulse(workspace.space.id))
