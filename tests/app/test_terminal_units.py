"""From characters to units: in pieces of any size, after silences, and whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from companion.app.terminal_driver import InputReader
from companion.app.terminal_units import (
    ESCAPE_PAUSE,
    LONGEST,
    PASTE_PAUSE,
    SEQUENCE_PAUSE,
    Paste,
    Sequence,
    Text,
    UnitReader,
)

ESC = Sequence("\x1b")
F7 = "\x1b[18~"


def units(*pieces, pause=0.0):
    reader = UnitReader()
    found = [unit for piece in pieces for unit in reader.feed(piece)]
    return found + list(reader.pause(pause))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("words", [Text("words")]),
        (f"a{F7}b", [Text("a"), Sequence(F7), Text("b")]),
        ("\x1bOPop", [Sequence("\x1bOP"), Text("op")]),
        ("\x1bOp school", [ESC, Text("Op school")]),
        ("\x1b[sic]", [ESC, Text("[sic]")]),
        ("\x1b[é", [ESC, Text("[é")]),
        ("\x1bmaandag", [ESC, Text("maandag")]),
        ("\x1b\x1b[A", [ESC, Sequence("\x1b[A")]),
        ("\x1b\r", [ESC, Text("\r")]),
        ("\x1bb", [Sequence("\x1bb")]),  # Option and Left, on macOS
        ("\x1bbert", [ESC, Text("bert")]),
        ("\x1b]11;rgb:1/2/3\x1b\\x", [Sequence("\x1b]11;rgb:1/2/3\x1b\\"), Text("x")]),
        (f"\x1b]11;rgb{F7}", [Sequence("\x1b]11;rgb"), Sequence(F7)]),
        ("\x1b[200~a\x1b[1mb\x1b[201~c", [Paste("a\x1b[1mb"), Text("c")]),
        ("\x1b[201~", []),
    ],
)
def test_what_bytes_mean(data, found):
    assert units(data) == found


def test_esc_is_the_key_after_a_moment():
    assert units("\x1b") == []
    assert units("\x1b", pause=ESCAPE_PAUSE) == [ESC]


def test_a_key_of_which_a_slow_line_brought_half_is_waited_for():
    assert units("\x1b[1", "8~", pause=9) == [Sequence(F7)]
    assert units("\x1b[1", pause=ESCAPE_PAUSE) == []


def test_half_a_key_is_what_was_typed_in_the_end():
    assert units("\x1b[1", pause=SEQUENCE_PAUSE) == [ESC, Text("[1")]


def test_half_a_report_is_nothing():
    assert units("\x1b]11;rgb:", pause=SEQUENCE_PAUSE) == []


def test_a_paste_without_an_end_ends_with_the_silence():
    assert units("\x1b[200~half", " of it", pause=PASTE_PAUSE) == [Paste("half of it")]
    assert units("\x1b[200~half\x1b[20", pause=PASTE_PAUSE) == [Paste("half\x1b[20")]


def test_what_has_come_of_a_paste_is_given_and_what_comes_yet_is_pasted_too():
    reader = UnitReader()
    assert list(reader.feed("\x1b[200~half\x1b[20")) == []
    assert list(reader.pasted_so_far()) == [Paste("half")]
    assert not reader.holds_paste
    assert list(reader.pasted_so_far()) == []
    assert list(reader.feed("1~\x1b[1")) == [Paste("")]
    assert list(reader.pasted_so_far()) == []
    assert list(reader.feed("8~")) == [Sequence(F7)]


def test_words_in_two_pieces_after_esc_are_words():
    assert units("\x1b", "bert") == [ESC, Text("bert")]


def test_an_endless_sequence_takes_no_room():
    reader = UnitReader()
    for piece in ["\x1b[", *["1" * LONGEST] * 100]:
        assert list(reader.feed(piece)) == []
    assert len(reader._begun) <= LONGEST


SINGLE = "\x1b[]OP_~;:0123456789AaMRu<?\\\x07\x00é💡"
PIECES = st.sampled_from([*SINGLE, F7, "\x1b[200~", "\x1b[201~", "words", "\x1b[<0;1;1M"])


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=6))
def test_no_word_is_lost_or_turned_round(pieces):
    """What is no part of a sequence comes out as it went in, however it is cut."""
    found = units(*(f"{piece}⟨{number}⟩" for number, piece in enumerate(pieces)), pause=9)
    said = "".join(unit.text for unit in found if not isinstance(unit, Sequence))
    marks = [f"⟨{number}⟩" for number in range(len(pieces))]
    assert [mark for mark in marks if said.count(mark) != 1] == []
    assert [said.index(mark) for mark in marks] == sorted(said.index(mark) for mark in marks)


@given(st.lists(PIECES, max_size=30), st.data())
def test_it_does_not_matter_where_a_burst_is_cut(pieces, data):
    text = "".join(pieces)
    cut = data.draw(st.integers(0, len(text)))
    if text[:cut].endswith("\x1b") or "\x1bb" in text:  # there alone the moment counts
        return
    assert joined(units(text, pause=9)) == joined(units(text[:cut], text[cut:], pause=9))


@pytest.mark.parametrize(
    "sign",
    ["\u00a0", "\u202f", "\u3000", "\u00ad", "\u200c", "\u200e", "\uf8ff", "\U0001fae9"],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_what_is_typed_and_no_key_to_python_comes_as_what_is_pasted_does(sign):
    found = list(InputReader().feed(f"a{sign}b"))
    assert [event.character for event in found[::2]] == ["a", "b"]
    assert (type(found[1]), getattr(found[1], "text", found[1])) == (events.Paste, sign)


WHOLE = ["👩\u200d💻", "❤\ufe0f", "1\ufe0f\u20e3", "e\u0301", "🇳🇱", "🏳\ufe0f\u200d🌈"]


def said(*pieces):
    """What comes of pieces, as (kind, characters)."""
    reader = InputReader()
    found = [event for piece in pieces for event in reader.feed(piece)]
    return [(type(e), e.text if isinstance(e, events.Paste) else e.character) for e in found]


@pytest.mark.parametrize("letter", WHOLE)
def test_a_letter_of_several_characters_comes_whole(letter):
    kind = events.Key if letter.isprintable() else events.Paste
    assert said(f"é{letter}b") == [(events.Key, "é"), (kind, letter), (events.Key, "b")]


@pytest.mark.parametrize("letter", WHOLE)
def test_so_much_of_it_comes_as_was_read(letter):
    for cut in range(1, len(letter)):
        found = said(letter[:cut], letter[cut:])
        assert "".join(text for _kind, text in found) == letter


def test_a_key_behind_a_letter_is_none_of_its_characters():
    for letter in ("é", "👩\u200d", "e\u0301"):
        keys = [e.key for e in InputReader().feed(f"{letter}\x7f\r") if isinstance(e, events.Key)]
        assert keys[-2:] == ["backspace", "enter"]


def joined(found):
    """Units with neighbouring text as one."""
    result = []
    for unit in found:
        if isinstance(unit, Text) and result and isinstance(result[-1], Text):
            unit = Text(result.pop().text + unit.text)
        result.append(unit)
    return result


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30))
def test_no_characters_raise_anything(pieces):
    reader = InputReader()
    for piece in [*pieces, "<end>"]:
        list(reader.feed(piece))
    list(reader.pause(9))
