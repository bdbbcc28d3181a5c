"""The marks in the gutter: where a line stands, what its words deserve, what the document knows."""

import random

import pytest
from driver import rows as screen_rows
from hypothesis import given
from hypothesis import strategies as st
from test_writers import desk  # noqa: F401 - a fixture

from companion.domain.text import Patch
from screens.widgets.line_marks import LEFT, TAKEN_UP, LineMarks


def deserved(line):
    return TAKEN_UP if line.startswith("a:") else LEFT if line.startswith("b:") else ""


def marks_of(marks, lines):
    return [marks.mark(row) for row in range(len(lines))]


@given(st.integers(0, 2**32))
def test_marks_stay_with_their_lines_whatever_is_typed(seed):
    chance = random.Random(seed)
    words = ["a:", "b:", "x", "\n", "\n"]
    lines, marks = [""], LineMarks(deserved)
    for _step in range(chance.randrange(1, 20)):
        top = chance.randrange(len(lines))
        bottom = min(len(lines) - 1, top + chance.choice((0, 0, 0, 2)))
        start, end = chance.randint(0, len(lines[top])), chance.randint(0, len(lines[bottom]))
        if top == bottom:
            start, end = min(start, end), max(start, end)
        typed = "".join(chance.choice(words) for _word in range(chance.randrange(3)))
        put = (lines[top][:start] + typed + lines[bottom][end:]).split("\n")
        last = top + typed.count("\n")
        lines[top : bottom + 1] = put
        marks.replace(top, bottom, lines[top : last + 1])
        assert marks_of(marks, lines) == list(map(deserved, lines))


def test_what_the_document_knows_stays_while_the_line_is_the_same():
    lines, marks = ["x", "a: one", "a: two"], LineMarks(deserved)
    assert marks.read(lines, {1: LEFT, 2: TAKEN_UP})
    assert not marks.read(lines, {1: LEFT, 2: TAKEN_UP})
    marks.replace(1, 1, ["a: one more"])
    marks.replace(0, 0, ["x", "y"])
    assert marks_of(marks, "four") == ["", "", LEFT, TAKEN_UP]
    marks.replace(2, 2, ["no label"])
    marks.replace(2, 2, ["a: anew"])
    assert marks_of(marks, "four") == ["", "", TAKEN_UP, TAKEN_UP]


def test_a_field_without_such_lines_has_no_marks():
    marks = LineMarks(None)
    assert marks.width == 0
    assert not marks.read(["a: one"], {0: TAKEN_UP})
    marks.replace(0, 0, ["a: two"])
    assert marks.mark(0) == ""


def gutter(both):
    """The notes' rows as they stand on the screen, from their gutter on."""
    area = both.field.content_region
    drawn = screen_rows(both.app)[area.y : area.bottom]
    return [row[area.x : area.right].rstrip() for row in drawn]


@pytest.mark.slow
async def test_a_mark_comes_with_the_first_word_and_moves_with_its_line(desk):  # noqa: F811
    async with desk() as both:
        await both.press(*"Idea:")
        assert gutter(both)[0] == "A ◇ Idea:"
        await both.press(*" tea")
        assert gutter(both)[0] == "A ◆ Idea: tea"
        await both.press("home", *"so", "enter")
        assert gutter(both)[:2] == ["A   so", "A ◆ Idea: tea"]
        await both.from_bert(lambda s: s.note_editor("i1").edit(Patch(0, 0, "Vraag: @Jan?\n")))
        await both.pilot.pause()
        assert gutter(both)[:3] == ["B ◇ Vraag: @Jan?", "A   so", "A ◆ Idea: tea"]
        await both.press("home", "delete")
        assert gutter(both)[2] == "A   dea: tea"


@pytest.mark.slow
async def test_only_text_is_marked_as_such_at_once(desk):  # noqa: F811
    async with desk() as both:
        await both.press(*"Idea: tea", "enter", "ctrl+l", "u")
        await both.until(lambda: gutter(both)[0] == "A ◇ Idea: tea")
        await both.press("up", "end", *"s")
        assert gutter(both)[0] == "A ◇ Idea: teas"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_alone_there_is_room_for_a_mark_too(desk, language):  # noqa: F811
    async with desk(partner="", language=language) as both:
        await both.press(*"Besluit: thee", "enter")
        assert gutter(both)[0] == "◆ Besluit: thee"
