"""A query is whatever somebody types; filters are read in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.people import BOTH, Pair, Person
from companion.domain.search.query import MOST_NEEDLES, MOST_TERMS, Query, read_query
from companion.domain.search.terms import Needle

TODAY = date(2026, 11, 23)
PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bért"))


def read(text, typing=False, pair=PAIR):
    return read_query(text, pair, TODAY, typing)


def words(*terms, prefix=False):
    return Needle(terms, prefix)


@pytest.mark.parametrize(
    ("text", "needles", "without"),
    [
        ("error bars", [words("error"), words("bars")], []),
        ('"error bars" red', [words("error", "bars"), words("red")], []),
        ("“Error Bars”", [words("error", "bars")], []),
        ('"not closed', [words("not", "closed")], []),
        ("figure -red", [words("figure")], [words("red")]),
        ('figure -"dark red"', [words("figure")], [words("dark", "red")]),
        ("fig* -re*", [words("fig", prefix=True)], [words("re", prefix=True)]),
        ("e-mail", [words("e", "mail")], []),
        ("Reële", [words("reele")], []),
        ("http://x.org", [words("http", "x", "org")], []),
        ("漢字", [words("漢", "字")], []),
        ('- -- * : who: kind: after: "', [], []),
        ("'); DROP TABLE words; --", [words("drop"), words("table"), words("words")], []),
        ("AND OR NOT NEAR(", [words("and"), words("or"), words("not"), words("near")], []),
    ],
)
def test_words(text, needles, without):
    query = read(text)
    assert (list(query.needles), list(query.without)) == (needles, without)


def test_the_last_word_may_go_on_while_it_is_typed():
    assert read("error ba", typing=True).needles == (words("error"), words("ba", prefix=True))
    assert read("error ba ", typing=True).needles == (words("error"), words("ba"))
    assert read('"error ba', typing=True).needles == (words("error", "ba", prefix=True),)
    assert read('"error ba"', typing=True).needles == (words("error", "ba"),)
    assert read("ba who:bert", typing=True).needles == (words("ba"),)


@pytest.mark.parametrize("text", ["who:bert", "wie:bert", "WHO:BERT", "who:b", "who:@bert",
                                  'who:"bert"'])  # fmt: skip
def test_who(text):
    assert read(text).people == {"bert", BOTH}


def test_who_is_me_and_both():
    assert read("who:me").people == read("wie:ik").people == {"anna", BOTH}
    assert read("who:both").people == read("wie:samen").people == {BOTH}
    assert read("who:anna who:bert").people == {"anna", "bert", BOTH}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("kind:action", {"action"}), ("soort:acties", {"action"}), ("kind:actiepunt", {"action"}),
        ("kind:idee", {"idea"}), ("kind:ideeën", {"idea"}), ("kind:ideas", {"idea"}),
        ("kind:besluit", {"decision"}), ("kind:notes", {"note"}), ("kind:notities", {"note"}),
        ("kind:vraag", {"question"}), ("kind:privé", {"private"}), ("kind:private", {"private"}),
        ("kind:kaarten", {"card"}), ("kind:lessen", {"lesson"}), ("kind:lesson", {"lesson"}),
        ("kind:feedback", {"feedback"}), ("kind:dank", {"appreciation"}),
        ("kind:action kind:idea", {"action", "idea"}),
    ],
)  # fmt: skip
def test_kind(text, kinds):
    assert read(text).kinds == kinds


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("after:2026-11-01", date(2026, 11, 1), None),
        ("na:okt", date(2026, 10, 1), None),
        ("after:dec before:mrt", date(2025, 12, 1), date(2026, 3, 1)),
        ("voor:gisteren", None, date(2026, 11, 22)),
        ("vóór:2026", None, date(2026, 1, 1)),
        ('after:"3 oct"', date(2026, 10, 3), None),
        ("sinds:2w", date(2026, 11, 9), None),
    ],
)
def test_days(text, after, before):
    query = read(text)
    assert (query.after, query.before) == (after, before)


@pytest.mark.parametrize("text", ["who:zoe", "after:someday", "kind:xyz", "before:2026-13-41"])
def test_a_filter_that_says_nothing_is_told(text):
    assert read(f"word {text}") == Query(needles=(words("word"),), misread=(text,))


def test_who_there_is_on_ones_own():
    assert read("who:bert", pair=Pair(PAIR.me)).misread == ("who:bert",)


@given(st.text(), st.booleans())
def test_any_characters_are_a_query(text, typing):
    query = read(text, typing)
    assert len(query.needles) + len(query.without) <= MOST_NEEDLES
    assert all(0 < len(n.terms) <= MOST_TERMS for n in (*query.needles, *query.without))


def test_a_query_without_end_is_cut():
    assert len(read("a b " * 10_000).needles) == MOST_NEEDLES
    assert len(read(f'"{"a b " * 10_000}"').needles[0].terms) == MOST_TERMS
