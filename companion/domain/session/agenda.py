"""The agenda of one session: the lesson's items, each with its own id from then on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # every command needs agendas, few need lessons, and importing both takes longer
    from companion.domain.lesson.lesson import Lesson

LEADERS = ("mentor", "mentee", "both")
"""Who can lead an item, by their part in the session."""

WHOLE = "0"
"""The id that stands for the session as a whole, where an item's id could stand."""

MOST_MINUTES = 600
"""No agenda item is longer, nor is it given more time at once."""

PROMISES = "promises"
"""The id and the source of the item that opens what was promised before."""

ROOM = 4096
"""Between the orders of two items at first, so that one can be moved by changing its own alone."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One timed part of a session."""

    id: str
    """Stays the same when items are moved, added or dropped."""
    title: str
    minutes: int
    lead: str
    """mentor, mentee or both."""
    number: int = 0
    """Place in the agenda, from 1; what `--item` names on the command line."""
    lesson_item: int = 0
    """The lesson's own number for it, or 0 for an item the pair added."""
    by: str = ""
    """The id of the person who added it; empty for the lesson's own."""
    source: str = ""
    """For a talking point: "DOCUMENT#RECORD", where it was written down; PROMISES for the item
    that opens the promises of last time."""
    order: int = 0
    """What the agenda is sorted by."""


def agenda_of(lesson: "Lesson") -> tuple[AgendaItem, ...]:
    """The agenda as the lesson has it."""
    return tuple(
        AgendaItem(f"i{i.number}", i.title, i.minutes, i.lead, i.number, i.number,
                   order=i.number * ROOM)
        for i in lesson.agenda
    )  # fmt: skip


def total_minutes(agenda: tuple[AgendaItem, ...]) -> int:
    """Minutes the whole agenda takes."""
    return sum(item.minutes for item in agenda)
