"""Following a programme together."""

from datetime import date

import pytest

from companion.domain.errors import NotFound
from companion.domain.lesson.programme import Plan, find_programme
from companion.domain.session.close_text import NEXT, CloseField
from companion.storage.document.tables import tables_of
from companion.storage.sync.store import Store
from companion.workspace.session.programmes import (
    adopt,
    leave,
    programme_named,
    standing,
    unknown_programme,
)

DAY = CloseField(NEXT)

SEVEN, FOUR = find_programme("seven"), find_programme("four")


def hold(workspace, lesson, agreed=""):
    session = workspace.create_session(lesson)
    session.start()
    session.enter_day(session.close_text_in(DAY), agreed)
    session.finish()
    workspace.save(session)
    workspace.index.refresh()


def test_both_follow_what_one_adopts(couple, clock):
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
        hold(bert, "equals-01")  # besides
        anna.index.refresh()
        assert standing(anna).held == number
        clock.forward(days=1)
    found = standing(anna)
    assert (found.step, found.lesson, found.left) == (7, "", ())


def test_the_lists_know_the_plan_without_opening_it(couple, launch, monkeypatch):
    anna, _bert = couple
    adopt(anna, SEVEN)
    hold(anna, "equals-01")
    for name in ("open", "load_read_only"):
        monkeypatch.setattr(Store, name, lambda _store, what: pytest.fail(f"opened {what}"))
    again = launch("anna")
    assert standing(again).lesson == "equals-02"


def test_when_the_next_session_is_due(couple, clock):
    anna, bert = couple
    hold(anna, "equals-01", "2026-11-26")
    clock.forward(days=1)
    adopt(anna, FOUR)
    assert standing(anna).on == date(2026, 11, 26), "as they agreed before"
    clock.forward(days=3)
    assert standing(anna).on == date(2026, 11, 27), "that day has passed"
    hold(anna, "equals-02")
    assert standing(anna).on == date(2026, 12, 11), "by the rhythm"
    hold(bert, "facebook-01", "2026-12-03")
    anna.index.refresh()
    assert standing(anna).on == date(2026, 12, 3), "as they agreed"


def test_a_session_counts_from_the_day_it_was_held(couple, clock):
    anna, _bert = couple
    planned = anna.create_session("equals-02")
    anna.save(planned)
    clock.forward(days=3)
    adopt(anna, FOUR)
    planned.start()
    planned.finish()
    anna.save(planned)
    anna.index.refresh()
    assert standing(anna).held == 1
    assert standing(anna).on == date(2026, 12, 10)


@pytest.mark.parametrize("text", ["soon", "9999-12-31", "0001-01-01", "2026-02-30", ""])
def test_days_that_make_no_sense(couple, text):
    anna, _bert = couple
    anna.programme.set_plan(Plan("four", text, "anna"))
    anna.save(anna.programme)
    hold(anna, "equals-02", text)
    assert standing(anna).on >= date(2026, 11, 23)


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


def test_what_was_held_counts_in_another_programme_until_that_would_be_complete(couple, clock):
    anna, _bert = couple
    adopt(anna, FOUR)
    for lesson in FOUR.lessons:
        hold(anna, lesson)
        clock.forward(days=14)
    assert standing(anna).left == ()
    adopt(anna, SEVEN)
    assert standing(anna).left == (0, 2, 6)
    adopt(anna, SEVEN)
    assert standing(anna).held == 4, "adopting it again changes nothing"
    adopt(anna, FOUR)
    assert standing(anna).held == 0, "it begins anew"


def test_one_taken_up_again_goes_on_where_it_was(couple, clock):
    anna, _bert = couple
    adopt(anna, FOUR)
    hold(anna, "equals-02")
    clock.forward(days=1)
    plan = anna.index.plan
    leave(anna)
    adopt(anna, FOUR, plan.since)
    assert standing(anna).held == 1


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("second", [Plan("four", "2026-11-24", "bert"), None])
def test_two_who_choose_at_once_end_with_one_whole_plan(couple, launch, order, second):
    anna, bert = couple
    adopt(anna, SEVEN)
    bert.index.refresh()
    plans = [Plan("four", "2026-11-23", "anna"), second]
    for workspace, plan in zip(couple, plans, strict=True):
        document = workspace.programme
        document.refresh()
        document.set_plan(plan)
    for workspace in couple[::order]:
        workspace.save(workspace.programme)  # neither has seen what the other chose
    found = []
    for name in ("anna", "bert"):
        again = launch(name)
        again.index.refresh()
        found.append(again.index.plan)
    assert found[0] == found[1]
    assert found[0] in plans


def test_a_programme_of_a_later_version_is_left_alone(couple):
    anna, bert = couple
    anna.programme.set_plan(Plan("eleven", "2026-11-23", "anna"))
    anna.save(anna.programme)
    bert.index.refresh()
    assert bert.index.plan.programme == "eleven"
    assert standing(bert) is None
    assert unknown_programme(bert) == "eleven"
    hold(bert, "equals-01")
    anna.index.refresh()
    assert anna.index.plan == Plan("eleven", "2026-11-23", "anna")
    with pytest.raises(NotFound, match="seven, four"):
        programme_named("eleven")
    adopt(bert, FOUR)
    assert (standing(bert).programme, unknown_programme(bert)) == (FOUR, "")


def test_the_plan_stands_in_the_readable_tables(couple):
    anna, _bert = couple
    adopt(anna, SEVEN)
    assert tables_of(anna.programme.notebook)["plan"] == {
        "1": {"programme": "seven", "since": "2026-11-23", "by": anna.pair.me.id}
    }
