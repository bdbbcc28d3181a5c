"""The app is whole from the first key on: nothing that can wait has begun yet in these tests."""

import pytest
from driver import app_for, shown, until
from textual.screen import Screen
from textual.widgets import Input

from companion.app.app import CompanionApp
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from screens.dialogs.capture import CaptureScreen
from screens.search.search import SearchScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.notes_area import NotesArea


@pytest.fixture
def unsettled(monkeypatch):
    """What the app does by itself some time after its first screen does not come."""
    monkeypatch.setattr(CompanionApp, "on_mount", lambda _app: None)


def running(workspace):
    """A session that runs, as an earlier start left it."""
    session = workspace.create_session("feedback-02")
    session.start()
    workspace.save(session)
    session.close()
    return session


@pytest.mark.slow
@pytest.mark.usefixtures("unsettled")
async def test_the_first_key_opens_the_search(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+f", *"zebra")
        await until(pilot, lambda: isinstance(pilot.app.screen, SearchScreen))
        assert pilot.app.screen.query_one(Input).value == "zebra"


@pytest.mark.usefixtures("unsettled")
async def test_the_first_key_writes_a_line_down_that_is_kept(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press(*"zebra", "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, CaptureScreen))
        await until(pilot, lambda: [r.text for _where, r in workspace.actions()] == ["zebra"])


@pytest.mark.slow
@pytest.mark.usefixtures("unsettled")
async def test_the_first_words_are_saved_and_those_of_the_other_are_shown(home):
    workspace, bert = home(), home("Bert", "Anna")
    session = running(workspace)
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(SessionChosen(session.id))
        await until(pilot, lambda: app.screen.query(NotesArea))
        theirs = bert.open_session(session.id)
        theirs.write_note("i2", "From Bert")
        bert.save(theirs)
        await pilot.press(*"zebra")
        await until(pilot, lambda: app.screen.session.note("i2") == "From Bert")
        await until(pilot, lambda: bert.open_session(session.id).note("i1") == "zebra")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.status_words.startswith("shared "))


async def test_what_can_wait_waits_for_no_screen(home, monkeypatch):
    """What is called after a refresh waits for the screen on top, which another may cover."""
    monkeypatch.setattr(Screen, "_invoke_later", lambda *_what: None)
    workspace = home()
    made = running(workspace)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: [s.id for s in workspace.sessions()] == [made.id])


async def test_a_look_asked_for_meanwhile_takes_nothing_from_the_first_one(home):
    """Whichever of them is done puts right what an earlier start left."""
    workspace = home()
    made = running(workspace)
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_place("session")  # waits until it is known what there is
        for _ask in range(3):
            app.refresh_lists()
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        assert app.screen.session.id == made.id


@pytest.mark.parametrize("key", ["f8", "ctrl+f", "ctrl+s", "f5", "u", "4"])
async def test_before_anybody_is_set_up_there_is_nothing_to_do_it_with(tmp_path, clock, key):
    workspace = Workspace(Environment(Places(tmp_path / "fresh"), clock, login="anna"))
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        first: Screen[None] = pilot.app.screen
        before = shown(pilot)
        await pilot.press(key)
        assert pilot.app.screen is first
        assert shown(pilot) == before
    workspace.close()
    assert not (tmp_path / "fresh").exists()
