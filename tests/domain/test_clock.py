from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.intervals import LONGEST, ZERO
from companion.domain.session.clock import DONE, KINDS, PLANNED, RUNNING, Event
from companion.domain.session.clock_reader import read_clock

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


def at_minute(minute):
    return NINE + timedelta(minutes=minute)


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
    assert sum(clock.led(now).values(), ZERO) == clock.spent_in_all(now)
    assert clock.off_the_record(now) >= ZERO
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


def skipped(minute, item, why):
    return Event(at_minute(minute), "anna", "skip", item, why=why)


def test_a_reason_stays_until_the_item_is_taken_up_again():
    events = [*history("0 start i1"), skipped(1, "i1", "no time"), skipped(1, "i1", "")]
    assert read_clock(events).reasons == {"i1": "no time"}
    assert read_clock([*events, *history("1 item i2")]).reasons == {"i1": "no time"}
    assert read_clock([*events, *history("1 item i2", "2 item i1")]).reasons == {}
    assert read_clock([*history("0 start i1"), skipped(1, "i1", "")]).reasons == {}


def test_how_the_lead_was_shared():
    clock = read_clock(history("0 start i1", "4 lead bert", "6 item i2", "7 pause", "9 resume"))
    expected = {("i1", ""): 4, ("i1", "bert"): 2, ("i2", ""): 2}
    led = clock.led(at_minute(10))
    assert led == {key: timedelta(minutes=count) for key, count in expected.items()}
    assert sum(led.values(), ZERO) == clock.spent_in_all(at_minute(10))
    again = read_clock(history("0 start i1", "4 lead bert", "6 lead anna", "7 lead bert"))
    assert again.led(at_minute(9))["i1", "bert"] == timedelta(minutes=4)


def timer(minute, item, step, length):
    return Event(at_minute(minute), "anna", "timer", item, length, to=step)


def test_a_step_has_a_small_clock_that_goes_below_zero():
    clock = read_clock([*history("0 start i1"), timer(1, "i1", "do/2", 3)])
    assert (clock.timer.item, clock.timer.step, clock.timer.number) == ("i1", "do/2", "2")
    assert clock.timer.remaining(at_minute(2)) == timedelta(minutes=2)
    assert clock.timer.remaining(at_minute(5)) == timedelta(minutes=-1)
    assert clock.timer.remaining(at_minute(-9)) == timedelta(minutes=3)


@pytest.mark.parametrize(
    "later",
    [
        [timer(2, "i1", "do/2", 0)],
        [timer(2, "i1", "do/2", -3)],
        history("2 item i2"),
        history("2 close"),
        [*history("2 item i2"), timer(2, "i1", "do/2", 3)],  # set by the other, too late
    ],
)
def test_a_small_clock_ends_when_it_is_stopped_and_with_its_item(later):
    assert read_clock([*history("0 start i1"), timer(1, "i1", "do/2", 3), *later]).timer is None


def test_what_stops_the_clock_of_another_step_leaves_this_one():
    events = [*history("0 start i1"), timer(1, "i1", "do/1", 3), timer(2, "i1", "do/2", 4)]
    assert read_clock([*events, timer(2, "i1", "do/1", 0)]).timer.step == "do/2"


def test_a_pause_stops_the_small_clock_too():
    begun = [*history("0 start i1"), timer(1, "i1", "do/1", 5), *history("3 pause", "4 pause")]
    assert read_clock(begun).timer.remaining(at_minute(60)) == timedelta(minutes=3)
    on = [*begun, *history("60 resume")]
    assert read_clock(on).timer.remaining(at_minute(61)) == timedelta(minutes=2)
    meanwhile = [*history("0 start i1", "1 pause"), timer(2, "i1", "do/1", 5)]
    assert read_clock(meanwhile).timer.remaining(at_minute(9)) == timedelta(minutes=5)


@pytest.mark.parametrize(
    ("lines", "asked", "off", "minutes_off"),
    [
        (["1 ask-off"], "anna", False, 0),
        (["1 ask-off", "2 not-off"], "", False, 0),
        (["1 ask-off", "2 off"], "", True, 8),
        (["1 off"], "", True, 9),
        (["1 off", "3 on"], "", False, 2),
        (["1 off", "2 off", "3 on"], "", False, 2),
        (["1 off", "3 on", "4 on", "5 off"], "", True, 7),
        (["1 off", "2 ask-off"], "", True, 9),
        (["1 off", "2 pause", "3 item i2", "6 on"], "", False, 5),
        (["1 off", "3 close"], "", False, 2),
        (["3 close", "4 off"], "", False, 0),
        (["1 ask-off", "3 close"], "", False, 0),
        (["1 off", "-5 on"], "", False, 0),
    ],
)
def test_off_the_record(lines, asked, off, minutes_off):
    clock = read_clock(history("0 start i1", *lines))
    assert (clock.asked_off, clock.off_since is not None) == (asked, off)
    assert clock.off_the_record(at_minute(10)) == timedelta(minutes=minutes_off)


def test_the_clock_runs_on_off_the_record():
    clock = read_clock(history("0 start i1", "1 off", "4 item i2"))
    assert minutes(clock, 6) == [4, 2, 0]
