"""A field whose words are dots."""

import pytest
from driver import HostApp, shown, told, until
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import ComposeResult

from companion.domain.text import clean
from screens.widgets import masked_area, own_area
from screens.widgets.masked_area import MaskedArea, masked


@pytest.mark.parametrize(
    ("line", "caret", "seen"),
    [
        ("my own words", -1, "•• ••• •••••"),
        ("my own words", 12, "•• ••• words"),
        ("my own words", 4, "•• own •••••"),
        ("my own words", 2, "my ••• •••••"),
        ("my  own", 3, "••  •••"),
        ("", 0, ""),
        ("  ", 1, "  "),
        ("日本 ok", -1, "＊＊ ••"),
    ],
)
def test_words_are_dots_but_the_one_at_the_caret(line, caret, seen):
    assert masked(line, caret) == seen


@given(st.text().map(clean).map(lambda text: text.replace("\n", " ")))
def test_the_dots_take_the_room_of_the_words_and_tell_none(line):
    hidden = masked(line)
    assert len(hidden) == len(line)
    assert set(hidden.split()) == set() or set("".join(hidden.split())) <= set("•＊\u200b")
    for word, dots in zip(line.split(), hidden.split(), strict=True):
        assert cell_len(dots) == cell_len(word) or cell_len(word) > 2 * len(word)


class Host(HostApp):
    def compose(self) -> ComposeResult:
        yield MaskedArea(id="field")
        yield MaskedArea(id="other")


@pytest.fixture
def quick(monkeypatch):
    """Words are hidden again a moment after the key."""
    monkeypatch.setattr(masked_area, "WORD_SHOWN", 0.05)


async def test_the_word_being_typed_is_seen_until_a_moment_after(monkeypatch):
    async with Host().run_test() as pilot:
        pilot.app.query_one("#field").focus()
        await pilot.press(*"zebra finch")
        await pilot.pause()
        assert "••••• finch" in shown(pilot)
        assert "zebra" not in shown(pilot)
        pilot.app.query_one("#field", MaskedArea)._word_done()
        await pilot.pause()
        assert "••••• •••••" in shown(pilot)
        await pilot.press("x")
        assert "finchx" in shown(pilot)
        pilot.app.query_one("#other").focus()
        await pilot.pause()
        assert "finch" not in shown(pilot)


async def test_nobody_reads_by_going_through_the_words(quick):
    async with Host().run_test() as pilot:
        pilot.app.query_one("#field").focus()
        await pilot.press(*"zebra finch")
        await until(pilot, lambda: "finch" not in shown(pilot))
        await pilot.press("left", "left", "ctrl+left", "ctrl+left")
        await pilot.pause()
        assert "zebra" not in shown(pilot) and "finch" not in shown(pilot)


async def test_all_is_seen_from_when_it_is_shown_until_it_is_hidden():
    async with Host().run_test() as pilot:
        field = pilot.app.query_one("#field", MaskedArea)
        field.load_text("zebra\nfinch")
        await pilot.pause()
        assert "zebra" not in shown(pilot)
        field.reveal()
        await pilot.pause()
        assert "zebra" in shown(pilot) and "finch" in shown(pilot)
        field.hide()
        await pilot.pause()
        assert "zebra" not in shown(pilot) and "•••••" in shown(pilot)


async def test_what_is_pasted_cannot_steer_and_has_an_end(monkeypatch):
    monkeypatch.setattr(own_area, "MAX_NOTE", 10)
    async with Host().run_test() as pilot:
        field = pilot.app.query_one("#field", MaskedArea)
        field.focus()
        field.insert("a\x1b[31mb")
        assert field.text == "a[31mb"
        field.insert("too much")
        await pilot.pause()
        assert field.text == "a[31mbtoo "
        assert "full" in told(pilot)
        await pilot.press("x", "backspace", "y")
        assert field.text == "a[31mbtooy"
