"""What the session's screen says, told from the session alone."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from companion.domain.agenda import PROMISES, AgendaItem, total_minutes
from companion.domain.lesson import Item, Lesson
from companion.domain.notebook import Notebook
from companion.domain.people import Pair
from companion.domain.preparing import promises_title
from companion.i18n import _


def item_title(item: AgendaItem, lesson: Lesson | None) -> str:
    """An item's title, in the reader's own language where it is ours or the lesson's."""
    if item.source == PROMISES:
        return promises_title()
    found = lesson_item(item, lesson)
    return found.title if found else item.title


def lesson_item(item: AgendaItem, lesson: Lesson | None) -> Item | None:
    """What the lesson says about an item; None for one the pair added."""
    if lesson is None or not item.lesson_item:
        return None
    return next((i for i in lesson.agenda if i.number == item.lesson_item), None)


def guide_for(item: AgendaItem | None, lesson: Lesson | None, lead: str) -> str:
    """What to talk about and do, as Markdown; for the whole session its purpose and facts."""
    if item is None:
        return _whole(lesson)
    found = lesson_item(item, lesson)
    heading = _("**Leads: {name}**").format(name=lead) if lead else ""
    return f"{heading}\n\n{found.markdown if found else ''}"


def _whole(lesson: Lesson | None) -> str:
    if lesson is None:
        return _("The lesson of this session cannot be read here; the agenda and notes can.")
    sections = dict(lesson.sections)
    parts = [sections.get(key, "") for key in ("Purpose", "Good to know")]
    return "\n\n".join(part for part in parts if part)


def clock_line(notebook: Notebook, lesson: Lesson | None, now: datetime) -> str:
    """Time left for the item and the whole, in words that need no colour."""
    clock = notebook.clock
    whole = total_minutes(notebook.agenda)
    if notebook.state == "planned":
        return " " + _("Not started · {minutes} min · F2 starts the clock").format(minutes=whole)
    if notebook.state == "done":
        spent = minutes_of(clock.spent_in_all(now))
        return " " + _("Closed · took {minutes} min · read only").format(minutes=spent)
    item = notebook.item(clock.current)
    if item is None:
        return ""
    sign = "Ⅱ" if clock.paused else "▶"
    left = clock.remaining(item.id, item.minutes, now)
    pattern = _("{time} left") if left >= timedelta() else _("{time} over")
    session = _("session {spent} of {whole} min").format(
        spent=minutes_of(clock.spent_in_all(now)), whole=whole + sum(clock.plus.values())
    )
    paused = _("paused") + " · " if clock.paused else ""
    time = pattern.format(time=in_minutes(left))
    return f" {sign} {time} · {paused}{session} · {item.number} {item_title(item, lesson)}"


def lead_words(notebook: Notebook, pair: Pair, lead_of: Callable[[AgendaItem | None], str]) -> str:
    """Who leads now, and who is the mentor."""
    if pair.partner is None:
        return " " + _("On your own: take every part yourself.")
    mentor = pair.name_of(notebook.about.mentor)
    item = notebook.item(notebook.clock.current)
    if notebook.state == "planned":
        return " " + _("mentor: {name}, with most practice in this · F4 changes").format(
            name=mentor
        )
    if notebook.state == "running" and item is not None:
        return " " + _("LEADS {name} │ mentor: {mentor}").format(name=lead_of(item), mentor=mentor)
    return " " + _("mentor: {name}").format(name=mentor)


def typing_words(item: AgendaItem | None, name: str) -> str:
    """Who is typing and, by its number, where; the first name is enough."""
    first = name.split()[0]
    if item is None:
        return _("{name} is typing").format(name=first)
    return _("{name} is typing in {number}").format(name=first, number=item.number)


def minutes_of(span: timedelta) -> int:
    """Whole minutes of a span."""
    return int(span.total_seconds() // 60)


def in_minutes(span: timedelta) -> str:
    """A span without its sign: 4 min while some of the fourth is left, the last one as 0:42.

    Seconds that tick all the time distract, and each has the screen drawn anew.
    """
    seconds = abs(round(span.total_seconds()))
    if seconds < 60:
        return f"0:{seconds:02d}"
    return _("{minutes} min").format(minutes=abs(math.ceil(span.total_seconds() / 60)))
