"""What is let through to the compiled half, and what is not."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.domain.text import Patch
from companion.storage.document.document import Document
from companion.storage.document.untrusted_state import check_state
from companion.storage.yjs.update_codec import encode_number as number
from companion.storage.yjs.validate import BadState, summarise_update

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
FIELD = st.one_of(TEXT, st.booleans(), st.none(), st.integers(-(2**53), 2**53))


def state_of(content, kind, root=b"about", clock=0):
    """A state of one block of this kind, written by client 1."""
    parent = b"\x01" + number(len(root)) + root + b"\x01k"
    return b"\x01\x01\x01" + number(clock) + bytes([0x20 | kind]) + parent + content + b"\x00"


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["anna", "bert"]), st.integers(0, 40), TEXT), max_size=12),
    st.dictionaries(TEXT, FIELD, max_size=3),
)
def test_all_that_companion_writes_is_let_through(edits, fields):
    document, other = Document(), Document()
    for number_, (who, place, text) in enumerate(edits):
        target = document if number_ % 3 else other
        length = len(target.text("notes:0"))
        start = min(place, length)
        target.edit("notes:0", Patch(start, min(length - start, place % 3), text), who)
        document.merge(other.state())
    document.set_fields("actions", fields)
    document.append("clock", {"do": "start", "minutes": -3, "deep": None})
    state = document.state()
    assert summarise_update(state).clocks == document.clocks()
    assert check_state(state).blocks >= 1


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(state_of(b"\x01" + b"\x75\x01" * 5 + b"\x7e", 8), id="deep list"),
        pytest.param(state_of(b"\x01" + b"\x76\x01\x01a" * 90_000 + b"\x7e", 8), id="deep map"),
        pytest.param(state_of(b"\x01\x02{}", 2), id="JSON"),
        pytest.param(state_of(b"\x02ab", 3), id="binary"),
        pytest.param(state_of(b"\x02{}", 5), id="embedded"),
        pytest.param(state_of(b"\x00", 7), id="nested list"),
        pytest.param(state_of(b"\x01ax", 9), id="document in a document"),
        pytest.param(state_of(b"\x01b" + number(90_000) + b"[" * 90_000, 6), id="deep mark"),
        pytest.param(state_of(b"\x01x", 4, clock=3), id="what came before is missing"),
        pytest.param(state_of(b"\x01\x80", 4), id="no UTF-8"),
        pytest.param(b"\x01\x01\x01\x00\x0a\x05\x00", id="a gap"),
        pytest.param(b"\x01\x01\x01\x00\x04\x00\x00\x01x\x00", id="inside another value"),
        pytest.param(b"\x01\x01\x01\x00\x84\x02\x00\x01x\x00", id="beside what is missing"),
        pytest.param(b"\x00\x01\x05\x01\x00\x03", id="removes what is not there"),
        pytest.param(b"\x00\x00\x00", id="something follows"),
        pytest.param(b"\xff" * 12, id="a number without end"),
        pytest.param(number(2**40), id="more clients than bytes"),
        pytest.param(b"\x01" + number(2**40) + b"\x01\x00", id="more blocks than bytes"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_anything_else_is_refused(state):
    with pytest.raises(BadState):
        check_state(state)


def test_a_document_of_too_many_pieces_is_refused_before_it_is_made():
    many = b"\x01" + number(300_000) + b"\x01\x00" + b"\x00\x01" * 300_000 + b"\x00"
    tracemalloc.start()
    with pytest.raises(BadState, match="too many pieces"):
        summarise_update(many)
    assert tracemalloc.get_traced_memory()[1] < 100_000
    tracemalloc.stop()
