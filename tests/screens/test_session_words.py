from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.people import Pair, Person
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import Event
from companion.domain.session.clock_reader import read_clock
from companion.domain.session.notebook import About, Notebook
from screens.session.session_words import balance_bar, in_minutes, missed_words

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (300, "5 min"),
        (299, "5 min"),
        (61, "2 min"),
        (60, "1 min"),
        (59.6, "1 min"),
        (59.4, "0:59"),
        (0, "0:00"),
        (-5, "0:05"),
        (-59, "0:59"),
        (-61, "1 min"),
        (-119, "1 min"),
        (-120, "2 min"),
    ],
)
def test_the_time_left_ticks_near_the_end_only(seconds, words):
    assert in_minutes(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("minutes", "span"),
    [(11, "11 minutes"), (119, "119 minutes"), (120, "2 hours"), (47 * 60, "47 hours"),
     (48 * 60, "2 days"), (400 * 24 * 60, "400 days")],
)  # fmt: skip
def test_how_long_nobody_was_there(minutes, span):
    since = NOON - timedelta(minutes=minutes)
    words = missed_words(since, NOON)
    assert words.startswith(f"Nobody was here for {span}, since ")
    local = since.astimezone()
    assert f"{local:%H:%M}." in words
    assert (f"{local.day} " in words) is (local.date() != NOON.astimezone().date())


@pytest.mark.parametrize(
    ("minutes", "names", "bar"),
    [
        ((4, 4), ("Anna", "Bert"), "Anna 50 █████▒▒▒▒▒ 50 Bert"),
        ((1, 3), ("Anna", "Bert"), "Anna 25 ██▒▒▒▒▒▒▒▒ 75 Bert"),
        ((0, 3), ("Anna", "Bert"), "Anna 0 ▒▒▒▒▒▒▒▒▒▒ 100 Bert"),
        ((4, 4), ("Anna Maria de Vries", "Wolfeschlegelstein"),
         "Anna 50 █████▒▒▒▒▒ 50 Wolfeschlege"),
        ((0, 0), ("Anna", "Bert"), ""),
    ],
)  # fmt: skip
def test_the_bar_says_in_figures_what_it_shows(minutes, names, bar):
    agenda = tuple(AgendaItem(f"i{n}", lead, 5, lead, n)
                   for n, lead in enumerate(("mentor", "mentee"), start=1))  # fmt: skip
    ends = [NOON + timedelta(minutes=sum(minutes[:n])) for n in (1, 2)]
    events = (Event(NOON, "a", "start", "i1"), Event(ends[0], "a", "item", "i2"))
    notebook = Notebook(About("s", mentor="a"), agenda, events=events, clock=read_clock(events))
    pair = Pair(Person("b", names[1]), Person("a", names[0]))
    assert balance_bar(notebook, pair, ends[1]) == bar
