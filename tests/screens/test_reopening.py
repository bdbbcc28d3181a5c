"""A session closed too soon is open again, for both; and what was pressed by habit closes none."""

import time

import pytest
from driver import app_for, burst, notices, read, see, settle, shown, until, words

from companion import i18n
from companion.app import document_jobs
from companion.commands.places import NOTES
from companion.workspace.document.open_session import OpenSession
from screens.closing.closing import ClosingScreen
from screens.dialogs.close_session import CloseSessionScreen
from screens.notes.notes import NotesScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen

pytestmark = pytest.mark.slow  # sessions closed and reopened on both sides


def running(workspace) -> OpenSession:
    session = workspace.create_session("feedback-02")
    session.start()
    session.write_note("i1", "said")
    workspace.save(session)
    session.close()
    return session


async def enter(pilot, session) -> None:
    await pilot.pause()
    pilot.app.post_message(SessionChosen(session.id))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))


async def close(pilot) -> None:
    """Close the session on the screen as somebody does who means it."""
    await pilot.press("ctrl+r", "ctrl+r", "ctrl+r")
    await until(pilot, lambda: isinstance(pilot.app.screen, CloseSessionScreen))
    await pilot.press("down", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
    await settle(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_the_key_pressed_again_and_again_closes_nothing(home, size, language):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=size) as pilot:
        await enter(pilot, running(workspace))
        session = pilot.app.sessions.in_use
        await pilot.press(*["ctrl+r"] * 5)
        await until(pilot, lambda: isinstance(pilot.app.screen, CloseSessionScreen))
        await pilot.pause()
        said = words(pilot.app)
        assert ("Tue 24 Nov" if language == "en" else "di 24 nov") in said
        assert all(len(line) <= size[0] for line in shown(pilot).splitlines())
        await pilot.press("enter", "ctrl+r", "escape", "ctrl+r", "ctrl+r")
        assert session.notebook.state == "running"
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
        await until(pilot, lambda: pilot.app.focused and pilot.app.focused.id == "next-date")
        assert session.notebook.state == "running"


async def test_a_closed_session_is_reopened_from_notes_and_closed_again(home, clock):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await enter(pilot, running(workspace))
        session = pilot.app.sessions.in_use
        clock.forward(minutes=10)
        await close(pilot)
        await read(pilot, "Closed by Anna. x reopens it, until Tue")
        clock.forward(hours=20)
        await pilot.press("x", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await settle(pilot)
        assert (session.notebook.state, session.notebook.clock.paused) == ("running", True)
        pilot.app.screen.query_one("#text").focus()
        await pilot.press(*"more ")
        assert session.note("i1") == "saidmore "
        await pilot.press("f2")
        clock.forward(minutes=2)
        await close(pilot)
        assert session.notebook.clock.spent_in_all(clock()).total_seconds() == 12 * 60
        await read(pilot, "12 of 45")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_words_behind_the_answer_are_in_it_where_the_folder_is_slow(
    home, monkeypatch, language
):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await enter(pilot, running(workspace))
        await close(pilot)
    workspace.close()
    workspace = home()
    do = document_jobs.edit_and_save
    monkeypatch.setattr(document_jobs, "edit_and_save", lambda *of: time.sleep(0.3) or do(*of))
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await see(pilot, "x reopens" if language == "en" else "x heropen")
        await burst(pilot, "x", "down", "enter", "f3", *"cats first")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        session = pilot.app.sessions.in_use
        assert "cats first" in " ".join(session.note(i.id) for i in session.notebook.agenda)
        assert workspace.drafts.all() == []


@pytest.mark.parametrize(
    ("language", "asked", "answered"),
    [("en", ("Reopen “", "You both write in it again then, Bert too", "Leave it closed"),
      "Letters do nothing here"),
     ("nl", ("heropenen?", "Dan schrijven jullie er allebei weer in, ook Bert", "Dicht laten"),
      "Letters doen hier niets")],
)  # fmt: skip
async def test_a_key_and_words_behind_it_reopen_nothing(home, language, asked, answered):
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await enter(pilot, running(workspace))
        session = pilot.app.sessions.in_use
        await close(pilot)
        await burst(pilot, "x", *"wombat")
        await see(pilot, *asked, answered)
        await burst(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
        assert (session.notebook.state, session.note("i1")) == ("done", "said")
        await burst(pilot, "x", *"wombat", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
        assert (session.notebook.state, session.note("i1")) == ("done", "said")


async def test_u_after_the_close_reopens_it(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await enter(pilot, running(workspace))
        session = pilot.app.sessions.in_use
        await close(pilot)
        await pilot.press("ctrl+l", "u")
        await until(pilot, lambda: session.notebook.state == "running")
        assert notices(pilot)[-1] == "Taken back: close of the session"
        await pilot.press("3")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        assert not pilot.app.screen.query_one("#text").read_only


async def test_a_reopening_is_taken_back_unless_somebody_went_on(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await enter(pilot, running(workspace))
        session = pilot.app.sessions.in_use
        await close(pilot)
        for goes_on in (False, True):
            await pilot.app.switch_mode(NOTES)
            await settle(pilot)
            await pilot.press("x", "down", "enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await settle(pilot)
            if goes_on:
                session.pause_or_resume()
            assert (
                pilot.app.newest_undo_name == "reopened: Say what you saw: feedback in four steps"
            )
            await pilot.app.run_action("undo")
            await settle(pilot)
            assert session.notebook.state == ("running" if goes_on else "done")


async def test_too_late_there_are_corrections(home, clock):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await enter(pilot, running(workspace))
        session = pilot.app.sessions.in_use
        await close(pilot)
        clock.forward(days=3)
        await pilot.press("x")
        await until(pilot, lambda: any("closed for too long" in n for n in notices(pilot)))
        assert session.notebook.state == "done"


async def test_the_other_who_has_it_open_is_told_and_can_write(home):
    anna, bert = home("Anna", "Bert"), home("Bert", "Anna")
    session = running(anna)
    async with (
        app_for(anna).run_test(size=(80, 24)) as hers,
        app_for(bert).run_test(size=(80, 24)) as his,
    ):
        await enter(hers, session)
        await enter(his, session)
        theirs = his.app.sessions.in_use
        await close(hers)
        await until(his, lambda: theirs.is_sealed)
        await hers.press("x", "down", "enter")
        await until(hers, lambda: isinstance(hers.app.screen, SessionScreen))
        await until(his, lambda: any("Anna reopened the session" in n for n in notices(his)))
        assert isinstance(his.app.screen, SessionScreen)
        his.app.screen.query_one("#text").focus()
        await his.press(*"his ")
        await until(hers, lambda: "his " in hers.app.sessions.in_use.note("i1"))
