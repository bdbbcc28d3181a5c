"""A document that is thrown away is back as soon as somebody has written in it, on every device."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.session.notebook import Thrown
from companion.domain.text import Patch
from companion.storage.document.document import Document
from companion.storage.document.schema import content_of, read_notebook
from companion.storage.document.tables import tables_of
from companion.storage.document.thrown import THROWN, bring_back, throw_away, who_threw_away

ANNA = {"by": "anna", "at": "2026-11-23T09:00:00+00:00"}


def write(document, words="words"):
    document.edit("notes:0", Patch(0, 0, words), "bert")


def throw(document, name="t1", by="anna", at=ANNA["at"]):
    throw_away(document, name, by, at)


@pytest.fixture
def devices():
    """Anna's and Bert's copies of one document."""
    anna = Document()
    anna.set_fields("about", {"kind": "session", "lesson": "feedback-02"})
    write(anna)
    return anna, Document(anna.state())


def meet(*documents):
    for _twice in (1, 2):
        for document in documents:
            for other in documents:
                document.merge(other.state())


def test_it_is_thrown_away_on_both_sides_and_nothing_of_it_is_gone(devices):
    anna, bert = devices
    before = {k: v for k, v in content_of(anna).items() if k != THROWN}
    throw(anna)
    meet(anna, bert)
    for document in devices:
        assert who_threw_away(document) == ANNA
        assert {k: v for k, v in content_of(document).items() if k != THROWN} == before
        notebook = read_notebook("s", content_of(document))
        assert notebook.thrown == Thrown(**ANNA)
        (row,) = tables_of(notebook)["session"].values()
        assert (row["thrown"], row["thrown_by"]) == (ANNA["at"], "anna")
    again = Document(bert.state())  # a later launch, as another Yjs client
    assert who_threw_away(again) == ANNA


@pytest.mark.parametrize("knows", [False, True], ids=["not seen", "seen"])
@pytest.mark.parametrize(
    "edit",
    [
        write,
        lambda document: document.set_fields("checks", {"checklist/1": True}),
        lambda document: document.append("clock", {"do": "start", "item": "i1"}),
    ],
    ids=["a word", "a tick", "the clock"],
)
def test_whoever_writes_in_it_brings_it_back(devices, edit, knows):
    anna, bert = devices
    throw(anna)
    if knows:
        meet(anna, bert)
    edit(bert)
    meet(anna, bert)
    for document in devices:
        assert who_threw_away(document) == {}
        assert read_notebook("s", content_of(document)).thrown is None
    throw(anna, "t2")
    meet(anna, bert)
    assert who_threw_away(bert) == ANNA


def test_both_throw_it_away_at_once(devices):
    anna, bert = devices
    throw(anna)
    throw(bert, "t2", "bert", "2026-11-23T10:00:00+00:00")
    meet(anna, bert)
    assert who_threw_away(anna) == who_threw_away(bert)
    assert who_threw_away(anna)["by"] == "bert"


def test_either_brings_it_back(devices):
    anna, bert = devices
    throw(anna)
    meet(anna, bert)
    bring_back(bert)
    meet(anna, bert)
    assert who_threw_away(anna) == who_threw_away(bert) == {}


def test_bringing_back_beats_a_throw_that_had_not_seen_it(devices):
    anna, bert = devices
    throw(anna)
    meet(anna, bert)
    bring_back(bert)
    throw(anna, "t2")
    meet(anna, bert)
    assert who_threw_away(anna) == who_threw_away(bert) == {}


@pytest.mark.parametrize(
    "values",
    [
        {"t/seen": "1:999999999999 nonsense :: 5:", "t/at": "x"},
        {"t/seen": 5, "t/at": "x"},
        {"t/at": "x", "t/by": "anna"},
        {"t/seen": "", "t/at": "x"},
        {"t": "x", "/seen": "1:2"},
        {"t/seen": "9" * 100_000 + ":" + "9" * 100_000, "t/at": "x"},
    ],
)
def test_nonsense_throws_nothing_away(devices, values):
    anna, _bert = devices
    anna.set_fields(THROWN, values)
    assert who_threw_away(anna) == {}


def test_a_throw_that_claims_everything_can_be_taken_back(devices):
    anna, _bert = devices
    claims = " ".join(f"{client}:999999999999" for client in anna.clocks())
    anna.set_fields(THROWN, {"t/seen": claims, "t/at": "x"})
    assert who_threw_away(anna) == {"by": "", "at": "x"}
    bring_back(anna)
    assert who_threw_away(anna) == {}


OPERATIONS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(("write", "throw", "back", "hear", "hear")),
              st.integers(0, 2)),
    max_size=25,
)  # fmt: skip


class Device:
    """A copy of the document, and by number what was done that it knows of."""

    def __init__(self, state):
        self.document = Document(state)
        self.known = set()


def is_thrown(done):
    """Whether it is thrown away after all of this: throws that nobody took back saw the rest."""
    back = set().union(*(what for kind, what in done if kind == "back"))
    throws = [number for number, (kind, _what) in enumerate(done) if kind == "throw"]
    standing = [number for number in throws if number not in back]
    seen = set(standing).union(*(done[number][1] for number in standing))
    return bool(standing) and seen == set(range(len(done)))


@given(OPERATIONS)
def test_an_edit_beats_every_throw_that_had_not_seen_it(operations):
    first = Document()
    write(first)
    devices = [Device(first.state()) for _ in range(3)]
    done = []
    for place, kind, other in operations:
        device = devices[place]
        if kind == "hear":
            device.document.merge(devices[other].document.state())
            device.known |= devices[other].known
            continue
        if kind == "write":
            write(device.document)
        elif kind == "throw":
            throw(device.document, f"t{len(done)}")
        else:
            if not any(done[number][0] == "throw" for number in device.known):
                continue  # there is nothing to bring back, and nothing is written
            bring_back(device.document)
        done.append((kind, set(device.known)))
        device.known.add(len(done) - 1)
    meet(*(device.document for device in devices))
    results = [who_threw_away(device.document) for device in devices]
    assert results[0] == results[1] == results[2]
    assert bool(results[0]) == is_thrown(done)
