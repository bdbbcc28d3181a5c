"""Text in lines: nothing a lesson says is left out, nothing people wrote is taken for markup."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from companion.domain.export.minutes import HEADING, LINE, TEXT, Block
from companion.layout.markdown import Layout, layout, read_tokens
from companion.layout.wrapping import MEASURE, layout_page

LESSONS = sorted((Path(__file__).parents[2] / "content" / "lessons").rglob("*.md"))
WIDTHS = (20, 52, 72, 112)
"""A small one, and what a lesson has in terminals of 60, 80 and 120 columns."""


def plain(lines):
    return ["".join(text for text, _style in line) for line in lines]


def words_of(tokens):
    for token in tokens:
        if token.type == "inline":
            yield from words_of(token.children)
        elif token.type in ("text", "code_inline") or token.type in ("fence", "code_block"):
            yield from token.content.split()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.name)
@pytest.mark.parametrize("width", WIDTHS[1:])
def test_no_word_of_a_lesson_is_left_out(lesson, width):
    body = lesson.read_text(encoding="utf-8").split("---\n", 2)[2]
    drawn = "".join("".join(plain(layout(body, width))).split())
    for word in words_of(MarkdownIt("commonmark").enable("table").parse(body)):
        word = word.removeprefix("[ ]")
        assert word in drawn


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.name)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_there_is_room(lesson, width):
    body = lesson.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert max(map(cell_len, plain(layout(body, width)))) <= min(width, MEASURE)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("- [ ] open\n- [x] done", ["☐ open", "☑ done"]),
        ("3. three\n4. four", ["3. three", "4. four"]),
        ("> quoted\n> on", ["│ quoted on"]),
        ("a [S1] b\n\n[S1]: https://x.org", ["a [S1] b"]),
        ("a [link](https://x.org)", ["a link"]),
        ("`code` *em* **strong**", ["code em strong"]),
        ("(*situation*), then", ["(situation), then"]),
        ("one  \ntwo", ["one", "two"]),
        ("```\na  b\n```", ["a  b"]),
        ("a&#x202e;b", ["a\ufffdb"]),
    ],
)
def test_what_lessons_are_made_of(markdown, expected):
    assert [line for line in plain(layout(markdown, 60)) if line] == expected


TABLE = """
| Part | What to **ask** | Minutes |
|------|:---------------:|--------:|
| Situation | When and where was it? | 5 |
| Behaviour | What would a camera have recorded, and what is your own story? | 12 |
"""


@pytest.mark.parametrize("width", [10, 20, 30, 40, 60, 78])
def test_a_table_fits_and_no_word_of_it_is_cut(width):
    lines = plain(layout(TABLE, width))
    assert max(map(cell_len, lines)) <= width
    drawn = " ".join(lines).split()
    for word in words_of(MarkdownIt("commonmark").enable("table").parse(TABLE)):
        assert word in drawn or f"{word}:" in drawn


def test_a_table_with_room_stands_in_columns():
    lines = [line.rstrip() for line in plain(layout("|a|b|c|\n|-|-|-:|\n|one|two|3|", 40))]
    assert lines == ["a    b    c", "───  ───  ─", "one  two  3"]


def test_a_table_without_room_stands_line_by_line():
    lines = plain(layout("|name|word|\n|-|-|\n|longer|wordswordswords|", 20))
    assert [line for line in lines if line] == [
        "name", "word", "name: longer", "word:", "wordswordswords",
    ]  # fmt: skip


def test_deep_down_the_text_keeps_its_room():
    deep = "> " * 19 + "a few words to read"
    lines = plain(layout(deep, 20))
    assert max(map(cell_len, lines)) <= 20
    assert "".join("".join(lines).replace("│", "").split()) == "afewwordstoread"


def parts_of(markdown, width):
    found = Layout(width)
    lines = found.lines(read_tokens(markdown))
    return lines, found


@pytest.mark.parametrize("lesson", LESSONS[::7], ids=lambda path: path.name)
def test_the_parts_of_a_lesson_are_the_same_in_every_width(lesson):
    body = lesson.read_text(encoding="utf-8").split("---\n", 2)[2]
    texts = []
    for width in WIDTHS:
        lines, found = parts_of(body, width)
        texts.append([(part.level, part.text) for part in found.parts])
        for before, part in pairwise([None, *found.parts]):
            assert part.first < part.end <= len(lines)
            assert before is None or before.end <= part.first
    assert texts.count(texts[0]) == len(WIDTHS)


def test_where_links_lead_is_known():
    _lines, found = parts_of("[a](https://a.org) [S1] <https://b.org>\n\n[S1]: https://s.org", 60)
    assert found.links == ["https://a.org", "https://s.org", "https://b.org"]


def test_a_marker_leads_to_its_source_without_a_definition():
    found = Layout(60)
    found.lines(read_tokens("said [S2]", {"S2": "https://s.org"}))
    assert found.links == ["https://s.org"]


SCRIPTS = [
    "שלום עולם " * 20,
    "مرحبا بالعالم " * 20,
    "漢字かな交じり文" * 20,
    "👩\u200d👩\u200d👧 " * 30,
    "e\u0301\u0301\u0301 " * 50,
]


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_script_keeps_within_its_lines_and_loses_nothing(text, width):
    lines = plain(layout(text, width))
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_long_word_is_cut_into_lines():
    assert plain(layout("x" * 45, 20)) == ["x" * 20, "x" * 20, "x" * 5]
    assert plain(layout("漢" * 15, 20)) == ["漢" * 10, "漢" * 5]


@pytest.mark.parametrize(
    "text", ["# no heading", "[S1]: https://gone", "<b>tags</b>", "* star *", "1) x", "    indent"]
)
def test_peoples_words_are_never_markup(text):
    assert plain(layout_page([Block(TEXT, text)], 60)) == [" ".join(text.split())]


def test_line_ends_are_kept_and_lists_stand_together():
    blocks = [Block(HEADING, "1. Talk"), Block(TEXT, "one\n\ntwo"), Block(HEADING, "Actions"),
              Block(LINE, "call"), Block(LINE, "mail\nand more")]  # fmt: skip
    assert plain(layout_page(blocks, 60)) == [
        "1. Talk", "", "one", "", "two", "", "Actions", "", "• call", "• mail", "  and more",
    ]  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200),
       st.integers(min_value=1, max_value=90))  # fmt: skip
def test_any_text_fits_and_nothing_in_it_steers(text, width):
    for lines in (layout_page([Block(TEXT, text)], width), layout(text, width)):
        for line in plain(lines):
            assert cell_len(line) <= max(10, min(width, MEASURE))
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in line)
