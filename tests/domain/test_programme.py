"""Where a pair stands in a programme, and when it is time for more."""

from datetime import date

import pytest

from companion.domain.programme import next_date, next_step

SEVEN = ("equals-01", "equals-02", "social-media-01", "equals-04", "facebook-01", "equals-04")


@pytest.mark.parametrize(
    ("held", "step"),
    [
        ([], 0),
        (["equals-01"], 1),
        (["equals-02"], 0),
        (["equals-02", "equals-01"], 2),
        (["digital-01", "equals-01"], 1),
        (["equals-01", "equals-02", "social-media-01", "equals-04"], 4),
        (["equals-01", "equals-02", "social-media-01", "equals-04", "facebook-01"], 5),
        ([*SEVEN], 6),
        ([*SEVEN, "equals-04"], 6),
    ],
)
def test_the_next_step(held, step):
    assert next_step(SEVEN, held) == step


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, date(2026, 11, 24)),
        (date(2026, 11, 23), date(2026, 12, 14)),
        (date(2026, 10, 1), date(2026, 11, 24)),
    ],
)
def test_the_next_date(last, due):
    assert next_date(last, 3, date(2026, 11, 24)) == due
