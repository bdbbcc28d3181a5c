import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.save_schedule import (
    BACKOFF,
    PRIVATE_LIMIT,
    PRIVATE_PAUSE,
    SHARE_LIMIT,
    SHARE_PAUSE,
    SavePlan,
)


def test_nothing_is_due_before_anything_was_typed():
    plan = SavePlan()
    assert not (plan.unsaved or plan.unshared)
    assert not (plan.private_due(1e9) or plan.share_due(1e9))


def test_a_pause_makes_it_due():
    plan = SavePlan()
    plan.edited(100.0)
    assert plan.unsaved
    assert plan.unshared
    assert not plan.private_due(100 + PRIVATE_PAUSE - 0.01)
    assert plan.private_due(100 + PRIVATE_PAUSE + 0.01)
    assert not plan.share_due(100 + SHARE_PAUSE - 0.01)
    assert plan.share_due(100 + SHARE_PAUSE + 0.01)
    plan.saving()
    assert not plan.unsaved
    assert plan.unshared
    plan.sharing()
    assert not plan.unshared


@given(st.lists(st.floats(0.01, 0.2), min_size=1, max_size=200))
def test_who_types_without_a_pause_is_saved_all_the_same(gaps):
    plan, now, saved, shared = SavePlan(), 100.0, 100.0, 100.0
    for gap in gaps:
        plan.edited(now)
        now += gap
        if plan.private_due(now):
            plan.saving()
            saved = now
        if plan.share_due(now):
            plan.sharing()
            shared = now
        assert now - saved <= 1.0
        assert now - shared <= SHARE_LIMIT + 0.4
    assert PRIVATE_LIMIT < 1.0


def test_failures_are_tried_again_more_and_more_rarely():
    plan, now = SavePlan(), 0.0
    plan.edited(now)
    now += SHARE_PAUSE
    for wait in (*BACKOFF, BACKOFF[-1]):
        assert plan.share_due(now)
        plan.sharing()
        assert not plan.unshared
        plan.share_failed(now)
        assert plan.unshared
        assert not plan.share_due(now + wait - 0.01)
        now += wait
        now += max(0.0, SHARE_LIMIT - wait)
    plan.sharing()
    plan.shared()
    plan.edited(now)
    plan.share_failed(now)
    assert plan.share_due(now + BACKOFF[0] + SHARE_LIMIT)


@pytest.mark.parametrize("again", [0.0, 3.0])
def test_a_private_copy_that_failed_is_due_again(again):
    plan = SavePlan()
    plan.edited(0.0)
    plan.saving()
    plan.save_failed(1.0)
    assert plan.unsaved
    assert plan.private_due(1.0 + PRIVATE_LIMIT + again)
