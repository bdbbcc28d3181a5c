"""Cards as plain text: what is written is read again, and what others write is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.recall.card_format import BadCards, read_cards, write_cards
from companion.domain.text import clean

LINES = st.sampled_from(
    ["Q: x", "A: x", "C: [x]", "---", " Q: x", "  ---", "", "- item", "A:", "Q", "\tA: x", "[S1]"]
)
TEXTS = (
    st.one_of(st.text(max_size=40), st.lists(LINES, max_size=5).map("\n".join))
    .map(lambda text: clean(text).strip())
    .filter(lambda text: text and not text.startswith("\ufeff"))
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_what_is_written_is_read_again(cards):
    assert read_cards(write_cards(cards)) == cards


def test_what_is_written_is_what_others_read():
    text = write_cards([("What is it?", "Two lines:\n\n- one\nA: no answer"), ("And?", "So.")])
    assert text == (
        "Q: What is it?\nA: Two lines:\n\n- one\n A: no answer\n\nQ: And?\nA: So.\n"
    )  # fmt: skip


def test_what_others_write_is_read():
    text = """---
name = "Geography"
---
Some words about this deck.

Q: What is the capital
of France?
A:

- Paris

C: [Ulm] lies on the [Danube], ![not](this.png).
Q: A?
A: B
---
Words between cards.
"""
    assert read_cards(text) == [
        ("What is the capital\nof France?", "- Paris"),
        ("[…] lies on the Danube, ![not](this.png).", "Ulm"),
        ("Ulm lies on the […], ![not](this.png).", "Danube"),
        ("A?", "B"),
    ]


@pytest.mark.parametrize("text", ["", "\n", "Just words\n", "\ufeffNothing", "---\nname = 1\n---"])
def test_a_text_without_cards_has_none(text):
    assert read_cards(text) == []


def test_a_byte_order_mark_is_no_letter():
    assert read_cards("\ufeffQ: a\r\nA: b\r\n") == [("a", "b")]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("A: alone", 1, "without a question"),
        ("Q: a\nA: b\nA: c", 3, "without a question"),
        ("words\nQ: a\nQ: b\nA: c", 2, "without an answer"),
        ("Q: a\nA: b\n\nQ: c\n", 4, "without an answer"),
        ("Q: a\nA:\n", 1, "without an answer"),
        ("Q:\nA: b", 1, "is empty"),
        ("C: nothing left out", 1, "leaves nothing out"),
        ("C: [a]\nA: b", 2, "without a question"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, line, what):
    with pytest.raises(BadCards, match=what) as caught:
        read_cards(text)
    assert caught.value.line == line


@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        cards = read_cards(text)
    except BadCards as error:
        assert error.line >= 1 and error.sentence
    else:
        assert all(question and answer for question, answer in cards)
