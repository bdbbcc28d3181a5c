from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.session.absence import (
    FAR_OVER,
    LONG,
    PATIENCE,
    SuspendDetector,
    far_over,
    missed_since,
)
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.alarms import ITEM, STEP, Alarms
from companion.domain.session.clock import Event
from companion.domain.session.clock_reader import read_clock
from companion.domain.session.notebook import About, Notebook
from companion.domain.session.pace import CALM, NEARLY, OVER, pace_of, stage

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AGENDA = tuple(AgendaItem(f"i{n}", f"Item {n}", m, "both", n) for n, m in ((1, 5), (2, 10)))


def at(minute):
    return NINE + timedelta(minutes=minute)


def held(*lines):
    """A session with events from lines such as "0 start i1", "5 plus i1 3"."""
    events = []
    for line in lines:
        minute, kind, *rest = line.split()
        item, minutes = (rest[0] if rest else ""), int(rest[1]) if rest[1:] else 0
        to = rest[2] if rest[2:] else ""
        events.append(Event(at(float(minute)), "anna", kind, item, minutes, to))
    return Notebook(About("s"), AGENDA, events=tuple(events), clock=read_clock(events))


@pytest.mark.parametrize(
    ("lines", "now", "spent", "over", "ends"),
    [
        (["0 start i1"], 0, 0, 0, 15),
        (["0 start i1"], 4, 4, 0, 15),
        (["0 start i1"], 8, 8, 3, 18),
        (["0 start i1", "3 item i2"], 8, 8, 0, 13),
        (["0 start i1", "9 item i2"], 10, 10, 4, 19),
        (["0 start i1", "3 plus i1 2"], 4, 4, 2, 17),
        (["0 start i1", "2 skip i1", "2 item i2"], 4, 4, 0, 12),
        (["0 start i1", "1 item i2", "2 skip i2"], 4, 4, 0, 11),
        (["0 start i1", "2 pause"], 30, 2, 0, 43),
        (["0 start i2"], 4, 4, 0, 15),
        (["0 start i1"], -5, 0, 0, 10),
    ],
)
def test_the_whole_session_against_its_plan(lines, now, spent, over, ends):
    pace = pace_of(held(*lines), at(now))
    assert pace.spent == timedelta(minutes=spent)
    assert pace.over == timedelta(minutes=over)
    assert pace.ends(at(now)) == at(ends)
    assert pace.planned == timedelta(minutes=15)


@pytest.mark.parametrize(
    ("seconds", "name"), [(121, CALM), (120, NEARLY), (1, NEARLY), (0, OVER), (-60, OVER)]
)
def test_an_item_is_calm_nearly_over_or_over(seconds, name):
    assert stage(timedelta(seconds=seconds)) == name


def test_the_bell_rings_once_for_an_end():
    bells, notebook = Alarms(), held("0 start i1")
    rung = [bells.due(notebook, at(minute)) for minute in (4.9, 5, 5.1, 60)]
    assert rung == [[], [ITEM], [], []]


def test_the_bell_is_not_repeated_when_the_clock_is_set_back_or_the_item_taken_up_again():
    bells = Alarms()
    assert bells.due(held("0 start i1"), at(6)) == [ITEM]
    assert bells.due(held("0 start i1"), at(-50)) == []
    assert bells.due(held("0 start i1"), at(6)) == []
    assert bells.due(held("0 start i1", "6 item i2", "7 item i1"), at(8)) == []
    assert bells.due(held("0 start i1", "6 pause", "7 resume"), at(9)) == []


def test_more_time_rings_at_its_end_whoever_gave_it():
    bells = Alarms()
    assert bells.due(held("0 start i1"), at(5)) == [ITEM]
    longer = held("0 start i1", "5 plus i1 2")
    assert [bells.due(longer, at(minute)) for minute in (6, 7, 8)] == [[], [ITEM], []]


def test_a_step_rings_once_and_when_it_is_started_anew():
    bells = Alarms()
    first = ["0 start i2", "1 timer i2 2 do/1"]
    assert [bells.due(held(*first), at(minute)) for minute in (2, 3, 4)] == [[], [STEP], []]
    assert bells.due(held(*first, "4 pause", "5 resume"), at(6)) == []
    again = held(*first, "4 timer i2 0 do/1", "5 timer i2 2 do/1")
    assert [bells.due(again, at(minute)) for minute in (6, 7, 8)] == [[], [STEP], []]


@pytest.mark.parametrize(
    "lines", [[], ["0 start gone"], ["0 start i1", "1 close"], ["0 start i1", "1 pause"]]
)
def test_nothing_rings_where_no_clock_runs(lines):
    assert Alarms().due(held(*lines), at(60)) == []


def ticks(lookout, begin, count):
    """What a lookout says to so many ticks from a minute on, one a second."""
    return [lookout.tick(at(begin) + timedelta(seconds=n)) for n in range(count)]


def test_a_closed_lid_is_noticed_once_and_a_little_later():
    lookout = SuspendDetector(at(0))
    assert ticks(lookout, 0, 30) == [None] * 30
    last = at(0) + timedelta(seconds=29)
    said = ticks(lookout, 2 * 24 * 60, 10)
    assert said == [None] * PATIENCE + [last] + [None] * (9 - PATIENCE)


@pytest.mark.parametrize("minute", [-3000, -1, 9.9])
def test_a_clock_set_back_is_no_gap_nor_is_a_short_one(minute):
    lookout = SuspendDetector(at(0))
    assert ticks(lookout, minute, 8) == [None] * 8
    assert ticks(lookout, minute + 1, 8) == [None] * 8


def test_a_clock_set_forward_is_one():
    lookout = SuspendDetector(at(0))
    assert at(0) in ticks(lookout, 11, 8)


@pytest.mark.parametrize(
    ("lines", "signs", "now", "since"),
    [
        (["0 start i1"], [], 60, 0),
        (["0 start i1"], [20], 60, 20),
        (["0 start i1", "30 item i2"], [20], 60, 30),
        (["0 start i1", "55 item i2"], [20], 60, None),  # the other went on meanwhile
        (["0 start i1"], [55], 60, None),
        (["0 start i1"], [20, 99], 60, 20),  # a file may claim any time
        (["0 start i1"], [], -60, None),
        (["0 start i1", "5 pause"], [5], 60, None),
        (["0 start i1", "5 close"], [5], 60, None),
        ([], [5], 60, None),
    ],
)
def test_since_when_nobody_was_there(lines, signs, now, since):
    found = missed_since(held(*lines), [None, *map(at, signs)], at(now))
    assert found == (None if since is None else at(since))


def test_a_session_left_running_is_far_over():
    notebook = held("0 start i1")
    limit = at(15) + FAR_OVER
    assert not far_over(notebook, limit)
    assert far_over(notebook, limit + timedelta(seconds=1))
    assert not far_over(held("0 start i1", "1 pause"), at(9999))
    assert not far_over(notebook, at(-9999))
    assert FAR_OVER > LONG
