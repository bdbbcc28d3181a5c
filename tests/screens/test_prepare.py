"""Preparing a session by keys and by mouse, on every size of screen, in both languages."""

import pytest
from driver import app_for, burst, see, shown, told, until
from textual.pilot import Pilot
from textual.widgets import Input

from companion import i18n
from companion.commands.available import commands_in
from companion.commands.places import PREPARE
from companion.domain.note.line_parser import ParsedLine
from companion.workspace import Workspace
from companion.workspace.session.destinations import open_planned_for_writing
from companion.workspace.session.points import POINTS
from screens.dialogs.refusal import RefusalScreen
from screens.home import HomeScreen
from screens.session.agenda_lines import AgendaLines
from screens.session.prepare import PrepareScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen, SessionWanted

pytestmark = pytest.mark.slow  # a session is opened for each

SIZES = [(60, 20), (80, 24), (120, 40)]


async def prepare(pilot: Pilot[None], message=None) -> PrepareScreen:
    pilot.app.post_message(message or SessionWanted("feedback-02"))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await pilot.pause()
    await pilot.press("ctrl+l", "a")
    await until(pilot, lambda: isinstance(pilot.app.screen, PrepareScreen))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, PrepareScreen)
    return screen


def point(workspace: Workspace, text: str) -> None:
    document = open_planned_for_writing(workspace)
    document.add(POINTS, ParsedLine(text))
    workspace.save(document)
    document.close()
    workspace.index.refresh()


def ids(screen: PrepareScreen) -> list[str]:
    return [item.id for item in screen.session.notebook.agenda]


def go_to(screen: PrepareScreen, words: str) -> None:
    lines = screen.query_one(AgendaLines)
    lines.highlighted = next(n for n, o in enumerate(lines.options) if words in str(o.prompt))


async def click(pilot: Pilot[None], words: str) -> None:
    for y, line in enumerate(shown(pilot).splitlines()):
        if words in line:
            await pilot.click(offset=(line.index(words) + 1, y))
            await pilot.pause()
            return
    raise AssertionError(f"{words} is not on the screen")


async def test_the_agenda_is_changed_by_keys(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)

        def notebook():
            return screen.session.notebook

        await see(pilot, "45 min", "Bert 14")
        await pilot.press("J", "J", "plus", "plus", "minus")
        assert ids(screen)[:3] == ["i2", "i3", "i1"]
        assert notebook().item("i1").minutes == 5
        await see(pilot, "46 min, 1 more than 45")
        await pilot.press("w")
        assert notebook().item("i1").lead == "mentor"
        await see(pilot, " 5 min  Anna  Check in")
        await pilot.press("x")
        assert ids(screen) == ["i2", "i3", "i4", "i5", "i6"]
        await see(pilot, "Dropped")
        go_to(screen, "Check in")
        await pilot.press("enter")
        assert ids(screen)[2] == "i1"
        await pilot.press("2")
        assert sum(item.minutes for item in notebook().agenda) == 25
        assert notebook().about.target == 25
        for _change in range(9):
            await pilot.press("ctrl+l", "u")
        assert ids(screen) == ["i1", "i2", "i3", "i4", "i5", "i6"]
        assert [i.minutes for i in notebook().agenda] == [4, 8, 8, 15, 6, 4]
        assert (notebook().agenda[0].lead, notebook().about.target) == ("both", 45)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, SessionScreen)
        await see(pilot, "Check in")


async def test_what_changes_nothing_is_nothing_to_take_back(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        begin = ids(screen)
        await pilot.press("J", "K", "K", "4", "d", "enter")
        await pilot.pause()
        assert ids(screen) == begin
        await pilot.press("ctrl+l", "u")
        assert ids(screen) == [begin[1], begin[0], *begin[2:]]
        await pilot.press("ctrl+l", "u")
        assert ids(screen) == begin
        await pilot.press("ctrl+l", "u")  # only that it was made is left
        await until(pilot, lambda: "Taken back: session made" in told(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, HomeScreen))
        await pilot.press("ctrl+l", "u")
        assert "There is nothing to take back." in told(pilot)


async def test_words_that_were_to_be_off_the_record_change_nothing_on_the_agenda(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        before = screen.session.notebook
        await burst(pilot, "ctrl+l", "o", *"wombat", "enter")
        assert isinstance(pilot.app.screen, RefusalScreen)
        await see(pilot, "Not kept: you are still on the record.")
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert screen.session.notebook == before
        await pilot.press("ctrl+l", "t")
        await until(pilot, lambda: "This is on the agenda already." in told(pilot))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_off_the_record_is_no_tool_and_is_answered_from_the_menu(home, language):
    words = {"en": "Off the record", "nl": "Buiten het verslag"}[language]
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await prepare(pilot)
        assert words not in shown(pilot)
        await pilot.press("ctrl+l")
        await see(pilot, f"o  {words}")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, RefusalScreen))


async def test_other_places_are_reached_from_the_screen_below(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await pilot.press("1")
        assert pilot.app.screen is screen
        assert "Esc leads back from here" in told(pilot)


async def test_the_title_is_said_in_the_language_in_use(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await prepare(pilot)
        await pilot.press("L")
        await see(pilot, "Voorbereiden ▸ Zeg wat je zag: feedback in vier stappen")
        await pilot.press("escape", "escape", "1")
        await see(pilot, "Zeg wat je zag: feedback in")


async def test_an_item_of_ones_own(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await pilot.press("n", *"Roof 12 min", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        item = screen.session.notebook.agenda[1]
        assert (item.title, item.minutes, item.by, item.lead) == ("Roof", 12, "anna", "mentor")
        await see(pilot, "Roof · from Anna")
        await pilot.press("plus")
        assert screen.session.notebook.agenda[1].minutes == 13
        await pilot.press("n", "escape")
        assert len(ids(screen)) == 7
        await pilot.press("n", "enter")
        assert len(ids(screen)) == 7
        await pilot.press(*("ctrl+l", "u") * 2)
        assert len(ids(screen)) == 6


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_enter_says_why_it_takes_nothing_from_the_agenda_itself(home, language):
    words = {"en": "on the agenda already", "nl": "staat al op de gespreksagenda"}
    workspace = home()
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        agenda = ids(screen)
        await pilot.press("enter")
        await until(pilot, lambda: words[language] in told(pilot))
        assert ids(screen) == agenda


async def test_what_waits_is_taken_let_go_and_asked_for_again(home):
    workspace, bert = home(), home("Bert", "Anna")
    point(workspace, "the budget")
    point(bert, "the [b]roof")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await see(pilot, "+ the budget")
        await see(pilot, "+ the [b]roof  · Bert")
        go_to(screen, "roof")
        await pilot.press("J")
        await until(pilot, lambda: "not on the agenda" in told(pilot))
        await pilot.press("enter")
        taken = screen.session.notebook.agenda[-2]
        assert (taken.title, taken.lead, taken.by) == ("the [b]roof", "mentee", "bert")
        go_to(screen, "budget")
        await pilot.press("x")
        assert "the budget" not in shown(pilot)
        await pilot.press("ctrl+l", "u")
        await see(pilot, "the budget")
        await pilot.press("ctrl+l", "u")
        await see(pilot, "+ the [b]roof")
    bert.index.refresh()
    assert {r.state for s in bert.index.summaries for r in s.points} == {"open"}


async def test_a_point_taken_and_talked_about_is_done(home):
    workspace = home()
    point(workspace, "the budget")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        go_to(screen, "budget")
        await pilot.press("enter", "escape", "f3")
        session = screen.session
        session.go(session.notebook.agenda[-2].id)
        session.finish()
        from screens.shared.messages.sessions import SessionLeft

        pilot.app.post_message(SessionLeft())
        await until(pilot, lambda: pilot.app.screen.PLACE == "notes")
        workspace.index.refresh()
        assert [r.state for s in workspace.index.summaries for r in s.points] == ["done"]


async def test_an_item_left_over_is_let_go_for_good(home, clock):
    workspace = home()
    before = workspace.create_session("feedback-01")
    workspace.save(before)
    clock.forward(days=1)
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        left = len(before.notebook.agenda)
        go_to(screen, "+ Ask, listen")
        await pilot.press("x")
        notebook = screen.session.notebook
        assert [item.id for item in notebook.dropped] == [f"{before.id}#i4"]
        assert len(screen._waiting) == left - 1
        await pilot.press("ctrl+l", "u")
        assert screen.session.notebook.dropped == ()
        assert len(screen._waiting) == left


async def test_another_day(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await pilot.press("d")
        pilot.app.screen.query_one(Input).value = "+2d"
        await pilot.press("enter")
        await see(pilot, "Wed 25 Nov")
        assert screen.session.notebook.about.date == "2026-11-25"
        await pilot.press("d")
        pilot.app.screen.query_one(Input).value = "someday"
        await pilot.press("enter")
        await until(pilot, lambda: "is not a date" in told(pilot))
        await pilot.press("ctrl+l", "u")
        assert screen.session.notebook.about.date == "2026-11-23"


async def test_the_session_begins_meanwhile(home):
    """What has begun on the other computer is not changed here any more."""
    workspace, bert = home(), home("Bert", "Anna")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await pilot.press("d")
        pilot.app.screen.query_one(Input).value = "+2d"
        await pilot.press("enter")
        await pilot.press("ctrl+s")
        theirs = None
        await until(pilot, lambda: bert.store.documents("sessions"))
        theirs = bert.open_session(screen.session.id)
        theirs.start()
        theirs.go("i2")
        bert.save(theirs)
        await until(pilot, lambda: screen.session.notebook.clock.current == "i2")
        await see(pilot, "▶  2")
        await pilot.press("x")
        await until(pilot, lambda: "is done" in told(pilot))
        await pilot.press("ctrl+l", "u")
        await until(pilot, lambda: "has begun" in told(pilot))
        await pilot.press("d")
        pilot.app.screen.query_one(Input).value = "+3d"
        await pilot.press("enter")
        assert screen.session.notebook.about.date == "2026-11-25"
        theirs.finish()
        bert.save(theirs)
        await until(pilot, lambda: screen.session.notebook.state == "done")
        await pilot.press("J", "2", "n", *"late", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert len(ids(screen)) == 6
        await until(pilot, lambda: "is closed" in told(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: screen.session.is_sealed)
        assert isinstance(pilot.app.screen, SessionScreen)


async def test_everything_is_there_for_the_mouse(home):
    workspace = home()
    point(workspace, "the budget")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await click(pilot, "From label")
        assert ids(screen) == [f"i{n}" for n in range(1, 7)]
        await click(pilot, "K Up")
        assert ids(screen)[:3] == ["i1", "i3", "i2"]
        await click(pilot, "+ Longer")
        await click(pilot, "- Shorter")
        await click(pilot, "- Shorter")
        assert screen.session.notebook.item("i3").minutes == 7
        await click(pilot, "the budget")
        assert len(ids(screen)) == 6
        await click(pilot, "Enter Take")
        assert len(ids(screen)) == 7
        await click(pilot, "6 Fit to 60")
        assert sum(item.minutes for item in screen.session.notebook.agenda) == 60
        await click(pilot, "u Undo")
        await click(pilot, "Esc Back")
        assert isinstance(pilot.app.screen, SessionScreen)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_every_screen(home, size, language):
    workspace = home()
    point(
        workspace, "the budget of the year to come, and of the years after that, in one long line"
    )
    workspace.set_language(language)
    async with app_for(workspace).run_test(size=size) as pilot:
        screen = await prepare(pilot)
        text = shown(pilot)
        for command in commands_in(PREPARE):
            if command.where == PREPARE and command.keys:
                assert i18n._(command.label) in text
        assert screen.query_one(AgendaLines).size.height >= 9
        assert "…" in text or size[0] > 80
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert screen.query_one(AgendaLines).size.height >= 9
        await pilot.press("L")
        await pilot.pause()
        other = next(code for code in i18n.LANGUAGES if code != language)
        assert i18n.current_language() == other
        await see(pilot, i18n._("Fit to 45"))


async def test_on_ones_own(home):
    workspace = home("Anna", "")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        screen = await prepare(pilot)
        await pilot.press("n", *"Mine", "enter", "2")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert screen.session.notebook.agenda[1].lead == "both"
        assert sum(item.minutes for item in screen.session.notebook.agenda) == 25


async def test_from_home_and_from_a_planned_session(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await see(pilot, "p Prepare")
        await pilot.press("p")
        await until(pilot, lambda: "No session is planned" in told(pilot))
        session = workspace.create_session("feedback-02")
        point(workspace, "budget")
        await until(pilot, lambda: bool(workspace.sessions()))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, PrepareScreen))
        assert pilot.app.screen.session.id == session.id
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await pilot.pause()
        await see(pilot, "✎ Prepare (1 wait)")
        await click(pilot, "✎ Prepare")
        assert isinstance(pilot.app.screen, PrepareScreen)
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: pilot.app.screen.PLACE == "home")
        await pilot.press("p")
        await until(pilot, lambda: isinstance(pilot.app.screen, PrepareScreen))


async def test_promises_come_first_and_the_screen_says_what_that_takes(home, clock):
    workspace = home()
    before = workspace.create_session("feedback-01")
    before.add("actions", ParsedLine("call [b]the press", "bert", "2026-11-27"))
    done = before.add("actions", ParsedLine("long done"))
    before.change("actions", done, state="done")
    before.start()
    before.go("i5")
    before.finish()
    workspace.save(before)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        pilot.app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await until(pilot, lambda: "3 minutes more than 45" in told(pilot))
        await pilot.press("f3")
        await pilot.pause()
        text = shown(pilot)
        assert "Promises of last time" in text
        assert "☐ call [b]the press (Bert" in text
        assert "long done" not in text
        await pilot.press("f6")
        await see(pilot, "Promises are ticked off on Home: ^l g 1 leads there.")
        workspace.set_language("nl")
        i18n.use_language("nl")
        await pilot.press("f6")
        await see(pilot, "Wat beloofd is, vink je af op Start: ^l g 1 brengt je erheen.")
        await pilot.press("L")
        await pilot.pause()
        await see(pilot, i18n._("Promises of last time"))


async def test_a_taken_point_says_where_it_comes_from(home, clock):
    workspace = home()
    before = workspace.create_session("feedback-01")
    before.add(POINTS, ParsedLine("the [b]budget"))
    workspace.save(before)
    clock.forward(days=1)
    async with app_for(workspace).run_test(size=(120, 40)) as pilot:
        screen = await prepare(pilot, SessionWanted("feedback-02"))
        go_to(screen, "budget")
        await pilot.press("enter", "escape", "f3")
        session = screen.session
        session.go(f"{before.id}#{before.notebook.points[0].id}")
        pilot.app.screen.notebook_changed()
        await see(pilot, "Added by Anna.")
        await see(pilot, "From: Ask first")


async def test_a_session_that_is_gone(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        from screens.shared.messages.sessions import PrepareWanted

        pilot.app.post_message(PrepareWanted("2020-nothing"))
        await until(pilot, lambda: "There is no session" in told(pilot))
        pilot.app.post_message(SessionChosen("2020-nothing"))
        assert pilot.app.screen.PLACE == "home"
