"""FSRS behind one function: the same as py-fsrs alone, whenever it is replayed."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from companion.domain.recall.cards import AGAIN, EASY, GOOD, GRADES, HARD, Review
from companion.workspace.recall.fsrs_schedule import due_after

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(**time):
    return NOW + timedelta(**time)


@pytest.mark.parametrize("grade", GRADES)
def test_the_first_grade(grade):
    card, _log = Scheduler(enable_fuzzing=False).review_card(Card(1), Rating(grade), NOW)
    assert due_after([Review(NOW, grade)]) == card.due


def test_good_three_times_leads_from_minutes_to_days():
    reviews: list[Review] = []
    when, waits = NOW, []
    for _time in range(3):
        reviews.append(Review(when, GOOD))
        waits.append(due_after(reviews) - when)
        when += waits[-1]
    assert waits == [timedelta(minutes=10), timedelta(days=2), timedelta(days=11)]


def test_better_grades_never_lead_to_shorter_waits():
    chance = random.Random(4)
    reviews: list[Review] = []
    when = NOW
    for _time in range(40):
        waits = [due_after([*reviews, Review(when, grade)]) - when for grade in GRADES]
        assert waits == sorted(waits)
        assert waits[0] > timedelta()
        reviews.append(Review(when, chance.choice(GRADES)))
        when += timedelta(minutes=chance.choice([1, 60, 1500, 9000, 90_000]))


def test_a_clock_that_was_put_back_makes_nothing_negative():
    reviews = [Review(at(days=400), GOOD), Review(at(days=401), EASY), Review(NOW, AGAIN),
               Review(at(days=-3000), GOOD), Review(at(days=-3000), HARD)]  # fmt: skip
    for count in range(1, len(reviews) + 1):
        assert due_after(reviews[:count]) > reviews[count - 1].at


def test_the_same_reviews_give_the_same_day_every_time():
    reviews = [Review(at(days=30 * n), GOOD) for n in range(12)]
    assert len({due_after(reviews) for _time in range(20)}) == 1
