"""Edits of a session's own agenda: what to write for each, decided from the session alone.

An edit touches as few fields as it can, so that edits on two devices both stand: moving an item
writes that item's order only, between those of its new neighbours.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.domain.errors import WrongUse
from companion.domain.people import BOTH
from companion.domain.session.agenda import (
    LEADERS,
    MOST_MINUTES,
    PROMISES,
    ROOM,
    AgendaItem,
    agenda_of,
    total_minutes,
)
from companion.domain.session.agenda_fit import check_both_lead, fit
from companion.domain.session.clock import DONE
from companion.domain.session.notebook import Notebook
from companion.i18n import _

if TYPE_CHECKING:
    from companion.domain.lesson.lesson import Lesson

Changes = dict[str, dict[str, str | int | bool]]
"""Fields to write, by item."""

NEW_MINUTES = 5
"""What a new item takes."""

FARTHEST = 900_000
"""No order is farther from zero: what is read of one stops soon after."""

PROMISE_MINUTES = range(3, 6)
"""What going through the promises takes: a minute each, within this."""


def first_agenda(
    lesson: "Lesson", promises: int, minutes: int | None = None
) -> tuple[AgendaItem, ...]:
    """The agenda a session begins with: the lesson's, after what was promised before.

    Raises WrongUse where it cannot be fitted to `minutes`.
    """
    agenda = agenda_of(lesson)
    if promises:
        takes = max(PROMISE_MINUTES[0], min(promises, PROMISE_MINUTES[-1]))
        item = AgendaItem(PROMISES, promises_title(), takes, BOTH, source=PROMISES)
        agenda = (item, *agenda)
    return agenda if minutes is None else fit(agenda, minutes)


def promises_title() -> str:
    """What the item is called that opens the promises, in the language in use."""
    return _("Promises of last time")


def fields_of(item: AgendaItem) -> dict[str, str | int | bool]:
    """All fields of an item."""
    values: dict[str, str | int | bool] = {
        "title": item.title,
        "minutes": item.minutes,
        "lead": item.lead,
        "order": item.order,
        "lesson": item.lesson_item,
    }
    return values | {k: v for k, v in (("by", item.by), ("source", item.source)) if v}


def read_item(line: str) -> tuple[str, int]:
    """Title and minutes of "Budget 10 min"; without minutes it takes a few."""
    found = re.fullmatch(r"(.*\S)\s+(\d{1,3})\s*min\.?", line)
    if found is None:
        return line, NEW_MINUTES
    return found[1], max(1, min(int(found[2]), MOST_MINUTES))


def moved(notebook: Notebook, item_id: str, step: int) -> Changes:
    """One place up (-1) or down (1); nothing at either end."""
    item = _open_item(notebook, item_id)
    others = [i for i in notebook.agenda if i.id != item_id]
    place = notebook.agenda.index(item) + step
    if not 0 <= place <= len(others):
        return {}
    if {item_id, notebook.agenda[place].id} & notebook.clock.visited:
        raise WrongUse(_("What has begun stays where it is."))
    return _placed(notebook, item, others, place)


def lengthened(notebook: Notebook, item_id: str, by: int) -> Changes:
    """So many minutes more, or fewer."""
    minutes = _open_item(notebook, item_id).minutes + by
    if minutes < 1:
        raise WrongUse(_("An item takes a minute at least; drop it to leave it out."))
    return {item_id: {"minutes": min(minutes, MOST_MINUTES)}}


def added(notebook: Notebook, item: AgendaItem, after: str = "") -> Changes:
    """A new item below the one named, or else before the last."""
    _check_open(notebook)
    ids = [i.id for i in notebook.agenda]
    place = ids.index(after) + 1 if after in ids else max(0, len(ids) - 1)
    begun = [n for n, key in enumerate(ids, start=1) if key in notebook.clock.visited]
    changes = _placed(notebook, item, list(notebook.agenda), max([place, *begun[-1:]]))
    standing = {"dropped": False, "undone": False}
    return changes | {item.id: fields_of(item) | changes[item.id] | standing}


def let_go(notebook: Notebook, item: AgendaItem) -> Changes:
    """An item that waits is not wanted: it stands among those dropped."""
    changes = added(notebook, item)
    return {item.id: changes[item.id] | {"dropped": True}}


def dropped(notebook: Notebook, item_id: str) -> Changes:
    """Off the agenda; its notes stay, and it can be brought back."""
    item = _open_item(notebook, item_id)
    if item_id in notebook.clock.visited:
        raise WrongUse(_("This item has begun: skip it instead."))
    _keep_both_leading(notebook, [i for i in notebook.agenda if i != item])
    return {item_id: {"dropped": True}}


def brought_back(notebook: Notebook, item_id: str) -> Changes:
    """On the agenda again, where it stood."""
    _check_open(notebook)
    return {item_id: {"dropped": False}} if any(i.id == item_id for i in notebook.dropped) else {}


def lead_changed(notebook: Notebook, item_id: str) -> Changes:
    """Led by the next of mentor, mentee, both."""
    item = _open_item(notebook, item_id)
    lead = LEADERS[(LEADERS.index(item.lead) + 1) % len(LEADERS)]
    new = replace(item, lead=lead)
    _keep_both_leading(notebook, [new if i == item else i for i in notebook.agenda])
    return {item_id: {"lead": lead}}


def fitted(notebook: Notebook, minutes: int) -> Changes:
    """All items fitted to so many minutes in all; those begun keep theirs."""
    _check_open(notebook)
    begun = notebook.clock.visited
    plus = notebook.clock.plus
    now = tuple(replace(i, minutes=i.minutes + plus.get(i.id, 0)) for i in notebook.agenda)
    return {
        new.id: {"minutes": new.minutes}
        for old, new in zip(now, fit(now, minutes, begun), strict=True)
        if old.minutes != new.minutes
    }


def planned_minutes(notebook: Notebook) -> int:
    """Minutes the agenda takes, with what was added while it ran."""
    return total_minutes(notebook.agenda) + sum(
        minutes for key, minutes in notebook.clock.plus.items() if notebook.item(key)
    )


def _placed(notebook: Notebook, item: AgendaItem, others: list[AgendaItem], place: int) -> Changes:
    """The order that puts an item at a place among the others.

    Where its neighbours leave no room, all get orders anew, those dropped too.
    """
    below = others[place - 1].order if place else None
    above = others[place].order if place < len(others) else None
    if below is None or above is None:
        end = above - ROOM if above is not None else (below or 0) + ROOM
        if abs(end) <= FARTHEST:
            return {item.id: {"order": end}}
    elif above - below > 1:
        return {item.id: {"order": (below + above) // 2}}
    wanted = [*others[:place], item, *others[place:]]
    return _spread(wanted, notebook.dropped)


def _spread(agenda: list[AgendaItem], off: Iterable[AgendaItem]) -> Changes:
    """New orders for all, with room between them; what is dropped follows what it stood behind."""
    line = list(agenda)
    for item in off:
        if item not in line:
            at = max((n for n, i in enumerate(line, start=1) if i.order <= item.order), default=0)
            line.insert(at, item)
    return {item.id: {"order": number * ROOM} for number, item in enumerate(line, start=1)}


def _check_open(notebook: Notebook) -> None:
    if notebook.state == DONE:
        raise WrongUse(_("This session is closed: its agenda stays as it was."))


def _open_item(notebook: Notebook, item_id: str) -> AgendaItem:
    """The item that is to change. Raises WrongUse where it may not."""
    _check_open(notebook)
    item = notebook.item(item_id)
    if item is None:
        raise WrongUse(_("This item is not on the agenda: bring it back first."))
    if item_id != notebook.clock.current and item_id in notebook.clock.visited:
        raise WrongUse(_("This item is done: it stays as it was."))
    return item


def _keep_both_leading(notebook: Notebook, agenda: list[AgendaItem]) -> None:
    """Refuse an edit after which one of the two would lead nothing, if both lead now."""
    leads = {i.lead for i in notebook.agenda}
    if any(lead not in {i.lead for i in agenda} for lead in leads - {BOTH}):
        check_both_lead(tuple(agenda))
