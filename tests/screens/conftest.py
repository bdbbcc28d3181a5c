"""What all tests of screens share."""

from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager

import known
import pytest
import quiet
import textual.app
import textual.pilot
from driver import app_for, settle, until
from textual.content import Content

from companion.domain import save_schedule as saving
from companion.storage.disk import threads as worker
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.setup.setup import set_up_alone, set_up_pair
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """What is typed is shared after a moment: two seconds in each test would make minutes."""
    monkeypatch.setattr(saving, "SHARE_PAUSE", saving.PRIVATE_PAUSE)


@pytest.fixture(autouse=True)
def idle(monkeypatch):
    """A pilot goes on as soon as the app has nothing to do."""
    quiet.jobs.clear()
    monkeypatch.setattr(worker, "Future", quiet.Job)
    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", quiet.wait_for_idle)


@pytest.fixture(autouse=True)
def literal(monkeypatch):
    """No text is given to Textual as a str that it reads as markup: a bracket could end the app.

    What is shown is `Content(words)`, or stands in a widget made with markup=False.
    """

    def refuse(_cls, markup, **_variables):
        assert isinstance(markup, Content) or not markup, f"read as markup: {markup!r}"
        return Content(markup)

    monkeypatch.setattr(Content, "from_markup", classmethod(refuse))


@pytest.fixture(autouse=True)
def parsed(monkeypatch):
    """Lessons and stylesheets are parsed once a run, not once a test."""
    known.remember(monkeypatch)


@pytest.fixture
def home(tmp_path, clock) -> Iterator[Callable[..., Workspace]]:
    """Starts companion on somebody's computer; all of them share one folder."""
    made: list[Workspace] = []

    def start(me: str = "Anna", partner: str = "Bert") -> Workspace:
        workspace = Workspace(Environment(Places(tmp_path / me.lower()), clock, login=me.lower()))
        made.append(workspace)
        if workspace.is_set_up:
            return workspace
        if partner:
            set_up_pair(workspace, me, partner, tmp_path / "shared")
        else:
            set_up_alone(workspace, me)
        return workspace

    yield start
    for workspace in made:
        workspace.close()


@pytest.fixture
def session(home):
    """Opens Anna's screen on a session of feedback-02, which runs unless it is not to start."""

    @asynccontextmanager
    async def opened(size=(80, 24), language="en", partner="Bert", start=True):
        workspace = home(partner=partner)
        workspace.set_language(language)
        session = workspace.create_session("feedback-02")
        if start:
            session.start()
        assert session.save() is None
        session.close()
        async with app_for(workspace).run_test(size=size) as pilot:
            await pilot.pause()
            pilot.app.post_message(SessionChosen(session.id))
            await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await settle(pilot)
            yield pilot, pilot.app.screen

    return opened
