"""What was pressed in a session is taken back, and a closed one reopened: time stays right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.intervals import ZERO
from companion.domain.session.clock import DONE, KINDS, PLANNED, RUNNING, UNDO, Event
from companion.domain.session.clock_reader import read_clock, standing
from companion.domain.session.reopening import last_reopen_day, may_reopen
from companion.domain.session.undo_conflicts import find_effective, overtaken_by, start_acted_on_by

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ITEMS = ("i1", "i2", "i3")


def history(*lines):
    """Events from lines such as "5 anna item i2": minute, person, kind, what it is about.

    The id of each is its number, from 1; "7 anna undo 2" takes back the second. A round stands
    behind a slash: "9 anna close /1".
    """
    return [_event(number, line) for number, line in enumerate(lines, start=1)]


def _event(number, line):
    line, _, round_ = line.partition(" /")
    minute, by, kind, *rest = line.split()
    event = Event(NINE + timedelta(minutes=float(minute)), by, kind, id=str(number),
                  round=int(round_ or 0))  # fmt: skip
    if kind in ("undo", "lead"):
        return replace(event, to=rest[0])
    return replace(
        event, item=rest[0] if rest else "", minutes=int(rest[1]) if len(rest) > 1 else 0
    )


def at_minute(minute):
    return NINE + timedelta(minutes=minute)


def minutes(clock, at):
    return [clock.spent(item, at_minute(at)).total_seconds() / 60 for item in ITEMS]


@pytest.mark.parametrize(
    ("lines", "state", "current", "spent"),
    [
        # A start by error: planned again, and begun anew later.
        (["0 anna start i1", "1 anna undo 1"], PLANNED, "", [0, 0, 0]),
        (["0 anna start i1", "1 anna undo 1", "4 anna start i1"], RUNNING, "i1", [6, 0, 0]),
        (["0 anna start i1", "1 anna undo 1", "4 bert start i1"], RUNNING, "i1", [6, 0, 0]),
        # What the other has begun with it is not undone, whoever knew of what.
        (["0 anna start i1", "1 bert item i2", "2 anna undo 1"], RUNNING, "i2", [1, 9, 0]),
        (["0 anna start i1", "2 anna undo 1", "3 bert item i2"], RUNNING, "i2", [3, 7, 0]),
        (["0 anna start i1", "1 anna item i2", "2 anna undo 1"], PLANNED, "", [0, 0, 0]),
        # Both started: the other's start holds.
        (["0 anna start i1", "1 bert start i1", "2 anna undo 1"], RUNNING, "i1", [9, 0, 0]),
        (["0 anna start i1", "1 anna undo 1", "2 bert start i1", "4 bert item i2"], RUNNING, "i2",
         [2, 6, 0]),
        # A wrong step to another item: the right one gets its time back.
        (["0 anna start i1", "4 anna item i2", "6 anna undo 2"], RUNNING, "i1", [10, 0, 0]),
        (["0 anna start i1", "4 anna item i2", "6 bert item i3", "7 anna undo 2"], RUNNING, "i3",
         [6, 0, 4]),
        (["0 anna start i1", "4 anna skip i1", "4 anna item i2", "6 anna undo 2", "6 anna undo 3"],
         RUNNING, "i1", [10, 0, 0]),
        # A clock stopped or let run by error.
        (["0 anna start i1", "2 anna pause", "5 anna undo 2"], RUNNING, "i1", [10, 0, 0]),
        (["0 anna start i1", "2 anna pause", "5 anna resume", "6 anna undo 3"], RUNNING, "i1",
         [2, 0, 0]),
        # Twice is once, and what nobody knows is nothing.
        (["0 anna start i1", "4 anna item i2", "6 anna undo 2", "6 bert undo 2"], RUNNING, "i1",
         [10, 0, 0]),
        (["0 anna start i1", "6 anna undo 77", "6 anna undo 1x"], RUNNING, "i1", [10, 0, 0]),
        # Reopened: open again with its clock stopped; the time in between does not count.
        (["0 anna start i1", "5 anna close", "7 bert reopen"], RUNNING, "i1", [5, 0, 0]),
        (["0 anna start i1", "5 anna close", "7 bert reopen", "8 bert resume /1"], RUNNING, "i1",
         [7, 0, 0]),
        (["0 anna start i1", "5 anna close", "7 bert reopen", "8 bert resume /1",
          "9 anna close /1"], DONE, "i1", [6, 0, 0]),
        # A close by somebody who did not know of the reopening closes nothing.
        (["0 anna start i1", "5 anna close", "7 bert reopen", "6 anna close"], RUNNING, "i1",
         [5, 0, 0]),
        (["0 anna start i1", "5 anna close", "7 bert reopen", "7 anna reopen"], RUNNING, "i1",
         [5, 0, 0]),
        (["0 anna start i1", "5 anna close", "7 bert reopen", "8 bert close /1", "7 anna reopen"],
         DONE, "i1", [5, 0, 0]),
        (["0 anna start i1", "5 anna close", "7 bert reopen", "4 anna resume"], RUNNING, "i1",
         [5, 0, 0]),
        (["0 anna start i1", "3 bert reopen"], RUNNING, "i1", [10, 0, 0]),
        (["3 bert reopen"], PLANNED, "", [0, 0, 0]),
    ],
)  # fmt: skip
def test_where_a_history_leads(lines, state, current, spent):
    clock = read_clock(history(*lines))
    assert (clock.state, clock.current) == (state, current)
    assert minutes(clock, 10) == spent


def test_a_start_that_was_taken_back_leaves_nothing():
    assert read_clock(history("0 anna start i1", "1 anna item i2", "2 anna plus i2 5",
                              "3 anna undo 1")) == read_clock([])  # fmt: skip


def test_who_started_and_closed_it():
    events = history("0 anna start i1", "1 anna undo 1", "2 bert start i1", "3 anna close",
                     "4 bert reopen", "5 bert close /1")  # fmt: skip
    said = [(c.started_by, c.closed_by, c.round) for c in map(read_clock, (events[:n] for n in
            range(len(events) + 1)))]  # fmt: skip
    assert said == [("", "", 0), ("anna", "", 0), ("", "", 0), ("bert", "", 0),
                    ("bert", "anna", 0), ("bert", "", 1), ("bert", "bert", 1)]  # fmt: skip


def test_the_minutes_show_the_last_close():
    clock = read_clock(history("0 anna start i1", "5 anna close", "7 bert reopen",
                               "9 anna close /1"))  # fmt: skip
    assert clock.ended == at_minute(9)


def test_added_time_a_lead_and_a_reason_are_taken_back():
    events = history(
        "0 anna start i1", "1 anna plus i1 2", "1 bert plus i1 3", "2 anna lead bert",
        "3 anna skip i1", "4 anna undo 2", "4 anna undo 4", "4 anna undo 5",
    )  # fmt: skip
    clock = read_clock(events)
    assert (clock.plus, clock.lead, clock.skipped) == ({"i1": 3}, "", frozenset())


def test_what_was_overtaken():
    events = history("0 anna start i1", "1 anna item i2", "2 anna plus i2 2", "3 bert item i3",
                     "4 anna pause", "5 anna undo 3")  # fmt: skip
    assert [overtaken_by(events, e) for e in standing(events)] == ["", "bert", "", ""]
    assert find_effective(events, "3") is None and find_effective(events, "") is None
    assert start_acted_on_by(events, events[0]) == "bert"
    assert start_acted_on_by(events[:3], events[0]) is None
    alone = history("0 anna start i1", "1 anna close")
    assert start_acted_on_by(alone, alone[0]) == "anna"


@pytest.mark.parametrize(
    ("closed", "now", "may"),
    [
        ("2026-11-26T14:50", "2026-11-26T14:51", True),
        ("2026-11-26T14:50", "2026-11-27T23:59", True),
        ("2026-11-26T14:50", "2026-11-28T00:00", False),
        ("2026-11-26T00:00", "2026-11-27T23:59", True),
        ("2026-11-26T14:50", "2026-11-20T00:00", True),  # a clock that was set back
    ],
)
def test_until_when_it_can_be_reopened(closed, now, may):
    ended = datetime.fromisoformat(closed).astimezone()
    clock = read_clock([Event(ended, "anna", "start"), Event(ended, "anna", "close")])
    assert may_reopen(clock, datetime.fromisoformat(now).astimezone()) == may
    assert last_reopen_day(clock).isoformat() == "2026-11-27"
    assert last_reopen_day(read_clock([])) is None
    assert not may_reopen(read_clock([]), ended)


EVENTS = st.lists(
    st.builds(
        Event,
        at=st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3), timezones=st.just(UTC)),
        by=st.sampled_from(("anna", "bert")),
        kind=st.sampled_from((*KINDS, "dance")),
        item=st.sampled_from(("", *ITEMS)),
        minutes=st.integers(-5, 5),
        to=st.sampled_from(("", "anna", "a", "b", "c", "d")),
        id=st.sampled_from(("", "a", "b", "c", "d")),
        round=st.integers(-1, 3),
    ),
    max_size=25,
)


@given(EVENTS, st.datetimes(timezones=st.just(UTC)))
def test_time_adds_up_whatever_is_taken_back_and_reopened(events, now):
    clock = read_clock([Event(NINE, "anna", "start", "i1"), *events])
    spent = [clock.spent(item, now) for item in {"", *ITEMS}]
    assert all(part >= ZERO for part in spent)
    assert sum(spent, ZERO) == clock.spent_in_all(now)
    assert sum(clock.led(now).values(), ZERO) == clock.spent_in_all(now)
    assert (clock.ended is None) == (clock.state != DONE)


@given(EVENTS, st.integers(0, 24))
def test_what_was_taken_back_is_as_if_it_had_never_been(events, place):
    events = [replace(e, id=f"n{n}") for n, e in enumerate(events) if e.kind != UNDO]
    if not events:
        return
    gone = events[place % len(events)]
    back = Event(NINE, gone.by, UNDO, to=gone.id)
    if gone.kind != "start":
        assert read_clock([*events, back]) == read_clock([e for e in events if e != gone])
    for at in range(place % len(events) + 1, len(events) + 1):
        # Wherever a merge puts the taking back, behind what it names: it means the same.
        assert standing([*events[:at], back, *events[at:]]) == standing([*events, back])
