import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.fitted_line import fitted

PIECES = [(0, "4 min left"), (5, "2 Four steps, one moment"), (2, "session 0 of 45 min")]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, "4 min left · 2 Four steps, one moment · session 0 of 45 min"),
        (59, "4 min left · 2 Four steps, one moment · session 0 of 45 min"),
        (58, "4 min left · 2 Four steps, one mome… · session 0 of 45 min"),
        (43, "4 min left · 2 Four… · session 0 of 45 min"),
        (42, "4 min left · session 0 of 45 min"),
        (31, "4 min left · session 0 of 45 m…"),
        (20, "4 min left"),
        (3, "4 min left"),
    ],
)
def test_the_least_important_part_goes_first(width, line):
    assert fitted(PIECES, width, " · ") == line


@given(st.lists(st.tuples(st.integers(0, 9), st.text("a漢 ", max_size=20)), max_size=6),
       st.integers(0, 80))  # fmt: skip
def test_whatever_more_than_one_part_is_left_of_fits(pieces, width):
    line = fitted(pieces, width, " │ ")
    assert cell_len(line) <= width or " │ " not in line


def test_nothing_gives_nothing():
    assert fitted([], 80, " · ") == ""
