"""Programmes: adopting one, leaving it, and where the pair stands in it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from companion.domain.errors import NotFound
from companion.domain.programme import (
    PROGRAMMES,
    Plan,
    Programme,
    find_programme,
    next_date,
    next_step,
)
from companion.i18n import _
from companion.workspace.core import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pair stands in the programme it has adopted."""

    programme: Programme
    step: int
    """The place of the next lesson, from 0; their number when all were held."""
    on: date
    """When the next session is due."""

    @property
    def lesson(self) -> str:
        """The next lesson's id; empty when all were held."""
        lessons = self.programme.lessons
        return lessons[self.step] if self.step < len(lessons) else ""


def programme_named(name: str) -> Programme:
    """The programme with that id. Raises NotFound."""
    found = find_programme(name)
    if found is None:
        known = ", ".join(programme.id for programme in PROGRAMMES)
        sentence = _("There is no programme {name}; there are: {known}.")
        raise NotFound(sentence.format(name=name, known=known))
    return found


def adopt(workspace: Workspace, programme: Programme) -> None:
    """Let the pair follow this programme from today on. Raises FolderUnreachable, saved here."""
    today = workspace.environment.today().isoformat()
    _set_plan(workspace, Plan(programme.id, today, workspace.pair.me.id))


def leave(workspace: Workspace) -> None:
    """Let the pair follow no programme any more; what was held stays. Raises likewise."""
    _set_plan(workspace, None)


def standing(workspace: Workspace) -> Standing | None:
    """Where the pair stands, as far as the index knows; None without a programme.

    One that only a later version of the program knows counts as none.
    """
    plan = workspace.index.plan
    programme = find_programme(plan.programme) if plan else None
    if plan is None or programme is None:
        return None
    held = [s for s in workspace.sessions() if s.state == "done" and s.date >= plan.since]
    step = next_step(programme.lessons, [s.lesson for s in held])
    last = held[-1] if held else None
    due = next_date(_day(last.date if last else ""), programme.weeks, workspace.environment.today())
    return Standing(programme, step, due)


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _set_plan(workspace: Workspace, plan: Plan | None) -> None:
    document = workspace.programme
    with suppress(OSError):  # what the other chose was seen in the lists: this comes after it
        document.merge(workspace.store.look(document.name, document.seen))
    document.set_plan(plan)
    try:
        workspace.save(document)
    finally:
        workspace.index.refresh()
