from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.note.undo_groups import PAUSE, Typed, continues_group
from companion.domain.text import Patch

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "patch", "together"),
    [
        (Patch(0, 0, "a"), Patch(1, 0, "b"), True),
        (Patch(0, 0, "a"), Patch(5, 0, "b"), False),
        (Patch(0, 0, "a"), Patch(0, 0, "b"), False),
        (Patch(0, 0, "a"), Patch(1, 0, "\n"), False),
        (Patch(0, 0, "\n"), Patch(1, 0, "a"), False),
        (Patch(0, 0, "a"), Patch(1, 0, "bc"), True),
        (Patch(0, 0, "ab"), Patch(2, 0, "c"), True),
        (Patch(0, 0, "ab"), Patch(1, 0, "c"), False),
        (Patch(0, 0, "a"), Patch(0, 1, ""), False),
        (Patch(5, 1, ""), Patch(4, 1, ""), True),
        (Patch(5, 1, ""), Patch(5, 1, ""), True),
        (Patch(5, 1, ""), Patch(1, 1, ""), False),
        (Patch(5, 1, ""), Patch(4, 0, "a"), False),
        (Patch(5, 4, ""), Patch(4, 1, ""), False),
    ],
)
def test_what_is_taken_back_together(before, patch, together):
    assert continues_group(Typed(before, NOW), Typed(patch, NOW)) is together


@pytest.mark.parametrize(
    ("pause", "together"),
    [(PAUSE, True), (PAUSE * 2, False), (timedelta(days=-1), False)],
)
def test_a_pause_or_a_clock_put_back_ends_the_stretch(pause, together):
    first = Typed(Patch(0, 0, "a"), NOW)
    assert continues_group(first, Typed(Patch(1, 0, "b"), NOW + pause)) is together


def test_the_first_edit_stands_alone():
    assert not continues_group(None, Typed(Patch(0, 0, "a"), NOW))


@pytest.mark.parametrize("pasted", [(True, False), (False, True), (True, True)])
def test_what_is_pasted_is_taken_back_for_itself(pasted):
    before, after = Patch(0, 0, "a"), Patch(1, 0, "b")
    first, second = pasted
    assert not continues_group(Typed(before, NOW, "", first), Typed(after, NOW, "", second))


def test_words_of_two_people_are_taken_back_apart():
    before, after = Patch(0, 0, "a"), Patch(1, 0, "b")
    assert continues_group(Typed(before, NOW, "anna"), Typed(after, NOW, "anna"))
    assert not continues_group(Typed(before, NOW, "anna"), Typed(after, NOW, "bert"))
