"""What the session's screen says, told from the session alone."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from companion.commands.available import menu_shortcut
from companion.domain.dates import short_date
from companion.domain.intervals import whole_minutes
from companion.domain.lesson.lesson import Item, Lesson
from companion.domain.people import Pair
from companion.domain.session.agenda import PROMISES, AgendaItem, total_minutes
from companion.domain.session.agenda_edits import promises_title
from companion.domain.session.exercise_steps import DO, Timer
from companion.domain.session.lead import by_name, share_of
from companion.domain.session.notebook import Notebook
from companion.domain.session.pace import OVER, pace_of, stage
from companion.i18n import _
from screens.widgets.fitted_line import Piece

MOST_NAME = 12
"""Characters of a name beside the bar."""


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


def step_words(item: AgendaItem | None, lesson: Lesson | None, key: str) -> str:
    """What a prompt or step says, by the key it is ticked with: "do/2"."""
    found = lesson_item(item, lesson) if item is not None else None
    kind, _slash, number = key.partition("/")
    lines = (found.steps if kind == DO else found.prompts) if found is not None else ()
    known = number.isdecimal() and int(number) <= len(lines)
    return " ".join(lines[int(number) - 1].split()) if known else key


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


def clock_pieces(notebook: Notebook, lesson: Lesson | None, now: datetime) -> list[Piece]:
    """Time left for the item, its step and the whole, in words that need no colour."""
    clock, whole = notebook.clock, total_minutes(notebook.agenda)
    if notebook.state == "planned":
        return [(0, _("Not started · {minutes} min · {way} starts the clock").format(
            minutes=whole, way=menu_shortcut("session-pause")))]  # fmt: skip
    if notebook.state == "done":
        spent = whole_minutes(clock.spent_in_all(now))
        return [(0, _("Closed · took {minutes} min · read only").format(minutes=spent))]
    item = notebook.item(clock.current)
    if item is None:
        return []
    left = clock.remaining(item.id, item.minutes, now)
    sign = "Ⅱ" if clock.paused else "!" if stage(left) == OVER else "▶"
    paused = " · " + _("paused") if clock.paused else ""
    timer = [(1, timer_words(clock.timer, now))] if clock.timer else []
    title = (5, f"{item.number} {item_title(item, lesson)}")
    return [(0, f"{sign} {time_words(left)}{paused}"), *timer, title, *pace_pieces(notebook, now)]


def pace_pieces(notebook: Notebook, now: datetime) -> list[Piece]:
    """How the whole session stands against its plan, and when it ends."""
    pace = pace_of(notebook, now)
    session = _("session {spent} of {whole} min").format(
        spent=whole_minutes(pace.spent), whole=whole_minutes(pace.planned)
    )
    over = whole_minutes(pace.over)
    beyond = [(4, _("{minutes} min over plan").format(minutes=over))] if over else []
    ends = _("ends {time}").format(time=f"{pace.ends(now).astimezone():%H:%M}")
    return [(2, session), *beyond, (3, ends)]


def why_not_running(state: str) -> str:
    """Why nothing can be done that needs a session that runs; empty where it does."""
    if state == "planned":
        begun = _("The session has not begun: {way} starts it.")
        return begun.format(way=menu_shortcut("session-pause"))
    return _("This session is closed.") if state == "done" else ""


def time_words(left: timedelta) -> str:
    """Time left of an item, or how long it is over."""
    pattern = _("{time} left") if left > timedelta() else _("{time} over")
    return pattern.format(time=in_minutes(left))


def timer_words(timer: Timer, now: datetime) -> str:
    """The small clock of a step."""
    time = time_words(timer.remaining(now))
    return _("step {number}: {time}").format(number=timer.number, time=time)


def title_words(notebook: Notebook, lesson: Lesson | None, now: datetime) -> str:
    """What the terminal's title says: the item and the time left, by the minute."""
    clock = notebook.clock
    item = notebook.item(clock.current)
    if notebook.state != "running" or item is None:
        return ""
    left = clock.remaining(item.id, item.minutes, now)
    minutes = math.ceil(abs(left.total_seconds()) / 60)
    if left <= timedelta():
        time = "! " + (_("{minutes} min over").format(minutes=minutes) if left else _("time is up"))
    else:
        time = _("{minutes} min left").format(minutes=minutes)
    paused = _("paused") + " · " if clock.paused else ""
    return f"{paused}{time} · {item.number} {item_title(item, lesson)}"


def lead_pieces(
    notebook: Notebook, pair: Pair, now: datetime, lead_of: Callable[[AgendaItem | None], str]
) -> list[Piece]:
    """Who leads now, how the lead was shared so far, and who is the mentor."""
    if pair.partner is None:
        return [(0, _("On your own: take every part yourself."))]
    mentor = pair.name_of(notebook.about.mentor)
    item = notebook.item(notebook.clock.current)
    if notebook.state == "planned":
        return [(0, _("mentor: {name}, with most practice in this · {way} changes").format(
            name=mentor, way=menu_shortcut("session-lead")))]  # fmt: skip
    if notebook.state != "running" or item is None:
        return [(0, _("mentor: {name}").format(name=mentor))]
    bar = balance_bar(notebook, pair, now)
    leads = (0, _("LEADS: {name}").format(name=lead_of(item)))
    return [leads, *([(1, bar)] if bar else []), (3, _("mentor: {name}").format(name=mentor))]


def reading_pieces(notebook: Notebook, viewing: str) -> list[Piece]:
    """That what is shown is not where the running session stands."""
    current = notebook.item(notebook.clock.current)
    if notebook.state != "running" or current is None or current.id == viewing:
        return []
    item = notebook.known_item(viewing)
    if item is None:
        words = _("reading the whole, session is at {current}")
    elif not item.number:
        words = _("reading what was dropped, session is at {current}")
    else:
        words = _("reading {number}, session is at {current}")
    return [(0, words.format(number=item.number if item else "", current=current.number))]


def pen_pieces(holder: str, owner: str, pair: Pair) -> list[Piece]:
    """Whose words are typed here, where they are not those of whose device it is."""
    if holder == owner:
        return []
    return [(0, _("pen: {name}").format(name=pair.name_of(holder).split()[0]))]


def waiting_words(notebook: Notebook, pair: Pair) -> list[Piece]:
    """That one of us asked to go off the record, and that nothing is off it until both agree."""
    asked = notebook.clock.asked_off
    if pair.partner is None or not asked:
        return []
    name, way = pair.partner.name.split()[0], menu_shortcut("session-off-record")
    if asked != pair.me.id:
        return [(0, _("? {name} asks: off the record? {way} answers").format(name=name, way=way))]
    still = _("Not off the record yet: kept and shared until {name} agrees").format(name=name)
    return [(0, still), (1, _("{way} takes it back").format(way=way))]


BAR = 10
"""Cells of the balance bar."""


def balance_bar(notebook: Notebook, pair: Pair, now: datetime) -> str:
    """How the lead was shared so far, in figures, a bar and names; empty when there is nothing."""
    led = notebook.clock.led(now)
    share = share_of(led, notebook.agenda, notebook.about.mentor, pair)
    if share is None:
        return ""
    first, second = (pair.name_of(person).split()[0][:MOST_NAME] for person in by_name(pair))
    filled = round(BAR * share.first / 100)
    bar = "█" * filled + "▒" * (BAR - filled)
    return f"{first} {share.first} {bar} {share.second} {second}"


def missed_words(since: datetime, now: datetime) -> str:
    """Asks what becomes of time in which nobody was here."""
    minutes = whole_minutes(now - since)
    hours, days = minutes // 60, minutes // (24 * 60)
    if minutes < 2 * 60:
        span = _("{count} minutes").format(count=minutes)
    elif hours < 2 * 24:
        span = _("{count} hours").format(count=hours)
    else:
        span = _("{count} days").format(count=days)
    begin, today = since.astimezone(), now.astimezone().date()
    day = "" if begin.date() == today else short_date(begin.date(), today) + " "
    sentence = _("Nobody was here for {span}, since {moment}. Does that time count?")
    return sentence.format(span=span, moment=f"{day}{begin:%H:%M}")


def typing_words(item: AgendaItem | None, name: str) -> str:
    """Who is typing and, by its number, where; the first name is enough."""
    first = name.split()[0]
    if item is None:
        return _("{name} is typing").format(name=first)
    return _("{name} is typing in {number}").format(name=first, number=item.number)


def in_minutes(span: timedelta) -> str:
    """A span without its sign: 4 min while some of the fourth is left, the last one as 0:42.

    Seconds that tick all the time distract, and each has the screen drawn anew.
    """
    seconds = abs(round(span.total_seconds()))
    if seconds < 60:
        return f"0:{seconds:02d}"
    return _("{minutes} min").format(minutes=abs(math.ceil(span.total_seconds() / 60)))
