"""First words in an empty text: whoever begins it at the same time, they stand on lines apart."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import Patch
from companion.storage.document.document import Document
from companion.storage.yjs.first_break import raw_patch, shown, shown_patches

NAME = "notes:i1"
TEXTS = st.text("ab\n", max_size=5)


def type_into(document, words, by):
    """As fingers do: a letter at a time, behind the one before."""
    for place, letter in enumerate(words):
        document.edit(NAME, Patch(place, 0, letter), by)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_who_begin_at_once_have_a_line_each(order):
    begun = [Document() for _device in range(3)]
    for document, words, by in zip(begun, ("week 52", "Bert", "mees"), "abm", strict=True):
        type_into(document, words, by)
    states = [document.state() for document in begun]
    for document in begun:
        for number in order:
            document.merge(states[number])
    (text,) = {document.text(NAME) for document in begun}
    assert sorted(text.split("\n")) == ["Bert", "mees", "week 52"]
    assert {words.strip("\n"): by for words, by in begun[0].authored(NAME)} == {
        "week 52": "a", "Bert": "b", "mees": "m"
    }  # fmt: skip
    assert Document(begun[0].state()).content()[NAME] == text


def test_so_they_do_where_all_of_it_was_removed_before():
    mine = Document()
    type_into(mine, "never mind", "anna")
    mine.edit(NAME, Patch(0, 10, ""), "anna")
    assert mine.text(NAME) == "" and mine.authored(NAME) == []
    theirs = Document(mine.state())
    type_into(mine, "mine", "anna")
    type_into(theirs, "theirs", "bert")
    mine.merge(theirs.state())
    assert sorted(mine.text(NAME).split("\n")) == ["mine", "theirs"]


def test_in_place_of_all_words_is_a_beginning_too():
    mine = Document()
    type_into(mine, "draft", "anna")
    theirs = Document(mine.state())
    mine.edit(NAME, Patch(0, 5, "mine"), "anna")
    theirs.edit(NAME, Patch(0, 5, "theirs"), "bert")
    mine.merge(theirs.state())
    assert sorted(mine.text(NAME).split("\n")) == ["mine", "theirs"]


def test_what_an_older_version_began_is_shown_as_it_is():
    older = Document()
    with older._transaction() as txn:
        older._doc.get_or_insert_text(txn, NAME).insert(txn, 0, "words", iter([("by", "bert")]))
    assert older.text(NAME) == "words"
    older.edit(NAME, Patch(0, 0, "\n"), "anna")
    assert older.text(NAME) == "\nwords"
    older.edit(NAME, Patch(1, 5, "first\nsecond"), "anna")
    older.edit(NAME, Patch(0, 1, ""), "anna")
    assert older.text(NAME) == "first\nsecond"


def test_undo_and_redo_of_first_words():
    document = Document()
    shared = document.shared_text(NAME)
    shared.edit(Patch(0, 0, "words"), "anna", "2026-11-23")
    assert shared.undo() == [Patch(0, 5, "")]
    assert document.text(NAME) == ""
    assert shared.redo() == [Patch(0, 0, "words")]
    assert shared.marked() == [("words", ("anna", "2026-11-23"))]


@given(TEXTS, st.integers(0, 5), st.integers(0, 5), TEXTS)
def test_an_edit_of_what_is_shown_does_just_that(raw, start, removed, inserted):
    start = min(start, len(shown(raw)))
    patch = Patch(start, min(removed, len(shown(raw)) - start), inserted)
    assert shown(raw_patch(raw, patch).applied(raw)) == patch.applied(shown(raw))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), TEXTS), max_size=4))
def test_who_hears_of_what_is_shown_sees_it(raw, steps):
    patches, text = [], raw
    for start, removed, inserted in steps:
        start = min(start, len(text))
        patch = Patch(start, min(removed, len(text) - start), inserted)
        patches += [patch] if patch.removed or patch.inserted else []
        text = patch.applied(text)
    seen = shown(raw)
    for patch in shown_patches(raw, patches):
        assert patch.removed or patch.inserted
        seen = patch.applied(seen)
    assert seen == shown(text)
