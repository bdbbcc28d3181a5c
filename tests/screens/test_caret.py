"""The terminal's caret is where the next letter goes."""

import pytest
from driver import settle

from screens.session.off_record import ScratchPad
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # two fields at a time


async def test_it_stays_in_the_field_on_top_whatever_changes_below(session):
    async with session() as (pilot, screen):
        await pilot.press(*"below", "ctrl+l", "o", "down", "enter", *"on top")
        await settle(pilot)
        pad = pilot.app.screen.query_one(ScratchPad)
        screen.query_one(NotesArea).move_cursor((0, 2))
        assert pilot.app.cursor_position == pad.cursor_screen_offset
        await pilot.press("!")
        assert pilot.app.cursor_position == pad.cursor_screen_offset


async def test_it_is_in_a_field_of_the_close_before_the_first_letter(session):
    async with session() as (pilot, _screen):
        await pilot.press("ctrl+r", "ctrl+n")
        await settle(pilot)
        assert pilot.app.cursor_position == pilot.app.focused.cursor_screen_offset
