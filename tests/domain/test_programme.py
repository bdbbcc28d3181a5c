"""Where a pair stands in a programme, and when it is time for more."""

from datetime import date

import pytest

from companion.domain.lesson.programme import PROGRAMMES, find_programme, next_date, places_left

SEVEN, FOUR = find_programme("seven"), find_programme("four")


@pytest.mark.parametrize(
    ("held", "left"),
    [
        ([], (0, 1, 2, 3, 4, 5, 6)),
        (["equals-01"], (1, 2, 3, 4, 5, 6)),
        (["equals-02", "equals-01"], (2, 3, 4, 5, 6)),
        (["equals-01", "equals-01", "equals-02"], (2, 3, 4, 5, 6)),
        ([*SEVEN.lessons[:3], "equals-04"], (4, 5, 6)),
        ([*SEVEN.lessons[:3], "equals-04", "equals-04"], (4, 5)),
        (["equals-04"], (0, 1, 2, 4, 5, 6)),
        ([*SEVEN.lessons], ()),
        ([*SEVEN.lessons, "equals-04", "digital-01"], ()),
    ],
)
def test_what_is_left(held, left):
    assert places_left(SEVEN, held) == left


@pytest.mark.parametrize(
    ("held", "left"),
    [
        (["digital-01", "equals-01", "equals-02"], (2, 3, 4, 5, 6)),
        (["equals-01", "equals-02", "digital-01"], (3, 4, 5, 6)),
        (["equals-01", "equals-02", "digital-01", "digital-02"], (3, 4, 5, 6)),
        (["equals-01", "equals-02", "digital-01", "social-media-01"], (3, 4, 5, 6)),
        (["equals-01", "equals-02", "equals-01"], (2, 3, 4, 5, 6)),
        (["equals-01", "equals-02", "facebook-01"], (2, 3, 5, 6)),
    ],
)
def test_another_topic_takes_its_place_when_it_comes_next(held, left):
    assert places_left(SEVEN, held) == left


def test_the_short_one_lets_its_only_topic_be_another():
    assert places_left(FOUR, ["equals-02", "our-own-01", "feedback-02"]) == (3,)


@pytest.mark.parametrize("programme", PROGRAMMES, ids=lambda p: p.id)
def test_a_programme_looks_back_half_way(programme):
    assert 0 < programme.topic < programme.half_way < len(programme.lessons) - 1
    assert programme.lessons[-1] == "equals-04"


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("last", "agreed", "due"),
    [
        (None, None, TODAY),
        (date(2026, 11, 23), None, date(2026, 12, 14)),
        (date(2026, 10, 1), None, TODAY),
        (date(2026, 11, 23), date(2026, 12, 3), date(2026, 12, 3)),
        (date(2026, 11, 23), TODAY, TODAY),
        (None, date(2027, 1, 5), date(2027, 1, 5)),
        (date(2026, 11, 10), date(2026, 11, 20), date(2026, 12, 1)),
        (date.max, None, date(2026, 12, 15)),
        (date.min, date.max, date.max),
    ],
)
def test_the_next_date(last, agreed, due):
    assert next_date(last, agreed, 3, TODAY) == due
