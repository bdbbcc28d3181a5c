"""What the other did in a session, in a sentence each."""

from collections.abc import Callable

from companion.commands.available import menu_shortcut
from companion.domain.people import Pair
from companion.domain.session import clock
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import Event
from companion.domain.session.clock_reader import standing
from companion.domain.session.notebook import Notebook
from companion.i18n import _

Title = Callable[[AgendaItem], str]


def news(before: Notebook, after: Notebook, pair: Pair, title: Title) -> list[tuple[str, str]]:
    """What is worth a notice of all that the partner did between two states of a session: each
    with the id of the agenda item it is about, empty for none.

    What was done and undone in the meantime is not told, nor of a session that is closed by now
    what came before: the line may have room for one sentence.
    """
    if pair.partner is None:
        return []
    known, holds = set(before.events), set(standing(after.events))
    taken_back = {event.id: event.kind for event in known - holds}
    fresh = [
        event
        for event in after.events
        if event not in known
        and event.by == pair.partner.id
        and (event in holds or event.to in taken_back)
        and (event.kind == clock.CLOSE) == (after.state == clock.DONE)
    ]
    last_of_each = {(event.kind, taken_back.get(event.to)): event for event in fresh}.items()
    name = pair.partner.name.split()[0]
    told = [
        (
            _undone(undone, name, before, after, title)
            if event.kind == clock.UNDO
            else _moved(event, name, before, after, title) or _stopped(event, name, before, after),
            event.item,
        )
        for (_kind, undone), event in last_of_each
    ]
    told.append((_listed(before, after, pair), ""))
    return list(dict.fromkeys(one for one in told if one[0]))


def _listed(before: Notebook, after: Notebook, pair: Pair) -> str:
    """That the session was thrown away, or is there again."""
    if before.thrown is None and after.thrown is not None and pair.partner is not None:
        if after.thrown.by != pair.partner.id:
            return ""
        words = _("{name} threw this session away. What you write in it brings it back.")
        return words.format(name=pair.partner.name.split()[0])
    if before.thrown is not None and after.thrown is None:
        return _("This session is in the lists again.")
    return ""


def _moved(event: Event, name: str, before: Notebook, after: Notebook, title: Title) -> str:
    item = after.item(event.item)
    if item is None:
        return ""
    if event.kind == clock.START and before.state == clock.PLANNED:
        return _("{name} started the session.").format(name=name)
    if event.kind == clock.ITEM and item.id == after.clock.current != before.clock.current:
        forward = item.number > after.item_number(before.clock.current)
        pattern = (
            _("{name} went on to {number}. {title}")
            if forward
            else _("{name} went back to {number}. {title}")
        )
        return pattern.format(name=name, number=item.number, title=title(item))
    if event.kind == clock.SKIP and item.id in after.clock.skipped:
        why = f": {event.why}" if event.why else ""
        pattern = _("{name} skipped {number}. {title}")
        return pattern.format(name=name, number=item.number, title=title(item)) + why
    if event.kind == clock.PLUS and item.id == after.clock.current:
        return _("{name} gave this item more time.").format(name=name)
    return ""


def _stopped(event: Event, name: str, before: Notebook, after: Notebook) -> str:
    """What became of the clock's running, of a wish to go off the record, or of all of it."""
    if event.kind in (clock.PAUSE, clock.RESUME):
        return _paused(name, before, after)
    if event.kind == clock.NOT_OFF and before.clock.asked_off not in ("", event.by):
        return _("{name} would rather stay on the record.").format(name=name)
    if event.kind == clock.CLOSE:
        words = _("{name} closed the session. {way}: its minutes, and what you learned.")
        return words.format(name=name, way=menu_shortcut("place-notes"))
    if event.kind == clock.REOPEN and after.state == clock.RUNNING:
        return _("{name} reopened the session; its clock stands still.").format(name=name)
    return ""


def _paused(name: str, before: Notebook, after: Notebook) -> str:
    was_paused, is_paused = before.clock.paused, after.clock.paused
    if after.state != clock.RUNNING or is_paused == was_paused:
        return ""
    if is_paused:
        return _("{name} stopped the clock.").format(name=name)
    return _("{name} lets the clock run on.").format(name=name)


def _undone(undone: str | None, name: str, before: Notebook, after: Notebook, title: Title) -> str:
    """That somebody took back what they did with the clock; `undone` is the kind of that."""
    if undone in (clock.PAUSE, clock.RESUME):
        return _paused(name, before, after)
    item = after.item(after.clock.current)
    if undone == clock.START and before.state == clock.RUNNING and after.state == clock.PLANNED:
        return _("{name} took back the start: the session is planned again.").format(name=name)
    if undone in (clock.ITEM, clock.SKIP) and item is not None and item.id != before.clock.current:
        pattern = _("{name} took that back: the session is at {number}. {title}")
        return pattern.format(name=name, number=item.number, title=title(item))
    if undone == clock.PLUS and item is not None:
        more = after.clock.plus.get(item.id, 0) >= before.clock.plus.get(item.id, 0)
        return "" if more else _("{name} took back the time that was added here.").format(name=name)
    return ""
