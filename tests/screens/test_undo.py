"""What was done is taken back by its name; what the other has done since stays."""

from contextlib import asynccontextmanager

import pytest
from driver import NAMES, app_for, burst, notices, see, settle, shown, told, until, workers_done
from textual.pilot import Pilot
from textual.widgets import OptionList

from companion.commands.places import HOME, SESSION
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.close_text import CloseField
from companion.domain.text import Patch
from companion.i18n import N_
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.undo import REMEMBERED
from screens.dialogs.choice import ChoiceScreen
from screens.dialogs.undo_list import UndoListScreen
from screens.home import HomeScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionChosen, SessionWanted
from screens.shared.undo import undo_step

pytestmark = pytest.mark.slow  # what was done in each place


class Desk:
    """Anna's app with a session open, and Bert's beside it where he has one."""

    def __init__(self, pilot: Pilot[None], his: Pilot[None] | None = None) -> None:
        self.pilot = pilot
        self.his = his

    @property
    def app(self):
        return self.pilot.app

    @property
    def session(self) -> OpenSession:
        return self.app.sessions.in_use

    @property
    def clock(self):
        return self.session.notebook.clock

    @property
    def said(self) -> str:
        """What was said last of taking back."""
        return next(n for n in reversed(notices(self.pilot)) if "take" in n.casefold())

    async def undo(self) -> str:
        """Take back the newest; gives what was said."""
        await settle(self.pilot)
        await self.pilot.app.run_action("undo")
        await settle(self.pilot)
        return self.said


async def opened(pilot: Pilot[None]) -> None:
    await pilot.pause()
    pilot.app.post_message(SessionWanted("feedback-02"))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await workers_done(pilot.app)


@pytest.fixture
def desk(home):
    """Opens Anna's app on a session that is planned."""

    @asynccontextmanager
    async def open_it(size: tuple[int, int] = (80, 24)):
        workspace = home()
        async with app_for(workspace).run_test(size=size) as pilot:
            await opened(pilot)
            yield Desk(pilot)

    return open_it


@pytest.fixture
def desks(home):
    """Opens a session in both apps."""

    @asynccontextmanager
    async def open_it(size: tuple[int, int] = (80, 24)):
        anna, bert = home(), home("Bert", "Anna")
        async with (
            app_for(anna).run_test(size=size) as hers,
            app_for(bert).run_test(size=size) as his,
        ):
            await opened(hers)
            name = hers.app.sessions.in_use.id
            await until(his, lambda: bert.store.documents("sessions"))
            his.app.post_message(SessionChosen(name))
            await until(his, lambda: isinstance(his.app.screen, SessionScreen))
            yield Desk(hers, his)

    return open_it


async def test_each_step_of_a_session_has_its_name_and_its_way_back(desk):
    async with desk() as anna:
        made = anna.app.newest_undo_name
        assert made.startswith("session made: ")
        before = anna.session.notebook
        steps = {
            "hand_over": "who is mentor",
            "pause": "start of the session",
            "plus": "two more minutes for 1 Check in",
            "tick_next": "ticked: What went well this week, and what was in the way?",
            "next_item": "went to 2 Four steps, one moment",
        }
        said = []
        for action, name in steps.items():
            await anna.app.run_action(action, anna.app.screen)
            await settle(anna.pilot)
            said.append(anna.app.newest_undo_name)
            assert name.partition(":")[0] == said[-1].partition(":")[0]
        for name in reversed(said):
            assert await anna.undo() == f"Taken back: {name}"
        assert anna.app.newest_undo_name == made
        found = anna.session.notebook
        assert (found.clock, found.checks, found.about) == (
            before.clock, before.checks, before.about
        )  # fmt: skip
        await see(anna.pilot, "Not started")


async def test_the_item_gets_its_time_back_and_the_screen_goes_along(desk, clock):
    async with desk() as anna:
        await anna.pilot.press("f3")
        clock.forward(minutes=4)
        await anna.pilot.press("f3")
        clock.forward(minutes=1)
        assert await anna.undo() == "Taken back: went to 2 Four steps, one moment"
        await until(anna.pilot, lambda: anna.app.screen.viewing == "i1")
        assert anna.clock.spent("i1", clock()).total_seconds() == 5 * 60
        assert anna.clock.spent("i2", clock()).total_seconds() == 0


async def test_a_skipped_item_is_at_hand_again(desk):
    async with desk() as anna:
        await anna.pilot.press("f3")
        await anna.app.run_action("skip", anna.app.screen)
        await anna.pilot.press(*"no time", "enter")
        await settle(anna.pilot)
        assert (anna.clock.current, anna.clock.reasons) == ("i2", {"i1": "no time"})
        assert await anna.undo() == "Taken back: skipped: 1 Check in"
        assert (anna.clock.current, anna.clock.skipped) == ("i1", frozenset())


async def test_the_last_ten_are_there_to_choose_from(desk):
    async with desk() as anna:
        await anna.pilot.press("f3")
        for _time in range(REMEMBERED):
            await anna.app.run_action("plus", anna.app.screen)
        await anna.pilot.press("f3")
        await settle(anna.pilot)
        await anna.app.run_action("undo_list")
        await settle(anna.pilot)
        assert isinstance(anna.app.screen, ChoiceScreen)
        answers = anna.app.screen.query_one(OptionList)
        assert answers.option_count == 1 + REMEMBERED
        await see(anna.pilot, "went to 2 Four steps")
        await anna.pilot.press("down")
        went = "Enter Take back: went to 2 Fou"
        await until(anna.pilot, lambda: went in shown(anna.pilot))
        await anna.pilot.press("down")
        more = "Enter Take back: two more minu"
        await until(anna.pilot, lambda: more in shown(anna.pilot))
        await anna.pilot.press("enter")
        await until(anna.pilot, lambda: anna.clock.plus == {"i1": 2 * (REMEMBERED - 1)})
        assert anna.clock.current == "i2"
        assert anna.app.newest_undo_name.startswith("went to 2")
        await anna.app.run_action("undo_list")
        await anna.pilot.press("escape")
        assert isinstance(anna.app.screen, SessionScreen)
        assert anna.clock.plus == {"i1": 2 * (REMEMBERED - 1)}


async def test_what_a_key_takes_back_fits_in_the_smallest_window(desk):
    async with desk(size=(60, 20)) as anna:
        await anna.app.run_action("undo_list")
        await settle(anna.pilot)
        await anna.pilot.press("down")
        words = "Enter Take back: sess"
        await until(anna.pilot, lambda: words in shown(anna.pilot))
        await see(anna.pilot, "…  Esc Nothing")


async def test_a_start_that_the_other_went_on_from_stays(desks):
    async with desks() as both:
        await both.pilot.press("f2")
        his = both.his.app.sessions.in_use
        await until(both.his, lambda: his.notebook.state == "running")
        await both.his.press("f3")
        await until(both.pilot, lambda: both.clock.current == "i2")
        said = await both.undo()
        assert said == "Not taken back: start of the session. Bert has gone on since; that stays."
        assert both.clock.current == "i2"


async def test_a_start_by_error_is_taken_back_in_both_apps(desks):
    async with desks() as both:
        await both.pilot.press("f2")
        his = both.his.app.sessions.in_use
        await until(both.his, lambda: his.notebook.state == "running")
        await both.his.press(*"his words")
        await both.undo()
        await until(both.his, lambda: his.notebook.state == "planned")
        await until(both.his, lambda: any("took back the start" in n for n in notices(both.his)))
        await until(both.pilot, lambda: both.session.note("i1") == "his words")


async def test_one_takes_back_a_step_that_the_other_left_behind(desks):
    async with desks() as both:
        await both.pilot.press("f3")
        await both.pilot.press("f3")
        his = both.his.app.sessions.in_use
        await until(both.his, lambda: his.notebook.clock.current == "i2")
        await both.his.press("f3")
        await until(both.pilot, lambda: both.clock.current == "i3")
        assert await both.undo() == (
            "Taken back: went to 2 Four steps, one moment. Bert has gone on since; that stays."
        )
        assert both.clock.current == "i3"


async def test_the_pen_and_the_language(desk):
    async with desk() as anna:
        await anna.app.run_action("pass_pen", anna.app.screen)
        await settle(anna.pilot)
        assert (anna.session.me, anna.app.newest_undo_name) == ("bert", "pen to Bert")
        await anna.app.run_action("switch_language")
        await settle(anna.pilot)
        assert anna.app.newest_undo_name == "taal: Nederlands"
        assert await anna.undo() == "Taken back: language: Nederlands"
        await anna.undo()
        assert anna.session.me == "anna"


def promised(workspace: Workspace, *texts: str) -> None:
    """Anna has promised all of this."""
    between = workspace.between()
    for text in texts:
        between.add("actions", ParsedLine(text, "anna"))
    workspace.save(between)
    between.close()
    workspace.index.refresh()


async def test_an_action_ticked_at_home_is_open_again(home):
    workspace = home()
    promised(workspace, "send the mails")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        anna = Desk(pilot)
        await see(pilot, "☐ send the mails")
        pilot.app.screen.query_one("#actions").focus()
        await pilot.press("space")
        await until(pilot, lambda: "☐ send the mails" not in shown(pilot))
        assert anna.app.newest_undo_name == "done: send the mails"
        await pilot.press("u")
        await until(pilot, lambda: isinstance(pilot.app.screen, UndoListScreen))
        await pilot.press("down", "enter")
        await see(pilot, "☐ send the mails")
        assert anna.said == "Taken back: done: send the mails"


@pytest.mark.parametrize("typed", ["suggestion", "suggestion for us both", "usual\n", "U"])
@pytest.mark.parametrize("at_once", [True, False])
async def test_words_typed_at_home_by_mistake_take_nothing_back(home, typed, at_once):
    workspace = home()
    promised(workspace, "send the mails", "call the fitters")
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await see(pilot, "☐ call the fitters")
        pilot.app.screen.query_one("#actions").focus()
        for text in ("send the mails", "call the fitters"):
            await pilot.press("space")
            await until(pilot, lambda t=text: f"done: {t}" in pilot.app.newest_undo_name)
            await until(pilot, lambda t=text: f"☐ {t}" not in shown(pilot))
        keys = ["enter" if letter == "\n" else NAMES.get(letter, letter) for letter in typed]
        if at_once:
            await burst(pilot, *keys)
        else:
            await pilot.press(*keys)
            await settle(pilot)
        assert isinstance(pilot.app.screen, UndoListScreen) == typed.startswith("sugg")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Taken back" not in told(pilot)
        assert pilot.app.newest_undo_name == "done: call the fitters"
        assert workspace.promises() == []


async def test_letters_in_the_list_do_nothing_and_say_so(desk):
    async with desk() as anna:
        await anna.app.switch_mode(HOME)
        await settle(anna.pilot)
        await burst(anna.pilot, *"under")
        assert isinstance(anna.app.screen, UndoListScreen)
        assert "Letters do nothing here" in told(anna.pilot)
        made = anna.app.newest_undo_name
        await anna.pilot.press("down")
        await see(anna.pilot, "Enter Take back: session made")
        await anna.pilot.press("enter")
        await until(anna.pilot, lambda: f"Taken back: {made}" in told(anna.pilot))
        assert anna.app.newest_undo_name == ""


async def test_what_was_changed_in_a_session_is_taken_back_from_elsewhere(desk):
    async with desk() as anna:
        await anna.app.run_action("prepare", anna.app.screen)
        await settle(anna.pilot)
        await anna.pilot.press("plus", "escape")
        await settle(anna.pilot)
        minutes = anna.session.notebook.item("i1").minutes
        await anna.app.switch_mode(HOME)
        assert await anna.undo() == "Taken back: agenda: minutes of Check in"
        assert anna.session.notebook.item("i1").minutes == minutes - 1
        await anna.app.switch_mode(SESSION)


async def test_a_programme_is_followed_no_more(home):
    from companion.commands.places import LIBRARY
    from companion.workspace.session.programmes import standing

    workspace: Workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        anna = Desk(pilot)
        await pilot.pause()
        await pilot.app.switch_mode(LIBRARY)
        await settle(pilot)
        pilot.app.screen.query_one("#lessons", OptionList).highlighted = 1
        await pilot.press("a")
        await settle(pilot)
        assert standing(workspace) is not None
        assert await anna.undo() == "Taken back: programme followed"
        assert standing(workspace) is None


async def test_marks_in_a_lesson(home):
    from screens.lesson.lesson import LessonScreen
    from screens.shared.messages.places import LessonChosen

    workspace: Workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        anna = Desk(pilot)
        await pilot.pause()
        pilot.app.post_message(LessonChosen("feedback-02"))
        await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
        await settle(pilot)
        await pilot.press("h", "h", "H")
        await settle(pilot)
        reading = pilot.app.screen.reading
        assert len(reading.marks()) == 2
        await pilot.press("escape")
        await settle(pilot)
        assert (await anna.undo()).startswith("Taken back: marked for both: After this session")
        assert len(reading.marks()) == 1
        await anna.undo()
        assert reading.marks() == ()


async def test_a_step_that_is_refused_stands_where_it_stood(desk):
    async with desk() as anna:
        await anna.pilot.press("f3")
        for action in ("plus", "tick_next"):
            await anna.app.run_action(action, anna.app.screen)
        await settle(anna.pilot)
        newest = anna.app.newest_undo_name
        for is_closed in (True, False):
            if is_closed:
                anna.session.finish()
            else:
                anna.session.reopen()
            await anna.app.run_action("undo_list")
            await settle(anna.pilot)
            await anna.pilot.press("down", "down")
            await see(anna.pilot, "Enter Take back: two more minu")
            await anna.pilot.press("enter")
            said = "its clock stays as it is" if is_closed else "Taken back: two more minutes"
            await until(anna.pilot, lambda said=said: said in told(anna.pilot))
            assert anna.app.newest_undo_name == newest
        assert anna.clock.plus == {}


async def test_what_was_learned_is_taken_back_after_the_close_and_saved_so(desk):
    async with desk() as anna:
        session = anna.session
        session.start()
        text = session.close_text_in(CloseField("learned", "anna"))
        session.close_text_editor(text).edit(Patch(0, 0, "to say it at once"))
        with undo_step(anna.app.screen, session, N_("learned “{text}”"), text="to say it"):
            session.enter(session.close_text(text.name))
        await settle(anna.pilot)
        session.finish()
        anna.app.saving.edited(session)
        assert await anna.undo() == "Taken back: learned “to say it”"
        assert session.notebook.learned == ()
        await until(anna.pilot, lambda: not anna.app.saving.unsaved)
        saved = anna.app.workspace.open_session(session.id, look=False)
        assert saved.notebook.learned == ()
        saved.close()
