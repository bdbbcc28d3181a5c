"""An agreed line as it is typed: read again it says the same."""

from datetime import date

import pytest

from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import BOTH, Pair, Person
from companion.domain.session.agreed_lines import read_line_as_typed, typed
from companion.domain.session.notebook import Record

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("me", "partner", "said", "line"),
    [
        ("Zoë Smit", "Jan de Vries", ParsedLine("bel", "b", "2026-11-27"), "bel @Jan 2026-11-27"),
        ("Zoë Smit", "Jan de Vries", ParsedLine("bel", BOTH), "bel @both"),
        ("Zoë Smit", "Jan de Vries", ParsedLine("bel, @zoe", "b"), "@Jan bel, @zoe"),
        ("Jan Smit", "Jan de Vries", ParsedLine("bel", "b"), "bel @Jan de Vries"),
        ("All Smith", "Bert", ParsedLine("bel", "a"), "bel @All Smith"),
        ("A.J. Smit", "Bert", ParsedLine("bel", "a"), "bel @A.J."),
        ("Anna", "Bert", ParsedLine("bel"), "bel"),
        ("Anna", "Bert", ParsedLine("zet aan op", "", "2026-11-27"), "zet aan op op 2026-11-27"),
        (
            "Anna",
            "Bert",
            ParsedLine("turn it On", "b", "2026-11-27"),
            "turn it On @Bert 2026-11-27",
        ),
        (
            "Anna",
            "Bert",
            ParsedLine("@bert, lead on", "a", "2026-11-27"),
            "@Anna @bert, lead on on 2026-11-27",
        ),
    ],
)
def test_a_line_read_again_says_the_same(me, partner, said, line):
    pair = Pair(Person("a", me), Person("b", partner))
    assert typed("actions", said, pair) == line
    record = Record("r1", said.text, "a", said.who, said.due)
    assert read_line_as_typed("actions", line, record, pair, MONDAY) == said


@pytest.mark.parametrize(
    ("who", "due", "line"), [("", "", " "), ("b", "2026-11-27", "  @Bert 2026-11-27")]
)
def test_a_line_of_blanks_is_typed_too(who, due, line):
    """Such a record comes from another hand in the folder."""
    pair = Pair(Person("a", "Anna"), Person("b", "Bert"))
    assert typed("actions", Record("r1", " ", "a", who, due), pair) == line
