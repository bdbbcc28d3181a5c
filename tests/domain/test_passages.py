"""Places in a lesson are found again in another width, version or language."""

import pytest

from companion.domain.lesson.anchors import (
    MOST_QUOTED,
    find_passage,
    find_place,
    place_in_translation,
    place_of,
    quoted,
)

LESSON = [
    ("", "Say what you saw"),
    ("Purpose", "Purpose"),
    ("Purpose", "After this you can each give feedback."),
    ("Agenda/1", "1. Check in"),
    ("Agenda/1", "Which moment do you remember?"),
    ("Agenda/2", "2. Purpose and feedback"),
]


@pytest.mark.parametrize(("letters", "words"), [
    (0, "After this you can each give feedback."),
    (5, "this you can each give feedback."),
    (9, "you can each give feedback."),
    (500, "After this you can each give feedback."),
])  # fmt: skip
def test_a_place_is_its_section_and_the_words_that_follow(letters, words):
    assert place_of(LESSON, 2, letters) == ("Purpose", words)


@pytest.mark.parametrize("number", [-1, 6])
def test_a_place_that_is_nowhere_has_no_words(number):
    assert place_of(LESSON, number, 0) == ("", "")


@pytest.mark.parametrize("number", range(len(LESSON)))
@pytest.mark.parametrize("letters", [0, 3])
def test_every_place_is_found_again(number, letters):
    section, words = place_of(LESSON, number, letters)
    found, before = find_place(LESSON, section, words)
    assert found == number
    assert place_of(LESSON, found, before) == (section, words)


def test_words_that_moved_to_another_section_are_found_there():
    moved = [("Tips", text) for _section, text in LESSON]
    assert find_place(moved, "Purpose", "this you can") == (2, 5)


def test_words_that_are_gone_leave_their_section_or_the_beginning():
    assert find_place(LESSON, "Agenda/1", "nobody wrote this") == (3, 0)
    assert find_place(LESSON, "Recall", "nobody wrote this") == (0, 0)
    assert find_place([], "Recall", "x") == (0, 0)


def test_a_passage_that_says_just_this_comes_before_one_that_says_more():
    assert find_passage(LESSON, "", "Purpose") == 1
    assert find_passage(LESSON, "Agenda/2", "Purpose") == 5
    assert find_passage(LESSON, "Purpose", "") is None


def test_a_quote_ends_with_a_whole_word():
    text = "word " * 80
    assert len(quoted(text)) <= MOST_QUOTED
    assert quoted(text).endswith("word")
    assert quoted("漢" * 500) == "漢" * MOST_QUOTED
    assert quoted("short") == "short"


def test_the_other_language_has_the_same_part_of_the_section():
    dutch = [("", "Zeg wat je zag"), ("Purpose", "Doel"), ("Purpose", "Na deze sessie"),
             ("Purpose", "En nog iets"), ("Agenda/1", "1. Inchecken")]  # fmt: skip
    assert place_in_translation(LESSON, 2, dutch) == 2
    assert place_in_translation(LESSON, 4, dutch) == 4
    assert place_in_translation(LESSON, 5, dutch) == 0
    assert place_in_translation(LESSON, 99, dutch) == 0
