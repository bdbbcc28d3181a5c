"""Wide and joined letters: counted in cells, moved over and removed as one."""

import pytest
from driver import app_for, settle, until
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from support.frames import strips, widths
from textual.app import App
from textual.widgets import Input

from companion.app.terminal_driver import InputReader
from companion.domain.text import clean
from companion.layout.graphemes import beginning, cut, grapheme_end, grapheme_start, letters, padded
from companion.layout.wrapping import pieces, wrapped
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.setup import set_up_pair
from screens.session.off_record import ScratchPad
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.widgets.grapheme_fields import GraphemeInput
from screens.widgets.masked_area import MaskedArea
from screens.widgets.notes_area import NotesArea
from screens.widgets.own_area import OwnArea

FAMILY, THUMB, FLAG, ACCENT, WIDE = (
    "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd",
    "\U0001f1f3\U0001f1f1", "x\u0301", "\u4f60"
)  # fmt: skip
HEART, KEYCAP, SCOTLAND, HANGUL = (
    "\u2764\ufe0f", "1\ufe0f\u20e3", "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e007f",
    "\u1112\u1161\u11ab"
)  # fmt: skip
JOINED = [FAMILY, THUMB, FLAG, ACCENT, HEART, KEYCAP, SCOTLAND, HANGUL]
TEXTS = st.lists(st.sampled_from([*JOINED, WIDE, "a", " ", "\u200d", "\U0001f1f3", "\u0301"]))


@pytest.mark.parametrize("letter", [*JOINED, WIDE, "a", "\t"])
def test_what_people_see_as_one_is_one(letter):
    assert list(letters(f"{letter}b{letter}{letter}")) == [letter, "b", letter, letter]


@given(TEXTS.map("".join), st.integers(0, 30))
def test_letters_are_all_of_a_text_and_places_are_between_them(text, place):
    place = min(place, len(text))
    assert "".join(letters(text)) == text
    start, end = grapheme_start(text, place), grapheme_end(text, place)
    assert start <= place <= end
    ends = [0]
    for letter in letters(text):
        ends.append(ends[-1] + len(letter))
    assert {start, end} <= set(ends)
    assert (start == end) == (place in ends)


@given(TEXTS.map("".join), st.integers(1, 12))
def test_what_is_cut_or_wrapped_fits_and_parts_no_letter(text, width):
    assert cell_len(cut(text, width)) <= width
    assert text.startswith(beginning(text, width))
    assert sum(1 for _ in letters(beginning(text, width))) <= sum(1 for _ in letters(text))
    whole = set(letters(text))
    for piece in pieces(text, width):
        assert set(letters(piece)) <= whole
    for line in wrapped([(text, "")], max(width, 2)):
        assert cell_len("".join(words for words, _style in line)) <= max(width, 2)


def test_a_column_is_padded_in_cells():
    assert {cell_len(padded(text, 6)) for text in ("", "a", WIDE, FAMILY, THUMB + FLAG)} == {6}


class Host(App[None]):
    """One field, and what stands in it."""

    def __init__(self, field):
        super().__init__()
        self.field = field

    def compose(self):
        yield self.field

    @property
    def text(self):
        return self.field.value if isinstance(self.field, Input) else self.field.text


FIELDS = [GraphemeInput, OwnArea, MaskedArea, ScratchPad]


@pytest.mark.parametrize("letter", JOINED[:-1])  # what can be one character is made so
@pytest.mark.parametrize("kind", FIELDS)
async def test_keys_go_over_a_letter_and_remove_it_as_one(kind, letter):
    app = Host(kind())
    async with app.run_test(size=(40, 6)) as pilot:
        app.field.focus()
        await pilot.press("a")
        insert = app.field.insert_text_at_cursor if kind is GraphemeInput else app.field.insert
        insert(f"{letter}b{letter}")
        await pilot.press("backspace")
        assert app.text == f"a{letter}b"
        await pilot.press("left", "left", "c")
        assert app.text == f"ac{letter}b"
        await pilot.press("right", "d", "left", "left", "delete")
        assert app.text == "acdb"


@pytest.mark.parametrize("kind", FIELDS)
async def test_no_row_is_too_long_wherever_the_caret_is(kind):
    app = Host(kind())
    async with app.run_test(size=(40, 6)) as pilot:
        app.field.focus()
        insert = app.field.insert_text_at_cursor if kind is GraphemeInput else app.field.insert
        insert(f"a{FAMILY}b{THUMB}{FLAG}{WIDE}{ACCENT}{HEART}c")
        for _letter in range(9):
            await pilot.pause()
            assert set(widths(app)) == {40}
            assert {strip.cell_length for strip in strips(app)} == {40}
            await pilot.press("left")


@pytest.mark.slow
async def test_the_shared_text_loses_a_letter_as_one_and_the_row_stays_right(home):
    anna = home("王小明 " + FAMILY, "Zoë")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await pilot.press("f2")
        field = pilot.app.screen.query_one(NotesArea)
        field.focus()
        field.insert(f"ok {FAMILY}{FLAG}{THUMB}!")
        await pilot.press("left", "backspace", "left", "delete")
        await settle(pilot)
        assert field.text == f"ok {FAMILY}!"
        session = pilot.app.screen.session
        assert session.note(session.current.id) == f"ok {FAMILY}!"
        assert set(widths(pilot.app)) == {80}


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_top_line_says_the_language_whatever_the_names(tmp_path, clock, width):
    workspace = Workspace(Environment(Places(tmp_path / "home"), clock))
    set_up_pair(workspace, "王小明王小明" + FAMILY, "渡辺渡辺渡辺渡辺", tmp_path / "shared")
    async with app_for(workspace).run_test(size=(width, 24)) as pilot:
        await settle(pilot)
        top = strips(pilot.app)[0].text
        assert top.rstrip().endswith("EN")
        assert "Home" in top
        assert set(widths(pilot.app)) == {width}
    workspace.close()


@pytest.mark.parametrize("letter", [FAMILY, THUMB, FLAG, ACCENT, HEART, KEYCAP])
async def test_no_half_of_a_letter_that_came_whole_is_shown(session, letter):
    """Half a joined emoji draws the blank behind it to itself, and the row's edge a cell on."""
    async with session() as (pilot, screen):
        field, shown = screen.query_one("#text", NotesArea), []
        pilot.app.watch(field, "selection", lambda: shown.append(field.text), init=False)
        for event in InputReader().feed(f"ab{letter}{letter}"):
            pilot.app.post_message(event)
        await pilot.app.input.done()
        await settle(pilot)
        assert field.text == clean(f"ab{letter}{letter}")
        whole = {f"ab{letter}{letter}"[:end] for end in range(3)} | {f"ab{letter}"}
        assert {*shown} <= {clean(text) for text in (*whole, f"ab{letter}{letter}")}
        assert any(shown)
