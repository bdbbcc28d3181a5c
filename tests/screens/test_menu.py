"""The menu behind the leader key: one letter does it, nothing is typed, nothing is lost."""

import pytest
from driver import app_for, burst, rows, see, settle, shown, told, until
from rich.cells import cell_len
from textual.events import Key, MouseDown, MouseUp, Paste
from textual.geometry import Offset
from textual.widgets import Input

from companion import i18n
from companion.commands.available import commands_in, way
from companion.commands.menu import Column, Entry
from companion.commands.places import SESSION
from companion.commands.terminals import Terminal
from screens.dialogs.palette import PaletteScreen
from screens.session.guide import Guide
from screens.session.session import SessionScreen
from screens.widgets.frame import HintLine
from screens.widgets.hints import Hint, fitting, hint_row
from screens.widgets.menu_box import MenuBox, cell_text, in_columns, placed
from screens.widgets.notes_area import NotesArea

SIZES = [(60, 20), (80, 24), (120, 40)]


def note(screen: SessionScreen) -> str:
    return screen.query_one(NotesArea).text


@pytest.mark.slow
@pytest.mark.parametrize("key", ["ctrl+l", "ctrl+@", "ctrl+space", "f9"])
async def test_each_of_its_keys_opens_and_closes_it(session, key):
    async with session() as (pilot, screen):
        await pilot.press(*"words", key)
        await pilot.pause()
        await until(pilot, lambda: screen.query(MenuBox) and "Next item" in shown(pilot))
        await see(pilot, "Esc Close")
        await pilot.press(key)
        await pilot.pause()
        assert not screen.query(MenuBox)
        await until(pilot, lambda: note(screen) == "words" and "^l Menu" in shown(pilot))


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_every_letter_is_to_be_seen_and_the_line_being_written_as_well(
    session, size, language
):
    async with session(size, language) as (pilot, screen):
        for lines in range(0, size[1], 3):
            screen.query_one(NotesArea).select_all()
            pilot.app.post_message(Paste("\n" * lines + "written"))
            await until(pilot, lambda expected="\n" * lines + "written": note(screen) == expected)
            await pilot.press("ctrl+l")
            await pilot.pause()
            seen = shown(pilot)
            assert "written" in seen, lines
            box = screen.query_one(MenuBox)
            if box.max_scroll_y == 0:
                assert len(pilot.app.menu._entries) == sum(
                    f" {'Sp' if e.letter == ' ' else e.letter} " in seen
                    for e in pilot.app.menu._entries
                )
            await pilot.press("escape")


@pytest.mark.slow
async def test_a_letter_does_it_and_closes_and_the_next_is_typed(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l", "t", *"typed")
        await pilot.pause()
        assert screen.session.notebook.checks == {"i1/ask/1"}
        assert note(screen) == "typed" and not screen.query(MenuBox)


async def test_in_one_burst_it_is_never_drawn(session, monkeypatch):
    drawn = []
    monkeypatch.setattr(MenuBox, "show", lambda *told: drawn.append(told))
    async with session() as (pilot, screen):
        for key, character in (("ctrl+l", "\x0c"), ("n", "n"), ("x", "x")):
            pilot.app.post_message(Key(key, character))
        await until(pilot, lambda: note(screen) == "x")
        assert screen.session.notebook.clock.current == "i2"
        assert drawn == []


@pytest.mark.slow
@pytest.mark.parametrize("key", ["down", "pageup"])
async def test_it_is_seen_though_keys_came_along_that_do_not_close_it(session, key):
    async with session() as (pilot, screen):
        pilot.app.post_message(Key("ctrl+l", "\x0c"))
        pilot.app.post_message(Key(key, None))
        await until(pilot, lambda: screen.query(MenuBox))
        await see(pilot, "Off the record")


@pytest.mark.slow
async def test_an_unknown_letter_keeps_it_open_and_is_named(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l", "5")
        await pilot.pause()
        await see(pilot, "5 is not in this menu. Esc, then type.")
        assert screen.query(MenuBox) and note(screen) == ""
        await pilot.press("tab")
        await pilot.pause()
        await see(pilot, "Tab is not in this menu.")
        await pilot.press("n")
        await pilot.pause()
        assert screen.session.notebook.clock.current == "i2"


@pytest.mark.slow
@pytest.mark.parametrize("key", ["f8", "ctrl+f"])
async def test_other_keys_than_letters_close_it_and_do_what_they_do_elsewhere(session, key):
    async with session() as (pilot, screen):
        await burst(pilot, "ctrl+l", key, *"fish")
        await pilot.pause()
        assert not screen.query(MenuBox) and pilot.app.screen is not screen
        assert pilot.app.focused.value == "fish"


@pytest.mark.slow
async def test_what_cannot_be_done_says_why_and_the_next_letter_is_typed(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        await see(pilot, "Back one item: –")
        await pilot.press("b", *"but")
        await pilot.pause()
        assert "! This is the first item." in told(pilot)
        assert not screen.query(MenuBox) and note(screen) == "but"


@pytest.mark.slow
@pytest.mark.parametrize("back", ["escape", "backspace", "ctrl+l"])
async def test_the_second_menus_lead_one_step_back(session, back):
    async with session() as (pilot, screen):
        for letter, title in (("g", "Go to"), ("e", "End")):
            await pilot.press("ctrl+l", letter)
            await pilot.pause()
            await until(
                pilot,
                lambda title=title: (
                    f" {title} " in shown(pilot) and "Next item" not in shown(pilot)
                ),
            )
            await pilot.press(back)
            await pilot.pause()
            await see(pilot, "Next item")
            await pilot.press(back)
            await pilot.pause()
            assert not screen.query(MenuBox)
        assert pilot.app.screen is screen


@pytest.mark.slow
async def test_a_paste_closes_it_and_goes_to_the_notes(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        pilot.app.post_message(Paste("next\nquit"))
        await until(pilot, lambda: note(screen) == "next\nquit")
        assert not screen.query(MenuBox) and screen.session.notebook.clock.current == "i1"


@pytest.mark.slow
async def test_every_entry_is_a_click_target(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.click(offset=spot(pilot, "Two more minutes"))
        await pilot.pause()
        assert screen.session.notebook.clock.plus == {"i1": 2}
        assert not screen.query(MenuBox)


@pytest.mark.slow
async def test_a_click_beside_it_closes_it(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        beside = spot(pilot, "Whole session")
        pilot.app.post_message(MouseDown(None, *beside, 0, 0, 1, False, False, False, *beside))
        await until(pilot, lambda: not screen.query(MenuBox))


@pytest.mark.slow
async def test_a_click_on_its_own_hints_does_what_they_say(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        hint = spot(pilot, "All commands")
        await press_and_let_go(pilot, hint)
        await until(pilot, lambda: isinstance(pilot.app.screen, PaletteScreen))
        await pilot.press("escape", "ctrl+l")
        await pilot.pause()
        await press_and_let_go(pilot, spot(pilot, "Esc Close"))
        await until(pilot, lambda: not screen.query(MenuBox))
        assert screen.session.notebook.clock.current == "i1"


async def press_and_let_go(pilot, at):
    """A click as people make it: what is drawn anew in between stands under its second half."""
    for half in (MouseDown, MouseUp):
        pilot.app.post_message(half(None, *at, 0, 0, 1, False, False, False, *at))
        await settle(pilot)


@pytest.mark.slow
async def test_the_blank_lists_all_commands(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l", "space")
        await until(pilot, lambda: isinstance(pilot.app.screen, PaletteScreen))
        await pilot.press(*"minutes two", "enter")
        await settle(pilot)
        assert screen.session.notebook.clock.plus == {"i1": 2}


@pytest.mark.slow
async def test_entries_name_what_they_are_about(session):
    async with session() as (pilot, _screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        seen = shown(pilot)
        assert "Lead to Anna" in seen and "Pen to Bert" in seen and "Tick: Which mom" in seen
        await pilot.press("p", "ctrl+l")
        await pilot.pause()
        await see(pilot, "Pen back to Anna")
        await pilot.press("escape", "ctrl+l", "g")
        await pilot.pause()
        await see(pilot, "Language: Nederlands")


@pytest.mark.slow
async def test_a_dialog_is_answered_first(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l", "k")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.press(*"why", "ctrl+l", "o")
        await see(pilot, "A question is open.", "Not kept: the menu is closed.")
        await pilot.press("escape", *" not")
        await until(pilot, lambda: pilot.app.focused.value == "why not")


@pytest.mark.slow
async def test_on_another_screen_that_came_up_it_takes_no_keys(session):
    async with session() as (pilot, screen):
        await pilot.press("ctrl+l")
        await pilot.pause()
        pilot.app.action_palette()
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await pilot.press(*"nb")
        await pilot.pause()
        assert pilot.app.focused.value == "nb"
        assert screen.session.notebook.clock.current == "i1"


@pytest.mark.slow
async def test_it_scrolls_where_it_does_not_fit(session):
    async with session((60, 20)) as (pilot, screen):
        await pilot.press(*["enter"] * 8, *"here", "ctrl+l")
        await pilot.pause()
        box = screen.query_one(MenuBox)
        await until(pilot, lambda: box.max_scroll_y > 0 and "here" in shown(pilot))
        assert "Quit" not in shown(pilot)
        await pilot.press("end")
        await pilot.pause()
        await until(pilot, lambda: "Quit" in shown(pilot) and note(screen).endswith("here"))


# Laying it out


def column(title: str, *labels: str) -> Column:
    return Column(title, [Entry(label[0], label, None) for label in labels])


def test_a_menu_that_is_laid_out_before_it_is_filled_has_no_rows():
    assert in_columns([], 78) == []


def test_columns_stand_side_by_side_under_their_titles():
    three = [column("A", "one", "two"), column("B", "three"), column("C", "four")]
    laid = in_columns(three, 78)
    assert laid[0] == ["A", "B", "C"]
    assert [getattr(cell, "label", cell) for cell in laid[2]] == ["two", "", ""]


def test_in_a_narrow_window_all_entries_are_shared_out():
    three = [column("A", "one", "two"), column("B", "three"), column("C", "four")]
    laid = in_columns(three, 58)
    assert [[getattr(cell, "label", cell) for cell in row] for row in laid] == [
        ["one", "three"], ["two", "four"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label", ["short", "日本語の長い名前がここにある", "a label that is too long"]
)
def test_a_cell_is_as_wide_as_its_column(label):

    assert cell_len(cell_text(Entry("n", label, None), 20)) == 20


@pytest.mark.parametrize("height", [20, 24, 40])
@pytest.mark.parametrize("wanted", [4, 11, 13, 30])
def test_it_never_covers_the_row_of_the_caret(height, wanted):
    for caret in [None, *range(height)]:
        top, rows_ = placed(height, wanted, caret)
        assert top >= 1 and top + rows_ <= height - 2
        assert rows_ == wanted or rows_ >= (height - 4) // 2
        assert caret is None or not top <= caret < top + rows_


# Hints


def test_menu_and_help_are_never_dropped_and_others_go_from_the_right():
    hints = [Hint("^l", "Menu", "m"), Hint("^n", "Next item", "n"), Hint("^t", "Tick", "t"),
             Hint("F1", "Help", "h")]  # fmt: skip
    wide = str(hint_row(hints, 60))
    assert wide.startswith(" ^l Menu  ^n Next item  ^t Tick  ") and wide.endswith("F1 Help")
    assert len(wide) == 59
    assert str(hint_row(hints, 32)).split() == ["^l", "Menu", "^n", "Next", "item", "F1", "Help"]
    assert str(hint_row(hints, 10)).split("  ") == [" ^l Menu", "F1 Help"]
    assert [hint.label for hint in fitting(hints, 22)] == ["Menu", "Next item"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_hints_of_a_session(session, size, language):
    async with session(size, language) as (pilot, _screen):
        line = rows(pilot.app)[-1]
        assert line.startswith(" ^l Menu  ^n ") and line.rstrip().endswith("F1 Help")
        count = len([part for part in line.split("  ") if part.strip()])
        assert count >= {60: 4, 80: 6, 120: 8}[size[0]], line


@pytest.mark.slow
async def test_a_state_one_should_not_forget_is_hinted_first(session):
    async with session() as (pilot, _screen):
        await pilot.press("ctrl+l", "p")
        await pilot.pause()
        await until(
            pilot,
            lambda: rows(pilot.app)[-1].startswith(" ^l Menu  ^l p Pen back to Anna  ^n Next item"),
        )
        await pilot.press("ctrl+l", "p", "f7")
        await until(pilot, lambda: "Back to shared" in rows(pilot.app)[-1])
        await until(pilot, lambda: rows(pilot.app)[-1].startswith(" ^l Menu  F7 Back to shared  "))


async def test_what_cannot_be_done_is_not_hinted(session):
    async with session((120, 40), partner="") as (pilot, screen):
        assert "Pen" not in rows(pilot.app)[-1] and "Lead" not in rows(pilot.app)[-1]
        while screen.query_one(Guide).open_keys:
            await until(pilot, lambda: "^t Tick" in rows(pilot.app)[-1])
            await pilot.press("ctrl+t")
            await pilot.pause()
        assert "Tick" not in rows(pilot.app)[-1]


@pytest.mark.slow
async def test_hints_name_keys_that_arrive_from_this_terminal(session):
    async with session() as (pilot, screen):
        pilot.app.terminals = frozenset({Terminal.ZELLIJ, Terminal.MAC})
        screen.query_one(HintLine).refresh()
        await pilot.pause()
        await until(
            pilot,
            lambda: rows(pilot.app)[-1].startswith(
                " ^l Menu  ^l n Next item  ^l t Tick  ^l w Write"
            ),
        )
        await until(pilot, lambda: rows(pilot.app)[-1].rstrip().endswith("^l ? Help"))


@pytest.mark.slow
async def test_there_is_no_hint_under_a_dialog(session):
    async with session() as (pilot, screen):
        await until(pilot, lambda: "Next item" in rows(pilot.app)[-1])
        await pilot.press("ctrl+l", "k")
        await until(pilot, lambda: pilot.app.screen is not screen)
        await pilot.pause()
        await until(pilot, lambda: "Next item" not in shown(pilot) and "Enter Skip" in shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Next item" in rows(pilot.app)[-1])


@pytest.mark.slow
async def test_a_hint_is_a_click_target(session):
    async with session() as (pilot, screen):
        await pilot.click(offset=spot(pilot, "Next item"))
        await pilot.pause()
        assert screen.session.notebook.clock.current == "i2"
        await pilot.click(offset=spot(pilot, "Menu"))
        await pilot.pause()
        assert screen.query(MenuBox)


async def test_with_nothing_to_type_help_is_a_question_mark(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        line = rows(pilot.app)[-1]
        assert line.startswith(" ^l Menu  Enter Open  ") and line.rstrip().endswith("? Help")


def spot(pilot, words: str) -> Offset:
    """Where words stand on the screen."""
    for y, row in enumerate(rows(pilot.app)):
        if words in row:
            return Offset(row.index(words) + 1, y)
    raise AssertionError(f"{words} is not on the screen:\n{shown(pilot)}")


def test_the_leader_is_the_way_where_there_is_no_key():
    ways = {c.id: way(SESSION, c) for c in commands_in(SESSION)}
    assert ways["session-plus"] == "^l m" and ways["session-skip"] == "^l k"
