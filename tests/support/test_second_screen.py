"""Both judges of screens are asked about the same bytes, and what they see differently is told."""

import pytest

from support.ghostty import Screen
from support.second_screen import SecondScreen

BYTES = (
    b"\x1b[?1049h\x1b[?2027s\x1b[?2027h\x1b[2J\x1b[H",
    "\x1b[38;2;1;2;3;48;2;4;5;6mcolour\x1b[0;7m back\x1b[0m 日本 e\u0301 ﷺ".encode(),
    "\x1b[3;1H👩\u200d💻 words\u200b behind it \x1b[31mred".encode(),
    b"\x1b[?2027r",
)


@pytest.fixture
def judges():
    return Screen(40, 4), SecondScreen(40, 4)


def test_they_agree_about_colours_wide_and_joined_letters_and_the_caret(judges):
    first, second = judges
    for data in BYTES:
        first.feed(data)
        second.feed(data)
        assert list(second.unlike(first)) == []


def test_they_agree_wherever_what_is_read_at_once_ends(judges):
    first, second = judges
    for data in b"".join(BYTES):
        first.feed(bytes([data]))
        second.feed(bytes([data]))
    assert list(second.unlike(first)) == []


def test_they_agree_after_another_size(judges):
    first, second = judges
    for judge in judges:
        judge.feed(b"\x1b[?1049h\x1b[2Jsome words")
        judge.resize(20, 2)
        judge.feed(b"\x1b[2J\x1b[2;3Hothers")
    assert list(second.unlike(first)) == []


@pytest.mark.parametrize(
    ("to_first", "to_second", "says"),
    [
        (b"words\r", b"wards\r", "row 0 reads 'words"),
        (b"\x1b[38;2;1;2;3mword\r", b"\x1b[38;2;1;2;4mword\r", "row 0, column 0 looks ((1, 2, 3)"),
        (b"\x1b[7m  \r", b"  \r", "row 0, column 0 looks (None, None, True)"),
        (b"word", b"word\r", "the caret is at (4, 0), and for pyte at (0, 0)"),
    ],
)
def test_what_they_see_differently_is_told(judges, to_first, to_second, says):
    first, second = judges
    first.feed(to_first)
    second.feed(to_second)
    assert [what[: len(says)] for what in second.unlike(first)] == [says]
    assert len(list(second.unlike(first))) == ("caret" in says), "told once"
