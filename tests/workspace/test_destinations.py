"""Where a line goes that names no document."""

import pytest

from companion.domain.errors import WrongUse
from companion.workspace.session.destinations import (
    capture_destination,
    open_latest_for_writing,
    open_planned_for_writing,
)


def test_a_line_goes_to_the_session_in_use_else_to_the_coming_one_else_between(couple):
    anna, _bert = couple
    where = capture_destination(anna, None)
    assert (where.kind, where.id) == ("between", "2026-11")
    planned = anna.create_session("feedback-01")
    anna.index.refresh()
    assert capture_destination(anna, None).id == planned.id
    running = anna.create_session("feedback-02")
    running.start()
    anna.save(running)
    later = anna.create_session("equals-01")
    anna.index.refresh()
    assert capture_destination(anna, None).id == running.id
    where = capture_destination(anna, later)
    assert (where.id, where.lesson) == (later.id, "equals-01")
    for one in (planned, running, later):
        one.finish()
        anna.save(one)
    anna.index.refresh()
    assert capture_destination(anna, None).kind == "between"


def test_lines_that_name_no_session_leave_a_closed_one_alone(couple):
    anna, _bert = couple
    assert open_latest_for_writing(anna).name == "between/2026-11"
    session = anna.create_session("feedback-02")
    assert open_latest_for_writing(anna).id == session.id
    session.finish()
    anna.save(session)
    anna.index.refresh()
    assert open_latest_for_writing(anna).name == "between/2026-11"


def test_no_line_is_written_while_an_earlier_session_is_off_the_record(couple, clock, launch):
    anna, bert = couple
    earlier = anna.create_session("feedback-01")
    clock.forward(days=3)
    anna.create_session("feedback-02")
    clock.forward(minutes=1)
    anna.index.refresh()
    started = bert.open_session(earlier.id)
    started.start()
    started.go_off_record()
    bert.save(started)
    with pytest.raises(WrongUse, match="off the record"):
        open_latest_for_writing(launch("anna"))


def test_points_go_to_the_session_planned_next(couple, clock):
    anna, _bert = couple
    assert open_planned_for_writing(anna).name == "between/2026-11"
    first, second, third = (anna.create_session(x) for x in ("feedback-01", "feedback-02",
                                                             "equals-01"))  # fmt: skip
    first.move_to(clock().date().replace(day=20))
    second.move_to(clock().date().replace(day=30))
    third.start()
    for session in (first, second, third):
        anna.save(session)
    anna.index.refresh()
    assert open_planned_for_writing(anna).id == second.id
    clock.forward(days=30)
    assert open_planned_for_writing(anna).id == second.id
    with pytest.raises(WrongUse, match="has begun"):
        third.move_to(clock().date())
