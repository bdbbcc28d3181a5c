"""What the other did in a session, in a sentence each."""

from collections.abc import Callable

from companion.domain.people import Pair
from companion.domain.session import clock
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import Event
from companion.domain.session.notebook import Notebook
from companion.i18n import _

Title = Callable[[AgendaItem], str]


def news(before: Notebook, after: Notebook, pair: Pair, title: Title) -> list[str]:
    """What is worth a notice of all that the partner did between two states of a session.

    What was done and undone in the meantime is not told.
    """
    if pair.partner is None:
        return []
    known = set(before.events)
    fresh = [e for e in after.events if e not in known and e.by == pair.partner.id]
    last_of_each = {event.kind: event for event in fresh}.values()
    name = pair.partner.name.split()[0]
    told = [
        _moved(event, name, before, after, title) or _stopped(event, name, before, after)
        for event in last_of_each
    ]
    return [sentence for sentence in told if sentence]


def _moved(event: Event, name: str, before: Notebook, after: Notebook, title: Title) -> str:
    item = after.item(event.item)
    if item is None:
        return ""
    if event.kind == clock.START and before.state == clock.PLANNED:
        return _("{name} started the session.").format(name=name)
    if event.kind == clock.ITEM and item.id == after.clock.current:
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
    if event.kind == clock.PAUSE and after.clock.paused and not before.clock.paused:
        return _("{name} stopped the clock.").format(name=name)
    if event.kind == clock.RESUME and before.clock.paused and not after.clock.paused:
        return _("{name} lets the clock run on.").format(name=name)
    if event.kind == clock.NOT_OFF and before.clock.asked_off not in ("", event.by):
        return _("{name} would rather stay on the record.").format(name=name)
    if event.kind == clock.CLOSE:
        return _("{name} closed the session.").format(name=name)
    return ""
