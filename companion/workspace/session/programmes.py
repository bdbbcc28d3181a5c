"""Programmes: adopting one, leaving it, and where the pair stands in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from companion.domain.dates import day_of
from companion.domain.errors import NotFound
from companion.domain.lesson.programme import (
    PROGRAMMES,
    Plan,
    Programme,
    find_programme,
    next_date,
    places_left,
)
from companion.domain.session.clock import DONE
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.workspace.document.changes import Change, UndoOutcome
from companion.workspace.document.pair_document import PairDocument
from companion.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pair stands in the programme it has adopted."""

    programme: Programme
    left: tuple[int, ...]
    """The places of the sessions still to be held, from 0."""
    on: date
    """When the next session is due."""

    @property
    def step(self) -> int:
        """The place of the next session; their number when all were held."""
        return self.left[0] if self.left else len(self.programme.lessons)

    @property
    def held(self) -> int:
        """How many were held."""
        return len(self.programme.lessons) - len(self.left)

    @property
    def lesson(self) -> str:
        """The next lesson's id; empty when all were held."""
        return self.programme.lessons[self.step] if self.left else ""


def programme_named(name: str) -> Programme:
    """The programme with that id. Raises NotFound."""
    found = find_programme(name)
    if found is None:
        known = ", ".join(programme.id for programme in PROGRAMMES)
        sentence = _("There is no programme {name}; there are: {known}.")
        raise NotFound(sentence.format(name=name, known=known))
    return found


def adopt(workspace: Workspace, programme: Programme, since: str = "") -> list[Change]:
    """Let the pair follow this programme; gives what changed. Raises FolderUnreachable, saved here.

    Sessions count from `since` on. Left out, that is today, or the day they began the one they
    follow now, unless this one would be complete with it.
    """
    before = workspace.index.plan
    if not since and before is not None:
        held = _since(before.since, _closed(workspace))
        since = before.since if _left(programme, held) else ""
    since = since or workspace.environment.today().isoformat()
    return _set_plan(workspace, Plan(programme.id, since, workspace.pair.me.id))


def leave(workspace: Workspace) -> list[Change]:
    """Let the pair follow no programme any more; what was held stays. Gives and raises likewise."""
    return _set_plan(workspace, None)


def undo_plan(workspace: Workspace, changes: Sequence[Change]) -> UndoOutcome:
    """Follow again what was followed before, unless the other has chosen since. Raises likewise."""
    with _plan_in(workspace) as document:
        return document.undo_step(changes)


def standing(workspace: Workspace) -> Standing | None:
    """Where the pair stands, as far as the index knows; None without a programme known here."""
    plan = workspace.index.plan
    programme = find_programme(plan.programme) if plan else None
    if plan is None or programme is None:
        return None
    closed = _closed(workspace)
    held = _since(plan.since, closed)
    last = _day(_held_on(held[-1])) if held else None
    agreed = _day(closed[-1].next_date) if closed else None
    due = next_date(last, agreed, programme.weeks, workspace.environment.today())
    return Standing(programme, _left(programme, held), due)


def unknown_programme(workspace: Workspace) -> str:
    """The programme they follow where only a later version of the program knows it, else empty."""
    plan = workspace.index.plan
    return plan.programme if plan and find_programme(plan.programme) is None else ""


def _closed(workspace: Workspace) -> list[Summary]:
    """All closed sessions, in the order they were held."""
    closed = (s for s in workspace.sessions() if s.state == DONE)
    return sorted(closed, key=lambda s: s.began or s.date)


def _since(day: str, closed: list[Summary]) -> list[Summary]:
    """Those held on that day or later; the others, which may be many, are not read."""
    return [*takewhile(lambda s: _held_on(s) >= day, reversed(closed))][::-1]


def _held_on(session: Summary) -> str:
    """The day it began here; the one it was planned for where no clock says."""
    return day_of(session.began) or session.date


def _left(programme: Programme, held: list[Summary]) -> tuple[int, ...]:
    return places_left(programme, [session.lesson for session in held])


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _set_plan(workspace: Workspace, plan: Plan | None) -> list[Change]:
    with _plan_in(workspace) as document, document.recorded() as changes:
        document.set_plan(plan)
    return changes


@contextmanager
def _plan_in(workspace: Workspace) -> Iterator[PairDocument]:
    """The pair's document as it is now, saved behind what is done to it."""
    document = workspace.programme
    with suppress(OSError):  # what the other chose was seen in the lists: this comes after it
        document.refresh()
    yield document
    try:
        workspace.save(document)
    finally:
        workspace.index.refresh()
