"""Every command can be reached through the menu, on the screen it belongs to."""

import pytest
from driver import app_for, settle, until
from textual.actions import parse

from companion.commands.available import commands_in
from companion.commands.command_state import CommandState
from companion.commands.places import (
    CLOSING,
    HISTORY,
    HOME,
    LESSON,
    LIBRARY,
    NOTES,
    OFF_RECORD,
    PREPARE,
    REVIEW,
    REVIEW_RUN,
    SEARCH,
    SESSION,
    SETTINGS,
    SETUP,
    STUDY,
    SYNC,
    WELCOME,
)
from companion.commands.table import COMMANDS
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.recall.deck import deck_of
from companion.workspace.recall.review_run import ReviewRun
from screens.review.run import ReviewRunScreen
from screens.shared.messages.places import LessonChosen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.menu_box import MenuBox

pytestmark = pytest.mark.slow  # every command of every place

FROM_SESSION = {
    SESSION: (), CLOSING: ("ctrl+r",), PREPARE: ("ctrl+l", "a"), HISTORY: ("ctrl+l", "h"),
    OFF_RECORD: ("ctrl+l", "o", "down", "enter"),
}  # fmt: skip
FROM_HOME = {HOME: (), LIBRARY: ("2",), NOTES: ("4",), REVIEW: ("7",), SEARCH: ("slash",),
             SYNC: ("9",), SETTINGS: ("0",)}  # fmt: skip
PLACES = sorted({command.where for command in COMMANDS} - {"everywhere"})


async def go(pilot, workspace, place: str) -> None:
    """Open the screen of a place."""
    app = pilot.app
    if place in FROM_SESSION:
        session = workspace.create_session("feedback-02")
        session.start()
        assert session.save() is None
        app.post_message(SessionChosen(session.id))
        await until(pilot, lambda: app.place == SESSION)
        await settle(pilot)
        await pilot.press(*FROM_SESSION[place])
    elif place in (LESSON, STUDY):
        app.post_message(LessonChosen("feedback-02"))
        await until(pilot, lambda: app.place == LESSON)
        await pilot.press(*(["e"] if place == STUDY else []))
    elif place == REVIEW_RUN:
        await app.push_screen(ReviewRunScreen(workspace, ReviewRun(deck_of(workspace))))
    else:
        await pilot.press(*FROM_HOME.get(place, ["enter"] if place == SETUP else []))
    await until(pilot, lambda: app.place == place)
    await settle(pilot)


@pytest.mark.parametrize("place", PLACES)
async def test_every_way_through_the_menu_does_what_the_table_says(
    home, tmp_path, clock, monkeypatch, place
):
    beginner = Workspace(Environment(Places(tmp_path / "new"), clock, login="anna"))
    workspace = beginner if place in (WELCOME, SETUP) else home()
    app = app_for(workspace)
    done: list[tuple[object, str]] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await go(pilot, workspace, place)
        screen, run = app.screen, app.run_action

        async def record(action, default_namespace=None, namespaces=None):
            if action in ("app.menu", "menu"):
                return await run(action, default_namespace, namespaces)
            done.append((default_namespace, action))
            return True

        monkeypatch.setattr(app, "run_action", record)
        monkeypatch.setattr(app, "offer", lambda _command: CommandState())
        monkeypatch.setattr(screen, "offer", lambda _command: CommandState(), raising=False)
        commands = commands_in(place, in_session=app.in_session)
        for command in (c for c in commands if c.leader):
            await pilot.press("ctrl+l", *command.leader.split())
            await pilot.pause()
            assert not screen.query(MenuBox), command.id
            namespace, action = done.pop()
            assert done == [] and action == command.action
            where, name, _parameters = parse(action)
            target = app if where == "app" else namespace
            assert where == "app" or namespace is screen
            assert callable(getattr(target, f"action_{name}")), command.id
    beginner.close()
