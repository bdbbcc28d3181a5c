"""A session as it is held: ticks, small clocks, the lead, the other side, time that was missed."""

from contextlib import asynccontextmanager
from typing import Any

import pytest
from driver import app_for, burst, notices, rows, see, settle, shown, told, until
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from companion.domain.session.absence import PATIENCE
from companion.domain.session.agenda import WHOLE
from companion.domain.session.agenda_edits import dropped
from companion.workspace.document.open_session import OpenSession
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.choice import ChoiceScreen
from screens.dialogs.prompt import PromptScreen
from screens.dialogs.refusal import RefusalScreen
from screens.lesson.study import StudyScreen
from screens.session import live as session_live
from screens.session import off_record
from screens.session.authorship import PRIVATE
from screens.session.guide import Guide
from screens.session.off_record import OffRecordScreen
from screens.session.session import SessionScreen
from screens.session.terminal_title import TerminalTitle
from screens.shared.messages.places import LessonChosen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.fitted_line import FittedLine
from screens.widgets.frame import HintLine
from screens.widgets.masked_area import MaskedArea
from screens.widgets.menu_box import MenuBox
from screens.widgets.notes_area import NotesArea


class Desk:
    """Anna's screen on a running session, and Bert's session on a machine of his own."""

    def __init__(self, pilot: Pilot[None], screen: SessionScreen, theirs: OpenSession) -> None:
        self.pilot = pilot
        self.screen = screen
        self.theirs = theirs

    @property
    def mine(self) -> OpenSession:
        return self.screen.session

    @property
    def top(self):
        return self.pilot.app.screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def meet(self) -> None:
        """What either did reaches the other."""
        self.theirs._document.merge(self.mine._document.state())
        self.theirs._forget_notebook()
        assert self.theirs.save() is None
        store = self.pilot.app.workspace.store
        self.mine.merge(store.shared.read(self.mine.name, {}))
        self.screen.notebook_changed()
        await self.pilot.pause()

    async def tick(self, times: int = 1) -> None:
        """Seconds pass for the screen."""
        for _second in range(times):
            self.screen.tick()
            await self.pilot.pause()

    def line(self, selector: str) -> str:
        return str(self.screen.query_one(selector, FittedLine).content)

    @property
    def told(self) -> list[str]:
        """All notices, from old to new."""
        return notices(self.pilot)

    @property
    def guide(self) -> list[str]:
        guide = self.screen.query_one(Guide)
        return ["".join(text for text, _style in line) for line in guide._lines]

    @property
    def agenda(self) -> list[str]:
        options = self.screen.query_one("#agenda", OptionList).options
        return [str(option.prompt) for option in options]


def is_session(screen: Screen[Any]) -> bool:
    return isinstance(screen, SessionScreen) and screen.is_mounted


@pytest.fixture
def desk(home, monkeypatch):
    """Opens Anna's screen on a session of feedback-02, at its first item."""
    monkeypatch.setattr(session_live, "IDLE", -1.0)
    monkeypatch.setattr(off_record, "JUST_CAME", -1.0)
    monkeypatch.setattr(OpenSession, "last_shared", None)  # files bear the true time

    @asynccontextmanager
    async def opened(size=(80, 24), start=True, prepare=lambda _session: None, language="en"):
        mine, theirs = home(), home("Bert", "Anna")
        mine.set_language(language)
        session = mine.create_session("feedback-02")
        if start:
            session.start()
            assert session.save() is None
        prepare(session)
        session.close()
        async with app_for(mine).run_test(size=size) as pilot:
            await pilot.pause()
            pilot.app.post_message(SessionChosen(session.id))
            # Another may stand on it already: off the record, or a question.
            await until(pilot, lambda: any(map(is_session, pilot.app.screen_stack)))
            await settle(pilot)
            screen = next(filter(is_session, pilot.app.screen_stack))
            yield Desk(pilot, screen, theirs.open_session(session.id))

    return opened


def bells(both: Desk, monkeypatch) -> list[str]:
    rung: list[str] = []
    monkeypatch.setattr(both.pilot.app, "bell", lambda: rung.append("ding"))
    return rung


# Keys with the caret in the notes


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "done"),
    [
        ("f6", lambda both: both.mine.notebook.checks == {"i4/do/1"}),
        ("ctrl+l s", lambda both: both.mine.notebook.clock.timer is not None),
        ("ctrl+l o", lambda both: isinstance(both.top, ChoiceScreen)),
        ("ctrl+l k", lambda both: isinstance(both.top, PromptScreen)),
        ("f1", lambda both: both.top is not both.screen),
        ("ctrl+p", lambda both: both.top is not both.screen),
        ("ctrl+r", lambda both: both.top is not both.screen),
        ("ctrl+l h", lambda both: both.top is not both.screen),
        ("ctrl+o", lambda both: both.screen.focused is not both.screen.query_one(NotesArea)),
        ("escape", lambda both: both.screen.focused is not both.screen.query_one(NotesArea)),
    ],
)
async def test_every_key_works_while_the_caret_is_in_the_notes(desk, keys, done):
    async with desk() as both:
        await both.press("f3", "f3", "f3", *"text")
        assert not done(both)
        await both.press(*keys.split())
        assert done(both)
        assert both.mine.note("i4") == "text"
        assert both.screen.query_one(NotesArea).selected_text == ""


# Ticks and small clocks


@pytest.mark.slow
async def test_ticks_by_key_cursor_and_mouse(desk):
    async with desk() as both:
        await both.press("f6", "f6")
        assert both.mine.notebook.checks == {"i1/ask/1", "i1/ask/2"}
        assert [line[:1] for line in both.guide if line[:1] in "☐☑" and line] == ["☑", "☑"]
        await both.press("f6")
        assert both.told[-1] == "! Nothing is left to tick here."
        guide = both.screen.query_one(Guide)
        await both.press("shift+tab")
        assert both.screen.focused is guide
        await both.press("enter")
        assert both.mine.notebook.checks == {"i1/ask/1"}
        await both.press("up", "enter")
        assert both.mine.notebook.checks == set()
        row = guide.ticks[1].first - guide.scroll_offset.y
        await both.pilot.click(Guide, offset=(4, row + 1))
        await both.pilot.pause()
        assert both.mine.notebook.checks == {"i1/ask/2"}


@pytest.mark.slow
async def test_the_other_sees_what_is_ticked_and_each_item_has_its_own(desk):
    async with desk() as both:
        await both.press("f6")
        await both.meet()
        assert both.theirs.notebook.checks == {"i1/ask/1"}
        both.theirs.tick("i1/ask/2", True)
        await both.meet()
        assert [line[0] for line in both.guide if line[:1] in ("☐", "☑")] == ["☑", "☑"]
        await both.press("f3")
        assert "☑" not in "".join(both.guide)


@pytest.mark.slow
async def test_steps_are_numbered_behind_their_boxes_and_prompts_are_ticked_too(desk):
    async with desk() as both:
        await both.press("f3", "f3")
        boxes = [line for line in both.guide if line[:1] == "☐"]
        assert [line[:5] for line in boxes[:4]] == [f"☐ {n}. " for n in (1, 2, 3, 4)]
        assert len(boxes) == 6
        await both.press(*["f6"] * 6)
        keys = [f"i3/do/{n}" for n in (1, 2, 3, 4)] + ["i3/ask/1", "i3/ask/2"]
        assert both.mine.notebook.checks == set(keys)


@pytest.mark.slow
async def test_the_cursor_of_the_guide_reads_on_where_no_box_is_near(desk):
    async with desk(size=(80, 16)) as both:
        await both.press("f3", "shift+tab")
        guide = both.screen.query_one(Guide)
        await both.press("down")
        assert guide.scroll_offset.y == 1
        await both.press(*["down"] * 30)
        assert guide.scroll_offset.y == guide.max_scroll_y
        await both.press("enter")
        assert both.mine.notebook.checks == {"i2/ask/2"}
        await both.press(*["up"] * 40)
        assert guide.scroll_offset.y == 0


@pytest.mark.slow
async def test_a_step_has_its_small_clock_on_both_sides(desk, clock, monkeypatch):
    async with desk() as both:
        rung = bells(both, monkeypatch)
        await both.press("ctrl+l", "s")
        assert both.told[-1] == "! No open step here gives minutes."
        await both.press("f3", "f3", "f3", "ctrl+l", "s")
        assert "step 1: 2 min left" in both.line("#clock")
        await both.meet()
        assert both.theirs.notebook.clock.timer.step == "do/1"
        clock.forward(minutes=2)
        await both.tick(3)
        assert rung == ["ding"]
        assert both.told[-1] == "Step 1: its 2 min are over."
        assert "step 1: 0:00 over" in both.line("#clock")
        await both.press("ctrl+l", "s")
        assert "step" not in both.line("#clock")
        await both.press("ctrl+l", "s", "f6")
        assert both.mine.notebook.clock.timer is None, "what is ticked is done"
        await both.press("ctrl+l", "s")
        assert "step 3: 1 min left" in both.line("#clock")


# The clock


async def test_the_time_left_in_words_and_signs(desk, clock, monkeypatch):
    async with desk() as both:
        rung = bells(both, monkeypatch)
        line = both.screen.query_one("#clock")
        seen = []
        for minutes in (0, 2, 2, 3):
            clock.forward(minutes=minutes)
            await both.tick(2)
            seen.append((both.line("#clock").split(" · ")[0], sorted(line.classes)))
        assert seen == [
            (" ▶ 4 min left", []),
            (" ▶ 2 min left", ["-nearly"]),
            (" ! 0:00 over", ["-over"]),
            (" ! 3 min over", ["-over"]),
        ]
        assert rung == ["ding"]
        assert "session 7 of 45 min" in both.line("#clock")
        assert "3 min over plan" in both.line("#clock")
        clock.forward(days=-2)
        await both.tick(5)
        assert rung == ["ding"]
        assert both.line("#clock").startswith(" ▶ 4 min left")


def luminance(color) -> float:
    shares = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in color.normalized]
    return sum(
        weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
async def test_every_colour_of_the_clock_can_be_read(desk, clock, theme):
    async with desk() as both:
        both.pilot.app.theme = theme
        await both.pilot.pause()
        line = both.screen.query_one("#clock")
        grounds = set()
        for minutes in (0, 3, 3):
            clock.forward(minutes=minutes)
            await both.tick()
            _base, _words, ground, colour = line.colors
            light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, line.classes
            grounds.add(ground)
        assert len(grounds) == 3


async def test_the_terminals_title_by_the_minute(desk, clock, monkeypatch):
    hostile = "a\x1b]2;b\x07\x9cc"
    written: list[str] = []

    def prepare(session):
        session._document.set_fields("agenda", {"i2/title": hostile, "i2/lesson": 0})
        assert session.save() is None

    async with desk(prepare=prepare) as both:
        monkeypatch.setattr(both.pilot.app._driver, "write", written.append)
        clock.forward(seconds=61)
        await both.tick(3)
        clock.forward(seconds=1)
        await both.tick()
        assert written == ["\x1b]2;3 min left · 1 Check in\x1b\\"]
        clock.forward(minutes=3)
        await both.tick(2)
        assert written[1:] == ["\x1b]2;! 1 min over · 1 Check in\x1b\\"]
        await both.press("f3")
        assert len(written) == 3
        inside = written[2].removeprefix("\x1b]2;").removesuffix("\x1b\\")
        assert inside.startswith("8 min left · 2 a")
        assert inside.isprintable()
    assert written[-1] == "\x1b]2;\x1b\\\x1b[23;2t", "put back at the end"


@pytest.mark.slow
async def test_a_skip_asks_why_and_the_agenda_says_it(desk):
    async with desk() as both:
        await both.press("ctrl+l", "k", *"no time", "escape")
        assert both.mine.notebook.clock.skipped == set()
        await both.press("ctrl+l", "k", "enter")
        assert both.mine.notebook.clock.reasons == {"i1": "no time"}
        assert both.agenda[1] == "– 1 Check in · 4\n  (no time)"
        await both.press("ctrl+l", "k", "enter")
        assert both.mine.notebook.clock.skipped == {"i1", "i2"}
        assert both.mine.notebook.clock.current == "i3"
        await both.meet()
        await both.press("ctrl+l", "k")
        both.theirs.go("i4")
        await both.meet()
        await both.press("enter")
        assert both.mine.notebook.clock.skipped == {"i1", "i2"}, "Bert had gone on"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "does", "why", "kept"),
    [
        ("en", "finish", "This session is closed.", "Kept for the next time, not entered:"),
        ("nl", "finish", "Deze sessie is afgerond.", "Bewaard voor later, niet ingevoerd:"),
        ("en", "go", "Not skipped: 1 Check in is no longer the item at hand.",
         "Kept for the next time, not entered:"),
        ("nl", "go", "Niet overgeslagen: 1 Inchecken is niet meer aan de beurt.",
         "Bewaard voor later, niet ingevoerd:"),
    ],
)  # fmt: skip
async def test_why_an_item_is_skipped_that_is_skipped_no_more_is_kept_and_said_so(
    desk, language, does, why, kept
):
    async with desk(size=(120, 40), language=language) as both:
        await both.press("ctrl+l", "k", *"quince")
        ask = both.top
        getattr(both.theirs, does)(*["i4"] if does == "go" else [])
        await both.meet()
        known = both.mine.notebook.events
        ask.action_take()
        await see(both.pilot, f"! 09:00 {why}")
        assert both.mine.notebook.events == known
        assert [draft.text for draft in both.pilot.app.workspace.drafts.all()] == ["quince"]
        await both.press("left")
        await see(both.pilot, f"{kept} “quince”")
        assert both.pilot.app.newest_undo_name == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "why", "kept"),
    [
        ("en", "Not skipped: the session is off the record.",
         "Kept for the next time, not entered: “quince”"),
        ("nl", "Niet overgeslagen: de sessie is buiten het verslag.",
         "Bewaard voor later, niet ingevoerd: “quince”"),
    ],
)  # fmt: skip
async def test_so_is_one_that_is_given_off_the_record_before_the_pad_is_there(
    desk, language, why, kept
):
    async with desk(size=(120, 40), language=language) as both:
        await both.press("ctrl+l", "k", *"quince")
        both.mine.go_off_record()  # the screen has not heard of it yet
        known = both.mine.notebook.events
        both.top.action_take()
        await until(both.pilot, lambda: f"! {why}" in told(both.pilot))
        assert both.mine.notebook.events == known
        assert [draft.text for draft in both.pilot.app.workspace.drafts.all()] == ["quince"]
        await until(both.pilot, lambda: kept in told(both.pilot))
        assert both.pilot.app.newest_undo_name == ""


@pytest.mark.slow
async def test_why_an_item_is_skipped_waits_while_the_other_goes_off_the_record(desk):
    async with desk() as both:
        await both.press("ctrl+l", "k", *"quince")
        ask = both.top
        both.theirs.go_off_record()
        await both.meet()
        assert isinstance(both.top, OffRecordScreen)
        known = both.mine.notebook.events
        ask.action_take()
        assert both.mine.notebook.events == known
        await both.press("ctrl+l", "o")
        assert both.top is ask
        await both.press("enter")
        assert both.mine.notebook.clock.reasons == {"i1": "quince"}


# The lead


@pytest.mark.slow
async def test_the_lead_passes_over_with_the_agenda_and_by_hand(desk, clock):
    async with desk() as both:
        assert "LEADS: both of you" in both.line("#lead")
        await both.press("f3")
        assert "LEADS: Anna" in both.line("#lead")
        assert not [told for told in both.told if "passes over" in told]
        assert both.guide[0] == "Leads: Anna"
        clock.forward(minutes=6)
        await both.press("f3")
        passed = "The lead passes over: Bert leads now. These are Bert's prompts."
        assert both.told[-1] == passed
        assert both.guide[0] == "Leads: Bert"
        clock.forward(minutes=2)
        await both.tick()
        assert "Anna 75 ████████▒▒ 25 Bert" in both.line("#lead")
        await both.press("f4")
        assert both.told[-1] == passed.replace("Bert", "Anna")
        assert both.guide[0] == "Leads: Anna"
        await both.press("f3")
        assert both.told[-1] == passed.replace("Bert", "Anna"), "both lead the fourth"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Next: 3 {title}. The lead passes to Bert."),
     ("nl", "Hierna: 3 {title}. De leiding gaat naar Bert.")],
)  # fmt: skip
async def test_in_the_last_minute_it_is_said_who_leads_next(desk, clock, language, said):
    async with desk(language=language) as both:
        clock.forward(minutes=2, seconds=30)
        await both.tick()
        assert not [told for told in both.told if said[:5] in told], "both lead the next"
        await both.press("f3")
        third = both.mine.notebook.agenda[2]
        words = said.format(title=both.screen.name_of(third).removeprefix("3 "))
        minutes = both.mine.current.minutes
        clock.forward(minutes=minutes - 1, seconds=-1)
        await both.tick()
        assert words not in both.told
        clock.forward(seconds=1)
        await both.tick(3)
        assert both.told.count(words) == 1
        await until(both.pilot, lambda: words in rows(both.pilot.app)[-2])
        both.mine.plus(2)
        await both.tick()
        clock.forward(minutes=2)
        await both.tick()
        newest = next(iter(both.pilot.app.journal))
        assert (newest.words, newest.at) == (words, clock()), "more time has a last minute, too"


async def test_the_other_hands_the_lead_over(desk):
    async with desk() as both:
        await both.press("f3")
        await both.meet()
        both.theirs.hand_over(both.pilot.app.workspace.pair)
        await both.meet()
        assert both.told[-1].startswith("The lead passes over: Bert leads now.")
        assert both.guide[0] == "Leads: Bert"


@pytest.mark.slow
async def test_what_the_other_did_takes_no_key_and_leads_to_its_item(desk):
    async with desk() as both:
        await both.press(*"half a wo")
        field = both.top.focused
        both.theirs.plus(2)
        await both.meet()
        await until(
            both.pilot, lambda: "Bert gave this item more time." in rows(both.pilot.app)[-2]
        )
        await both.press("r", "d")
        assert both.top.focused is field
        assert field.text == "half a word"
        newest = next(iter(both.pilot.app.journal))
        assert newest.item == (both.mine.id, both.mine.current.id)
        assert both.pilot.app.leads_there(newest)


@pytest.mark.slow
async def test_a_notice_says_what_the_other_did_and_not_what_i_did(desk):
    async with desk() as both:
        await both.press("f3")
        assert both.told == []
        await both.meet()
        both.theirs.go("i4")
        await both.meet()
        assert both.told == ["Bert went on to 4. One real round each"]
        assert both.screen.viewing == "i4"
        both.theirs.go("i1")
        await both.meet()
        assert both.told[-1] == "Bert went back to 1. Check in"
        both.theirs.skip("we did it\x1b[31m before")
        await both.meet()
        assert both.told[-1].startswith("Bert skipped 1. Check in: we did it")
        assert "\x1b" not in both.told[-1]
        both.theirs.pause_or_resume()
        await both.meet()
        assert both.told[-1] == "Bert stopped the clock."
        both.theirs.pause_or_resume()
        both.theirs.plus(2)
        await both.meet()
        assert both.told[-1] == "Bert lets the clock run on. · Bert gave this item more time."
        count = len(both.told)
        await both.meet()
        assert len(both.told) == count


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_of_two_who_go_on_at_the_same_moment_neither_is_said_to_go_back(desk, language):
    async with desk(language=language) as both:
        both.theirs.go("i2")
        await both.press("f3")
        assert both.mine.current.id == "i2"
        await both.meet()
        assert both.told == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_was_written_before_the_session_is_shown_whole_at_once(home, size):
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.add_paragraph(
        "a line that has to be broken into many rows in any window there is", WHOLE
    )
    assert session.save() is None
    session.close()
    async with app_for(workspace).run_test(size=size) as pilot:
        pilot.app.post_message(SessionChosen(session.id))
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await see(pilot, "a line", "there is")


@pytest.mark.slow
async def test_the_other_starts_and_i_can_type_at_once(desk):
    async with desk(start=False) as both:
        await both.meet()
        both.theirs.start()
        await both.meet()
        assert both.told == ["Bert started the session."]
        await both.press(*"1 here")
        assert both.mine.note("i1") == "1 here"


def taken_back(session, *steps):
    """Do steps in a session, and take them back from the last to the first."""
    done = []
    for step in steps:
        with session.recorded() as changes:
            step()
        done.append(changes)
    for changes in reversed(done):
        assert session.undo_step(changes).taken


@pytest.mark.slow
async def test_what_the_other_did_and_took_back_meanwhile_is_not_told(desk):
    async with desk(start=False) as both:
        await both.meet()
        taken_back(both.theirs, both.theirs.start, lambda: both.theirs.go("i2"))
        await both.meet()
        assert both.mine.notebook.state == "planned"
        assert both.told == []
        both.theirs.start()
        taken_back(both.theirs, lambda: both.theirs.plus(2))
        await both.meet()
        assert both.told == ["Bert started the session."]


async def test_what_was_told_and_is_taken_back_is_told_anew(desk):
    async with desk(start=False) as both:
        both.theirs.start()
        for step, words in (
            (both.theirs.pause_or_resume, "Bert stopped the clock."),
            (lambda: both.theirs.plus(2), "Bert gave this item more time."),
        ):
            with both.theirs.recorded() as changes:
                step()
            await both.meet()
            assert both.told[-1].endswith(words)
            both.theirs.undo_step(changes)
            await both.meet()
        assert both.told[1:] == [
            "Bert lets the clock run on.",
            "Bert gave this item more time.",
            "Bert took back the time that was added here.",
        ]


async def test_of_several_things_taken_back_at_once_each_is_told_once(desk):
    async with desk() as both:
        theirs = both.theirs
        await both.meet()
        done = []
        for step in (lambda: theirs.go("i2"), lambda: theirs.plus(2), theirs.pause_or_resume):
            with theirs.recorded() as changes:
                step()
            done.append(changes)
        await both.meet()
        for changes in reversed(done[1:]):
            theirs.undo_step(changes)
        await both.meet()
        assert both.told[-1] == (
            "Bert lets the clock run on. · Bert took back the time that was added here."
        )
        theirs.undo_step(done[0])
        theirs.pause_or_resume()
        await both.meet()
        assert both.told[-1] == (
            "Bert took that back: the session is at 1. Check in · Bert stopped the clock."
        )


@pytest.mark.slow
async def test_only_what_still_holds_of_a_close_is_told(desk):
    async with desk() as both:
        await both.meet()
        both.theirs.finish()
        both.theirs.reopen()
        await both.meet()
        assert both.told[-1] == "Bert reopened the session; its clock stands still."
        both.theirs.plus(2)
        both.theirs.finish()
        await both.meet()
        assert both.told[-1].startswith("Bert closed the session.")


@pytest.mark.slow
@pytest.mark.parametrize("starts", ["the other", "I"])
@pytest.mark.parametrize("at", [[], ["escape"]], ids=["in them", "beside them"])
async def test_a_private_thought_goes_on_as_one_when_the_session_starts(desk, starts, at):
    async with desk(start=False) as both:
        await both.press("f7", *"a private ", *at)
        if starts == "I":
            await both.press("f3")
        else:
            both.theirs.start()
            await both.meet()
        assert both.mine.notebook.state == "running"
        await both.press(*"thought")
        assert both.screen.query_one(PRIVATE, MaskedArea).text == "a private thought"
        assert both.mine.note("i1") == ""


@pytest.mark.slow
async def test_who_types_in_the_shared_notes_stays_there_when_the_session_starts(desk):
    async with desk(start=False) as both:
        await both.press("f7", "shift+tab", *"before")
        both.theirs.start()
        await both.meet()
        await both.press(*"after")
        assert (both.mine.note(WHOLE), both.mine.note("i1")) == ("before", "after")


@pytest.mark.slow
async def test_what_the_other_does_disturbs_no_typing(desk, monkeypatch):
    async with desk() as both:
        monkeypatch.setattr(session_live, "IDLE", 3600.0)
        await both.press(*"half a wo")
        await both.meet()
        both.theirs.go("i3")
        both.theirs.ask_off_record()
        await both.meet()
        await both.press(*"rd")
        assert both.mine.note("i1") == "half a word"
        assert both.told[-1] == "Bert went on to 3. From label to film"
        await both.press("ctrl+l", "k", *"a reason")
        monkeypatch.setattr(session_live, "IDLE", -1.0)
        await both.tick()
        assert both.screen.viewing == "i3"
        assert isinstance(both.top, PromptScreen)
        await both.press("escape")
        await both.tick()
        assert both.top is both.screen
        assert both.line("#lead") == " ? Bert asks: off the record? ^l o answers"


# Time that nobody was there


@pytest.mark.slow
async def test_a_lid_closed_for_two_days_asks_once(desk, clock):
    async with desk() as both:
        await both.tick()
        clock.forward(minutes=3)
        await both.tick()
        clock.forward(days=2)
        await both.tick(PATIENCE + 2)
        assert both.top is both.screen, "nothing takes the keys by itself"
        await both.press(*"half a word")
        assert both.mine.note("i1") == "half a word"
        assert both.line("#lead").startswith(" ? ^l c answers │ Nobody was here for 2 days")
        await both.press("f2")
        assert isinstance(both.top, ChoiceScreen)
        assert both.top.question.startswith("Nobody was here for 2 days, since Mon 23 Nov ")
        await both.press("down", "enter")
        assert "Nobody" not in both.line("#lead"), "asked once"
        assert both.line("#clock").startswith(" ▶ 1 min left")
        clock.forward(seconds=30)
        await both.tick(9)
        assert both.top is both.screen
        assert both.line("#clock").startswith(" ▶ 0:30 left")


@pytest.mark.slow
async def test_time_away_counts_when_somebody_says_so(desk, clock):
    async with desk() as both:
        clock.forward(minutes=25)
        await both.tick(PATIENCE + 2)
        await both.press("f2")
        assert "25 minutes" in both.top.question
        await both.press("escape")
        assert both.line("#clock").startswith(" ! 21 min over")


@pytest.mark.slow
async def test_who_leaves_and_stops_the_clock_is_asked_first_what_counts(desk, clock):
    async with desk() as both:
        clock.forward(minutes=25)
        await both.tick(PATIENCE + 2)
        await both.press("ctrl+l", "e", "l")
        assert "25 minutes" in both.top.question
        await both.press("enter")
        assert both.top is both.screen
        assert not any("Esc leads back" in said for said in both.told)
        await both.press("ctrl+l", "e", "l")
        assert both.mine.notebook.clock.paused
        assert both.pilot.app.current_mode == "home"


async def test_nobody_is_asked_when_the_other_was_there(desk, clock):
    async with desk() as both:
        await both.meet()
        clock.forward(minutes=40)
        both.theirs.go("i2")
        await both.tick()
        await both.meet()
        await both.tick(PATIENCE + 2)
        assert both.top is both.screen


@pytest.mark.slow
async def test_an_answer_of_the_other_side_is_enough(desk, clock):
    async with desk() as both:
        await both.meet()
        since = clock()
        clock.forward(hours=3)
        await both.tick(PATIENCE + 2)
        await both.press("f2")
        assert "3 hours" in both.top.question
        both.theirs.leave_out(since)
        await both.meet()
        events = len(both.mine.notebook.events)
        await both.press("down", "enter")
        assert len(both.mine.notebook.events) == events
        assert both.line("#clock").startswith(" ▶ 4 min left")


@pytest.mark.slow
@pytest.mark.parametrize("minutes", [74, 76])
async def test_a_session_left_running_asks_when_it_is_opened(desk, clock, minutes):
    async with desk(prepare=lambda _session: clock.forward(minutes=minutes)) as both:
        await both.tick()
        asks = "Nobody was here" in both.line("#lead")
        assert asks is (minutes > 45 + 30)
        if asks:
            await both.press("f2", "escape")
            await both.tick()
            assert both.top is both.screen
            assert "Nobody was here" not in both.line("#lead"), "asked once"


# A small terminal


@pytest.mark.slow
async def test_the_terminal_shrinks_in_mid_sentence_and_grows_again(desk):
    async with desk() as both:
        field = both.screen.query_one(NotesArea)
        await both.press(*"we saw that", *["left"] * 5)
        for width, height in ((60, 20), (30, 8), (80, 24)):
            await both.pilot.resize_terminal(width, height)
            await both.pilot.pause()
            assert both.screen.focused is field
            assert field.display and field.region.width > 5
            await both.press("x")
        assert both.mine.note("i1") == "we sawxxx that"
        assert field.cursor_location == (0, 9)


@pytest.mark.slow
async def test_a_click_decides_what_a_small_terminal_goes_on_to_show(desk):
    async with desk() as both:
        await both.pilot.click(Guide)
        await both.pilot.resize_terminal(60, 20)
        await both.pilot.pause()
        shown = [pane.id for pane in both.screen.query(".pane") if pane.display]
        assert shown == ["guide"]
        assert both.screen.focused is both.screen.query_one(Guide)


async def click_item(both: Desk, number: int) -> None:
    """Click an item's line in the agenda; line 0 is the whole session."""
    row = next(y for y, line in enumerate(rows(both.pilot.app)) if f" {number} " in line[:6])
    await both.pilot.click(offset=(6, row))
    await settle(both.pilot)


@pytest.mark.slow
async def test_a_click_in_the_agenda_shows_and_a_second_one_goes(desk):
    async with desk() as both:
        await click_item(both, 3)
        assert both.mine.current.number == 1
        assert both.screen.viewing == "i3"
        assert "reading 3, session is at 1" in both.line("#lead")
        await both.press(*"seen")
        assert both.mine.note("i3") == "seen", "where one looks is where one types"
        await click_item(both, 3)
        assert both.mine.current.number == 3
        assert "reading" not in both.line("#lead")
        await click_item(both, 1)
        assert both.mine.current.number == 3
        await both.press("ctrl+n")
        assert both.mine.current.number == 4, "from where the session is"
        assert both.screen.viewing == "i4"


@pytest.mark.slow
async def test_what_is_read_is_told_and_left_with_enter(desk, clock):
    async with desk() as both:
        await click_item(both, 3)
        await both.press("home", "enter")
        assert "reading the whole, session is at 1" in both.line("#lead")
        await both.press("down", "down", "enter")
        assert both.mine.current.number == 2
        assert "reading" not in both.line("#lead")
        await click_item(both, 4)
        await both.meet()
        clock.forward(seconds=30)
        both.theirs.go("i4")
        await both.meet()
        assert both.mine.current.number == 4
        assert "reading" not in both.line("#lead")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said", "line", "where", "read"),
    [
        ("en", "“From label to film” was dropped from the agenda; what is written in it stays, "
         "below the other items.", "– From label to film (dropped)", "dropped",
         "reading what was dropped, session is at 1"),
        ("nl", "“Van etiket naar film” is van de gespreksagenda gehaald; wat erin geschreven is, "
         "blijft staan, onder de andere punten.", "– Van etiket naar film (weggelaten)",
         "weggelaten", "je leest een weggelaten punt, sessie is bij 1"),
    ],
)  # fmt: skip
async def test_words_in_an_item_that_the_other_drops_stay_to_be_read(
    desk, language, said, line, where, read
):
    async with desk(size=(120, 30), language=language) as both:
        await click_item(both, 3)
        await both.press(*"ahead")
        both.theirs.arrange(dropped(both.theirs.notebook, "i3"))
        await both.meet()
        await until(both.pilot, lambda: said in both.told)
        await both.press(*" still")
        assert both.mine.note("i3") == "ahead still"
        await see(both.pilot, where, "ahead still")
        assert read in both.line("#lead")
        both.screen.show_pane("#agenda")
        await both.press("home", "enter")
        await until(both.pilot, lambda: both.screen.query_one(NotesArea).text == "")
        await both.press("end", "up", "enter")
        assert line in both.agenda
        assert both.screen.query_one(NotesArea).text == "ahead still"
        assert both.mine.current.number == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_every_line_fits(desk, clock, language, width):
    async with desk(size=(width, 24), language=language) as both:
        await both.press("f3", "f3", "f3", "ctrl+l", "s")
        clock.forward(minutes=17)
        await both.tick()
        for selector in ("#clock", "#lead"):
            assert len(both.line(selector)) <= width
        clock_line = both.line("#clock")
        assert clock_line.startswith(" ! ")
        assert "1:" in clock_line, "the step's own clock"
        assert width < 120 or f"4 {both.screen.lesson.agenda[3].title}"[:12] in clock_line


# Off the record: keys here, what is kept in test_off_record.py


@pytest.mark.slow
async def test_both_at_one_terminal_agree_and_end_it(desk, clock):
    async with desk() as both:
        await both.press(*"kept", "ctrl+l", "o", "down", "enter")
        await both.tick()
        assert isinstance(both.top, OffRecordScreen)
        clock.forward(minutes=5)
        await both.press(*"secret", "f3", "f8", "f4", "escape", "tab")
        both.top.notebook_changed()
        await both.pilot.pause()
        assert "OFF THE RECORD for 5 min" in str(both.top.query_one("#off-clock").content)
        assert both.mine.notebook.clock.current == "i1"
        await both.press("ctrl+l", "o")
        assert both.top is both.screen
        await both.press(*" too")
        assert both.mine.note("i1") == "kept too"
        assert both.mine.notebook.clock.off_before.total_seconds() == 300
        assert "session 5 of 45 min" in both.line("#clock")


@pytest.mark.slow
async def test_not_now_changes_nothing(desk):
    async with desk() as both:
        events = both.mine.notebook.events
        await both.press("ctrl+l", "o", "enter")
        await both.press("ctrl+l", "o", "escape")
        assert both.top is both.screen
        assert both.mine.notebook.events == events


@pytest.mark.slow
async def test_before_the_start_there_is_nothing_to_go_off(desk):
    async with desk(start=False) as both:
        await both.press("ctrl+l", "o")
        assert isinstance(both.top, RefusalScreen)
        await both.press("escape", "ctrl+l", "s")
        assert both.top is both.screen
        assert both.mine.notebook.events == ()


@pytest.mark.slow
async def test_the_other_is_asked_first_and_agrees(desk):
    async with desk() as both:
        await both.press("ctrl+l", "o", "down", "down", "enter")
        assert both.top is both.screen
        assert "until Bert agrees" in both.line("#lead")
        await both.meet()
        assert both.theirs.notebook.clock.asked_off == "anna"
        both.theirs.go_off_record()
        await both.meet()
        assert isinstance(both.top, OffRecordScreen)
        await both.press(*"secret")
        both.theirs.end_off_record()
        await both.meet()
        both.top.notebook_changed()
        assert isinstance(both.top, OffRecordScreen), "what is typed on must not get into the notes"
        assert both.top.query_one("#pad").text == ""
        for _time in range(2):
            await both.press(*"more secret")
            await see(both.pilot, "Not kept: the other side had ended it.")
            await both.press("left")
            await until(both.pilot, lambda: "Not kept" not in shown(both.pilot))
        await both.press("escape")
        assert both.top is both.screen
        assert both.mine.note("i1") == ""


@pytest.mark.slow
async def test_the_screen_of_who_has_not_gone_on_follows_the_other_off_the_record_again(desk):
    async with desk() as both:
        await both.press("ctrl+l", "o", "down", "enter", *"secret")
        await both.meet()
        both.theirs.end_off_record()
        await both.meet()
        both.top.notebook_changed()
        await both.press(*"lost")
        assert both.top.query_one("#off-frame").border_title == "BACK ON THE RECORD"
        both.theirs.go_off_record()
        await both.meet()
        both.top.notebook_changed()
        assert both.top.query_one("#off-frame").border_title == "OFF THE RECORD"
        assert "ended it. What stood" not in str(both.top.query_one("#off-words").content)
        await both.press(*"more", "escape")
        assert isinstance(both.top, OffRecordScreen), "Esc does not lead back on the record"
        assert both.top.query_one("#pad").text == "more"
        await both.press("ctrl+l", "o")
        assert both.top is both.screen
        assert both.mine.notebook.clock.off_since is None
        assert both.mine.note("i1") == ""


@pytest.mark.slow
async def test_a_line_that_is_being_written_down_is_kept_from_what_is_said_off_the_record(
    desk, tmp_path
):
    async with desk() as both:
        await both.press("ctrl+l", "o", "down", "enter")
        await both.meet()
        both.theirs.end_off_record()
        await both.meet()
        both.top.notebook_changed()
        await both.press("f8", *"tea")
        assert isinstance(both.top, CaptureScreen)
        both.theirs.go_off_record()
        await both.meet()
        both.pilot.app.screen_stack[-2].notebook_changed()
        await both.press(*"quincewords", "enter")
        assert isinstance(both.top, OffRecordScreen)
        assert both.top.query_one("#pad").text == "quincewords\n"
        assert "Kept for the next time, not entered: “tea”" in both.told[-1]
        assert both.mine.notebook.actions == ()
        await both.press("ctrl+l", "o", "f8")
        assert both.top.query_one(Input).value == "tea"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files and not any(b"quincewords" in path.read_bytes() for path in files)


@pytest.mark.slow
async def test_a_screen_that_was_left_follows_the_other_no_more(desk):
    async with desk() as both:
        await both.press("ctrl+l", "o", "down", "enter")
        await both.meet()
        both.theirs.end_off_record()
        await both.meet()
        left = both.top
        left.notebook_changed()
        left.action_leave()
        both.mine.go_off_record()
        left.notebook_changed()
        assert both.screen in both.pilot.app.screen_stack
        await both.tick()
        assert isinstance(both.top, OffRecordScreen) and both.top is not left


@pytest.mark.slow
async def test_off_the_record_no_line_is_asked_for_that_cannot_be_reached(desk):
    async with desk() as both:
        await both.press("f8", *"tea")
        both.theirs.go_off_record()
        await both.meet()
        await both.tick()
        assert isinstance(both.top, OffRecordScreen)
        await burst(both.pilot, "f8", *"quincewords")
        assert isinstance(both.top, RefusalScreen)
        assert not any("Esc leads back to it" in words for words in both.told)
        await both.press("escape", *"more")
        assert both.top.query_one("#pad").text == "more"


@pytest.mark.slow
async def test_of_a_line_that_is_being_written_down_there_is_one_field(desk):
    """Of two, each would write over what was typed in the other."""
    async with desk() as both:
        await both.press("f8", *"tea")
        field = both.top
        both.theirs.go_off_record()
        await both.meet()
        both.theirs.end_off_record()
        await both.meet()
        both.top.notebook_changed()
        await both.press("f8")
        assert isinstance(both.top, OffRecordScreen)
        assert "still open: Esc leads back to it" in notices(both.pilot)[-1]
        await both.press("escape", *" time", "enter")
        assert both.top is both.screen and field not in both.pilot.app.screen_stack
        assert [record.text for record in both.mine.notebook.actions] == ["tea time"]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["f7", "shift+tab", "tab"])
async def test_off_the_record_begins_with_the_key_that_ends_a_private_word(desk, monkeypatch, key):
    async with desk() as both:
        monkeypatch.setattr(session_live, "IDLE", 3600.0)
        await both.press("f7", *"half")
        both.theirs.go_off_record()
        await both.meet()
        await both.tick()
        assert both.top is both.screen
        await burst(both.pilot, *" pp", key, *"quincewords")
        assert isinstance(both.top, OffRecordScreen)
        assert both.top.query_one("#pad").text == "quincewords"
        assert both.mine.note("i1") == ""


@pytest.mark.slow
async def test_a_menu_closes_when_the_other_goes_off_the_record(desk):
    """Letters typed once that is over are words, not commands of a menu nobody sees to open."""
    async with desk() as both:
        await both.press("ctrl+l")
        await see(both.pilot, "Next item")
        both.theirs.go_off_record()
        await both.meet()
        assert isinstance(both.top, OffRecordScreen)
        await both.press(*"secret")
        assert both.top.query_one("#pad").text == "secret"
        both.theirs.end_off_record()
        await both.meet()
        both.top.notebook_changed()
        await both.press("escape", *"next kept")
        assert both.top is both.screen and not both.screen.query(MenuBox)
        assert both.mine.note("i1") == "next kept"
        assert both.mine.notebook.clock.current == "i1"


@pytest.mark.slow
@pytest.mark.parametrize("does", ["go_off_record", "finish"])
async def test_a_private_word_under_way_goes_on_whatever_the_other_does(desk, monkeypatch, does):
    async with desk() as both:
        monkeypatch.setattr(session_live, "IDLE", 3600.0)
        await both.press("f7", *"half a pri")
        getattr(both.theirs, does)()
        await both.meet()
        await both.tick()
        await both.press(*"vate word")
        assert both.top is both.screen
        assert both.screen.query_one(PRIVATE, MaskedArea).text == "half a private word"
        assert not both.mine.is_sealed
        monkeypatch.setattr(session_live, "IDLE", -1.0)
        await both.tick()
        assert isinstance(both.top, OffRecordScreen) is (does == "go_off_record")
        assert both.mine.is_sealed is (does == "finish")


@pytest.mark.slow
@pytest.mark.parametrize("keys", [("ctrl+l", "k"), ("ctrl+f",), ("f8",), ("ctrl+l", "o")])
async def test_a_command_amid_a_private_word_leads_off_the_record_first(desk, monkeypatch, keys):
    async with desk() as both:
        monkeypatch.setattr(session_live, "IDLE", 3600.0)
        await both.press("f7", *"half")
        both.theirs.go_off_record()
        await both.meet()
        assert both.top is both.screen
        await burst(both.pilot, *keys, *"quincewords", "enter")
        assert isinstance(both.top, OffRecordScreen)
        assert both.top.query_one("#pad").text == "quincewords\n"
        assert both.screen.query_one(PRIVATE, MaskedArea).text == "half"
        assert not both.mine.notebook.clock.skipped
        assert not any(draft.text for draft in both.pilot.app.workspace.drafts.all())
        await both.press("ctrl+l", "o")
        assert not isinstance(both.top, RefusalScreen)


@pytest.mark.slow
async def test_why_an_item_is_skipped_is_not_shared_off_the_record(desk):
    async with desk() as both:
        await both.press("ctrl+l", "k", *"quince")
        ask = both.top
        both.mine.go_off_record()
        ask.action_take()
        await both.pilot.pause()
        assert not both.mine.notebook.clock.skipped
        assert "Kept for the next time, not entered: “quince”" in both.told[-1]


@pytest.mark.slow
async def test_private_words_that_are_read_are_hidden_once_it_is_over(desk):
    async with desk() as both:
        await both.press("f7", *"privet", "ctrl+l", "r")
        await see(both.pilot, "privet")
        both.theirs.go_off_record()
        await both.meet()
        assert isinstance(both.top, OffRecordScreen)
        both.theirs.end_off_record()
        await both.meet()
        both.top.notebook_changed()
        await both.press("escape")
        assert both.top is both.screen
        assert "privet" not in shown(both.pilot)
        await both.press(*"xyz")
        assert both.screen.query_one(PRIVATE, MaskedArea).text == "privetxyz"


@pytest.mark.slow
async def test_who_goes_off_the_record_from_the_private_notes_is_off_it_at_once(desk, monkeypatch):
    async with desk() as both:
        monkeypatch.setattr(session_live, "IDLE", 3600.0)
        await both.press("f7", *"kept", "ctrl+l", "o", "down", "enter", *"secret")
        assert isinstance(both.top, OffRecordScreen)
        assert both.top.query_one("#pad").text == "secret"
        assert both.screen.query_one(PRIVATE, MaskedArea).text == "kept"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Bert was first: you are both off the record. ^l o again leads back on it."),
     ("nl", "Bert was je voor: jullie zijn buiten het verslag. Nog eens ^l o leidt terug.")],
)  # fmt: skip
@pytest.mark.parametrize("typed", ["", "so "])
async def test_of_two_who_go_off_the_record_at_the_same_time_neither_ends_it(
    desk, monkeypatch, typed, language, said
):
    async with desk(language=language) as both:
        monkeypatch.setattr(off_record, "JUST_CAME", 3600.0)
        both.theirs.go_off_record()
        await both.meet()
        assert isinstance(both.top, OffRecordScreen)
        await burst(both.pilot, *typed, "ctrl+l", "o", "down", "enter", *"secret")
        assert isinstance(both.top, OffRecordScreen)
        await see(both.pilot, said)
        assert both.top.query_one("#pad").text == f"{typed}\nsecret"
        assert both.mine.notebook.clock.off_since is not None
        await both.press("ctrl+l", "o")
        assert both.top is both.screen
        assert both.mine.notebook.clock.off_since is None
        assert both.mine.note("i1") == ""


@pytest.mark.slow
async def test_who_comes_upon_it_later_ends_it_at_once(desk, monkeypatch):
    async with desk() as both:
        monkeypatch.setattr(off_record, "JUST_CAME", 5.0)
        both.theirs.go_off_record()
        await both.meet()
        leader = Key("ctrl+l", None)
        leader.time += 5.0
        both.pilot.app.post_message(leader)
        await both.press("o")
        assert both.top is both.screen


@pytest.mark.slow
async def test_a_click_that_comes_later_ends_it_at_once(desk, monkeypatch):
    async with desk() as both:
        monkeypatch.setattr(off_record, "JUST_CAME", 5.0)
        both.theirs.go_off_record()
        await both.meet()
        await both.press(*"hi")
        both.top._came -= 6.0
        both.top._pressed -= 6.0
        await both.pilot.click(HintLine, offset=(12, 0))
        assert both.top is both.screen


@pytest.mark.slow
@pytest.mark.parametrize("answer", [("down", "enter"), ("down", "down", "enter")])
async def test_what_was_closed_while_it_was_asked_does_not_go_off_the_record(desk, answer):
    async with desk() as both:
        await both.press("ctrl+l", "o")
        both.theirs.finish()
        await both.meet()
        before = len(both.mine.notebook.events)
        await burst(both.pilot, *answer, *"secret")
        assert isinstance(both.top, RefusalScreen)
        await see(both.pilot, "Not kept: you are still on the record.")
        assert len(both.mine.notebook.events) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The session is off the record now. What you type here is no part of it."),
     ("nl", "De sessie is nu buiten het verslag. Wat je hier typt, hoort er niet bij.")],
)  # fmt: skip
async def test_who_writes_at_another_place_is_told_and_not_covered(desk, language, said):
    async with desk(language=language) as both:
        both.pilot.app.post_message(LessonChosen("feedback-02"))
        await until(both.pilot, lambda: getattr(both.top, "reading", None) is not None)
        await until(both.pilot, lambda: both.top.reading.shared is not None)
        await both.press("e")
        await until(both.pilot, lambda: isinstance(both.top, StudyScreen))
        await both.press("enter", *"my ")
        both.theirs.go_off_record()
        await both.meet()
        await both.tick()
        await see(both.pilot, said)
        await both.press(*"own")
        assert isinstance(both.top, StudyScreen) and both.top.box.field.text == "my own"
        await both.tick(2)
        assert sum(said in words for words in both.told) == 1
        while both.top is not both.screen and not isinstance(both.top, OffRecordScreen):
            await both.press("escape")
        await until(both.pilot, lambda: isinstance(both.top, OffRecordScreen))
        await both.press(*"secret")
        assert both.top.query_one("#pad").text == "secret"


@pytest.mark.slow
@pytest.mark.parametrize(
    "keys", [("ctrl+l", "k"), ("ctrl+r",), ("ctrl+f",), ("ctrl+l", "g", "1", "f8")]
)
async def test_what_belongs_to_the_session_is_covered_wherever_it_lies(desk, keys):
    async with desk() as both:
        await both.press(*keys, *"half")
        assert both.top is not both.screen
        both.theirs.go_off_record()
        await both.meet()
        await both.tick()
        assert isinstance(both.top, OffRecordScreen)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said", "back"),
    [("en", "Not off the record yet: kept and shared until Bert agrees", "^l o takes it back"),
     ("nl", "Nog in het verslag: bewaard en gedeeld tot Bert akkoord is", "^l o trekt het in")],
)  # fmt: skip
@pytest.mark.parametrize(("size", "whole"), [((60, 20), False), ((80, 24), True)])
async def test_who_asks_reads_that_all_is_kept_until_the_other_agrees(
    desk, size, whole, language, said, back
):
    async with desk(size=size, language=language) as both:
        await both.press("ctrl+l", "o", "down", "down", "enter")
        await see(both.pilot, said)
        assert (back in shown(both.pilot)) is whole


@pytest.mark.slow
async def test_the_other_would_rather_not(desk):
    async with desk() as both:
        await both.press("ctrl+l", "o", "down", "down", "enter")
        await both.meet()
        both.theirs.refuse_off_record()
        await both.meet()
        assert both.told[-1] == "Bert would rather stay on the record."
        assert "until Bert agrees" not in both.line("#lead")


@pytest.mark.slow
async def test_asking_can_be_taken_back(desk):
    async with desk() as both:
        await both.press("ctrl+l", "o", "down", "down", "enter", "ctrl+l", "o")
        assert both.mine.notebook.clock.asked_off == ""
        assert both.top is both.screen


@pytest.mark.slow
@pytest.mark.parametrize(("keys", "off"), [(("enter",), False), (("escape",), False),
                                           (("down", "enter"), True)])  # fmt: skip
async def test_i_am_asked_by_the_other(desk, keys, off):
    async with desk() as both:
        both.theirs.ask_off_record()
        await both.meet()
        assert both.top is both.screen, "nothing takes the keys by itself"
        await both.press("ctrl+l", "o")
        assert isinstance(both.top, ChoiceScreen)
        assert both.top.question.startswith("Bert asks to go off the record.")
        await both.press(*keys)
        await both.tick()
        assert isinstance(both.top, OffRecordScreen) is off
        await both.meet()
        assert both.theirs.notebook.clock.asked_off == ""
        assert (both.theirs.notebook.clock.off_since is not None) is off


@pytest.mark.slow
async def test_a_question_goes_when_the_other_takes_it_back(desk):
    async with desk() as both:
        both.theirs.ask_off_record()
        await both.meet()
        await both.press("ctrl+l", "o")
        both.theirs.refuse_off_record()
        await both.meet()
        await both.tick()
        assert isinstance(both.top, RefusalScreen)
        await both.press("escape")
        assert both.top is both.screen
        assert [event.kind for event in both.mine.notebook.events] == [
            "start",
            "ask-off",
            "not-off",
        ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("above", "language", "why"),
    [(("ctrl+l",), "en", "Bert no longer asks to go off the record."),
     (("ctrl+q",), "nl", "Bert vraagt niet meer of jullie"),
     (("f8", *"half"), "en", "Bert no longer asks to go off the record.")],
)  # fmt: skip
async def test_a_question_taken_back_beneath_a_dialog_leaves_that_alone(desk, language, why, above):
    async with desk(language=language) as both:
        both.theirs.ask_off_record()
        await both.meet()
        await both.press("ctrl+l", "o")
        await both.press(*above)
        upper = both.top
        both.theirs.refuse_off_record()
        await both.meet()
        await both.tick(2)
        assert both.top is upper
        assert [field.value for field in upper.query(Input)] in ([], ["half"])
        await both.press("escape")
        await see(both.pilot, why)
        await both.press("escape", "escape")
        assert both.top is both.screen


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "off"), [("enter", False), ("down", True)])
async def test_one_asked_anew_beneath_a_dialog_is_answered(desk, answer, off):
    async with desk() as both:
        both.theirs.ask_off_record()
        await both.meet()
        await both.press("ctrl+l", "o", "f8", *"half")
        for change in (both.theirs.refuse_off_record, both.theirs.ask_off_record):
            change()
            await both.meet()
            await both.tick()
        await both.press("escape", answer, *(["enter"] if off else []))
        await both.meet()
        assert isinstance(both.top, OffRecordScreen) is off
        assert (both.theirs.notebook.clock.off_since is not None) is off
        assert both.theirs.notebook.clock.asked_off == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seen", "language", "does", "why", "not_kept"),
    [(True, "en", "refuse_off_record", "Bert no longer asks to go off the record.",
      "Not kept: you are still on the record."),
     (False, "en", "finish", "This session is closed.", "Not kept: you are still on the record."),
     (False, "nl", "refuse_off_record", "Bert vraagt niet meer of jullie",
      "Niet bewaard: jullie zijn nog in het verslag."),
     (True, "nl", "finish", "Deze sessie is afgerond.",
      "Niet bewaard: jullie zijn nog in het verslag.")],
)  # fmt: skip
async def test_an_answer_to_what_is_asked_no_more_takes_no_words_into_the_notes(
    desk, monkeypatch, language, does, why, not_kept, seen
):
    async with desk(language=language) as both:
        both.theirs.ask_off_record()
        await both.meet()
        await both.press("ctrl+l", "o")
        if not seen:  # the answer comes first
            monkeypatch.setattr(both.screen._off, "heed", lambda: None)
        getattr(both.theirs, does)()
        await both.meet()
        if seen:
            await until(both.pilot, lambda: not isinstance(both.top, ChoiceScreen))
        await burst(both.pilot, "down", "enter", *"secret")
        await see(both.pilot, why, not_kept)
        assert "secret" not in "".join(both.mine.notebook.notes.values())
        await both.press("escape")
        assert both.top is both.screen


@pytest.mark.slow
async def test_an_answer_to_what_is_asked_no_more_that_declines_goes_unanswered(desk, monkeypatch):
    async with desk() as both:
        both.theirs.ask_off_record()
        await both.meet()
        await both.press("ctrl+l", "o")
        monkeypatch.setattr(both.screen._off, "heed", lambda: None)
        both.theirs.refuse_off_record()
        await both.meet()
        await burst(both.pilot, "escape", *"word")
        assert both.top is both.screen
        assert "word" in "".join(both.mine.notebook.notes.values())


@pytest.mark.slow
@pytest.mark.parametrize("seen", [True, False])
async def test_a_question_goes_where_both_agreed_on_the_other_side(desk, monkeypatch, seen):
    async with desk() as both:
        both.theirs.ask_off_record()
        await both.meet()
        await both.press("ctrl+l", "o")
        with monkeypatch.context() as until_answered:
            if not seen:
                until_answered.setattr(both.screen, "tick", lambda: None)
            both.theirs.go_off_record()
            await both.meet()
            await burst(both.pilot, "down", "enter", *"secret")
        assert isinstance(both.top, OffRecordScreen)
        assert both.top.query_one("#pad").text.strip() == "secret"
        await both.press("ctrl+l", "o")
        await both.tick(2)
        assert both.top is both.screen
        assert set(both.mine.notebook.notes.values()) <= {""}


async def test_a_session_opened_off_the_record_shows_it(desk):
    def prepare(session):
        session.go_off_record()
        assert session.save() is None

    async with desk(prepare=prepare) as both:
        await both.tick()
        assert isinstance(both.top, OffRecordScreen)
        assert Input not in {type(widget) for widget in both.top.query("*")}


@pytest.mark.parametrize(("terminal", "written"), [("xterm", True), ("linux", False)])
def test_a_console_that_would_draw_a_title_gets_none(monkeypatch, terminal, written):
    class Driver:
        said = ""

        def write(self, text: str) -> None:
            self.said += text

    class Host:
        _driver = Driver()

    monkeypatch.setenv("TERM", terminal)
    title = TerminalTitle(Host())
    title.show("a")
    title.show("")
    assert bool(Host._driver.said) is written
