from dataclasses import replace
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
    SaveSchedule,
)
from companion.domain.save_status import CopyStatus, SaveStatus

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_nothing_is_due_before_anything_was_typed():
    plan = SaveSchedule()
    assert not (plan.unsaved or plan.unshared)
    assert not (plan.private_due(1e9) or plan.share_due(1e9))


def test_a_pause_makes_it_due():
    plan = SaveSchedule()
    plan.edited(100.0)
    assert plan.unsaved
    assert plan.unshared
    assert not plan.private_due(100 + PRIVATE_PAUSE - 0.01)
    assert plan.private_due(100 + PRIVATE_PAUSE + 0.01)
    assert not plan.share_due(100 + SHARE_PAUSE - 0.01)
    assert plan.share_due(100 + SHARE_PAUSE + 0.01)
    plan.save_started(1)
    plan.share_started(1)
    assert not plan.waits
    assert plan.unsaved, "until it is written"
    plan.saved(1)
    assert not plan.unsaved
    assert plan.unshared, "until it is published"
    plan.shared(1)
    assert not plan.unshared


def test_an_older_write_says_nothing_of_what_a_later_one_has():
    plan = SaveSchedule()
    for order in (1, 2):
        plan.edited(order)
        plan.save_started(order)
        plan.share_started(order)
    plan.saved(1)
    plan.shared(1)
    assert plan.unsaved
    assert plan.unshared
    plan.saved(2)
    plan.shared(2)
    assert not (plan.unsaved or plan.unshared)


@given(st.lists(st.floats(0.01, 0.2), min_size=1, max_size=200))
def test_who_types_without_a_pause_is_saved_all_the_same(gaps):
    plan, now, saved, shared = SaveSchedule(), 100.0, 100.0, 100.0
    for gap in gaps:
        plan.edited(now)
        now += gap
        if plan.private_due(now):
            plan.save_started()
            saved = now
        if plan.share_due(now):
            plan.share_started()
            shared = now
        assert now - saved <= 1.0
        assert now - shared <= SHARE_LIMIT + 0.4
    assert PRIVATE_LIMIT < 1.0


def test_failures_are_tried_again_more_and_more_rarely():
    plan, now = SaveSchedule(), 0.0
    plan.edited(now)
    now += SHARE_PAUSE
    for wait in (*BACKOFF, BACKOFF[-1]):
        assert plan.share_due(now)
        plan.share_started(1)
        plan.share_failed(now, 1)
        assert plan.unshared
        assert not plan.share_due(now + wait - 0.01)
        now += wait
        now += max(0.0, SHARE_LIMIT - wait)
    plan.share_started(2)
    plan.shared(2)
    plan.edited(now)
    plan.share_failed(now, 2)
    assert plan.share_due(now + BACKOFF[0] + SHARE_LIMIT)


def test_once_it_is_shared_what_comes_next_waits_for_no_failure():
    """It may be shared before its turn, as where a folder is found to be back."""
    plan = SaveSchedule()
    plan.edited(0.0)
    for order in (1, 2, 3):
        plan.share_started(order)
        plan.share_failed(0.0, order)
    plan.share_started(4)
    plan.shared(4)
    plan.edited(1.0)
    assert plan.share_due(1.0 + SHARE_PAUSE)


@pytest.mark.parametrize("again", [0.0, 3.0])
def test_a_private_copy_that_failed_is_due_again(again):
    plan = SaveSchedule()
    plan.edited(0.0)
    plan.save_started()
    plan.save_failed(1.0)
    assert plan.unsaved
    assert plan.private_due(1.0 + PRIVATE_LIMIT + again)


COPIES = st.sampled_from(["private", "shared"])
NEWS = st.lists(st.tuples(COPIES, st.sampled_from("ab"), st.booleans()), max_size=12)


@given(NEWS)
def test_trouble_of_a_copy_lasts_until_what_failed_is_written_there(news):
    """In whatever order news of two documents come from two disks."""
    status, failed = SaveStatus(), set()
    for which, document, well in news:
        copy = getattr(status, which)
        if well:
            status = replace(status, **{which: copy.written(document, AT)})
            failed.discard((which, document))
        else:
            status = replace(status, **{which: copy.failed(document, f"{which} {document}")})
            failed.add((which, document))
        troubled = {which for which, _document in failed}
        assert bool(status.private.troubles) == ("private" in troubled)
        assert bool(status.shared.troubles) == ("shared" in troubled)
        assert status.troubles == {f"{which} {document}" for which, document in failed}
        assert status.words.startswith("! not saved") == ("private" in troubled)
        assert status.words.startswith("! not shared") == (troubled == {"shared"})


SOME = frozenset({"a"})
CLOCK = f"{AT.astimezone():%H:%M}"


def test_what_was_published_while_the_private_disk_was_full_is_called_shared_once_that_healed():
    full, shared = CopyStatus(SOME).failed("a", "full"), CopyStatus().written("a", AT)
    assert SaveStatus(full, shared).words == "! not saved"
    healed = replace(full.written("a", AT), pending=frozenset())
    assert SaveStatus(healed, shared).words == f"shared {CLOCK}"


def test_the_words_say_no_more_than_what_is_on_the_disks():
    never, saved = CopyStatus(), CopyStatus().written("a", AT)
    waits, saving = CopyStatus(SOME), replace(saved, pending=SOME)
    assert SaveStatus().words == ""
    assert SaveStatus(waits, waits).words == "saving …"
    assert SaveStatus(saved, waits).words == f"saved {CLOCK}"
    assert SaveStatus(saved, never).words == f"saved {CLOCK}"
    gone = waits.failed("a", "gone")
    assert SaveStatus(saving, gone).words == "! not shared · saving …"
    assert SaveStatus(saved, gone).words == f"! not shared · saved {CLOCK}"
    assert SaveStatus(saving, gone.written("a", AT)).words == "saving …"


def test_the_words_end_with_the_receipt():
    shared = CopyStatus().written("a", AT)
    assert SaveStatus(shared, shared, "Bert").words == f"shared {CLOCK} · Bert has it"
    assert SaveStatus(receipt="Bert").words == "Bert has it"
