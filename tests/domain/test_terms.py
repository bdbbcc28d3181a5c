"""Words are found whatever their case, accents or script, and where they are is told exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.normalize import fold_one, folded
from companion.domain.search.terms import Needle, snippet, spots, terms_in

texts = st.text(alphabet=st.characters(), max_size=60)


def needle(words, is_prefix=False):
    return Needle(tuple(terms_in(words)), is_prefix)


def found(text, words, is_prefix=False):
    return [text[a:b] for a, b in spots(text, [needle(words, is_prefix)])]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Eén gevolg, één Gevolg", "gevolg", ["gevolg", "Gevolg"]),
        ("de ideee\u0308n", "ideeen", ["ideee\u0308n"]),
        ("reële", "REELE", ["reële"]),
        ("Straße und Strasse", "strasse", ["Straße", "Strasse"]),
        ("Søren, Łukasz, œuvre", "soren", ["Søren"]),
        ("Søren, Łukasz, œuvre", "lukasz", ["Łukasz"]),
        ("een ĳsje", "ijsje", ["ĳsje"]),
        ("e-mail en email", "e-mail", ["e-mail"]),
        ("open-ended open ended", "open ended", ["open-ended", "open ended"]),
        ("open\n  questions", "open questions", ["open\n  questions"]),
        ("subtext", "text", []),
        ("texts", "text", []),
        ("שלום עולם", "עולם", ["עולם"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
        ("مرحبا بالعالم", "بالعالم", ["بالعالم"]),
        ("私は漢字を書く", "漢字", ["漢字"]),
        ("我们谈谈反馈", "反馈", ["反馈"]),
        ("ภาษาไทย", "ไทย", ["ไทย"]),
        ("한국어", "한국", []),
        ("хорошо, Ёлка", "елка", ["Ёлка"]),
        ("done 🎉🎉", "🎉", ["🎉", "🎉"]),
        ("１２ points", "12", ["１２"]),
    ],
)
def test_what_is_found(text, words, expected):
    assert found(text, words) == expected


def test_a_word_that_goes_on_is_found_as_a_whole():
    assert found("Feedback, feed", "feed", is_prefix=True) == ["Feedback", "feed"]
    assert found("open question, open quiz", "open qu", is_prefix=True) == [
        "open question", "open quiz",
    ]  # fmt: skip


def test_accents_typed_on_their_own_belong_to_their_letter():
    assert found("cafe\u0301 x", "cafe") == ["cafe\u0301"]


@given(texts)
def test_folding_is_done_letter_by_letter(text):
    assert folded(text) == "".join(map(fold_one, text))


@given(texts, texts)
def test_every_spot_says_what_was_looked_for(text, words):
    wanted = terms_in(words)
    for start, end in spots(text, [Needle(tuple(wanted))] if wanted else []):
        assert 0 <= start < end <= len(text)
        inside = terms_in(text[start:end])
        assert inside == wanted or len(inside) > len(wanted)  # spots that overlap are one


@given(texts, st.data())
def test_a_phrase_out_of_a_text_is_found_in_it(text, data):
    terms = terms_in(text)
    if terms:
        start = data.draw(st.integers(0, len(terms) - 1))
        end = data.draw(st.integers(start + 1, len(terms)))
        assert spots(text, [Needle(tuple(terms[start:end]))])


@given(st.text(max_size=300), texts)
def test_a_snippet_is_one_line_with_its_marks_inside(text, words):
    terms = tuple(terms_in(words))
    made = snippet(text, (Needle(terms),) if terms else ())
    assert "\n" not in made.text
    assert all(0 <= a < b <= len(made.text) for a, b in made.marks)


def test_a_snippet_begins_a_little_before_what_was_found():
    text = "word " * 200 + "here is the thing we meant. " + "word " * 200
    made = snippet(text, (needle("thing"),))
    assert [made.text[a:b] for a, b in made.marks] == ["thing"]
    assert made.text.startswith("… ") and made.text.endswith(" …")
    assert made.text.index("thing") < 30 and len(made.text) < 130


def test_a_snippet_of_a_text_without_blanks_is_cut_all_the_same():
    made = snippet("漢" * 5000 + "字" + "漢" * 5000, (needle("字"),))
    assert "字" in made.text and len(made.text) < 130
