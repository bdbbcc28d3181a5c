import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import Patch
from companion.storage.document.document import Document

NAME = "notes:0"
WORDS = ["a", "bc", "é", "e\u0301", "😀", "👩‍🔧", "\n", "日本", "def "]


class Mirror:
    """What somebody sees who only hears of patches."""

    def __init__(self, shared):
        self.text = shared.text
        self.heard = []
        shared.listen(self.hear)

    def hear(self, patches):
        self.heard.extend(patches)
        for patch in patches:
            self.text = patch.applied(self.text)


def words_of(document, person):
    return [words for words, by in document.authored(NAME) if by == person]


def typed(document, place, words, by="anna", **how):
    document.shared_text(NAME).edit(Patch(place, 0, words), by, **how)


def test_what_a_merge_changes_is_told_place_by_place():
    mine = Document()
    typed(mine, 0, "one é😀 two")
    mirror = Mirror(mine.shared_text(NAME))
    other = Document(mine.state())
    typed(other, 0, "Zoë: ", "bert")
    other.edit(NAME, Patch(12, 3, "2"), "bert")
    mine.merge(other.state())
    assert mirror.text == mine.text(NAME) == "Zoë: one é😀 2wo"[:12] + "2"
    assert Patch(0, 0, "Zoë: ") in mirror.heard
    assert all(patch.removed <= 3 for patch in mirror.heard)


def test_one_letter_before_or_behind_its_like_is_told_apart():
    for place in range(4):
        mine = Document()
        typed(mine, 0, "aaa")
        mirror = Mirror(mine.shared_text(NAME))
        other = Document(mine.state())
        typed(other, place, "a", "bert")
        mine.merge(other.state())
        assert mirror.heard == [Patch(place, 0, "a")]


def random_edit(document, by, chance):
    length = len(document.text(NAME))
    start = chance.randrange(length + 1)
    removed = chance.choice((0, 0, chance.randrange(min(4, length - start) + 1)))
    words = chance.choice(WORDS) if chance.random() < 0.8 or not removed else ""
    document.edit(NAME, Patch(start, removed, words), by)


@given(st.integers(0, 2**32))
def test_who_only_hears_of_patches_sees_the_text(seed):
    chance = random.Random(seed)
    mine, theirs = Document(), Document()
    mirror = Mirror(mine.shared_text(NAME))
    for _step in range(chance.randrange(1, 25)):
        act = chance.random()
        if act < 0.4:
            random_edit(mine, "anna", chance)
        elif act < 0.7:
            random_edit(theirs, "bert", chance)
        elif act < 0.8:
            mine.merge(theirs.state())
        elif act < 0.9:
            theirs.merge(mine.state())
        else:
            chance.choice((mine.shared_text(NAME).undo, mine.shared_text(NAME).redo))()
        assert mirror.text == mine.text(NAME) == mine.shared_text(NAME).text
    mine.merge(theirs.state())
    theirs.merge(mine.state())
    assert mirror.text == mine.text(NAME) == theirs.text(NAME)


@given(st.integers(0, 2**32))
def test_undo_takes_back_own_words_and_no_others(seed):
    chance = random.Random(seed)
    mine, theirs = Document(), Document()
    for _step in range(chance.randrange(1, 15)):
        for document, by in ((mine, "anna"), (theirs, "bert")):
            place = chance.randrange(len(document.text(NAME)) + 1)
            typed(document, place, chance.choice(WORDS), by)
        if chance.random() < 0.5:
            theirs.merge(mine.state())
            mine.merge(theirs.state())
    before = "".join(words_of(mine, "bert"))
    while mine.shared_text(NAME).undo():
        pass
    # The break before his first words is not shown where they come first.
    unbroken = before.removeprefix("\n")
    assert mine.text(NAME) == "".join(words_of(mine, "bert"))
    assert mine.text(NAME) in (before, unbroken)
    while mine.shared_text(NAME).redo():
        pass
    assert "".join(words_of(mine, "bert")) in (before, unbroken)
    mine.merge(theirs.state())
    theirs.merge(mine.state())
    assert everything(mine) == everything(theirs)


def everything(document):
    return document.text(NAME), document.authored(NAME)


def test_a_stretch_of_typing_is_undone_together():
    document = Document()
    typed(document, 0, "a")
    typed(document, 1, "b", together=True)
    typed(document, 2, "c")
    shared = document.shared_text(NAME)
    assert shared.undo() == [Patch(2, 1, "")]
    assert shared.undo() == [Patch(0, 2, "")]
    assert shared.undo() == []
    assert shared.redo() == [Patch(0, 0, "ab")]
    assert document.authored(NAME) == [("ab", "anna")]


def test_what_the_other_removed_does_not_come_back_with_undo():
    mine = Document()
    typed(mine, 0, "first ")
    typed(mine, 6, "second ")
    theirs = Document(mine.state())
    theirs.edit(NAME, Patch(0, 6, ""), "bert")
    mine.merge(theirs.state())
    shared = mine.shared_text(NAME)
    shared.undo()
    assert mine.text(NAME) == ""
    shared.undo()
    assert mine.text(NAME) == ""
    shared.redo()
    assert mine.text(NAME) in ("", "second ")


def test_undoing_a_removal_brings_words_back_once_with_their_author():
    mine = Document()
    typed(mine, 0, "mine ")
    theirs = Document(mine.state())
    typed(theirs, 5, "theirs", "bert")
    mine.merge(theirs.state())
    mine.edit(NAME, Patch(2, 6, ""), "anna")
    theirs.merge(mine.state())
    mine.shared_text(NAME).undo()
    theirs.merge(mine.state())
    for document in (mine, theirs):
        assert document.text(NAME) == "mine theirs"
        assert document.authored(NAME) == [("mine ", "anna"), ("theirs", "bert")]


def test_undo_leaves_everything_else_in_the_document_alone():
    document = Document()
    typed(document, 0, "typed")
    document.set_fields("actions", {"a/text": "call"})
    document.append("clock", {"do": "start"})
    document.edit("notes:i1", Patch(0, 0, "another note"), "anna")
    document.shared_text(NAME).undo()
    assert document.text(NAME) == ""
    assert document.text("notes:i1") == "another note"
    assert document.content()["actions"] == {"a/text": "call"}
    assert document.content()["clock"] == [{"do": "start"}]


def test_what_was_removed_leaves_the_files_though_undo_still_has_it():
    document = Document()
    typed(document, 0, "public secret words")
    document.edit(NAME, Patch(7, 7, ""), "anna")
    assert b"secret" in document.state()
    assert b"secret" not in Document(document.state()).state()
    other = Document(Document(document.state()).state())
    document.shared_text(NAME).undo()
    assert document.text(NAME) == "public secret words"
    other.merge(Document(document.state()).state())
    assert other.text(NAME) == "public secret words"


def test_forged_text_that_holds_more_than_text_is_followed_too():
    mine, forged = Document(), Document()
    typed(mine, 0, "before after")
    forged.merge(mine.state())
    mirror = Mirror(mine.shared_text(NAME))
    with forged._transaction() as txn:
        text = forged._doc.get_or_insert_text(txn, NAME)
        text.insert_embed(txn, 6, {"an": "embed"})
        text.insert(txn, 13, "!")
    mine._apply(forged.state())  # which `merge` would not let through
    mine.shared_text(NAME).hear()
    assert mirror.text == mine.text(NAME) == mine.shared_text(NAME).text


def test_who_lets_go_hears_no_more():
    document = Document()
    shared = document.shared_text(NAME)
    mirror = Mirror(shared)
    shared.unlisten(mirror.hear)
    typed(document, 0, "x")
    assert mirror.heard == []


@pytest.mark.parametrize("word", WORDS)
def test_undo_of_any_character(word):
    document = Document()
    typed(document, 0, f"{word}|{word}")
    typed(document, len(word) + 1, word)
    assert document.shared_text(NAME).undo() == [Patch(len(word) + 1, len(word), "")]
    assert document.shared_text(NAME).redo() == [Patch(len(word) + 1, 0, word)]


def test_what_is_done_again_is_by_whom_it_was_typed():
    document = Document()
    typed(document, 0, "anna ", "anna")
    typed(document, 5, "bert ", "bert")
    typed(document, 0, "again ", "anna")
    shared = document.shared_text(NAME)
    before = document.authored(NAME)
    while shared.undo():
        pass
    assert document.text(NAME) == ""
    while shared.redo():
        pass
    assert document.authored(NAME) == before


def test_words_that_replaced_the_others_come_back_as_whose_they_were():
    document = Document()
    typed(document, 0, "anna", "anna")
    document.shared_text(NAME).edit(Patch(0, 4, "bert"), "bert")
    shared = document.shared_text(NAME)
    shared.undo()
    assert document.authored(NAME) == [("anna", "anna")]
    shared.redo()
    assert document.authored(NAME) == [("bert", "bert")]


def test_a_character_is_told_from_all_others_whatever_is_typed_around_it():
    mine = Document()
    typed(mine, 0, "é😀 Action")
    place = mine.text(NAME).index("A")
    (known,) = mine.shared_text(NAME).identities([place])
    theirs = Document(mine.state())
    typed(theirs, 0, "Zoë: ", "bert")
    theirs.edit(NAME, Patch(5, 2, "x"), "bert")
    typed(mine, place + 1, "ction: b. A")
    mine.merge(theirs.state())
    found = mine.text(NAME).index("Action: b")
    assert Document(mine.state()).shared_text(NAME).identities([found, found + 1])[0] == known
    assert len(set(mine.shared_text(NAME).identities(range(len(mine.text(NAME)))))) == len(
        mine.text(NAME)
    )


@given(st.integers(0, 2**32))
def test_it_is_so_for_whoever_asks_and_whenever(seed):
    chance = random.Random(seed)
    mine, theirs = Document(), Document()
    asked = mine.shared_text(NAME)
    for _step in range(chance.randrange(1, 15)):
        random_edit(mine, "anna", chance)
        random_edit(theirs, "bert", chance)
        chance.choice((asked.undo, asked.redo, bool))()
        if chance.random() < 0.3:
            theirs.merge(mine.state())
            mine.merge(theirs.state())
        length = len(asked.text)
        places = sorted(chance.sample(range(length), min(3, length)))
        fresh = Document(mine.state()).shared_text(NAME)
        assert asked.identities(places) == fresh.identities(places)
