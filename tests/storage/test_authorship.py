"""Words are whose they were typed, whatever is done around them and however texts merge."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import Patch
from companion.storage.document.document import Document
from companion.storage.document.untrusted_state import check_state
from companion.storage.yjs import author_copy
from companion.storage.yjs.author_entries import ROOT
from companion.storage.yjs.author_marks import Mark, gathered, patched
from companion.storage.yjs.blocks import pass_block
from companion.storage.yjs.native import transaction
from companion.storage.yjs.validate import BadState

NAME = "notes:0"
LETTERS = {"anna": "aä日", "bert": "BÉ😀"}
"""What each types and the other does not."""
DAYS = ("2026-11-23", "2026-11-24")


def test_a_forged_author_steers_no_terminal():
    document = Document()
    document.edit(NAME, Patch(0, 0, "words"), "be\x1b]0;owned\x07rt\u202e", "2026-11-23\x9b31m")
    assert document.authored(NAME) == [("words", "be]0;ownedrt")]
    [(_words, mark)] = document.shared_text(NAME).marked()
    assert mark.day == "2026-11-2331m"


class Device:
    """A device on which somebody types."""

    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.document = Document()

    @property
    def length(self) -> int:
        return len(self.document.text(NAME))

    def types(self, place: int, words: str, removed: int = 0, by: str = "", day: str = "") -> None:
        self.document.edit(NAME, Patch(place, removed, words), by or self.owner, day)

    def hears(self, *others: "Device") -> None:
        for other in others:
            self.document.merge(other.document.state())

    def starts_again(self) -> None:
        self.document = Document(self.document.state())

    def wrong(self) -> list[tuple[str, str]]:
        """The stretches that stand under somebody who did not type them."""
        return [
            (words, by)
            for words, by in self.document.authored(NAME)
            for letter in words
            if letter != "\n" and letter not in LETTERS[by]
        ]


def do_something(devices: list[Device], chance: random.Random) -> Device:
    """Let one of them type, remove, paste, undo, redo, hear of another or start again."""
    one = chance.choice(devices)
    by = one.owner if chance.random() < 0.9 else chance.choice(("anna", "bert"))  # has the pen
    shared, act = one.document.shared_text(NAME), chance.random()
    if act < 0.5:
        place = chance.choice((one.length, chance.randrange(one.length + 1)))
        removed = chance.choice((0, 0, chance.randrange(min(5, one.length - place) + 1)))
        words = "".join(chance.choices(LETTERS[by] + "\n", k=chance.randrange(6)))
        together = chance.random() < 0.3
        shared.edit(Patch(place, removed, words), by, chance.choice(DAYS), together)
    elif act < 0.7:
        chance.choice((shared.undo, shared.redo))()
    elif act < 0.75:
        one.starts_again()
    else:
        one.hears(chance.choice(devices))
    return one


@given(st.integers(0, 2**32))
def test_words_are_whose_they_were_typed_whatever_happens(seed):
    chance = random.Random(seed)
    devices = [Device(owner) for owner in ("anna", "bert", "anna")]  # she has two
    for _step in range(chance.randrange(1, 40)):
        assert do_something(devices, chance).wrong() == []
    for one in devices * 2:
        one.hears(*devices)
    marked = [one.document.shared_text(NAME).marked() for one in devices]
    afresh = Document(devices[0].document.state()).shared_text(NAME).marked()
    assert marked == [afresh] * 3
    assert devices[0].wrong() == []


def test_what_each_types_and_removes_apart_leaves_the_others_words_theirs():
    anna, bert = Device("anna"), Device("bert")
    bert.types(0, "BBB")
    anna.hears(bert)
    anna.types(3, "aaa")
    anna.types(2, "a")
    anna.types(2, "aa", removed=3)
    bert.types(2, "BBB")
    anna.hears(bert)
    assert anna.wrong() == []


def test_undo_on_one_device_leaves_what_was_typed_on_another_of_the_same_person():
    here, there = Device("anna"), Device("anna")
    here.types(0, "a")
    there.hears(here)
    there.types(1, "ä")
    here.document.shared_text(NAME).undo()
    here.hears(there)
    assert here.document.authored(NAME) == [("ä", "anna")]


def test_the_day_is_that_of_each_word_also_when_it_comes_back():
    document = Document()
    shared = document.shared_text(NAME)
    shared.edit(Patch(0, 0, "one "), "anna", DAYS[0])
    shared.edit(Patch(4, 0, "two"), "anna", DAYS[1])
    marked = shared.marked()
    assert marked == [("one ", ("anna", DAYS[0])), ("two", ("anna", DAYS[1]))]
    shared.edit(Patch(0, 7, ""), "bert", DAYS[1])
    shared.edit(Patch(0, 0, "three"), "bert", DAYS[1])
    shared.undo()
    shared.undo()
    assert shared.marked() == marked
    shared.redo()
    shared.redo()
    assert shared.marked() == [("three", ("bert", DAYS[1]))]


@pytest.fixture
def older():
    """A text whose authors an older version marked in the text itself."""
    document = Document()
    with transaction(document._doc) as txn:
        text = document._doc.get_or_insert_text(txn, NAME)
        text.insert(txn, 0, "hers", iter([("by", "anna"), ("on", DAYS[0])]))
        text.insert(txn, 4, "HIS", iter([("by", "bert")]))
    return document


def test_what_an_older_version_wrote_is_by_whom_it_says(older):
    document = Document(older.state())
    whose = [("hers", Mark("anna", DAYS[0])), ("HIS", Mark("bert"))]
    assert document.shared_text(NAME).marked() == whose
    document.edit(NAME, Patch(2, 3, "XX"), "bert", DAYS[1])
    now = [("he", whose[0][1]), ("XX", Mark("bert", DAYS[1])), ("IS", whose[1][1])]
    assert document.shared_text(NAME).marked() == now
    document.shared_text(NAME).undo()
    for one in (document, Document(document.state())):
        assert one.shared_text(NAME).marked() == whose


def test_forged_fields_say_nothing():
    forged = Document()
    forged.edit(NAME, Patch(0, 0, "words"), "anna")
    own = forged.client_id
    forged.set_fields(ROOT, {"": "x", "by": "bert", "1:2:3/by": "bert", f"{own}:1/of": "bert",
                             f"{own}:1/by": 7, "8:1/by": None, "٣:١/by": "bert",
                             f"{own}/by": True})  # fmt: skip
    state = forged.state()
    check_state(state)
    assert Document(state).authored(NAME) == [("words", "anna")]


def test_words_yet_to_be_written_are_put_under_no_name():
    anna, forger = Device("anna"), Device("bert")
    anna.types(0, "a")
    forger.hears(anna)
    client, clock = anna.document.client_id, anna.document.clocks()[anna.document.client_id]
    forger.document.set_fields(ROOT, {f"{client}:{clock - 1}/by": "anna"})
    check_state(forger.document.state())
    for ahead in (f"{client}:{clock}/by", f"{client}:{clock + 3}/on", f"{10**20 - 1}:0/by"):
        forged = Document(anna.document.state())
        forged.set_fields(ROOT, {ahead: "bert"})
        with pytest.raises(BadState):
            check_state(forged.state())


def test_a_field_that_comes_after_the_words_counts_whenever_they_were_read():
    here, forger = Device("anna"), Device("bert")
    here.types(0, "aaa")
    assert here.document.authored(NAME) == [("aaa", "anna")]
    forger.hears(here)
    last = here.document.clocks()[here.document.client_id] - 1
    forger.document.set_fields(ROOT, {f"{here.document.client_id}:{last}/by": "bert"})
    forger.types(3, "B")
    here.hears(forger)
    whose = Document(here.document.state()).authored(NAME)
    assert here.document.authored(NAME) == whose == [("aa", "anna"), ("aB", "bert")]


def test_a_letter_of_two_units_is_one_whoever_claims_half_of_it():
    forged = Document()
    forged.edit(NAME, Patch(0, 0, "x😀y"), "anna")
    last = forged.clocks()[forged.client_id] - 1
    forged.set_fields(ROOT, {f"{forged.client_id}:{last - 1}/by": "bert"})
    assert Document(forged.state()).authored(NAME) == [("x😀", "anna"), ("y", "bert")]


@pytest.fixture
def passed(monkeypatch):
    """The blocks that were looked at to tell authors."""
    blocks = []

    def counted(reader):
        blocks.append(reader.at)
        return pass_block(reader)

    monkeypatch.setattr(author_copy, "pass_block", counted)
    return blocks


def test_each_block_is_looked_at_once_however_many_wrote_in_however_many_texts(passed):
    people, texts = 2_000, 12
    document = Document()
    for number in range(people):
        name = f"notes:{number % texts}"
        document.edit(name, Patch(len(document.text(name)), 0, "a"), f"p{number}")
    read, other = Document(document.state()), Document(document.state())
    tally = read.tally()
    assert tally == {(f"notes:{number % texts}", f"p{number}"): 1 for number in range(people)}
    assert len(passed) <= 2 * people  # each name, and each letter

    passed.clear()
    other.edit("notes:0", Patch(0, 0, "b"), "bert")
    read.merge(other.state())
    assert read.tally() == tally + Counter({("notes:0", "bert"): 1})
    assert len(passed) <= 2


@pytest.mark.parametrize("words", ["aä", "日"])
def test_undo_names_an_author_only_where_another_one_begins(words):
    document = Document()
    shared = document.shared_text(NAME)
    for _stretch in range(300):
        shared.edit(Patch(0, 0, words), "anna", DAYS[0])
    shared.edit(Patch(len(shared.text), 0, "B"), "bert", DAYS[0])
    marked = shared.marked()
    shared.edit(Patch(0, len(shared.text), ""), "anna", DAYS[0])
    for _time in range(5):
        shared.undo()
        assert shared.marked() == marked
        shared.redo()
    shared.undo()
    assert Document(document.state()).shared_text(NAME).marked() == marked
    assert len(document.fields(ROOT)) < 50  # who and when, of both, each of six times


MARKS = st.sampled_from([Mark(), Mark("anna"), Mark("bert"), Mark("bert", DAYS[0])])


@given(
    st.lists(st.tuples(st.characters(), MARKS)), st.integers(0), st.integers(0), st.text(), MARKS
)
def test_stretches_of_a_text_after_an_edit(letters, start, removed, inserted, mark):
    text, marks = "".join(letter for letter, _mark in letters), [by for _letter, by in letters]
    start = min(start, len(text))
    removed = min(removed, len(text) - start)
    patch = Patch(start, removed, inserted)
    before = gathered(text, marks)
    assert [mark for words, mark in before for _letter in words] == marks
    marks[start : start + removed] = [mark] * len(inserted)
    assert patched(before, patch, mark) == gathered(patch.applied(text), marks)
