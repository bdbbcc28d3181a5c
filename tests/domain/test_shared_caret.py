"""A caret in a text of both stays where its owner would go on writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.note.shared_caret import SharedCaret, is_on_empty_line
from companion.domain.text import Patch

TEXTS = st.text("ab\n", max_size=12)


def after(text, caret, *patches, behind_other=False, below=False):
    """Where a caret without a selection is then, and whether its owner begins a line below."""
    found = SharedCaret(caret, caret, below).after(text, patches, behind_other)
    assert found.anchor == found.caret
    return found.caret, found.begins_below


@pytest.mark.parametrize(("place", "empty"), [(0, False), (2, False), (3, True), (4, False)])
def test_an_empty_line_is_one_in_which_nothing_stands(place, empty):
    assert is_on_empty_line("ab\n\ncd", place) is empty


def test_an_empty_text_is_an_empty_line():
    assert is_on_empty_line("", 0)


def test_words_elsewhere_move_it_with_its_own():
    assert after("one two", 5, Patch(0, 0, "so, ")) == (9, False)
    assert after("one two", 5, Patch(7, 0, " three")) == (5, False)


def test_behind_own_words_it_stays_before_what_comes_there():
    assert after("one", 3, Patch(3, 0, " two")) == (3, False)


def test_behind_a_word_of_the_other_it_goes_along():
    assert after("on", 2, Patch(2, 0, "e"), behind_other=True) == (3, False)


def test_on_an_empty_line_it_goes_behind_what_comes_and_begins_below():
    assert after("one\n", 4, Patch(4, 0, "t"), Patch(5, 0, "wo")) == (7, True)


def test_an_empty_line_that_comes_to_an_empty_line_does_not_take_it_along():
    assert after("", 0, Patch(0, 0, "\n")) == (0, False)


def test_a_further_line_of_the_other_takes_it_along_and_it_begins_below():
    assert after("one", 3, Patch(3, 0, "\ntwo"), behind_other=True) == (7, True)


def test_whose_empty_line_is_removed_begins_below():
    assert after("one\n", 4, Patch(3, 1, "")) == (3, True)


def test_whose_words_are_removed_begins_in_their_place():
    assert after("one\ntwo", 7, Patch(3, 4, "")) == (3, False)


def test_who_begins_below_goes_along_with_all_that_comes():
    assert after("one", 3, Patch(3, 0, "s"), below=True) == (4, True)


@pytest.mark.parametrize("ends", [(4, 7), (7, 4)])
def test_a_selection_stays_on_its_words_in_its_direction(ends):
    patches = [Patch(8, 0, "?"), Patch(4, 0, "or "), Patch(0, 3, "1")]
    found = SharedCaret(*ends).after("one two!", patches, is_behind_other=True)
    moved = {4: 5, 7: 8}
    assert (found.anchor, found.caret) == (moved[ends[0]], moved[ends[1]])
    assert not found.begins_below


def test_a_selection_whose_words_go_away_is_a_caret_where_they_were():
    assert SharedCaret(4, 7).after("one two", [Patch(3, 4, "")], False) == SharedCaret(3, 3)


@given(TEXTS, st.data())
def test_it_is_never_outside_the_text(text, data):
    ends = [data.draw(st.integers(0, len(text))) for _end in ("anchor", "caret")]
    caret, patches, changed = SharedCaret(*ends, data.draw(st.booleans())), [], text
    for _patch in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(changed)))
        removed = data.draw(st.integers(0, len(changed) - start))
        patches.append(Patch(start, removed, data.draw(TEXTS)))
        changed = patches[-1].applied(changed)
    found = caret.after(text, patches, data.draw(st.booleans()))
    assert 0 <= found.anchor <= len(changed)
    assert 0 <= found.caret <= len(changed)
