"""The partner starts another lesson while a session runs here: asked once, nothing is lost."""

import pytest
from driver import app_for, shown, until, words
from textual.pilot import Pilot

from companion.app import index_refresh as lists
from companion.workspace import Workspace
from screens.dialogs.choice import QuestionScreen
from screens.session.session import SessionScreen
from screens.shared.messages import SessionWanted


@pytest.fixture
def couple(home, monkeypatch) -> tuple[Workspace, Workspace]:
    """Anna and Bert over one folder; lists are looked at often."""
    monkeypatch.setattr(lists, "LISTS", 0.1)
    return home("Anna", "Bert"), home("Bert", "Anna")


async def running(pilot: Pilot[None], lesson: str) -> SessionScreen:
    pilot.app.post_message(SessionWanted(lesson))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    await pilot.press("f2")
    assert screen.session.notebook.state == "running"
    return screen


def started(workspace: Workspace, lesson: str):
    session = workspace.create_session(lesson)
    session.start()
    workspace.save(session)
    return session


async def asked(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
    await pilot.pause()


async def test_going_on_together_leaves_mine_paused(couple):
    anna, bert = couple
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        mine = (await running(pilot, "feedback-01")).session
        await pilot.press(*"words")
        theirs = started(bert, "feedback-02")
        await asked(pilot)
        text = words(pilot.app)
        assert mine.notebook.about.title in text
        assert "Say what you saw" in text
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen)
                    and pilot.app.screen.session.id == theirs.id)  # fmt: skip
        await pilot.press("ctrl+q")
    bert.index.refresh()
    kept = bert.open_session(mine.id)
    assert kept.notebook.clock.paused
    assert kept.note("i1") == "words"
    assert [s.state for s in bert.sessions()] == ["running", "running"]


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_staying_is_asked_about_once(couple, key):
    anna, bert = couple
    async with app_for(anna).run_test(size=(60, 20)) as pilot:
        screen = await running(pilot, "feedback-01")
        first = started(bert, "feedback-02")
        await asked(pilot)
        assert "Stay in mine" in shown(pilot)
        await pilot.press(key)
        assert pilot.app.screen is screen
        first.plus(2)
        bert.save(first)
        await until(pilot, lambda: len(anna.sessions()) == 2)
        looks = []
        real = anna.index.refresh
        anna.index.refresh = lambda: looks.append(1) or real()
        await until(pilot, lambda: len(looks) > 3)
        assert pilot.app.screen is screen
        assert not screen.session.notebook.clock.paused
        started(bert, "equals-01")
        await asked(pilot)
        await pilot.press("escape")


async def test_they_come_over_while_the_question_stands(couple):
    anna, bert = couple
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await running(pilot, "feedback-01")
        theirs = started(bert, "feedback-02")
        await asked(pilot)
        theirs.pause_or_resume()
        bert.save(theirs)
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert not screen.session.notebook.clock.paused
        notices = [notice.message for notice in pilot.app._notifications]
        assert any("stands still" in notice for notice in notices)


async def test_both_apps_at_once_end_in_one_session(couple):
    """Anna goes over to Bert's; his app then has nothing to ask."""
    anna, bert = couple
    async with app_for(anna).run_test() as hers, app_for(bert).run_test() as his:
        mine = (await running(hers, "feedback-01")).session
        theirs = (await running(his, "feedback-02")).session
        await asked(hers)
        await asked(his)
        await hers.press("down", "enter")
        await until(hers, lambda: isinstance(hers.app.screen, SessionScreen)
                    and hers.app.screen.session.id == theirs.id)  # fmt: skip
        await hers.press("f3")
        await until(his, lambda: theirs.notebook.clock.current == "i2")
        await until(his, lambda: any(s.paused for s in bert.sessions()))
        await his.press("down", "enter")
        await until(his, lambda: isinstance(his.app.screen, SessionScreen))
        assert his.app.screen.session is theirs
        assert not theirs.notebook.clock.paused
        assert bert.open_session(mine.id).notebook.clock.paused
