"""How cards stand by the log of all that was done with them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from companion.domain.recall.cards import (
    ADD,
    ALL,
    BURY,
    EASY,
    GOOD,
    GRADE,
    RESET,
    RESUME,
    SUSPEND,
    UNDO,
    Card,
    Entry,
    Review,
    Standing,
    entries_in_force,
    hint,
    replay,
    replay_one,
    unique_cards,
    unknown_cards,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def entry(do, card="a#1", number=0, **values):
    at = NOW + timedelta(minutes=number)
    return Entry(f"e{number}", at, do, card, **values)


def graded(number, grade=GOOD, card="a#1"):
    return entry(GRADE, card, number, grade=grade)


def undo(number, undoes):
    return entry(UNDO, "", number, undoes=undoes)


def test_reviews_are_kept_in_the_order_of_the_log():
    log = [graded(5), graded(2, EASY), graded(1, card="b#1")]
    standings = replay(log).standings
    assert standings["a#1"].reviews == (Review(log[0].at, GOOD), Review(log[1].at, EASY))
    assert standings["b#1"].reviews == (Review(log[2].at, GOOD),)


def test_undo_takes_back_one_thing_and_leaves_the_rest():
    log = [graded(1), graded(2, EASY), undo(3, "e2"), graded(4)]
    assert [review.grade for review in replay(log).standings["a#1"].reviews] == [GOOD, GOOD]
    assert [e.id for e in entries_in_force(log)] == ["e1", "e4"]


@pytest.mark.parametrize("undoes", ["e9", "e3", ""])
def test_undo_of_what_is_not_there_does_nothing(undoes):
    assert [e.id for e in entries_in_force([graded(1), undo(3, undoes)])] == ["e1"]


def test_a_line_that_stands_twice_counts_once():
    log = [graded(1), graded(2), graded(1), undo(3, "e2"), graded(2)]
    assert len(replay(log).standings["a#1"].reviews) == 1


@pytest.mark.parametrize(
    ("do", "before"),
    [(BURY, Standing()), (SUSPEND, Standing()), (RESUME, Standing(suspended=True))],
)
def test_what_is_done_can_be_undone(do, before):
    begin = [entry(SUSPEND)] if before.suspended else []
    done = entry(do, number=1, until="2026-11-24")
    assert replay([*begin, done]).standings["a#1"] != before
    after = replay([*begin, done, undo(2, "e1")]).standings.get("a#1", Standing())
    assert after == before


def test_a_card_is_buried_until_a_day_or_its_next_grade():
    bury = entry(BURY, until="2026-11-24")
    assert replay([bury]).standings["a#1"].buried == date(2026, 11, 24)
    assert replay([bury, graded(1)]).standings["a#1"].buried is None


def test_a_reset_card_begins_anew_and_keeps_its_history_in_the_log():
    log = [graded(1), entry(SUSPEND, number=2), entry(RESET, number=3)]
    assert replay(log).standings["a#1"] == Standing(suspended=True)
    assert replay([*log, undo(4, "e3")]).standings["a#1"].reviews == (Review(log[0].at, GOOD),)


def test_all_cards_are_reset_at_once():
    log = [graded(1), graded(2, card="b#1"), entry(RESET, ALL, 3), graded(4)]
    standings = replay(log).standings
    assert [len(standings[card].reviews) for card in ("a#1", "b#1")] == [1, 0]
    assert [len(s.reviews) for s in replay([*log, undo(5, "e3")]).standings.values()] == [2, 1]


def test_lessons_are_asked_for_until_that_is_undone():
    log = [entry(ADD, "feedback-02")]
    assert replay(log).added == {"feedback-02"}
    assert replay([*log, undo(1, "e0")]).added == frozenset()


def test_one_entry_more_is_the_same_as_all_from_the_beginning():
    log = [graded(1), entry(ADD, "feedback-02", 2), graded(3, card="b#1"),
           entry(SUSPEND, number=4), entry(RESET, ALL, 5), graded(6)]  # fmt: skip
    standing = replay([])
    for number, one in enumerate(log, start=1):
        standing = replay_one(standing, one)
        assert standing == replay(log[:number])


def test_what_a_later_version_does_is_let_be():
    assert (
        replay([graded(1), entry("explode", number=2)]).standings["a#1"]
        == replay([graded(1)]).standings["a#1"]
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("Situation, behaviour, impact, intent.", "Situation, behaviour …"),
        ("**Say** back what they heard and say thank you.", "Say back what …"),
        ("Two words", "Two …"),
        ("Thursday", "T …"),
        ("", "…"),
        ("漢字", "漢 …"),
    ],
)
def test_a_hint_never_is_the_answer(answer, words):
    assert hint(answer) == words


def test_cards_are_told_apart_by_their_ids():
    cards = [Card("1", "a", "b", "own"), Card("1", "c", "d", "own"), Card("2", "a", "b", "own")]
    assert unique_cards(cards) == [cards[0], cards[2]]


def test_words_that_a_card_has_are_not_new():
    known = [Card("1", "a", "b", "lesson")]
    assert unknown_cards([("a", "b"), ("a", "c"), ("a", "c")], known) == [("a", "c")]
