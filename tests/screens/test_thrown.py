"""A session is thrown away in the app, asked first, and found again in Notes."""

import shutil

import pytest
from driver import app_for, notices, see, settle, shown, until, words
from textual.widgets import OptionList

from companion.commands.places import HOME, NOTES, SESSION
from companion.domain.note.line_parser import ParsedLine
from companion.storage.sync.summary_index import SummaryIndex
from screens.dialogs.choice import QuestionScreen
from screens.home import HomeScreen
from screens.notes.notes import THROWN
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen, SessionWanted


@pytest.fixture
def anna(home):
    """Anna's workspace with a planned session in which something stands."""
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.write_note("i1", "a word or two")
    session.add("actions", ParsedLine("send the mails", "anna"))
    workspace.save(session)
    session.close()
    workspace.index.refresh()
    return workspace


async def at_home(pilot):
    await see(pilot, "Start: Say what you saw")
    pilot.app.screen.query_one("#next").focus()


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_the_cursor_comes_to_a_line_that_is_gone_by_now(anna, language):
    """The list is drawn anew between the cursor's move and what it brings about."""
    anna.set_language(language)
    anna.create_session("feedback-01").close()
    anna.index.refresh()
    first = anna.index.summaries[0]
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await pilot.app.switch_mode(NOTES)
        await settle(pilot)
        sessions = pilot.app.screen.query_one("#sessions", OptionList)
        sessions.highlighted = sessions.option_count - 1
        session = anna.open_session(first.id)
        session.throw_away()
        anna.save(session)
        session.close()
        anna.index.refresh()
        pilot.app.screen.refresh_content()
        away = "Thrown away" if language == "en" else "Weggegooid"
        await see(pilot, f"✕ {away} · 1")


def made(workspace, note, thrown=False):
    """A session in which a note stands; it may be thrown away."""
    session = workspace.create_session("feedback-02")
    session.write_note("i1", note)
    if thrown:
        session.throw_away()
    assert session.save() is None
    session.close()
    return session.id


def labels(pilot):
    """What the lines of Notes say."""
    sessions = pilot.app.screen.query_one("#sessions", OptionList)
    return [str(option.prompt) for option in sessions.options]


async def test_a_session_is_thrown_away_while_the_lists_are_read(home, monkeypatch):
    """Another thread is done with the lists between two looks at them."""
    workspace = home()
    made(workspace, "gnu", thrown=True)
    session = made(workspace, "zebra")
    workspace.index.refresh()
    look = SummaryIndex._known

    def once_more(index):
        found = look(index)
        monkeypatch.setattr(SummaryIndex, "_known", look)
        opened = workspace.open_session(session)
        opened.throw_away()
        assert opened.save() is None
        opened.close()
        index.refresh()
        return found

    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.app.switch_mode(NOTES)
        await settle(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: [label[0] for label in labels(pilot)] == ["○", "✕"])
        monkeypatch.setattr(SummaryIndex, "_known", once_more)
        pilot.app.screen.refresh_content()
        pilot.app.screen.refresh_content()
        assert [label[0] for label in labels(pilot)] == ["✕", "✕"]


@pytest.mark.parametrize("name", ["between/{session}", f"sessions/{THROWN}"])
async def test_a_folder_is_named_as_another_line_of_notes_is(home, tmp_path, name):
    workspace = home()
    made(workspace, "gnu", thrown=True)
    session, shared = made(workspace, "zebra"), tmp_path / "shared"
    shutil.copytree(shared / "sessions" / session, shared / name.format(session=session))
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.app.switch_mode(NOTES)
        await until(pilot, lambda: len(labels(pilot)) == 3)
        assert labels(pilot)[-1] == "✕ Thrown away · 1"
        await pilot.press("home")
        await see(pilot, "zebra")
        await pilot.press("down")
        await see(pilot, "could not be")
        pilot.app.screen.refresh_content()
        assert pilot.app.screen.query_one("#sessions", OptionList).highlighted == 1


async def test_the_cursor_of_notes_stays_on_what_leads_to_sessions_thrown_away(home):
    workspace = home()
    made(workspace, "gnu", thrown=True)
    made(workspace, "zebra")
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.app.switch_mode(NOTES)
        await until(pilot, lambda: len(labels(pilot)) == 2)
        await pilot.press("home", "end")
        await see(pilot, "Enter shows what was thrown away")
        pilot.app.screen.refresh_content()
        assert pilot.app.screen.query_one("#sessions", OptionList).highlighted == 1


async def throw(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
    await pilot.pause()
    await pilot.press("down", "enter")
    await settle(pilot)


async def throw_from_its_screen(pilot, summary):
    await pilot.pause()
    pilot.app.post_message(SessionChosen(summary.id))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await pilot.app.run_action("throw_away", pilot.app.screen)
    await throw(pilot)


async def test_home_asks_with_what_would_be_out_of_sight(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
        await pilot.pause()
        said = words(pilot.app)
        assert "Throw “Say what you saw: feedback in four steps” away" in said
        assert "Out of sight: 4 words of notes, 1 promise." in said
        assert "It is kept, and can be brought back" in said
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert len(anna.sessions()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_it_goes_from_home_is_found_in_notes_and_comes_back(anna, size):
    async with app_for(anna).run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("x")
        await throw(pilot)
        await until(pilot, lambda: "Start: Say what you saw" not in shown(pilot))
        assert anna.promises() == []
        await pilot.app.switch_mode(NOTES)
        await settle(pilot)
        sessions = pilot.app.screen.query_one("#sessions", OptionList)
        await see(pilot, "✕ Thrown away · 1")
        await pilot.press("end", "enter")
        await settle(pilot)
        await see(pilot, "✕ Mon 23 Nov")
        assert sessions.option_count == 1
        await pilot.press("x")
        await see(pilot, "It is thrown away. Enter brings it back.")
        await until(pilot, lambda: "Thrown away by Anna" in words(pilot.app) or size == (60, 20))
        await pilot.press("enter")
        await until(pilot, lambda: len(anna.sessions()) == 1)
        await until(pilot, lambda: "✕" not in shown(pilot))
        assert [r.text for _s, r in anna.promises()] == ["send the mails"]


@pytest.mark.slow
async def test_u_brings_back_what_was_thrown_away(anna):
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await at_home(pilot)
        await pilot.press("x")
        await throw(pilot)
        await until(pilot, lambda: "Start: Say what you saw" not in shown(pilot))
        await pilot.press("ctrl+l", "u")
        await see(pilot, "Start: Say what you saw")
        assert "thrown away: Say what you saw" in notices(pilot)[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "thrown", "back"),
    [
        ("en", "Thrown away. ^l u takes it back.", "Taken back: thrown away"),
        ("nl", "Weggegooid. ^l u maakt dit ongedaan.", "Ongedaan gemaakt: weggegooid"),
    ],
)
async def test_what_is_said_of_throwing_away_and_taking_that_back_is_so(
    anna, language, thrown, back
):
    anna.set_language(language)
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for _time in range(2):
            await until(pilot, lambda: len(anna.sessions()) == 1)
            await settle(pilot)
            pilot.app.screen.query_one("#next").focus()
            await pilot.press("home", "x")
            await throw(pilot)
            await see(pilot, thrown)
            assert back not in shown(pilot)
            await pilot.press("ctrl+l", "u")
            await see(pilot, back)
            assert thrown not in shown(pilot)


@pytest.mark.slow
async def test_the_session_on_the_screen_is_left_when_it_is_thrown_away(anna):
    (summary,) = anna.sessions()
    async with app_for(anna).run_test(size=(80, 24)) as pilot:
        await throw_from_its_screen(pilot, summary)
        await until(pilot, lambda: pilot.app.current_mode == HOME)
        assert pilot.app.sessions.in_use is None
        await until(pilot, lambda: anna.sessions() == [])
        await pilot.press("ctrl+l", "u")
        await until(pilot, lambda: len(anna.sessions()) == 1)
        await pilot.app.run_action(f"place('{SESSION}')")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))


async def test_a_session_just_made_is_taken_back(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        pilot.app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await settle(pilot)
        assert pilot.app.newest_undo_name.startswith("session made: Say what you saw")
        await pilot.app.run_action("undo")
        await until(pilot, lambda: pilot.app.current_mode == HOME)
        await until(pilot, lambda: len(workspace.index.thrown) == 1)


@pytest.mark.slow
async def test_who_writes_in_it_is_told_and_brings_it_back(anna, home):
    bert = home("Bert", "Anna")
    (summary,) = anna.sessions()
    async with (
        app_for(anna).run_test(size=(80, 24)) as hers,
        app_for(bert).run_test(size=(80, 24)) as his,
    ):
        await his.pause()
        his.app.post_message(SessionChosen(summary.id))
        await until(his, lambda: isinstance(his.app.screen, SessionScreen))
        await at_home(hers)
        await hers.press("x")
        await throw(hers)
        await see(his, "threw this session away")
        assert isinstance(his.app.screen, SessionScreen), "nobody is moved"
        await his.press("f2", *"mine")
        await until(his, lambda: his.app.sessions.in_use.notebook.thrown is None)
        await until(his, lambda: "threw this session away" not in shown(his))
        await his.press("ctrl+s")
        await until(hers, lambda: hers.app.services.lists.refresh() or len(anna.sessions()) == 1)


@pytest.mark.slow
async def test_notes_show_what_brought_back_a_session_that_was_left(anna, home):
    bert = home("Bert", "Anna")
    (summary,) = anna.sessions()
    async with app_for(anna).run_test(size=(80, 24)) as hers:
        await throw_from_its_screen(hers, summary)
        await until(hers, lambda: anna.sessions() == [])
        await hers.app.switch_mode(NOTES)
        his = bert.open_session(summary.id)
        his.write_note("i1", "zebra")
        bert.save(his)
        his.close()
        await until(hers, lambda: hers.app.services.lists.refresh() or len(anna.sessions()) == 1)
        await hers.press("home")
        await see(hers, "zebra")
