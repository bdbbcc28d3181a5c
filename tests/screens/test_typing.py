"""Typing finds its place: in a session letters are words, whatever has the focus."""

import pytest
from driver import rows, settle, told, until
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Button, Input, OptionList

from companion.app.terminal_driver import InputReader
from companion.commands.key_names import is_character
from companion.commands.table import COMMANDS
from companion.domain.text import clean
from companion.i18n import _
from screens.closing.closing import ClosingScreen
from screens.session.private_pane import PrivatePane
from screens.session.session import SessionScreen
from screens.widgets.masked_area import MaskedArea
from screens.widgets.notes_area import NotesArea

SIZES = [(60, 20), (80, 24), (120, 40)]
SENTENCE = "We vonden 3 dingen, Lisa 100% eens? u/L0"
"""Letters, digits and signs that are commands of other places."""


def spelt(text: str) -> list[str]:
    return ["space" if character == " " else character for character in text]


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", ["#agenda", "#guide", "#text"])
async def test_letters_go_to_the_notes_whatever_has_the_focus(session, size, part):
    async with session(size) as (pilot, screen):
        screen.show_pane(part)
        await pilot.pause()
        assert screen.focused is screen.query_one(part)
        await pilot.press(*spelt(SENTENCE))
        await pilot.pause()
        field = screen.query_one(NotesArea)
        assert field.text == SENTENCE
        assert screen.focused is field and field.region.area, "the caret is to be seen"
        assert pilot.app.screen is screen and pilot.app.workspace.language == "en"
        assert not screen.session.notebook.checks


@pytest.mark.slow
@pytest.mark.parametrize("start", [True, False])
async def test_no_letter_or_digit_of_the_table_does_anything_but_write(session, start):
    typed = sorted({key for c in COMMANDS for key in c.keys if is_character(key)})
    async with session(start=start) as (pilot, screen):
        for part in ("#agenda", "#guide"):
            events = screen.session.notebook.events
            for key in typed:
                screen.show_pane(part)
                await pilot.pause()
                length = len(screen.query_one(NotesArea).text)
                await pilot.press(key)
                await pilot.pause()
                assert len(screen.query_one(NotesArea).text) == length + 1, key
            assert screen.session.notebook.events == events
            assert not screen.session.notebook.checks
            assert pilot.app.screen is screen


async def test_letters_behind_the_first_keep_their_order_in_a_burst(session):
    async with session() as (pilot, screen):
        await pilot.press("escape")
        for character in spelt(SENTENCE):
            pilot.app.post_message(_key(character))
        await until(pilot, lambda: len(screen.query_one(NotesArea).text) == len(SENTENCE))
        assert screen.query_one(NotesArea).text == SENTENCE


@pytest.mark.slow
@pytest.mark.parametrize("part", ["#agenda", "#guide"])
async def test_a_paste_goes_to_the_notes_as_well(session, part):
    async with session() as (pilot, screen):
        screen.show_pane(part)
        await pilot.pause()
        pilot.app.post_message(Paste("three\nlines\nlong"))
        await until(pilot, lambda: screen.query_one(NotesArea).text == "three\nlines\nlong")


PIECES = [
    ("Idea: coffee\n", "Besluit: Monday", "coffee ↵ Besluit: Monday"),
    ("Idea: coffee\r", "\nBesluit: Monday", "coffee ↵ Besluit: Monday"),
    ("Idea: coffee", "\r\n\r\nBesluit: Monday\n", "coffee ↵ Besluit: Monday"),
    ("a\nIdea: good ", "coffee", "a ↵ Idea: good coffee"),
    ("a\nIdea: good", " coffee\nb", "a ↵ Idea: good coffee ↵ b"),
]
"""What comes of a paste before the program is told to end, and after; and both in a line."""


def pasted_in_two(first: str, second: str) -> list[Message]:
    """What comes of the pieces of a paste amid which the program is told to end."""
    reader = InputReader()
    found = [*reader.feed(f"\x1b[200~{first}"), *reader.pasted_so_far()]
    return [*found, *reader.feed(f"{second}\x1b[201~"), *reader.pasted_so_far()]


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second", "line"), PIECES)
async def test_a_paste_amid_which_the_program_ends_keeps_its_lines(session, first, second, line):
    async with session() as (pilot, screen):
        for message in pasted_in_two(first, second):
            pilot.app.post_message(message)
        await pilot.app.input.done()
        assert screen.query_one(NotesArea).text == clean(first + second)
        await pilot.press("f8")
        for message in pasted_in_two(first, second):
            pilot.app.post_message(message)
        await pilot.app.input.done()
        assert pilot.app.focused.value == line


NOTHING = ["", "\x07", "\r\n"]
"""What is pasted and says nothing: it may be empty, and a one-line field takes no end of a line."""


@pytest.mark.slow
@pytest.mark.parametrize("words", NOTHING[:2])
@pytest.mark.parametrize("keys", [(), ("f7",), ("ctrl+l", "o", "down", "enter")])
async def test_an_empty_paste_removes_nothing_from_notes(session, keys, words):
    """Shared notes, private ones, and those off the record."""
    async with session() as (pilot, _screen):
        await pilot.press(*keys, *"hello", "shift+home")
        field = pilot.app.focused
        for again in (Paste(words), Key("ctrl+v", None), Paste("!")):
            assert (field.text, field.selected_text) == ("hello", "hello")
            pilot.app.post_message(again)
            await pilot.app.input.done()
        assert field.text == "!"


@pytest.mark.slow
@pytest.mark.parametrize("words", NOTHING)
@pytest.mark.parametrize("keys", [("f8",), ("ctrl+f",), ("ctrl+l", "k")])
async def test_an_empty_paste_removes_nothing_from_a_line(session, keys, words):
    async with session() as (pilot, _screen):
        await pilot.press(*keys, *"hello", "shift+home")
        field = pilot.app.focused
        for again in (Paste(words), Key("ctrl+v", None), Paste("!")):
            assert (field.value, field.selected_text) == ("hello", "hello")
            pilot.app.post_message(again)
            await pilot.app.input.done()
        assert field.value == "!"


async def test_esc_does_not_leave_a_session_that_runs(session):
    async with session() as (pilot, screen):
        await pilot.press("escape", "escape", "escape")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert "^l g 1" in told(pilot)
        await pilot.press(*"0 L 1".replace(" ", ""))
        await settle(pilot)
        assert pilot.app.screen is screen
        assert screen.query_one(NotesArea).text == "0L1"


@pytest.mark.slow
async def test_with_private_notes_open_letters_never_become_shared(session):
    async with session() as (pilot, screen):
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(screen.focused, MaskedArea))
        screen.show_pane("#agenda")
        await pilot.pause()
        await pilot.press(*"secret")
        await pilot.pause()
        assert screen.query_one(PrivatePane).field.text == "secret"
        assert screen.query_one(NotesArea).text == ""


async def test_a_closed_session_says_that_letters_go_nowhere(session):
    async with session() as (pilot, screen):
        screen.session.finish()
        screen.session.seal()
        screen.refresh_content()
        for part in ("#agenda", "#text"):
            screen.show_pane(part)
            await pilot.pause()
            await pilot.press("1", "L")
            await settle(pilot)
            assert pilot.app.screen is screen and pilot.app.workspace.language == "en"
        assert "its notes are only read" in told(pilot)
        assert screen.query_one(NotesArea).text == ""


# The close


async def at_step(pilot, screen: SessionScreen, step: int) -> ClosingScreen:
    await pilot.press("ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    await settle(pilot)
    for _step in range(step):
        await pilot.press("ctrl+n")
    await settle(pilot)
    return pilot.app.screen


@pytest.mark.slow
@pytest.mark.parametrize(("step", "focused"), [(0, OptionList), (5, OptionList), (6, Button)])
async def test_a_step_of_the_close_without_a_field_says_what_to_press(session, step, focused):
    async with session() as (pilot, screen):
        close = await at_step(pilot, screen, step)
        assert isinstance(close.focused, focused)
        await pilot.press("1", "L", "u")
        await settle(pilot)
        assert pilot.app.screen is close and pilot.app.workspace.language == "en"
        assert "Letters do nothing here" in told(pilot)
        assert ("^l e c" if step == 6 else "^l n") in told(pilot)
        assert ("Enter chooses" in told(pilot)) is (focused is OptionList)


@pytest.mark.slow
async def test_after_a_letter_the_checklist_is_ticked_by_the_key_that_is_named(session):
    async with session() as (pilot, screen):
        await at_step(pilot, screen, 0)
        await pilot.press("x", "space")
        await settle(pilot)
        assert screen.session.notebook.checks == frozenset(), "a blank between words"
        await pilot.press("enter")
        await until(pilot, lambda: screen.session.notebook.checks == {"checklist/1"})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "language"), [(1, "en"), (2, "nl"), (3, "en"), (4, "nl"), (6, "en")]
)
async def test_in_a_field_of_the_close_ticking_is_not_named(session, language, step):
    async with session() as (pilot, screen):
        pilot.app.workspace.set_language(language)
        await at_step(pilot, screen, step)
        assert _("Done") not in rows(pilot.app)[-1]
        await pilot.press("ctrl+l", "t")
        await until(pilot, lambda: _("Choose a line of a list first.") in told(pilot))


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 2, 3, 4, 6])
async def test_removing_says_where_there_is_no_line(session, step):
    async with session() as (pilot, screen):
        await at_step(pilot, screen, step)
        await pilot.press("ctrl+l", "x")
        await until(pilot, lambda: "Choose a line of a list first." in told(pilot))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_behind_the_last_step_comes_the_close_alone(session, language):
    async with session() as (pilot, screen):
        pilot.app.workspace.set_language(language)
        close = await at_step(pilot, screen, 5)
        following = f"^n {_('Next')}"
        await until(pilot, lambda: following in rows(pilot.app)[-1])
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert close.at == 6 and following not in rows(pilot.app)[-1]
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert _("This is the last step: {way} closes the session.").format(way="^l e c") in told(
            pilot
        )


@pytest.mark.slow
async def test_a_sentence_typed_in_the_checklist_ticks_nothing(session):
    async with session() as (pilot, screen):
        await at_step(pilot, screen, 0)
        await pilot.press(*spelt("we did it "))
        await settle(pilot)
        assert screen.session.notebook.checks == frozenset()
        await pilot.press("down", "space")
        await settle(pilot)
        assert len(screen.session.notebook.checks) == 1


@pytest.mark.slow
async def test_the_blank_still_ticks_in_the_checklist(session):
    async with session() as (pilot, screen):
        close = await at_step(pilot, screen, 0)
        await pilot.press("space")
        await pilot.pause()
        assert close.session.notebook.checks
        await pilot.press("enter")
        await pilot.pause()
        assert not close.session.notebook.checks


@pytest.mark.slow
async def test_letters_in_a_list_of_the_close_go_to_its_field(session):
    async with session() as (pilot, screen):
        close = await at_step(pilot, screen, 1)
        close.query_one("#cards").focus()
        await pilot.pause()
        await pilot.press(*"L1u")
        await pilot.pause()
        first = close.steps[1].query(Input).first()
        assert first.value == "L1u" and close.focused is first


@pytest.mark.slow
async def test_letters_in_the_lines_of_a_box_go_to_the_field_of_that_box(session):
    async with session() as (pilot, screen):
        close = await at_step(pilot, screen, 3)
        await pilot.press(*"agreed", "enter", "enter", *"act", "enter")
        await settle(pilot)
        close.query_one("#box-actions OptionList").focus()
        await pilot.pause()
        await pilot.press(*"more")
        await pilot.pause()
        field = close.query_one("#box-actions Input", Input)
        assert field.value == "more" and close.focused is field
        assert close.query_one("#box-decisions Input", Input).value == ""


def _key(key: str) -> Key:
    return Key(key, " " if key == "space" else key)
