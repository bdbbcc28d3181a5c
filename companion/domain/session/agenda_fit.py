"""Fitting an agenda to so many minutes: every item stays, both lead, and the proportions keep."""

from dataclasses import replace

from companion.domain.errors import WrongUse
from companion.domain.session.agenda import AgendaItem
from companion.i18n import _

MOST_LED = 60
"""Per cent of the time that one person leads."""

ONE_LEADS = ("mentor", "mentee")


def fit(
    agenda: tuple[AgendaItem, ...], minutes: int, begun: frozenset[str] = frozenset()
) -> tuple[AgendaItem, ...]:
    """The same items, adding up to `minutes`; those begun keep the time they have.

    The rule: whole minutes; no item below two minutes, or one where two cannot be had or it had
    one before; neither person leads more than 60 %; and as near to the old proportions as all that
    allows. Raises WrongUse, with a sentence, where it cannot be had.
    """
    check_both_lead(agenda)
    kept = [item for item in agenda if item.id in begun]
    free = [item for item in agenda if item.id not in begun]
    room = minutes - sum(item.minutes for item in kept)
    if room < 0 or (room and not free):
        raise WrongUse(_(
            "What has begun takes {spent} minutes of its own: the rest cannot make it {minutes}."
        ).format(spent=minutes - room, minutes=minutes))  # fmt: skip
    if len(free) > room:
        raise WrongUse(_(
            "{count} items do not fit into {minutes} minutes. Drop one first; it can be brought "
            "back."
        ).format(count=len(free), minutes=room))  # fmt: skip
    left = {lead: minutes * MOST_LED // 100 - led(kept, lead) for lead in ONE_LEADS}
    found = _share(free, room, left, 2) or _share(free, room, left, 1)
    if found is None:
        raise WrongUse(_(
            "At {minutes} minutes one of you would lead more than {most} % of the time. Let the "
            "other lead one of the items, or both of you."
        ).format(minutes=minutes, most=MOST_LED))  # fmt: skip
    return tuple(replace(item, minutes=found.get(item.id, item.minutes)) for item in agenda)


def check_both_lead(agenda: tuple[AgendaItem, ...]) -> None:
    """Raise WrongUse where one of the two leads nothing."""
    if not all(any(item.lead == lead for item in agenda) for lead in ONE_LEADS):
        raise WrongUse(_(
            "In every session the lead passes over: the mentor and the mentee each keep an item "
            "to lead."
        ))  # fmt: skip


def led(agenda: list[AgendaItem] | tuple[AgendaItem, ...], lead: str) -> int:
    """Minutes that mentor, mentee or both lead."""
    return sum(item.minutes for item in agenda if item.lead == lead)


def _share(
    items: list[AgendaItem], room: int, left: dict[str, int], least: int
) -> dict[str, int] | None:
    """Minutes for each item, or None where that many each cannot be had.

    Minute by minute to whichever item lacks most of its part and may have more. Without limits
    that is the method of the largest remainder; with them it is still as near as can be, since
    the limits are those of separate groups (a greedy choice on a polymatroid).
    """
    weights = {item.id: max(1, item.minutes) for item in items}
    whole = sum(weights.values())
    given = {key: min(least, weight) for key, weight in weights.items()}
    spare = room - sum(given.values())
    more = {
        lead: left[lead] - sum(given[i.id] for i in items if i.lead == lead) for lead in ONE_LEADS
    }
    if spare < 0 or min(more.values()) < 0:
        return None

    def lacks(item: AgendaItem) -> int:
        return weights[item.id] * room - given[item.id] * whole

    for _minute in range(spare):
        able = [item for item in items if more.get(item.lead, 1) > 0]
        if not able:
            return None
        item = max(able, key=lacks)
        given[item.id] += 1
        if item.lead in more:
            more[item.lead] -= 1
    return given
