"""What happens in a session, as both sides have it."""

import os
from datetime import UTC, datetime, timedelta

import pytest


@pytest.fixture
def held(couple):
    """A running session, as each of the two has it open."""
    anna, bert = couple
    session = anna.create_session("feedback-02")
    session.start()
    assert session.save() is None
    return session, bert.open_session(session.id)


def taken(session, workspace):
    session.merge(workspace.store.shared.read(session.name, {}))
    return session.notebook.clock


def test_a_small_clock_is_set_and_stopped_by_either(held, couple):
    mine, theirs = held
    mine.start_timer("do/2", 3)
    assert mine.save() is None
    clock = taken(theirs, couple[1])
    assert (clock.timer.item, clock.timer.step, clock.timer.minutes) == ("i1", "do/2", 3)
    theirs.stop_timer()
    theirs.stop_timer()
    assert theirs.save() is None
    assert taken(mine, couple[0]).timer is None
    assert [event.kind for event in mine.notebook.events] == ["start", "timer", "timer"]


def test_off_the_record_is_asked_agreed_and_ended_over_the_folder(held, couple):
    mine, theirs = held
    mine.ask_off_record()
    assert mine.save() is None
    assert taken(theirs, couple[1]).asked_off == "anna"
    theirs.go_off_record()
    assert theirs.save() is None
    assert taken(mine, couple[0]).off_since is not None
    mine.end_off_record()
    mine.end_off_record()
    assert mine.save() is None
    clock = taken(theirs, couple[1])
    assert (clock.off_since, clock.asked_off) == (None, "")
    assert [event.kind for event in theirs.notebook.events] == ["start", "ask-off", "off", "on"]


def test_time_that_is_left_out_is_left_out_on_both_sides(held, couple, clock):
    mine, theirs = held
    clock.forward(minutes=4)
    last = clock()
    clock.forward(days=2)
    mine.leave_out(last)
    clock.forward(minutes=1)
    assert mine.save() is None
    for session in (mine, theirs):
        found = taken(session, couple[0])
        assert found.spent_in_all(clock()) == timedelta(minutes=5)
        assert not found.paused


def test_time_that_counts_leaves_a_sign_and_changes_nothing(held, clock):
    mine, _theirs = held
    clock.forward(hours=2)
    mine.count_in()
    assert mine.notebook.events[-1].at == clock()
    clock.forward(minutes=1)
    assert mine.notebook.clock.spent_in_all(clock()) == timedelta(minutes=121)


def test_when_a_file_was_last_shared(held, couple, shared):
    mine, theirs = held
    assert mine.last_shared is None, "nothing of the others was seen yet"
    then = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    for path in (shared / mine.name).glob("*.json"):
        os.utime(path, (then.timestamp(), then.timestamp()))
    taken(theirs, couple[1])
    assert theirs.last_shared == then


def test_a_file_may_claim_any_time(held, couple, shared):
    _mine, theirs = held
    for path in (shared / theirs.name).glob("*.json"):
        os.utime(path, ns=(0, 2**62))
    taken(theirs, couple[1])
    assert theirs.last_shared is None or theirs.last_shared.year > 2100
