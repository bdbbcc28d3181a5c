"""The partner's removal arrives, is looked at, and taken back: an edit like any other."""

from datetime import UTC, datetime

import pytest
from driver import app_for, rows, see, shown, told, until
from textual.pilot import Pilot
from textual.widgets import OptionList

from companion.workspace import Workspace
from screens.notes.history import HistoryScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # notes of many versions

LONG = "three weeks without any reply to the question"
SIZES = [(60, 20), (80, 24), (120, 40)]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def note_at(workspace: Workspace, screen: SessionScreen) -> str:
    """What the first note says on another computer; "" as long as it has nothing of the session."""
    if f"sessions/{screen.session.id}" not in workspace.store.documents("sessions"):
        return ""
    session = workspace.open_session(screen.session.id)
    session.close()
    return session.note("i1")


async def removed_by_bert(pilot: Pilot[None], anna: Workspace, bert: Workspace) -> SessionScreen:
    """Anna has typed a note, and Bert has removed all of it."""
    pilot.app.post_message(SessionWanted("feedback-02"))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    screen = pilot.app.screen
    await pilot.press("f3")
    screen.query_one(NotesArea).insert(LONG)
    await until(pilot, lambda: note_at(bert, screen) == LONG)
    theirs = bert.open_session(screen.session.id)
    theirs.write_note("i1", "short")
    assert theirs.save() is None
    theirs.close()
    await until(pilot, lambda: screen.query_one(NotesArea).text == "short")
    return screen


async def look(pilot: Pilot[None], *keys: str) -> HistoryScreen:
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
    await pilot.pause()
    return pilot.app.screen


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_partner_removed_comes_back_for_both(home, size):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=size) as pilot:
        session = await removed_by_bert(pilot, anna, bert)
        await look(pilot, "ctrl+l", "h")
        await see(pilot, "before Bert changed it")
        await see(pilot, "+ three weeks", "− short")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is session)
        assert session.query_one(NotesArea).text == LONG
        await until(pilot, lambda: note_at(bert, session) == LONG)


async def test_bringing_back_is_undone_the_same_way(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        session = await removed_by_bert(pilot, anna, bert)
        await look(pilot, "ctrl+l", "h")
        await pilot.press("enter", "enter")
        screen = await look(pilot, "ctrl+l", "h")
        await until(pilot, lambda: screen.query_one(OptionList).option_count == 2)
        await see(pilot, "before Anna changed it")
        await pilot.press("home", "enter", "enter")
        await until(pilot, lambda: pilot.app.screen is session)
        assert session.session.note("i1") == "short"


async def test_bringing_back_keeps_what_the_partner_types_meanwhile(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        session = await removed_by_bert(pilot, anna, bert)
        theirs = bert.open_session(session.session.id)
        theirs.write_note("i1", "short\nand new")
        await look(pilot, "ctrl+l", "h")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: note_at(bert, session) == LONG)
        assert theirs.save() is None
        await until(pilot, lambda: "and new" in session.session.note("i1"))
        assert LONG in session.session.note("i1")


async def test_escape_leaves_everything_as_it_is(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        session = await removed_by_bert(pilot, anna, bert)
        screen = await look(pilot, "ctrl+l", "h")
        await pilot.press("enter", "escape")
        assert screen.focused is screen.query_one("#versions")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is session)
        assert session.query_one(NotesArea).text == "short"
        assert session.focused is session.query_one(NotesArea)


async def test_what_is_removed_meanwhile_joins_the_list(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        session = await removed_by_bert(pilot, anna, bert)
        screen = await look(pilot, "ctrl+l", "h")
        theirs = bert.open_session(session.session.id)
        for text in ("something quite different stands here now", ""):
            theirs.write_note("i1", text)
            assert theirs.save() is None
            await until(pilot, lambda text=text: session.session.note("i1") == text)
        await until(pilot, lambda: screen.query_one(OptionList).option_count == 2)


@pytest.mark.parametrize("closed", [False, True])
async def test_from_the_notes_place_and_never_into_a_closed_session(home, closed):
    anna = home("Anna", "Bert")
    session = anna.create_session("feedback-02")
    for text in (LONG, ""):
        session.write_note("i2", text)
        assert session.save() is None
    if closed:
        session.finish()
        assert session.save() is None
    session.close()
    anna.index.refresh()
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("4")
        await until(pilot, lambda: pilot.app.screen.PLACE == "notes")
        await look(pilot, "h")
        await see(pilot, "before Anna changed it")
        await until(pilot, lambda: ("brings it back" in shown(pilot)) is not closed)
        await until(pilot, lambda: ("Bring back" in rows(pilot.app)[-1]) is not closed)
        await until(pilot, lambda: ("Bringing" in shown(pilot)) is not closed)
        await pilot.press("enter", "enter")
        if closed:
            await until(pilot, lambda: "only be read" in told(pilot))
            await pilot.press("escape", "escape")
        await until(pilot, lambda: pilot.app.screen.PLACE == "notes")
        if not closed:
            await see(pilot, "three weeks")
    assert anna.open_session(session.id).note("i2") == ("" if closed else LONG)


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_without_versions_says_what_they_are(home, size):
    anna = home("Anna", "Bert")
    async with app_for(anna).run_test(size=size) as pilot:
        pilot.app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await look(pilot, "ctrl+l", "h")
        await see(pilot, "No earlier versions yet.")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_the_key_is_named_where_there_is_a_version(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        screen = await look(pilot, "ctrl+l", "h")
        await see(pilot, "No earlier versions yet.")
        assert "Bring back" not in rows(pilot.app)[-1] and "Enter brings" not in shown(pilot)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "No earlier versions yet." in told(pilot))
        session = bert.open_session(screen.document.id)
        for text in (LONG, "short"):
            session.write_note("i1", text)
            assert session.save() is None
            await until(pilot, lambda text=text: screen.document.note("i1") == text)
        session.close()
        await see(pilot, "Enter brings it back")
        await until(pilot, lambda: "Enter Bring back" in rows(pilot.app)[-1])
