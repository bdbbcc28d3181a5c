"""What a labelled line of the notes says, by a table that anybody can add to."""

from datetime import date
from pathlib import Path

import pytest

from companion import i18n
from companion.domain.note.labelled_lines import read_labelled
from companion.domain.people import Pair, Person

PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bert"))
MONDAY = date(2026, 11, 23)


def rows():
    table = Path(__file__).with_name("fixtures") / "labelled_lines.md"
    lines = [line for line in table.read_text("utf-8").splitlines() if line.startswith("| ")]
    for line in lines[1:]:
        yield tuple(cell.strip().replace("–", "") for cell in line.strip("|").split(" | "))


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("line", "kind", "text", "who", "due", "lacks"), list(rows()))
def test_a_line_says_what_the_table_has(line, kind, text, who, due, lacks, language):
    i18n.use_language(language)
    found = read_labelled(line, "anna", PAIR, MONDAY)
    if not kind:
        assert found is None
        return
    captured = found.captured
    assert (found.kind, captured.text, captured.who, captured.due, found.lacks) == (
        kind, text, who, due, lacks
    )  # fmt: skip
    assert read_labelled(line, "anna", Pair(PAIR.partner, PAIR.me), MONDAY) == found


def test_alone_anybody_may_be_named():
    found = read_labelled("Action: call @Jan", "anna", Pair(PAIR.me), MONDAY)
    assert (found.captured.text, found.lacks) == ("call @Jan", "")


def test_a_long_line_is_read_like_any_other():
    found = read_labelled("Idea: " + "so " * 5000, "anna", PAIR, MONDAY)
    assert found.words == ("so " * 5000).strip()
