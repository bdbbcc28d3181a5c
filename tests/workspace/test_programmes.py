"""Following a programme together."""

from datetime import date

import pytest

from companion.domain.errors import NotFound
from companion.domain.programme import Plan, find_programme
from companion.workspace.programmes import adopt, leave, programme_named, standing

SEVEN, FOUR = find_programme("seven"), find_programme("four")


def hold(workspace, lesson):
    session = workspace.create_session(lesson)
    session.start()
    session.finish()
    workspace.save(session)
    workspace.index.refresh()


def test_both_follow_what_one_adopts(couple, clock, launch):
    anna, bert = couple
    hold(anna, "equals-01")
    clock.forward(days=1)
    assert standing(anna) is None
    adopt(anna, SEVEN)
    bert.index.refresh()
    for workspace in (anna, bert):
        found = standing(workspace)
        assert (found.programme, found.step, found.lesson) == (SEVEN, 0, "equals-01")
    for number, lesson in enumerate(SEVEN.lessons, start=1):
        hold(bert, lesson)
        hold(bert, "digital-01")
        anna.index.refresh()
        assert standing(anna).step == number
        clock.forward(days=1)
    assert standing(anna).lesson == ""
    again = launch("anna")
    assert standing(again).step == len(SEVEN.lessons), "the lists know it without opening anything"


def test_when_the_next_session_is_due(couple, clock):
    anna, _bert = couple
    adopt(anna, FOUR)
    assert standing(anna).on == date(2026, 11, 23)
    hold(anna, "equals-02")
    assert standing(anna).on == date(2026, 12, 7)


def test_a_programme_can_be_left_and_changed(couple):
    anna, bert = couple
    adopt(anna, SEVEN)
    bert.index.refresh()
    adopt(bert, FOUR)
    anna.index.refresh()
    assert standing(anna).programme is FOUR
    leave(anna)
    bert.index.refresh()
    assert standing(bert) is None


def test_two_who_choose_at_once_end_with_one(couple, launch):
    anna, bert = couple
    assert bert.programme.notebook.plan is None  # opened before the other chose
    adopt(anna, SEVEN)
    adopt(bert, FOUR)
    plans = {launch(name).programme.notebook.plan for name in ("anna", "bert")}
    assert len(plans) == 1


def test_a_programme_of_a_later_version_is_left_alone(couple):
    anna, bert = couple
    anna.programme.set_plan(Plan("eleven", "2026-11-23", "anna"))
    anna.save(anna.programme)
    bert.index.refresh()
    assert bert.index.plan.programme == "eleven"
    assert standing(bert) is None
    with pytest.raises(NotFound, match="seven, four"):
        programme_named("eleven")
