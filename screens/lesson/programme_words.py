"""What is said of the programme a pair follows."""

from collections.abc import Iterator
from datetime import date

from companion.domain.dates import short_date
from companion.domain.lesson.programme import PROGRAMMES
from companion.i18n import _
from companion.lessons.guides import programme_page, programme_title
from companion.workspace import Workspace
from companion.workspace.session.programmes import (
    Standing,
    programme_named,
    standing,
    unknown_programme,
)


def next_words(stands: Standing, today: date) -> str:
    """Which session comes next and about when; that there is none when all were held."""
    if not stands.left:
        return _("Your programme is complete: choose what you want to go on with.")
    when = _("about {day}").format(day=short_date(stands.on, today))
    return f"{step_words(stands)}, {when}"


def step_words(stands: Standing) -> str:
    """Where the next session stands in the programme, and what it is there for."""
    programme, step = stands.programme, stands.step
    count = len(programme.lessons)
    words = _("{step} of {count}").format(step=step + 1, count=count)
    purpose = {programme.half_way: _("half-way"), count - 1: _("the close")}.get(step)
    return f"{words}, {purpose}" if purpose else words


def programme_lines(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """The id of each programme, and a line about it; no id for one that is not known here."""
    stands = standing(workspace)
    for programme in PROGRAMMES:
        mark, tail = " ", ""
        if stands is not None and stands.programme is programme:
            mark = "◐" if stands.left else "✓"
            held = _("{step} of {count} held")
            tail = " · " + held.format(step=stands.held, count=len(programme.lessons))
        yield programme.id, f"  {mark} {programme_title(programme)}{tail}"
    if unknown := unknown_programme(workspace):
        yield "", f"  ? {unknown} · " + _("you follow it; only a newer companion knows it")


def page_with_choice(workspace: Workspace, name: str) -> str:
    """A programme's page, with what the key for it does said below its title."""
    title, _line, rest = programme_page(programme_named(name)).partition("\n")
    return f"{title}\n\n{_choice_words(workspace, name)}\n{rest}"


def _choice_words(workspace: Workspace, name: str) -> str:
    """What following this programme means, and how to begin or end it."""
    stands = standing(workspace)
    if stands is not None and stands.programme.id == name:
        return _("You both follow this programme: Home says what comes next. a follows none.")
    return _("a: follow this programme. Home then says which lesson comes next, and when.")
