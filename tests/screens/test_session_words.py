from datetime import timedelta

import pytest

from screens.session_words import in_minutes


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (300, "5 min"),
        (299, "5 min"),
        (61, "2 min"),
        (60, "1 min"),
        (59.6, "1 min"),
        (59.4, "0:59"),
        (0, "0:00"),
        (-5, "0:05"),
        (-59, "0:59"),
        (-61, "1 min"),
        (-119, "1 min"),
        (-120, "2 min"),
    ],
)
def test_the_time_left_ticks_near_the_end_only(seconds, words):
    assert in_minutes(timedelta(seconds=seconds)) == words
