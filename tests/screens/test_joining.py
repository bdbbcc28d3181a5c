"""The partner runs another session than mine: nothing asks, nothing is lost."""

import pytest
from driver import app_for, shown, told, until
from textual.pilot import Pilot
from textual.widgets import OptionList

from companion.app import index_refresh as lists
from companion.workspace import Workspace
from screens.session import live
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen, SessionWanted

pytestmark = pytest.mark.slow  # two apps over one folder


@pytest.fixture
def couple(home, monkeypatch) -> tuple[Workspace, Workspace]:
    """Anna and Bert over one folder; lists are looked at often."""
    monkeypatch.setattr(lists, "LISTS", 0.1)
    monkeypatch.setattr(live, "IDLE", 1e9)
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


def shows(pilot, session):
    return isinstance(pilot.app.screen, SessionScreen) and pilot.app.screen.session.id == session.id


async def test_another_lesson_is_told_once_and_takes_no_key(couple):
    anna, bert = couple
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        screen = await running(pilot, "feedback-01")
        theirs = started(bert, "feedback-02")
        await until(pilot, lambda: "Bert runs another session" in told(pilot))
        await pilot.press(*"words")
        assert screen.session.note("i1") == "words"
        theirs.plus(2)
        bert.save(theirs)
        await until(pilot, lambda: len(anna.sessions()) == 2)
        assert told(pilot).count("Bert runs another session") == 1
        assert pilot.app.screen is screen
        assert not screen.session.notebook.clock.paused


async def test_who_opens_theirs_leaves_mine_paused(couple):
    anna, bert = couple
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        mine = (await running(pilot, "feedback-01")).session
        await pilot.press(*"words")
        theirs = started(bert, "feedback-02")
        await until(pilot, lambda: "Bert runs another session" in told(pilot))
        pilot.app.post_message(SessionChosen(theirs.id))
        await until(pilot, lambda: shows(pilot, theirs))
        await until(pilot, lambda: "Bert runs another session" not in shown(pilot))
        await pilot.press("ctrl+q", "down", "enter")
        await until(pilot, lambda: pilot.app.return_code is not None)
    kept = bert.open_session(mine.id)
    assert kept.notebook.clock.paused
    assert kept.note("i1") == "words"


async def test_who_leaves_one_that_was_thrown_away_does_not_bring_it_back(couple):
    anna, bert = couple
    async with app_for(bert).run_test(size=(80, 24)) as pilot:
        mine = started(anna, "feedback-01")
        pilot.app.post_message(SessionChosen(mine.id))
        await until(pilot, lambda: shows(pilot, mine))
        mine.throw_away()
        anna.save(mine)
        await until(pilot, lambda: pilot.app.screen.session.notebook.thrown)
        theirs = started(anna, "feedback-02")
        await until(pilot, lambda: "Anna runs another session" in told(pilot))
        await pilot.press("ctrl+l", "g", "1", "home", "enter")
        await until(pilot, lambda: shows(pilot, theirs))
        await pilot.press("ctrl+q", "down", "enter")
        await until(pilot, lambda: pilot.app.return_code is not None)
    kept = anna.open_session(mine.id).notebook
    assert kept.thrown and not kept.clock.paused


async def test_two_who_begin_the_same_lesson_end_in_the_one_that_was_begun_first(
    couple, clock, monkeypatch
):
    anna, bert = couple
    async with app_for(anna).run_test() as hers, app_for(bert).run_test() as his:
        first = (await running(hers, "feedback-02")).session
        clock.forward(minutes=3)
        second = (await running(his, "feedback-02")).session
        await hers.press(*"from anna")
        await his.press(*"from bert")
        await until(his, lambda: len(bert.sessions()) == 2)
        assert shows(his, second), "not in the middle of a word"
        monkeypatch.setattr(live, "IDLE", -1.0)
        await until(his, lambda: shows(his, first))
        assert "you go on together in that session" in told(his)
        await his.press(*"joined")
        await until(hers, lambda: "joined" in first.note("i1"))
        assert shows(hers, first), "nobody moves who began first"
        assert first.note("i1").count("from anna") == 1
        await until(hers, lambda: anna.open_session(second.id).notebook.clock.paused)
        assert anna.open_session(second.id).note("i1") == "from bert"


@pytest.mark.parametrize("paused", [False, True])
async def test_a_window_opened_later_leads_to_the_session_both_are_in(couple, clock, paused):
    anna, bert = couple
    joint = started(anna, "feedback-02")
    clock.forward(minutes=1)
    double = started(bert, "feedback-02")
    for session in (double, joint) if paused else (double,):
        session.pause_or_resume()
        assert session.save() is None
    async with app_for(bert).run_test(size=(80, 24)) as pilot:
        following = pilot.app.screen.query_one("#next", OptionList)
        await until(pilot, lambda: len(bert.sessions()) == 2)
        await until(pilot, lambda: following.options[0].id == f"session:{joint.id}")
        await pilot.press("ctrl+l", "g", "3")
        await until(pilot, lambda: shows(pilot, joint))


async def test_nobody_is_moved_from_their_private_notes(couple, clock, monkeypatch):
    anna, bert = couple
    started(anna, "feedback-02")
    clock.forward(minutes=1)
    async with app_for(bert).run_test(size=(80, 24)) as pilot:
        screen = await running(pilot, "feedback-02")
        await pilot.press("f7")
        await until(pilot, lambda: screen.query("#private-text"))
        monkeypatch.setattr(live, "IDLE", -1.0)
        looks = []
        real = bert.index.refresh
        bert.index.refresh = lambda: looks.append(1) or real()
        await until(pilot, lambda: len(looks) > 3)
        assert pilot.app.screen is screen
        await pilot.press(*"secret", "f7")
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert "secret" not in pilot.app.screen.session.note("i1")
