"""When cards are asked, whatever the clock did, and the words for it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from companion.domain.recall.cards import AGAIN, EASY, GOOD, Card, Review, Standing
from companion.domain.recall.due import (
    ScheduledCard,
    amount_words,
    asked_from,
    done_words,
    due_now,
    is_due,
    next_words,
    state_words,
    wait_words,
    when_words,
)

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


def held(due=None, last=None, name="a#1", **standing):
    reviews = () if due is None else (Review(last or NOW - timedelta(days=9), GOOD),)
    return ScheduledCard(Card(name, "q", "a", "lesson"), Standing(reviews, **standing), due)


def ahead(**time):
    return NOW + timedelta(**time)


def test_a_new_card_is_due():
    assert is_due(held(), NOW)


def test_a_card_is_asked_from_the_morning_of_its_day():
    card = held(due=datetime(2026, 11, 24, 20, 0, tzinfo=ZONE))
    assert not is_due(card, NOW)
    assert not is_due(card, datetime(2026, 11, 23, 23, 59, tzinfo=ZONE))
    assert is_due(card, datetime(2026, 11, 24, 0, 0, tzinfo=ZONE))


def test_a_card_of_one_day_waits_that_day():
    card = held(due=ahead(days=1), last=NOW)
    assert not is_due(card, ahead(hours=23))
    assert is_due(card, ahead(hours=24))


def test_a_card_of_minutes_waits_them():
    card = held(due=ahead(minutes=10), last=NOW)
    assert not is_due(card, ahead(minutes=9))
    assert is_due(card, ahead(minutes=10))


def test_a_card_asked_in_what_is_the_future_now_is_asked_at_once():
    """The clock was a year ahead; it would not come before that year is over."""
    assert is_due(held(due=ahead(days=400), last=ahead(days=365)), NOW)


def test_a_clock_that_is_put_right_by_minutes_changes_nothing():
    assert not is_due(held(due=ahead(days=2), last=ahead(minutes=3)), NOW)


def test_a_card_due_long_ago_is_just_due():
    card = held(due=datetime(1990, 1, 1, tzinfo=UTC), last=datetime(1989, 12, 30, tzinfo=UTC))
    assert is_due(card, NOW)
    assert state_words(card, NOW) == "now"
    assert when_words(datetime(1990, 1, 1, tzinfo=UTC), NOW) == "now"


def test_a_buried_card_comes_back_tomorrow():
    card = held(buried=date(2026, 11, 24))
    assert not is_due(card, datetime(2026, 11, 23, 23, 59, tzinfo=ZONE))
    assert is_due(card, datetime(2026, 11, 24, 0, 0, tzinfo=ZONE))


def test_a_card_buried_by_a_clock_that_was_ahead_is_asked_at_once():
    assert is_due(held(buried=date(2031, 1, 1)), NOW)


def test_a_suspended_card_is_not_asked_and_counts_for_nothing():
    card = held(suspended=True)
    assert not is_due(card, NOW)
    assert next_words([card], NOW) == ""
    assert state_words(card, NOW) == "paused"


def test_those_asked_before_come_first_then_new_ones_in_their_order():
    cards = [held(name="n1"), held(ahead(hours=-1), name="old"), held(name="n2"),
             held(ahead(days=-3), name="older"), held(ahead(days=3), name="later")]  # fmt: skip
    assert [h.card.id for h in due_now(cards, NOW)] == ["older", "old", "n1", "n2"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 card, about 1 minute"), (5, "5 cards, about 2 minutes"),
     (30, "30 cards, about 12 minutes"), (400, "400 cards, about 2 hours")],
)  # fmt: skip
def test_an_amount_in_words(count, words):
    assert amount_words(count) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "now"),
        (ahead(seconds=20), "in 1 minute"),
        (ahead(minutes=9, seconds=50), "in 10 minutes"),
        (ahead(hours=5), "in 5 hours"),
        (ahead(hours=15), "tomorrow"),
        (ahead(hours=38), "tomorrow"),
        (ahead(days=3), "in 3 days"),
        (ahead(days=800), "in 2 years"),
    ],
)
def test_a_moment_in_words(moment, words):
    assert when_words(moment, NOW) == words


@pytest.mark.parametrize(
    ("hour", "moment", "words"),
    [
        ((23, 55), datetime(2026, 11, 24, 0, 5, tzinfo=ZONE), "in 10 minutes"),
        ((22, 55), datetime(2026, 11, 24, 0, 0, tzinfo=ZONE), "tomorrow"),
        ((23, 55), datetime(2026, 11, 24, 3, 0, tzinfo=ZONE), "tomorrow"),
        ((0, 0), datetime(2026, 11, 23, 0, 10, tzinfo=ZONE), "in 10 minutes"),
    ],
)
def test_a_moment_in_words_around_midnight(hour, moment, words):
    now = datetime(2026, 11, 23, *hour, tzinfo=ZONE)
    assert when_words(moment, now) == words
    assert when_words(moment.astimezone(UTC), now) == words


def test_a_wait_in_words():
    waits = [timedelta(seconds=-5), timedelta(seconds=330), timedelta(days=8)]
    assert [wait_words(wait) for wait in waits] == ["1 minute", "6 minutes", "8 days"]


def test_the_next_cards_in_words():
    cards = [held(ahead(minutes=10), last=NOW), held(ahead(minutes=10), last=NOW), held()]
    assert next_words(cards, NOW) == "The next 2 cards come in 10 minutes."
    assert next_words(cards[1:], NOW) == "The next card comes in 10 minutes."
    assert next_words([], NOW) == ""


def test_what_was_done_is_told_without_blame():
    assert done_words({AGAIN: 1, EASY: 4}) == "5 cards done: 1 again, 4 easy."
    assert done_words({GOOD: 1}) == "1 card done: 1 good."


@pytest.mark.parametrize("year", [1, 9000])
def test_no_year_a_log_may_hold_breaks_anything(year):
    far = datetime(year, 1, 1, tzinfo=UTC)
    card = held(far, last=far, buried=far.date())
    assert state_words(card, NOW)
    assert asked_from(card, NOW)
