"""Text in lines: nothing a lesson says is left out, nothing people wrote is taken for markup."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from companion.domain.minutes import HEADING, LINE, TEXT, Block
from screens.widgets.markdown_layout import layout
from screens.widgets.wrapping import MEASURE, layout_page

LESSONS = sorted((Path(__file__).parents[2] / "content" / "lessons").rglob("*.md"))
WIDTHS = (20, 58, 78, 118)


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
    for word in words_of(MarkdownIt("commonmark").parse(body)):
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
