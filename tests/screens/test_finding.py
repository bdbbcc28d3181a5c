"""Finding words in a page, and places that stay in every width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.layout.find import Finder, highlighted
from companion.layout.markdown import Layout, layout, read_tokens
from companion.layout.page import page_of
from screens.lesson.reading_view import first_sections

TEXT = """# Réacties

De **reële** kans dat iemand *feedback* geeft, is klein. Vraag er daarom zelf om.

- Straße en straat
- één twee

```
x = 1
```
"""


def said(lines, match):
    return " ".join("".join(text for text, _style in lines[s.row])[s.start : s.end] for s in match)


def found(words, width=78, text=TEXT):
    lines = layout(text, width)
    return [said(lines, match) for match in Finder(lines).find(words)]


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        ("reele", ["reële"]),
        ("REËLE", ["reële"]),
        ("reacties", ["Réacties"]),
        ("strasse", ["Straße"]),
        ("een", ["één"]),
        ("reële  kans", ["reële kans"]),
        ("iemand feedback geeft", ["iemand feedback geeft"]),
        ("x = 1", ["x = 1"]),
        ("klein. vraag", ["klein. Vraag"]),
        ("réacties de", []),
        ("• straße", []),
        ("", []),
        ("   ", []),
        ("[*\\", []),
    ],
)
def test_words_are_found_whatever_their_accents_and_styles(words, matches):
    assert found(words) == matches


@pytest.mark.parametrize("width", range(10, 60, 3))
def test_words_are_found_over_the_ends_of_lines(width):
    assert found("daarom zelf om", width) == ["daarom zelf om"]
    assert len(found("kans dat iemand feedback", width)) == 1


def test_a_script_without_blanks_is_found_over_the_ends_of_lines():
    lines = layout("漢字かな交じり文" * 4, 20)
    matches = Finder(lines).find("文漢字")
    assert len(matches) == 3
    assert all(said(lines, match).replace(" ", "") == "文漢字" for match in matches)


def test_what_is_found_stands_out_and_nothing_else_changes():
    line = [("one ", "em"), ("two", "strong"), (" three", "")]
    assert highlighted(line, 2, 6, "found") == [
        ("on", "em"), ("e ", "em found"), ("tw", "strong found"), ("o", "strong"), (" three", ""),
    ]  # fmt: skip


@given(st.text(max_size=80), st.text(max_size=6), st.integers(10, 78))
def test_any_words_can_be_looked_for_in_any_text(text, words, width):
    lines = layout(text, width)
    for match in Finder(lines).find(words):
        for stretch in match:
            assert 0 <= stretch.start < stretch.end
            assert stretch.end <= len("".join(part for part, _style in lines[stretch.row]))


def page(width, text=TEXT):
    made = Layout(width)
    made.lines(read_tokens(text))
    return page_of(made)


@pytest.mark.parametrize("width", [10, 20, 33, 60])
def test_a_row_is_the_place_of_the_same_words_in_every_width(width):
    narrow, wide = page(width), page(78)
    for row in range(len(narrow.lines)):
        assert narrow.row_of(narrow.spot(row)) == row
        part = narrow.part_at(row)
        if part >= 0 and row < narrow.parts[part].end:
            assert wide.part_at(wide.row_of(narrow.spot(row))) == part


def test_notes_stand_below_their_part_and_nothing_is_lost():
    plain, note = page(60), [[("» a note", "margin note")]]
    full = plain.with_notes({1: note, 3: note * 2}, [[], *note])
    assert len(full.lines) == len(plain.lines) + 5
    for before, after in zip(plain.parts, full.parts, strict=True):
        assert full.lines[after.first : after.end] == plain.lines[before.first : before.end]
    assert full.lines[full.parts[1].end] == note[0]
    for row in range(len(plain.lines)):
        assert full.lines[full.row_of(plain.spot(row))] == plain.lines[row]


def test_the_beginning_of_a_lesson_ends_before_a_heading():
    text = "# Title\n\n" + "words and words\n" * 300 + "\n## Next\n\nmore\n"
    beginning = first_sections(text, 3000)
    assert len(beginning) > 3000
    assert text.startswith(beginning)
    assert text[len(beginning) :] == "## Next\n\nmore\n"


@pytest.mark.parametrize("opening", ["```\n", "> ```\n", "- ~~~\n", "<!-- \n", "<div>\n"])
def test_what_could_be_no_heading_does_not_end_it(opening):
    text = "# Title\n\n" + opening + "words and words\n" * 300 + "\n## Next\n\nmore\n"
    assert first_sections(text, 3000) == text
