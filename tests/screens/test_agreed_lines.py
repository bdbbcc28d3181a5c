"""Agreed lines are changed by keys: in the minutes of a closed session, and in the close."""

from contextlib import asynccontextmanager

import pytest
from driver import app_for, read, see, shown, told, until, words
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from companion import i18n
from companion.domain.note.line_parser import ParsedLine
from screens.closing.closing import ClosingScreen
from screens.dialogs.line_history import LineHistoryScreen
from screens.dialogs.prompt import PromptScreen
from screens.notes.agreed_lines import AgreedLinesScreen
from screens.notes.notes import NotesScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen

pytestmark = pytest.mark.slow  # two apps over one folder


async def reach(pilot: Pilot[None], kind):
    await until(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.focused)
    return pilot.app.screen


async def replace(pilot: Pilot[None], line: str) -> None:
    """Type a line where another stands."""
    ask = await reach(pilot, PromptScreen)
    ask.query_one(Input).value = ""
    await pilot.press(*[{" ": "space", "@": "at"}.get(letter, letter) for letter in line], "enter")


async def open_promise(pilot: Pilot[None], session: str) -> ClosingScreen:
    """Begin to change the first promise in the close of a session; gives the screen below."""
    pilot.app.post_message(SessionChosen(session))
    await reach(pilot, SessionScreen)
    await pilot.press("ctrl+r")
    screen = await reach(pilot, ClosingScreen)
    await pilot.press("ctrl+n", "ctrl+n", "ctrl+n")
    screen.query_one("#box-actions OptionList", OptionList).focus()
    await pilot.press("enter")
    return screen


@asynccontextmanager
async def changing_promise(session, home, language):
    """My app, with the dialog open that changes the promise in the close of a running session."""
    assert session.save() is None
    session.close()
    mine = home()
    mine.set_language(language)
    async with app_for(mine).run_test(size=(120, 40)) as pilot:
        screen = await open_promise(pilot, session.id)
        await reach(pilot, PromptScreen)
        yield pilot, screen


@pytest.fixture
def session(home):
    """A session on Anna's and on Bert's computer, with something of several kinds."""
    made = home().create_session("feedback-02")
    made.start()
    made.write_note("i1", "Decision: we meet on Mondays")
    made.add("actions", ParsedLine("call the printer", "bert", "2026-12-04"))
    made.add("ideas", ParsedLine("coffee first"))
    return made


def left(session, home):
    """The workspace in which a session was saved and is not open any more."""
    assert session.save() is None
    session.close()
    home().index.refresh()
    return home()


@pytest.fixture
def closed(session, home):
    session.finish()
    return left(session, home)


def notebook_of(workspace):
    workspace.index.refresh()
    return workspace.glance(workspace.sessions()[-1])


async def test_a_promise_of_a_closed_session_is_changed_and_taken_back(closed, home, clock):
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        for line in ("decision: we meet on Mondays", "idea: coffee first",
                     "action: call the printer @Bert 2026-12-04"):  # fmt: skip
            await see(pilot, line)
        await pilot.press("down", "down", "enter")
        ask = await reach(pilot, PromptScreen)
        assert ask.query_one(Input).value == "call the printer @Bert 2026-12-04"
        await replace(pilot, "mail it @Anna fri")
        await reach(pilot, NotesScreen)
        changed = "mail it (Anna · Fri 27 Nov 2026) · changed by Anna, Mon 23"
        await read(pilot, changed)
        assert "^l u takes it back" in told(pilot)
        (theirs,) = notebook_of(home("Bert", "Anna")).actions
        assert (theirs.text, theirs.who, theirs.due) == ("mail it", "anna", "2026-11-27")
        clock.forward(minutes=1)
        await pilot.press("ctrl+l", "u")
        await until(pilot, lambda: "Taken back: changed: call the printer" in told(pilot))
        await until(pilot, lambda: "call the printer (Bert · Fri 4 Dec 2026)" in words(pilot.app))
    found = notebook_of(home("Bert", "Anna"))
    assert [(r.text, r.who) for r in found.actions] == [("call the printer", "bert")]
    assert [r.after.text for r in found.revisions] == ["mail it", "call the printer"]


async def test_the_history_of_a_line_is_seen_by_a_key_on_it(closed, clock):
    async with app_for(closed).run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        assert "h History" not in shown(pilot), "the session as a whole is no line"
        await pilot.press("h", "down", "h")
        await reach(pilot, LineHistoryScreen)
        await see(pilot, "Nobody has changed this line.")
        await pilot.press("escape", "enter")
        clock.forward(hours=1)
        await replace(pilot, "we meet on Fridays")
        await reach(pilot, NotesScreen)
        await see(pilot, "c, then h on the line, shows what it said.")
        await pilot.press("c", "down")
        await see(pilot, "we meet on Fridays · changed once")
        await pilot.press("h")
        await reach(pilot, LineHistoryScreen)
        for line in ("Anna changed it", "− we meet on Mondays", "+ we meet on Fridays"):
            await see(pilot, line)
        await pilot.press("escape", "escape")
        await reach(pilot, NotesScreen)
    assert notebook_of(closed).notes["i1"] == "Decision: we meet on Mondays", "the notes stay"


async def test_half_a_change_is_kept_as_a_draft(closed):
    async with app_for(closed).run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("down", "enter")
        await reach(pilot, PromptScreen)
        await pilot.press(*" at noon".replace(" ", "_"), "escape")
        await reach(pilot, NotesScreen)
        await pilot.press("c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("down", "enter")
        ask = await reach(pilot, PromptScreen)
        assert ask.query_one(Input).value == "we meet on Mondays_at_noon"
        await pilot.press("escape")
        await reach(pilot, NotesScreen)
    assert notebook_of(closed).decisions[0].text == "we meet on Mondays"


async def test_in_the_close_a_changed_line_has_a_history_too(session, home):
    assert session.save() is None
    session.close()
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(SessionChosen(session.id))
        await reach(pilot, SessionScreen)
        await pilot.press("ctrl+r")
        screen = await reach(pilot, ClosingScreen)
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+l", "h")
        await until(pilot, lambda: "Choose a line" in told(pilot))
        screen.query_one("#box-actions OptionList", OptionList).focus()
        await pilot.press("enter")
        await replace(pilot, "mail it @Anna fri")
        await reach(pilot, ClosingScreen)
        await pilot.press("ctrl+l", "h")
        await reach(pilot, LineHistoryScreen)
        for line in ("− call the printer @Bert 2026-12-04", "+ mail it @Anna 2026-11-27"):
            await see(pilot, line)
        await pilot.press("escape")
        await reach(pilot, ClosingScreen)
        await pilot.press("ctrl+l", "u")
        await see(pilot, "• call the printer")


@pytest.mark.parametrize(
    ("language", "reason", "kept"),
    [
        (
            "en",
            "This line is not there any more.",
            "Kept for the next time, not entered: “mail it @Anna fri”",
        ),
        (
            "nl",
            "Deze regel is er niet meer.",
            "Bewaard voor later, niet ingevoerd: “mail it @Anna fri”",
        ),
    ],
)
async def test_a_change_of_a_line_that_the_other_has_removed_meanwhile_is_kept_and_said_so(
    session, home, language, reason, kept
):
    theirs = home("Bert", "Anna")
    async with changing_promise(session, home, language) as (pilot, screen):
        other = theirs.open_session(session.id)
        other.take_back("actions", other.notebook.actions[0].id)
        assert other.save() is None
        await until(pilot, lambda: not screen.session.notebook.actions)
        await replace(pilot, "mail it @Anna fri")
        await reach(pilot, ClosingScreen)
        await see(pilot, reason)
        await pilot.press("left")
        await see(pilot, kept)


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [
        (
            "en",
            "Remove “call the printer”?",
            "This line was changed meanwhile; it says: “mail it @Anna 2026-11-27”",
        ),
        (
            "nl",
            "“call the printer” verwijderen?",
            "Deze regel is intussen veranderd; er staat nu: “mail it @Anna 2026-11-27”",
        ),
    ],
)
async def test_a_line_that_the_other_changes_while_one_is_asked_is_not_removed(
    session, home, language, question, said
):
    theirs = home("Bert", "Anna")
    async with changing_promise(session, home, language) as (pilot, screen):
        await pilot.press("escape")
        await reach(pilot, ClosingScreen)
        await pilot.press("ctrl+l", "x")
        await see(pilot, question)
        other = theirs.open_session(session.id)
        wanted = ParsedLine("mail it", "anna", "2026-11-27")
        other.revise("actions", other.notebook.actions[0].id, wanted)
        assert other.save() is None
        await until(pilot, lambda: screen.session.notebook.actions[0].text == "mail it")
        await pilot.press("down", "enter")
        await until(pilot, lambda: said in told(pilot))
        assert [r.text for r in screen.session.notebook.actions] == ["mail it"]
        await pilot.press("ctrl+l", "x")
        await see(pilot, "“mail it”")
        await pilot.press("down", "enter")
        await until(pilot, lambda: not screen.session.notebook.actions)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "changed by Anna"), ("nl", "gewijzigd door Anna")]
)
async def test_a_change_that_is_saved_just_after_the_other_closed_is_marked_in_the_minutes(
    session, home, language, said
):
    theirs = home("Bert", "Anna")
    async with changing_promise(session, home, language) as (pilot, screen):
        other = theirs.open_session(session.id)
        other.finish()
        assert other.save() is None
        other.close()
        await until(pilot, lambda: screen.session.notebook.state == "done")
        assert not screen.session.is_sealed
        await replace(pilot, "mail it @Anna fri")
        await until(pilot, lambda: screen.session.notebook.actions[0].text == "mail it")
        await pilot.press("ctrl+l", "g", "4")
        await reach(pilot, NotesScreen)
        await read(pilot, said)


MEANWHILE = pytest.mark.parametrize(
    ("language", "reason", "kept", "now"),
    [
        ("en", "This line was changed meanwhile; it says: “call Mia @Bert”",
         "Kept for the next time, not entered: “mail it @Anna”", "It says now: “call Mia @Bert”"),
        ("nl", "Deze regel is intussen veranderd; er staat nu: “call Mia @Bert”",
         "Bewaard voor later, niet ingevoerd: “mail it @Anna”", "Er staat nu: “call Mia @Bert”"),
    ],
)  # fmt: skip


def change_promise(workspace, session):
    """The other lets a promise say something else."""
    other = workspace.open_session(session.id)
    other.revise("actions", other.notebook.actions[0].id, ParsedLine("call Mia", "bert"))
    assert other.save() is None
    other.close()


@MEANWHILE
async def test_in_the_close_a_change_is_not_put_over_what_the_other_changed_meanwhile(
    session, home, language, reason, kept, now
):
    theirs = home("Bert", "Anna")
    async with changing_promise(session, home, language) as (pilot, screen):
        change_promise(theirs, session)
        await until(pilot, lambda: screen.session.notebook.actions[0].text == "call Mia")
        await replace(pilot, "mail it @Anna")
        await reach(pilot, ClosingScreen)
        await read(pilot, reason)
        await pilot.press("left")
        await read(pilot, kept)
        assert screen.session.notebook.actions[0].text == "call Mia"
        await pilot.press("enter")
        await reach(pilot, PromptScreen)
        await read(pilot, now)
        await pilot.press("enter")
        await until(pilot, lambda: screen.session.notebook.actions[0].text == "mail it")


@MEANWHILE
async def test_after_the_close_a_change_is_not_put_over_what_the_other_changed_meanwhile(
    closed, home, language, reason, kept, now
):
    theirs = home("Bert", "Anna")
    closed.set_language(language)
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("down", "down", "enter")
        await reach(pilot, PromptScreen)
        change_promise(theirs, closed.sessions()[-1])
        await replace(pilot, "mail it @Anna")
        await reach(pilot, NotesScreen)
        for sentence in (reason, kept):
            await until(pilot, lambda said=sentence: said in told(pilot))
        assert notebook_of(closed).actions[0].text == "call Mia"
        await pilot.press("c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("down", "down", "enter")
        await reach(pilot, PromptScreen)
        await read(pilot, now)
        await pilot.press("enter")
        await until(pilot, lambda: notebook_of(closed).actions[0].text == "mail it")


# A promise that stands twice

MIA = "call Mia @Bert 2026-12-04"
TWICE = pytest.mark.parametrize(
    ("language", "label", "way", "monday"),
    [("en", "Action", "lines", "Mon 30 Nov"), ("nl", "Actie", "F8", "ma 30 nov")],
)


def written_twice(home, label, way, is_closed):
    """A session with one promise in two lines of the notes, or in one and by F8."""
    session = home().create_session("feedback-02")
    session.start()
    session.write_note("i1", "\n".join([f"{label}: {MIA}"] * (2 if way == "lines" else 1)))
    if way == "F8":
        session.add("actions", ParsedLine("call Mia", "bert", "2026-12-04"), item="i1")
    if is_closed:
        session.finish()
    return left(session, home)


def promises(workspace):
    return [(r.text, r.who, r.due) for r in notebook_of(workspace).actions]


@TWICE
async def test_in_the_close_a_promise_that_stands_twice_is_changed_as_one(
    home, language, label, way, monday
):
    workspace = written_twice(home, label, way, is_closed=False)
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await open_promise(pilot, workspace.sessions()[-1].id)
        listed = screen.query_one("#box-actions OptionList", OptionList)
        await replace(pilot, "call Mia @Bert 2026-11-30")
        await reach(pilot, ClosingScreen)
        await see(pilot, monday)
        assert listed.option_count == 1
        await pilot.press("ctrl+l", "u")
        await until(pilot, lambda: monday not in shown(pilot))
        assert listed.option_count == 1
    assert promises(workspace) == [("call Mia", "bert", "2026-12-04")]


@TWICE
async def test_after_the_close_it_is_changed_as_one_and_is_not_what_is_typed_later(
    home, language, label, way, monday
):
    workspace = written_twice(home, label, way, is_closed=True)
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("down", "enter")
        await replace(pilot, "call Mia @Bert 2026-11-30")
        await reach(pilot, NotesScreen)
        await read(pilot, f"call Mia (Bert · {monday} 2026)")
        changed = ("call Mia", "bert", "2026-11-30")
        assert promises(workspace) == [changed]
        await pilot.press("x", "down", "enter")
        screen = await reach(pilot, SessionScreen)
        screen.query_one("#text").focus()
        await pilot.press("ctrl+end", "enter", *f"{label}: {MIA}", "enter")
        await until(pilot, lambda: "◆" in told(pilot))
        actions = [(r.text, r.who, r.due) for r in screen.session.notebook.actions]
        assert sorted(actions) == [changed, ("call Mia", "bert", "2026-12-04")]
        await pilot.press("ctrl+l", "u")
        await until(pilot, lambda: len(screen.session.notebook.actions) == 1)
        assert screen.session.notebook.actions[0].due == "2026-11-30"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_what_was_changed_after_the_close_stands_in_the_notes_once_it_is_reopened(
    closed, language
):
    closed.set_language(language)
    async with app_for(closed).run_test(size=(120, 40)) as pilot:
        await pilot.press("4", "c")
        await reach(pilot, AgreedLinesScreen)
        await pilot.press("down", "enter")
        await replace(pilot, "we eat on Mondays")
        await reach(pilot, NotesScreen)
        await pilot.press("x", "down", "enter")
        screen = await reach(pilot, SessionScreen)
        await see(pilot, "Decision: we eat on Mondays")
        screen.query_one("#text").focus()
        await pilot.press("ctrl+end", "space", "o", "k")
        await see(pilot, "Decision: we eat on Mondays ok")
    assert [r.text for r in notebook_of(closed).decisions] == ["we eat on Mondays ok"]


@pytest.mark.parametrize("is_closed", [False, True], ids=["in the close", "closed"])
async def test_a_promise_of_blanks_is_opened_and_changed(session, home, is_closed):
    """It comes from another hand in the folder."""
    (promise,) = session.notebook.actions
    session.change("actions", promise.id, text=" ", who="", due="")
    if is_closed:
        session.finish()
    assert session.save() is None
    session.close()
    workspace = home()
    workspace.index.refresh()
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        if is_closed:
            await pilot.press("4", "c")
            await reach(pilot, AgreedLinesScreen)
            await pilot.press("down", "down", "enter")
        else:
            await open_promise(pilot, session.id)
        await replace(pilot, "mail it @Anna")
        await reach(pilot, NotesScreen if is_closed else ClosingScreen)
        await see(pilot, "mail it")
    assert [(r.text, r.who) for r in notebook_of(workspace).actions] == [("mail it", "anna")]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_both_dialogs_fit(closed, language, size):
    closed.set_language(language)
    async with app_for(closed).run_test(size=size) as pilot:
        await pilot.press("4", "c")
        screen = await reach(pilot, AgreedLinesScreen)
        await pilot.press("down")
        for _screen in range(2):
            hints = screen.query_one("#hints")
            assert hints.region.bottom <= size[1] and "…" not in str(hints.render())
            await pilot.press("h")
            screen = await reach(pilot, LineHistoryScreen)
