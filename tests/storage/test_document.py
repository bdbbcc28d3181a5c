import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.text import Patch, patch_between
from companion.storage.document import document as module
from companion.storage.document import untrusted_state
from companion.storage.document.document import Document
from companion.storage.document.untrusted_state import check_state
from companion.storage.yjs.validate import BadState, summarise_update

WORDS = ["a", "bc", "é", "e\u0301", "😀", "👩‍🔧", "\n", "日本", "def "]


def everything(document):
    """What a document shows: content, and who wrote which words."""
    content = document.content()
    names = [name for name in content if name.startswith(module.TEXT_PREFIXES)]
    return content, {name: document.authored(name) for name in names}


@given(st.lists(st.tuples(st.text(max_size=8), st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_editing_by_characters_does_what_editing_a_string_does(edits):
    document, plain = Document(), ""
    for inserted, start, removed in edits:
        inserted = inserted.encode("utf-8", "ignore").decode()
        start = min(start, len(plain))
        removed = min(removed, len(plain) - start)
        plain = plain[:start] + inserted + plain[start + removed :]
        document.edit("notes:0", Patch(start, removed, inserted), "anna")
        assert document.text("notes:0") == plain
    assert "".join(words for words, _by in document.authored("notes:0")) == plain
    assert Document(document.state()).text("notes:0") == plain


@pytest.mark.parametrize("word", WORDS)
def test_places_count_characters_not_bytes(word):
    document = Document()
    document.edit("notes:0", Patch(0, 0, word + "|" + word), "anna")
    document.edit("notes:0", Patch(len(word), 1, "X"), "bert")
    assert document.text("notes:0") == word + "X" + word
    assert document.authored("notes:0") == [(word, "anna"), ("X", "bert"), (word, "anna")]


def random_change(document, chance):
    kind = chance.randrange(5)
    if kind < 3:
        name = chance.choice(("notes:0", "notes:i1", "answers:both"))
        old = document.text(name)
        start = chance.randrange(len(old) + 1)
        removed = chance.choice((0, 0, 0, chance.randrange(min(4, len(old) - start) + 1)))
        inserted = chance.choice(WORDS) if chance.random() < 0.8 or not removed else ""
        document.edit(name, Patch(start, removed, inserted), chance.choice(("anna", "bert")))
    elif kind == 3:
        key = f"{chance.choice('xyz')}/state"
        document.set_fields("actions", {key: chance.choice(("open", "done", 1, True, None))})
    else:
        document.append("clock", {"do": "item", "item": chance.choice(("i1", "i2"))})


def converge(seed):
    """Three devices, states that come late, twice, out of order, and launches in between."""
    chance = random.Random(seed)
    documents = [Document() for _ in range(3)]
    sent = [b"\x00\x00"]
    for _ in range(chance.randrange(5, 40)):
        place = chance.randrange(3)
        document = documents[place]
        act = chance.random()
        if act < 0.5:
            random_change(document, chance)
        elif act < 0.65:
            sent.append(document.state())
        elif act < 0.9:
            state = chance.choice(sent)
            document.merge(state)
            assert not document.merge(state)
        else:
            documents[place] = Document(document.state())
    last = [document.state() for document in documents]
    for document in documents:
        for state in chance.sample(last, 3) + chance.sample(sent, min(3, len(sent))):
            document.merge(state)
    found = [everything(document) for document in documents]
    assert found[0] == found[1] == found[2]
    for order in (last, last[::-1], last * 2):
        assert everything(Document(*order)) == found[0]


@pytest.mark.parametrize("decade", range(10))
def test_three_devices_converge(decade):
    for seed in range(decade * 20, decade * 20 + 20):
        try:
            converge(seed)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: converge({seed}) replays it") from error


@pytest.mark.slow
def test_three_devices_converge_three_thousand_times():
    for seed in range(3000):
        converge(seed)


def test_words_typed_at_one_place_stay_whole():
    base = Document()
    base.edit("notes:0", Patch(0, 0, "()"), "anna")
    here, there = Document(base.state()), Document(base.state())
    for letter in "left":
        here.edit("notes:0", Patch(len(here.text("notes:0")) - 1, 0, letter), "anna")
    for letter in "RIGHT":
        there.edit("notes:0", Patch(len(there.text("notes:0")) - 1, 0, letter), "bert")
    here.merge(there.state())
    assert here.text("notes:0") in ("(leftRIGHT)", "(RIGHTleft)")


def test_a_text_seeded_on_two_devices_is_the_reason_not_to():
    one, two = Document(), Document()
    for document in (one, two):
        document.edit("notes:0", Patch(0, 0, "seed"), "anna")
    one.merge(two.state())
    assert one.text("notes:0") == "seed\nseed"


def test_fields_lists_and_texts_come_back_as_they_were():
    document = Document()
    values = {"a/text": "x", "a/n": 3, "a/yes": True, "a/none": None}
    document.set_fields("actions", values)
    document.append("clock", {"do": "start", "at": "2026", "minutes": 5})
    document.append("clock", {"do": "close"})
    document.edit("answers:both", Patch(0, 0, "yes"), "anna")
    assert document.content() == {
        "actions": values,
        "clock": [{"do": "start", "at": "2026", "minutes": 5}, {"do": "close"}],
        "answers:both": "yes",
        "authors": {f"{document.client_id}:6/by": "anna"},
    }
    assert document.text("notes:never") == ""
    assert document.authored("notes:never") == []
    assert Document().content() == {}


def test_an_empty_patch_changes_nothing():
    document = Document()
    document.edit("notes:0", Patch(0, 0, "ab"), "anna")
    before = document.state()
    document.edit("notes:0", Patch(1, 0, ""), "anna")
    assert document.state() == before
    document.edit("notes:0", Patch(0, 2, ""), "anna")
    assert document.text("notes:0") == ""


@pytest.fixture(scope="module")
def sample():
    document = Document()
    for text in ("one\n", "two 😀\n", "three"):
        document.edit("notes:0", Patch(0, 0, text), "anna")
    document.set_fields("actions", {"a/text": "call", "a/state": "open"})
    document.append("clock", {"do": "start"})
    return document.state()


BYTES = st.one_of(st.binary(max_size=60), st.binary(max_size=6).map(lambda b: b"\x01" + b))


@given(BYTES)
def test_bytes_that_are_no_state_change_nothing(data):
    document = Document()
    document.edit("notes:0", Patch(0, 0, "mine"), "anna")
    before = everything(document)
    try:
        document.merge(check_state(data))
    except BadState:
        assert everything(document) == before
    assert document.text("notes:0").count("mine") == 1
    document.edit("notes:0", Patch(0, 0, "still "), "anna")
    assert "still mine" in document.text("notes:0")


def test_a_cut_state_is_refused_or_harmless(sample):
    mine = Document()
    mine.edit("notes:0", Patch(0, 0, "mine"), "anna")
    for length in range(len(sample)):
        before = everything(mine)
        with pytest.raises(BadState):
            mine.merge(sample[:length])
        assert everything(mine) == before


def test_too_much_is_refused(monkeypatch, sample):
    assert check_state(sample) == summarise_update(sample)
    monkeypatch.setattr(untrusted_state, "MAX_CHARACTERS", 5)
    with pytest.raises(BadState, match="too large"):
        check_state(sample)
    monkeypatch.setattr(untrusted_state, "MAX_CHARACTERS", 5000)
    monkeypatch.setattr(untrusted_state, "MAX_ENTITIES", 3)
    with pytest.raises(BadState, match="too large"):
        check_state(sample)


def nested_state(depth):
    """A well-formed state that holds a list in a list in a list …"""
    value = b"\x75\x01" * depth + b"\x7e"
    return b"\x01\x01\x01\x00\x28\x01\x05about\x01k\x01" + value + b"\x00"


def test_nested_values_are_refused_where_python_cannot_read_them():
    assert Document(nested_state(3)).content() == {"about": {"k": [[[None]]]}}
    with pytest.raises(BadState):
        check_state(nested_state(5000))


def test_values_nested_a_hundred_thousand_deep_do_not_end_the_program():
    code = (
        "import sys; from companion.storage.document.untrusted_state import check_state\n"
        "from companion.storage.yjs.validate import BadState\n"
        "try:\n    check_state(sys.stdin.buffer.read())\nexcept BadState:\n    print('refused')\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=nested_state(100_000), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"refused\n")


def test_what_stops_the_program_is_not_swallowed(monkeypatch):
    document = Document()
    for error in (KeyboardInterrupt, MemoryError):

        class Stopped:
            def __init__(self, doc, stop):
                self.doc, self.stop = doc, stop

            def __getattr__(self, name):
                return getattr(self.doc, name)

            def apply_update(self, *_arguments):
                raise self.stop

        with monkeypatch.context() as patched:
            patched.setattr(document, "_doc", Stopped(document._doc, error))
            with pytest.raises(error):
                document.merge(b"\x00\x00")
    document.merge(b"\x00\x00")


def test_the_smallest_patch_moves_no_neighbour():
    document = Document()
    document.edit("notes:0", Patch(0, 0, "one two three"), "anna")
    other = Document(document.state())
    patch = patch_between("one two three", "one 2 three")
    assert patch is not None
    document.edit("notes:0", patch, "anna")
    other.edit("notes:0", Patch(13, 0, " four"), "bert")
    document.merge(other.state())
    assert document.text("notes:0") == "one 2 three four"


def test_pycrdt_is_loaded_without_its_python_half():
    code = (
        "import sys; from companion.storage.document.document import Document; Document();"
        "print('anyio' in sys.modules, 'pycrdt' in sys.modules, 'pycrdt._pycrdt' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
