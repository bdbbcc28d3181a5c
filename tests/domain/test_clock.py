from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.clock import DONE, KINDS, LONGEST, PLANNED, RUNNING, ZERO, Event, read_clock

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ITEMS = ("i1", "i2", "i3")


def history(*lines):
    """Events from lines such as "0 start i1", "5 plus i1 3", "9 lead bert"; minutes come first."""
    return [_event(line) for line in lines]


def _event(line):
    minute, kind, *rest = line.split()
    at = NINE + timedelta(minutes=float(minute))
    if kind == "lead":
        return Event(at, "anna", kind, to=rest[0])
    item = rest[0] if rest else ""
    return Event(at, "anna", kind, item, int(rest[1]) if rest[1:] else 0)


def minutes(clock, at, items=ITEMS):
    now = NINE + timedelta(minutes=at)
    return [clock.spent(item, now).total_seconds() / 60 for item in items]


@pytest.mark.parametrize(
    ("lines", "at", "state", "current", "spent"),
    [
        ([], 9, PLANNED, "", [0, 0, 0]),
        (["0 start i1"], 4, RUNNING, "i1", [4, 0, 0]),
        (["0 start i1", "1 start i2"], 4, RUNNING, "i1", [4, 0, 0]),
        (["0 start i1", "5 item i2"], 7, RUNNING, "i2", [5, 2, 0]),
        (["0 start i1", "5 item i2", "7 item i1"], 10, RUNNING, "i1", [8, 2, 0]),
        (["0 start i1", "5 item i1"], 7, RUNNING, "i1", [7, 0, 0]),
        (["0 start i1", "3 skip i1", "3 item i2"], 5, RUNNING, "i2", [3, 2, 0]),
        (["0 start i1", "2 pause"], 9, RUNNING, "i1", [2, 0, 0]),
        (["0 start i1", "2 pause", "4 pause"], 9, RUNNING, "i1", [2, 0, 0]),
        (["0 start i1", "2 pause", "6 resume"], 9, RUNNING, "i1", [5, 0, 0]),
        (["0 start i1", "6 resume"], 9, RUNNING, "i1", [9, 0, 0]),
        (["0 start i1", "2 pause", "5 item i2"], 9, RUNNING, "i2", [2, 0, 0]),
        (["0 start i1", "2 pause", "5 item i2", "6 resume"], 9, RUNNING, "i2", [2, 3, 0]),
        (["0 start i1", "5 close"], 60, DONE, "i1", [5, 0, 0]),
        (["0 start i1", "2 pause", "5 close"], 60, DONE, "i1", [2, 0, 0]),
        (["0 start i1", "5 close", "6 item i2", "7 close"], 60, DONE, "i1", [5, 0, 0]),
        (["1 item i2", "2 close", "3 pause"], 9, PLANNED, "", [0, 0, 0]),
        # Clocks that disagree or were set back count as nothing.
        (["0 start i1", "-5 item i2"], 2, RUNNING, "i2", [0, 7, 0]),
        (["0 start i1", "5 item i2", "3 item i3"], 4, RUNNING, "i3", [5, 0, 1]),
        (["0 start i1"], -3, RUNNING, "i1", [0, 0, 0]),
        (["0 start i1", "-9 close"], 9, DONE, "i1", [0, 0, 0]),
        # Both went on at once: to one item it is one step, to two the later in the list holds.
        (["0 start i1", "5 item i2", "5 item i2"], 6, RUNNING, "i2", [5, 1, 0]),
        (["0 start i1", "5 item i2", "5 item i3"], 6, RUNNING, "i3", [5, 0, 1]),
        (["0 start i1", "5 dance i2", "6 item i2"], 7, RUNNING, "i2", [6, 1, 0]),
    ],
)
def test_where_a_history_leads(lines, at, state, current, spent):
    clock = read_clock(history(*lines))
    assert (clock.state, clock.current) == (state, current)
    assert minutes(clock, at) == spent
    assert clock.spent_in_all(NINE + timedelta(minutes=at)) == timedelta(minutes=sum(spent))


def test_remaining_counts_added_time_and_goes_below_zero():
    clock = read_clock(history("0 start i1", "1 plus i1 5", "2 plus i1 -1", "2 plus i2 3"))
    assert clock.remaining("i1", 10, NINE + timedelta(minutes=4)) == timedelta(minutes=10)
    assert clock.remaining("i1", 10, NINE + timedelta(minutes=20)) == timedelta(minutes=-6)
    assert clock.remaining("i2", 2, NINE) == timedelta(minutes=5)


def test_item_states():
    clock = read_clock(
        history("0 start i1", "1 item i2", "2 skip i2", "2 item i3", "3 skip i9", "4 item i4")
    )
    assert [clock.item_state(i) for i in ("i1", "i2", "i3", "i4", "i9", "i5")] == [
        "done", "skipped", "done", "current", "skipped", "open",
    ]  # fmt: skip
    back = read_clock(history("0 start i1", "1 skip i1", "1 item i2", "2 item i1", "3 close"))
    assert [back.item_state(i) for i in ITEMS] == ["done", "done", "open"]


def test_the_lead_goes_with_the_item():
    handed = history("0 start i1", "1 lead bert")
    assert read_clock(handed).lead == "bert"
    assert read_clock([*handed, *history("2 item i1")]).lead == "bert"
    assert read_clock([*handed, *history("2 item i2")]).lead == ""
    assert read_clock(history("0 lead bert")).lead == ""


def test_when_it_began_and_ended_and_who_moved():
    events = history("3 start i1", "5 close")
    clock = read_clock([events[0], Event(NINE, "bert", "item", "i2"), events[1]])
    assert clock.began == NINE + timedelta(minutes=3)
    assert clock.ended == NINE + timedelta(minutes=5)
    assert clock.moved_by == "bert"
    assert clock.since is None
    assert read_clock([]).began is None


def test_a_start_at_no_item_counts_nothing():
    clock = read_clock([Event(NINE, "anna", "start")])
    assert clock.state == RUNNING
    assert clock.spent_in_all(NINE + timedelta(hours=1)) == ZERO


EVENTS = st.lists(
    st.builds(
        Event,
        at=st.datetimes(timezones=st.just(UTC)),
        by=st.sampled_from(("anna", "bert")),
        kind=st.sampled_from((*KINDS, "dance")),
        item=st.sampled_from(("", *ITEMS)),
        minutes=st.integers(-600, 600),
        to=st.sampled_from(("", "anna", "bert")),
    ),
    max_size=25,
)


@given(EVENTS, st.datetimes(timezones=st.just(UTC)))
def test_spent_is_never_negative_and_adds_up(events, now):
    clock = read_clock([Event(NINE, "anna", "start", "i1"), *events])
    spent = [clock.spent(item, now) for item in {"", *ITEMS}]
    assert all(part >= ZERO for part in spent)
    assert sum(spent, ZERO) == clock.spent_in_all(now)
    for item in ITEMS:
        planned = timedelta(minutes=10 + clock.plus.get(item, 0))
        assert clock.remaining(item, 10, now) == planned - clock.spent(item, now)


@given(EVENTS)
def test_two_devices_with_the_same_events_agree(events):
    assert read_clock(events) == read_clock(iter(events))


def test_clocks_at_both_ends_of_time_add_up_all_the_same():
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    events = [Event(first, "anna", "start", "i1")]
    for _ in range(1000):
        events += [Event(last, "anna", "item", "i2"), Event(first, "anna", "item", "i1")]
    clock = read_clock(events)
    assert clock.spent("i1", last) == 1001 * LONGEST
    assert clock.spent_in_all(last) == 1001 * LONGEST
