"""Who leads, and how the lead was shared so far: a mirror to talk about, no score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from companion.domain.intervals import ZERO
from companion.domain.people import BOTH, Pair
from companion.domain.session.agenda import AgendaItem

MENTOR = "mentor"

LAST_MINUTE = timedelta(minutes=1)
"""So long before the end of an item it is said that the lead is about to pass over."""
ENOUGH = timedelta(minutes=1)
"""Before so much was led there is nothing to see in how it was shared."""


@dataclass(frozen=True, slots=True)
class Share:
    """How two people shared the lead, in percent; together a hundred."""

    first: int
    second: int


def leader_of(item: AgendaItem, handed: str, mentor: str, pair: Pair) -> str:
    """Who leads an item: a person's id or "both"; `handed` is who was given the lead of it."""
    if handed:
        return handed
    if pair.partner is None or not mentor or item.lead == BOTH:
        return BOTH if pair.partner else pair.me.id
    return mentor if item.lead == MENTOR else pair.other(mentor)


def passes_to(leader: str, pair: Pair) -> str:
    """Who has the lead next when it is handed over; from both it goes to me."""
    return pair.me.id if leader == BOTH else pair.other(leader)


def share_of(
    led: Mapping[tuple[str, str], timedelta],
    agenda: tuple[AgendaItem, ...],
    mentor: str,
    pair: Pair,
) -> Share | None:
    """How the lead was shared, the first of the pair by name first.

    What both led counts half for each, as does an item that is no longer in the agenda. None
    where there is nothing to share, or nothing yet.
    """
    people = by_name(pair)
    if len(people) != 2 or sum(led.values(), ZERO) < ENOUGH:
        return None
    items = {item.id: item for item in agenda}
    shares = [ZERO, ZERO]
    for (item_id, handed), spent in led.items():
        item = items.get(item_id)
        leader = handed or (leader_of(item, "", mentor, pair) if item else BOTH)
        halves = [spent if leader == person else ZERO for person in people]
        if leader not in people:
            halves = [spent / 2, spent / 2]
        shares = [share + half for share, half in zip(shares, halves, strict=True)]
    first = round(100 * (shares[0] / sum(shares, ZERO)))
    return Share(first, 100 - first)


def by_name(pair: Pair) -> tuple[str, ...]:
    """The ids of the pair in an order that is the same on both sides."""
    return tuple(person.id for person in sorted(pair.people, key=lambda person: person.id))


class LeadWatch:
    """Notices when the lead passes over from one of the two to the other."""

    def __init__(self) -> None:
        self._item = ""
        self._leader = ""
        self._alone = ""
        self._told = ""

    def passes(self, item: str, leader: str) -> bool:
        """Whether it has just passed over; to be told of every state, the first one too.

        With the agenda it passes to whoever did not lead alone last; within an item somebody
        handed it over.
        """
        alone = leader not in ("", BOTH)
        before = self._leader if item == self._item else self._alone
        passed = alone and bool(before) and before != leader
        self._item, self._leader = item, leader
        self._alone = leader if alone else self._alone
        return passed

    def is_about_to_pass(self, item: str, left: timedelta, following: str) -> bool:
        """Whether the lead passes over when this item ends, as told once in its last minute.

        `left` is the item's time, which may be given more; `following` leads the next item.
        """
        is_near = ZERO < left <= LAST_MINUTE
        passes = following not in ("", BOTH) and self._alone not in ("", following)
        is_news = is_near and passes and self._told != item
        self._told = item if is_near else ""
        return is_news
