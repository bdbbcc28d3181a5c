"""How far each of the two is with the lessons by themselves."""

from companion.domain.session.progress import Progress, held_lessons
from companion.storage.private.reading_state import read_progress
from companion.workspace.workspace import Workspace


def progress_of(workspace: Workspace) -> Progress:
    """How far I am with each lesson by myself, on this device."""
    return read_progress(workspace.places.reading(workspace.space.id), workspace.pair.me.id)


def partner_finished(workspace: Workspace) -> dict[str, str]:
    """The lessons my partner let me know they finished, each with the day, as the index has it."""
    partner = workspace.pair.partner
    return workspace.index.finished_by(partner.id) if partner is not None else {}


def studied(workspace: Workspace) -> set[str]:
    """The lessons whose questions are asked: those held, and those I finished by myself."""
    return held_lessons(workspace.index.summaries) | progress_of(workspace).finished.keys()
