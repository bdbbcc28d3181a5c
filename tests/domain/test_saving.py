from datetime import UTC, datetime

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
from companion.domain.save_status import SaveStatus

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


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
    plan.saving(1)
    plan.sharing(1)
    assert not plan.waits
    assert plan.unsaved, "until it is written"
    plan.saved(1)
    assert not plan.unsaved
    assert plan.unshared, "until it is published"
    plan.shared(1)
    assert not plan.unshared


def test_an_older_write_says_nothing_of_what_a_later_one_has():
    plan = SavePlan()
    for order in (1, 2):
        plan.edited(order)
        plan.saving(order)
        plan.sharing(order)
    plan.saved(1)
    plan.shared(1)
    assert plan.unsaved
    assert plan.unshared
    plan.saved(2)
    plan.shared(2)
    assert not (plan.unsaved or plan.unshared)


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
        plan.sharing(1)
        plan.share_failed(now, 1)
        assert plan.unshared
        assert not plan.share_due(now + wait - 0.01)
        now += wait
        now += max(0.0, SHARE_LIMIT - wait)
    plan.sharing(2)
    plan.shared(2)
    plan.edited(now)
    plan.share_failed(now, 2)
    assert plan.share_due(now + BACKOFF[0] + SHARE_LIMIT)


def test_once_it_is_shared_what_comes_next_waits_for_no_failure():
    """It may be shared before its turn, as where a folder is found to be back."""
    plan = SavePlan()
    plan.edited(0.0)
    for order in (1, 2, 3):
        plan.sharing(order)
        plan.share_failed(0.0, order)
    plan.sharing(4)
    plan.shared(4)
    plan.edited(1.0)
    assert plan.share_due(1.0 + SHARE_PAUSE)


@pytest.mark.parametrize("again", [0.0, 3.0])
def test_a_private_copy_that_failed_is_due_again(again):
    plan = SavePlan()
    plan.edited(0.0)
    plan.saving()
    plan.save_failed(1.0)
    assert plan.unsaved
    assert plan.private_due(1.0 + PRIVATE_LIMIT + again)


DISKS = st.sampled_from(["private", "shared"])
NEWS = st.lists(st.tuples(DISKS, st.sampled_from("ab"), st.booleans()), max_size=12)


@given(NEWS)
def test_trouble_of_a_disk_lasts_until_what_failed_is_written_there(news):
    """In whatever order news of two documents come from two disks."""
    status, failed = SaveStatus(), set()
    for disk, document, well in news:
        if well:
            getattr(status, disk).written(document, AT)
            failed.discard((disk, document))
        else:
            getattr(status, disk).failed(document, f"{disk} {document}")
            failed.add((disk, document))
        troubled = {which for which, _document in failed}
        assert bool(status.private.troubles) == ("private" in troubled)
        assert bool(status.shared.troubles) == ("shared" in troubled)
        assert status.troubles == {f"{disk} {document}" for disk, document in failed}
        words = status.words(unsaved=False, unshared=False)
        assert words.startswith("! not saved") == ("private" in troubled)
        assert words.startswith("! not shared") == (troubled == {"shared"})


def test_what_fails_by_turns_is_news_once_until_it_healed_or_fails_otherwise():
    disk = SaveStatus().private
    fails = [("a", "full: home"), ("b", "full: home"), ("drafts", "full: drafts")]
    assert [disk.failed(*about) for about in fails * 3] == [True, False, True] + [False] * 6
    assert disk.failed("a", "read-only: home")
    assert not disk.failed("b", "full: home"), "it said so before"
    disk.written("drafts", AT)
    assert disk.failed("drafts", "full: drafts")


def test_what_was_published_while_the_private_disk_was_full_is_called_shared_once_that_healed():
    status = SaveStatus()
    status.private.failed("a", "full")
    status.shared.written("a", AT)
    assert status.words(unsaved=True, unshared=False) == "! not saved"
    status.private.written("a", AT)
    assert status.words(unsaved=False, unshared=False) == f"shared {AT.astimezone():%H:%M}"


def test_the_words_say_no_more_than_what_is_on_the_disks():
    status = SaveStatus()
    assert status.words(unsaved=False, unshared=False) == ""
    assert status.words(unsaved=True, unshared=True) == "saving …"
    status.private.written("a", AT)
    at = f"{AT.astimezone():%H:%M}"
    assert status.words(unsaved=False, unshared=True) == f"saved {at}"
    assert status.shared.failed("a", "gone")
    assert not status.shared.failed("a", "gone"), "it is told once"
    assert status.words(unsaved=True, unshared=True) == "! not shared · saving …"
    assert status.words(unsaved=False, unshared=True) == f"! not shared · saved {at}"
    status.shared.written("a", AT)
    assert status.words(unsaved=True, unshared=True) == "saving …"
