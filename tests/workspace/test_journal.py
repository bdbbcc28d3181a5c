"""What was said: what the line shows and for how long, what may have been missed, what is kept."""

from datetime import datetime, timedelta

import pytest

from companion.workspace.session.journal import (
    READING,
    REMEMBERED,
    STAYS,
    Journal,
    Notice,
    Priority,
)

NINE = datetime(2026, 11, 26, 9, 0)


@pytest.fixture
def journal():
    return Journal()


def say(journal, *words, at=NINE, lasts=False, **about):
    for line in words:
        journal.add(Notice(line, at, **about), lasts=lasts)


def shown(journal):
    return journal.shown and journal.shown.words


def test_nothing_was_said_yet(journal):
    assert journal.is_empty
    assert shown(journal) is None
    assert not journal.key_pressed(NINE)


def test_of_a_burst_the_newest_is_shown_the_others_are_counted_and_the_last_twenty_kept(journal):
    say(journal, *(f"{n} came" for n in range(30)))
    assert shown(journal) == "29 came"
    assert journal.missed == REMEMBERED - 1
    assert [n.words for n in journal] == [f"{n} came" for n in range(29, 9, -1)]


def test_what_was_read_before_the_next_came_is_not_counted(journal):
    say(journal, "one")
    journal.key_pressed(NINE + READING)
    say(journal, "two", at=NINE + READING)
    assert journal.missed == 0
    say(journal, "three", at=NINE + READING)
    assert journal.missed == 1


def test_a_key_in_the_middle_of_a_word_is_no_sign_that_it_was_read(journal):
    say(journal, "one")
    journal.key_pressed(NINE + READING / 2)
    say(journal, "two", at=NINE + READING / 2)
    assert journal.missed == 1


def test_it_stays_for_as_long_as_nobody_is_there(journal):
    say(journal, "one")
    assert not journal.key_pressed(NINE + timedelta(days=2))
    assert shown(journal) == "one"


def test_it_goes_with_a_key_some_time_after_it_was_read(journal):
    say(journal, "one")
    journal.key_pressed(NINE + READING)
    assert not journal.key_pressed(NINE + STAYS)
    assert shown(journal) == "one"
    assert journal.key_pressed(NINE + READING + STAYS)
    assert shown(journal) is None
    assert [n.words for n in journal] == ["one"]
    say(journal, "two", at=NINE + STAYS)
    assert shown(journal) == "two"
    assert journal.missed == 0


def test_reading_all_of_it_leaves_nothing_to_count_and_the_newest_on_the_line(journal):
    say(journal, "one", "two", "three")
    assert journal.missed == 2
    journal.read_all(NINE)
    assert (journal.missed, shown(journal)) == (0, "three")
    say(journal, "four")
    assert journal.missed == 0


def test_what_is_said_twice_in_a_row_stands_there_once_with_the_later_time(journal):
    later = NINE + timedelta(minutes=1)
    say(journal, "gone")
    say(journal, "gone", at=later)
    assert [(n.words, n.at) for n in journal] == [("gone", later)]
    assert journal.missed == 0
    say(journal, "back", "gone", at=later)
    assert [n.words for n in journal] == ["gone", "back", "gone"]


def test_the_same_words_about_something_else_are_another_notice(journal):
    say(journal, "Bert skipped it.", item=("s1", "i1"))
    say(journal, "Bert skipped it.", item=("s1", "i2"))
    assert [n.item[1] for n in journal] == ["i2", "i1"]


def test_what_is_said_again_after_it_went_is_shown_again(journal):
    say(journal, "gone")
    journal.key_pressed(NINE + READING)
    journal.key_pressed(NINE + READING + STAYS)
    say(journal, "gone", at=NINE + READING + STAYS)
    assert shown(journal) == "gone"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (Priority.URGENT, Priority.OTHERS),
        (Priority.URGENT, Priority.DONE),
        (Priority.OTHERS, Priority.DONE),
    ],
)
def test_what_is_worth_more_stands_before_what_is_worth_less(journal, first, then):
    say(journal, "more", worth=first)
    say(journal, "less", worth=then)
    assert (shown(journal), journal.missed) == ("more", 1)
    say(journal, "more again", worth=first)
    assert (shown(journal), journal.missed) == ("more again", 2)
    assert journal.key_pressed(NINE + READING)
    assert (shown(journal), journal.missed) == ("less", 1)
    say(journal, "and more", worth=first, at=NINE + READING)
    assert shown(journal) == "and more"


def test_once_it_was_read_anything_newer_takes_its_place(journal):
    say(journal, "Bert went on.", worth=Priority.OTHERS)
    journal.key_pressed(NINE + READING)
    say(journal, "Skipped.", at=NINE + READING)
    assert (shown(journal), journal.missed) == ("Skipped.", 0)


def test_the_answer_to_a_key_gives_way_with_the_next_one(journal):
    say(journal, "This is the first item.", worth=Priority.URGENT)
    say(journal, "Bert stopped the clock.", worth=Priority.OTHERS)
    assert shown(journal) == "This is the first item."
    assert journal.key_pressed(NINE)
    assert (shown(journal), journal.missed) == ("Bert stopped the clock.", 0)


def test_trouble_stands_there_as_long_as_it_lasts(journal):
    later = NINE + READING + STAYS
    say(journal, "away", worth=Priority.URGENT, lasts=True)
    assert not journal.key_pressed(NINE + READING)
    assert not journal.key_pressed(later)
    say(journal, "Bert went on.", worth=Priority.OTHERS, at=later)
    say(journal, "Written down.", at=later)
    assert (shown(journal), journal.missed) == ("away", 2)
    say(journal, "This is the first item.", worth=Priority.URGENT, at=later)
    assert shown(journal) == "This is the first item."
    assert journal.key_pressed(later)
    assert shown(journal) == "away"
    assert journal.end_trouble(later)
    assert (shown(journal), journal.missed) == ("Bert went on.", 1)
    assert not journal.end_trouble(later)


def test_of_two_troubles_the_one_that_still_is_stands_there(journal):
    say(journal, "full", "away", worth=Priority.URGENT, lasts=True)
    assert journal.end_trouble(NINE, but=["full"])
    assert shown(journal) == "full"
    say(journal, "No such file.", worth=Priority.URGENT)
    assert not journal.end_trouble(NINE, but=["full"])
    assert shown(journal) == "No such file."
    assert journal.key_pressed(NINE) and shown(journal) == "full"
    say(journal, "away", worth=Priority.URGENT, lasts=True)
    assert journal.end_trouble(NINE, but=["away"])
    assert shown(journal) == "away"
    assert journal.end_trouble(NINE)
    assert (shown(journal), journal.missed) == (None, 0)


def test_of_what_waits_while_trouble_lasts_only_what_can_be_read_again_comes_to_the_line(journal):
    say(journal, "away", worth=Priority.URGENT, lasts=True)
    say(journal, "Bert went on.", worth=Priority.OTHERS)
    say(journal, *(f"{n} came" for n in range(5000)))
    assert journal.missed == REMEMBERED - 1
    assert journal.end_trouble(NINE)
    came, now = [shown(journal)], NINE
    while journal.key_pressed(now := now + READING) and journal.shown:
        came.append(shown(journal))
    assert came == [f"{n} came" for n in range(4999, 4999 - REMEMBERED, -1)]
    assert journal.missed == 0


def test_trouble_that_ends_leaves_an_empty_line(journal):
    say(journal, "away", worth=Priority.URGENT, lasts=True)
    say(journal, "away", worth=Priority.URGENT)
    assert journal.end_trouble(NINE)
    assert (shown(journal), journal.missed) == (None, 0)
