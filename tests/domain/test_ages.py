"""Ages in the one unit that people would say."""

from datetime import timedelta

import pytest

from companion.domain.durations import age_words, span_words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47), "1 day"),
        (timedelta(days=364), "364 days"),
        (timedelta(days=3 * 365), "3 years"),
        (timedelta(days=-2), "2 days"),
    ],
)
def test_a_span_has_one_unit(span, words):
    assert span_words(span) == words


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(days=-1), "just now"),
        (timedelta(hours=5), "5 hours ago"),
    ],
)
def test_an_age_is_ago(age, words):
    assert age_words(age) == words
