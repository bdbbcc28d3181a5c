"""One line, written down from wherever somebody is."""

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from threading import Event, Timer
from types import SimpleNamespace

import pytest
from driver import PATIENCE, app_for, burst, notices, press_at_once, see, shown, until, workers_done
from textual.events import Paste
from textual.widgets import Input, Static

from companion import i18n
from companion.app import capture
from companion.commands.places import EVERYWHERE
from companion.commands.table import COMMANDS
from companion.domain.errors import WrongUse
from companion.domain.note import pasted_lines
from companion.domain.note.drafts import CAPTURE, DraftKey
from companion.domain.note.record_kinds import KINDS, kind_name
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.document import drafts
from companion.workspace.setup.setup import set_up_alone, set_up_pair
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.refusal import RefusalScreen
from screens.session.off_record import OffRecordScreen
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.shared.messages.workspaces import WorkspaceChanged
from screens.widgets.notes_area import NotesArea


class Desk:
    """Anna's screen."""

    def __init__(self, pilot):
        self.pilot = pilot
        self.app = pilot.app
        self.workspace = pilot.app.workspace

    async def until(self, true):
        await until(self.pilot, true)

    async def session(self, *keys):
        """Go to a new session, and start it."""
        self.app.post_message(SessionWanted("feedback-02"))
        await self.until(lambda: isinstance(self.app.screen, SessionScreen))
        await workers_done(self.app)
        await self.pilot.press("f3", *keys)
        return self.app.screen.session

    async def session_off_the_record(self):
        """Go to a new session, and off the record in it."""
        session = await self.session()
        session.go_off_record()
        self.app.screen.changed()
        await self.until(lambda: isinstance(self.app.screen, OffRecordScreen))
        return session

    async def capture(self, *keys):
        await self.pilot.press("f8", *keys)
        await workers_done(self.app)
        await self.pilot.pause()

    @property
    def said(self):
        return notices(self.pilot)

    @property
    def preview(self):
        return str(self.app.screen.query_one("#preview", Static).content)

    @property
    def chosen(self):
        kinds = str(self.app.screen.query_one("#kinds", Static).content)
        return kinds.partition("● ")[2].partition("\n")[0].partition("  ")[0]

    def shown(self):
        return shown(self.pilot)


@pytest.fixture
def desk(tmp_path, clock):
    """Opens the app for Anna, who shares with Bert."""
    made = []

    @asynccontextmanager
    async def opened(size=(80, 24), language="en", set_up=set_up_pair):
        workspace = Workspace(Environment(Places(tmp_path / "anna"), clock, login="anna"))
        made.append(workspace)
        if set_up is set_up_pair:
            set_up_pair(workspace, "Anna", "Bert", tmp_path / "shared")
        elif set_up is set_up_alone:
            set_up_alone(workspace, "Anna")
        workspace.set_language(language)
        async with app_for(workspace).run_test(size=size) as pilot:
            await pilot.pause()
            await workers_done(pilot.app)
            yield Desk(pilot)

    yield opened
    for workspace in made:
        workspace.close()


@pytest.mark.slow
async def test_from_home_it_goes_between_sessions_and_can_be_taken_back(desk):
    async with desk() as anna:
        await anna.pilot.press("f8", *"draft the post @bert fri")
        assert anna.preview == "→ Bert · by Fri 27 Nov · between sessions"
        await anna.pilot.press("enter")
        await anna.until(lambda: "☐ draft the post  · Bert · Fri 27 Nov" in anna.shown())
        assert "Action: draft the post → Bert · by Fri 27 Nov" in anna.said[-1]
        (record,) = anna.workspace.between().notebook.actions
        assert (record.text, record.by, record.who) == ("draft the post", "anna", "bert")
        await anna.pilot.press("ctrl+l", "u")
        await anna.until(lambda: "☐ draft the post" not in anna.shown())
        assert anna.said[-1] == "Taken back: promise of Bert “draft the post”"
        await anna.pilot.press("ctrl+l", "u", "u")
        assert anna.workspace.between().notebook.actions == ()
        assert anna.said.count("! There is nothing to take back.") == 1  # said once at a time


def holds(home, words):
    """Whether words stand in a file of drafts, which a crash would leave."""
    return any(words in path.read_text() for path in home.rglob("drafts/*.json"))


@pytest.mark.slow
@pytest.mark.parametrize("keys", [(), ("ctrl+s",)])
@pytest.mark.parametrize("in_session", [True, False])
async def test_a_line_that_is_saved_is_no_draft_after_a_kill(
    desk, tmp_path, monkeypatch, in_session, keys
):
    """It goes once the line is saved, and not by the clock alone: that stands still soon after."""
    now = [100.0]
    monkeypatch.setattr(drafts, "time", SimpleNamespace(monotonic=lambda: now[0]))
    drafted = partial(holds, tmp_path / "anna", "coffee")
    async with desk() as anna:
        if in_session:
            await anna.session()
        await anna.capture(*"coffee")
        await anna.until(drafted)
        await anna.pilot.press("enter", *keys)
        await anna.until(lambda: anna.workspace.drafts.all() == [])
        now[0] += 1.0
        await anna.until(lambda: not drafted())


@pytest.mark.slow
async def test_a_line_that_cannot_be_saved_stays_in_the_drafts_file(desk, tmp_path, monkeypatch):
    drafted = partial(holds, tmp_path / "anna", "coffee")
    async with desk() as anna:
        await anna.session()

        def refuse(_snapshot):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(anna.workspace.store, "write_private", refuse)
        await anna.capture(*"coffee")
        await anna.until(drafted)
        await anna.pilot.press("enter")
        await anna.until(lambda: "! not saved" in anna.shown())
        anna.workspace.drafts.save_now()
        assert drafted()
        assert anna.workspace.drafts.all() == []
        monkeypatch.undo()
        await anna.until(lambda: not drafted())


@pytest.mark.slow
async def test_a_line_of_decomposed_letters_is_no_draft_once_it_is_written_down(desk):
    async with desk() as anna:
        await anna.capture()
        for key in (*"cafe\u0301", "enter"):  # one by one: in a burst they are composed
            await burst(anna.pilot, key)
        await anna.until(lambda: anna.workspace.between().notebook.actions)
        await workers_done(anna.app)
        assert anna.workspace.drafts.all() == []
        await anna.capture()
        assert anna.app.screen.query_one(Input).value == ""


@pytest.mark.slow
async def test_how_to_take_it_back_is_said_with_a_way_that_leads_there_from_everywhere(desk):
    async with desk() as anna:
        await anna.capture(*"idea: coffee", "enter")
        await anna.until(lambda: anna.said == ["Idea: coffee · ^l u takes the last one back."])
        await anna.session()
        await anna.capture(*"idea: tea", "enter")
        words = "Idea: tea · ^l u takes the last one back."
        await anna.until(lambda: words in anna.said)
        await anna.pilot.press("ctrl+l", "u")
        await anna.until(lambda: anna.app.screen.session.notebook.ideas == ())


@pytest.mark.slow
async def test_while_typing_it_goes_to_the_item_at_hand(desk):
    async with desk() as anna:
        session = await anna.session("f3", *"half a wo")
        await anna.capture(*"idea: coffee")
        assert anna.chosen == "idea"
        title = "Say what you saw: feedback in four steps"
        assert anna.preview == f"→ from the session “{title}”"
        await anna.pilot.press("enter", *"rd")
        (record,) = session.notebook.ideas
        assert (record.text, record.item) == ("coffee", "i2")
        assert anna.app.screen.query_one(NotesArea).text == "half a word"
        await anna.until(lambda: not anna.app.saving.unsaved)


@pytest.mark.slow
async def test_a_kind_can_be_chosen_while_typing(desk):
    async with desk() as anna:
        session = await anna.session()
        for kind in ("decisions", "appreciations", "points"):
            await anna.capture(*"words")
            for _press in range(KINDS.index(kind) - KINDS.index("actions")):
                await anna.pilot.press("tab")
            for _press in range(KINDS.index("actions") - KINDS.index(kind)):
                await anna.pilot.press("up")
            await anna.pilot.press("enter")
            await anna.until(lambda kind=kind: session.notebook.records(kind))
            (record,) = session.notebook.records(kind)
            assert (record.text, record.by) == ("words", "anna")
            assert record.who == ("bert" if kind in ("appreciations", "feedback") else "")


@pytest.mark.slow
async def test_leaving_keeps_the_draft_for_next_time(desk):
    async with desk() as anna:
        await anna.capture(*"vraag: wie be", "escape")
        assert not isinstance(anna.app.screen, CaptureScreen)
        await anna.pilot.press("2")
        await anna.capture(*"slist?")
        assert (anna.chosen, anna.app.screen.query_one(Input).value) == ("question", "wie beslist?")
        await anna.pilot.press("f8")  # the same key closes it
        assert not isinstance(anna.app.screen, CaptureScreen)
        await anna.capture("enter")
        await anna.until(lambda: anna.workspace.between().notebook.questions)
        await anna.capture()
        assert (anna.chosen, anna.app.screen.query_one(Input).value) == ("action", "")


@pytest.mark.slow
async def test_a_label_may_come_first_or_last(desk):
    async with desk() as anna:
        await anna.capture(*"coffee", "home", *"idea:")
        field = anna.app.screen.query_one(Input)
        assert (anna.chosen, field.value, field.cursor_position) == ("idea", "coffee", 0)
        await anna.pilot.press("ctrl+a", "ctrl+k", *"Actie:")
        assert (anna.chosen, field.value) == ("action", "Actie:")
        await anna.pilot.press("enter")
        assert anna.said[-1] == "! Type what you want to keep."


async def test_an_empty_line_is_not_written_down(desk):
    async with desk() as anna:
        await anna.capture("enter", *" @bert", "enter")
        assert isinstance(anna.app.screen, CaptureScreen)
        assert anna.said[-1] == "! Type what you want to keep."


@pytest.mark.slow
@pytest.mark.parametrize("under", ["f1", "ctrl+p"])
async def test_over_a_dialog_that_stays(desk, under):
    async with desk() as anna:
        await anna.pilot.press(under)
        below = anna.app.screen
        await anna.capture(*"coffee", "enter")
        assert anna.app.screen is below
        await anna.until(lambda: anna.workspace.between().notebook.actions)


@pytest.mark.slow
async def test_over_the_close(desk):
    async with desk() as anna:
        session = await anna.session("ctrl+r")
        await anna.capture(*"besluit: elke maandag", "enter")
        assert session.notebook.decisions[0].text == "elke maandag"


@pytest.mark.slow
async def test_not_off_the_record(desk):
    async with desk() as anna:
        await anna.session_off_the_record()
        await anna.pilot.press("f8")
        await anna.until(lambda: isinstance(anna.app.screen, RefusalScreen))
        await see(anna.pilot, "Nothing is written down now")
        await anna.pilot.press("escape")
        assert isinstance(anna.app.screen, OffRecordScreen)
        await anna.pilot.press("ctrl+l", "o")
        await anna.capture()
        assert isinstance(anna.app.screen, CaptureScreen)


@pytest.mark.slow
async def test_not_into_a_session_that_is_off_the_record_from_another_place(desk):
    async with desk() as anna:
        session = await anna.session()
        await anna.until(lambda: not anna.app.saving.unsaved)
        await anna.pilot.press("ctrl+l", "g", "1", "f8", *"coffee")
        session.go_off_record()
        anna.app.saving.edited(session)
        await anna.pilot.press("enter")
        await anna.until(lambda: any("off the record" in said for said in anna.said))
        assert session.notebook.actions == ()
        assert anna.workspace.drafts.all()[0].text == "coffee"
        await anna.pilot.press("3")
        await anna.until(lambda: isinstance(anna.app.screen, OffRecordScreen))


@pytest.mark.slow
async def test_where_the_other_went_back_on_the_record_a_line_can_be_taken_back(desk):
    async with desk() as anna:
        session = await anna.session_off_the_record()
        await anna.pilot.press("ctrl+l", "w")
        await anna.until(lambda: "a line that is written down would be kept" in anna.said[-1])
        await anna.pilot.press("ctrl+l", "u")
        await anna.until(lambda: "once you are back on it" in anna.said[-1])
        session.end_off_record()
        anna.app.screen.notebook_changed()
        await anna.pilot.press("ctrl+l", "w", *"coffee", "enter")
        await anna.until(lambda: session.notebook.actions)
        await anna.pilot.press("ctrl+l", "u")
        await anna.until(lambda: not session.notebook.actions)
        assert isinstance(anna.app.screen, OffRecordScreen)


async def test_not_before_somebody_is_set_up(desk):
    async with desk(set_up=None) as anna:
        await anna.pilot.press("f8")
        assert not isinstance(anna.app.screen, CaptureScreen)


@pytest.mark.slow
async def test_alone_it_works_too(desk):
    async with desk(set_up=set_up_alone) as anna:
        await anna.capture(*"waardering: goed bezig", "enter")
        await anna.until(lambda: anna.workspace.between().notebook.appreciations)
        assert anna.workspace.between().notebook.appreciations[0].who == ""


@pytest.mark.slow
async def test_a_share_that_is_gone_is_told_and_nothing_is_lost(desk, tmp_path):
    async with desk() as anna:
        (tmp_path / "shared").rename(tmp_path / "gone")
        await anna.capture(*"coffee", "enter")
        await anna.until(lambda: any("not shared" in said for said in anna.said))
        assert anna.workspace.between().notebook.actions[0].text == "coffee"


@pytest.mark.slow
async def test_a_session_with_no_room_keeps_the_draft(desk, monkeypatch):
    async with desk() as anna:
        session = await anna.session()

        def refuse(*_arguments):
            raise WrongUse("There is no more room in this session.")

        monkeypatch.setattr(session, "add", refuse)
        await anna.capture(*"coffee", "enter")
        await anna.until(lambda: any("no more room" in said for said in anna.said))
        await anna.capture()
        assert anna.app.screen.query_one(Input).value == "coffee"


@pytest.mark.slow
async def test_with_the_pen_passed_it_is_the_others(desk):
    async with desk() as anna:
        session = await anna.session("ctrl+l", "p")
        await anna.capture(*"feedback: short mails", "enter")
        (record,) = session.notebook.feedback
        assert (record.by, record.who) == ("bert", "anna")


async def test_a_click_chooses_a_kind(desk):
    async with desk() as anna:
        await anna.capture(*"x")
        await anna.pilot.click("#kinds", offset=(4, 0))
        assert anna.chosen == "decision"
        assert anna.app.screen.focused is anna.app.screen.query_one(Input)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_all_of_it_fits(desk, size, language):
    async with desk(size, language) as anna:
        await anna.capture(*"x @bert +3d")
        await anna.until(lambda: all(f" {kind_name(k)}" in anna.shown() for k in KINDS))
        for kind in KINDS:  # a name stands beside its mark
            mark = "●" if kind == "actions" else "○"
            await see(anna.pilot, f"{mark} {kind_name(kind)}")
        for words in ("Enter", "Esc", "Save", "Close"):
            await see(anna.pilot, i18n._(words))


def test_its_key_works_everywhere():
    (command,) = (c for c in COMMANDS if c.id == "capture")
    assert (command.where, command.keys) == (EVERYWHERE, ("f8",))


@pytest.mark.slow
async def test_each_pasted_line_is_a_record_of_its_own_and_its_label_says_which(desk):
    async with desk() as anna:
        session = await anna.session()
        await anna.pilot.press("f8")
        anna.app.focused.post_message(Paste("call Bert\r\nIdee: koffie\n\n- Action: write @bert\n"))
        await anna.pilot.pause()
        assert anna.preview.startswith("→ 3 lines, each on its own · ")
        await anna.pilot.press("enter")
        await anna.until(lambda: len(session.notebook.actions) == 2)
        assert [r.text for r in session.notebook.ideas] == ["koffie"]
        assert {(r.text, r.who) for r in session.notebook.actions} == {
            ("call Bert", ""), ("write", "bert")
        }  # fmt: skip
        await anna.until(lambda: anna.said[-1].startswith("3 lines were written down."))
        assert anna.workspace.drafts.all() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "done", "back"),
    [
        ("en", "12 lines were written down. · ^l u takes them back.", "12 lines written down"),
        ("nl", "12 regels zijn genoteerd. · Met ^l u maak je dat ongedaan.",
         "12 regels genoteerd"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("in_session", [True, False])
async def test_lines_written_down_together_are_taken_back_together(
    desk, language, done, back, in_session
):
    async with desk(language=language) as anna:
        session = await anna.session() if in_session else anna.workspace.between()
        await anna.pilot.press("f8")
        pasted = "\n".join(f"Idea: number {n}" for n in range(12))
        anna.app.focused.post_message(Paste(pasted))
        await see(anna.pilot, "number 11")
        await anna.pilot.press("enter")
        await anna.until(lambda: anna.said and anna.said[-1] == done)
        await anna.pilot.press("ctrl+l", "u")
        await anna.until(lambda: anna.said[-1].endswith(f": {back}"))
        notebook = session.notebook if in_session else anna.workspace.between().notebook
        assert notebook.ideas == ()


@pytest.mark.slow
async def test_lines_written_down_before_one_that_is_refused_are_taken_back_together(
    desk, monkeypatch
):
    async with desk() as anna:
        session = await anna.session()
        refuse_once(monkeypatch, "three")
        await anna.pilot.press("f8")
        anna.app.focused.post_message(Paste("one\ntwo\nthree"))
        await see(anna.pilot, "one ↵ two ↵ three")
        await anna.pilot.press("enter")
        await see(anna.pilot, "There is no more room.")
        assert anna.app.newest_undo_name == "2 lines written down"
        anna.app.action_undo()
        await anna.until(lambda: not session.notebook.actions)


@pytest.mark.slow
async def test_a_burst_is_in_the_order_in_which_it_was_typed(desk):
    async with desk() as anna:
        await anna.session()
        await anna.pilot.press("f8")
        field = anna.app.focused
        for letter in "idee: samen koffie in de kantine":  # no pause for anything in between
            field.insert_text_at_cursor(letter)
        assert field.value == "samen koffie in de kantine"
        await anna.pilot.pause()
        assert anna.chosen == "idea"


def refuse_once(monkeypatch, text):
    """Let there be no room for a line the first time that it is to be written down."""
    real, refused = capture.write_down, []

    def write_down(document, kind, captured):
        if captured.text == text and not refused:
            refused.append(text)
            raise WrongUse("There is no more room.")
        return real(document, kind, captured)

    monkeypatch.setattr(capture, "write_down", write_down)


async def paste_three_kinds(anna):
    """Paste three lines with labels behind F8, and have them written down."""
    await anna.pilot.press("f8")
    anna.app.focused.post_message(Paste("Idea: coffee\nBesluit:  Monday\nVraag: who?"))
    await see(anna.pilot, "coffee ↵ Besluit:  Monday ↵ Vraag: who?")
    await anna.pilot.press("enter")


@pytest.mark.slow
async def test_lines_that_could_not_be_written_down_stay_to_be_tried_again(desk, monkeypatch):
    async with desk() as anna:
        session = await anna.session()
        refuse_once(monkeypatch, "two")
        await anna.pilot.press("f8")
        anna.app.focused.post_message(Paste("one\ntwo\nthree"))
        await anna.pilot.pause()
        await anna.pilot.press("enter")
        await anna.until(lambda: "! There is no more room." in anna.said)
        await anna.pilot.press("f8")
        assert anna.app.focused.value == "two ↵ three"
        await anna.pilot.press("enter")
        await anna.until(lambda: len(session.notebook.actions) == 3)
        assert {r.text for r in session.notebook.actions} == {"one", "two", "three"}


async def test_a_line_that_is_written_down_stays_on_no_disk_while_the_next_ones_are(
    desk, tmp_path, monkeypatch
):
    async with desk() as anna:
        real, drafts, on_disk = capture.write_down, anna.app.workspace.drafts, []

        def write_down(document, kind, captured):
            drafts.save_now()
            words = ("coffee", "Monday", "who?")
            on_disk.append([word for word in words if holds(tmp_path / "anna", word)])
            return real(document, kind, captured)

        monkeypatch.setattr(capture, "write_down", write_down)
        await paste_three_kinds(anna)
        await anna.until(lambda: anna.workspace.between().notebook.questions)
        assert on_disk == [["coffee", "Monday", "who?"], ["Monday", "who?"], ["who?"]]
        await anna.until(lambda: not holds(tmp_path / "anna", "who?"))


@pytest.mark.slow
async def test_of_very_many_lines_the_last_holds_the_rest_and_none_stays_a_draft(
    desk, tmp_path, monkeypatch
):
    monkeypatch.setattr(pasted_lines, "_MOST", 2)
    async with desk() as anna:
        session = await anna.session()
        await anna.pilot.press("f8")
        anna.app.focused.post_message(Paste("one\ntwo\nthree\nfour\nfive"))
        await see(anna.pilot, "one ↵ two ↵ three ↵ four ↵ five")
        await anna.pilot.press("enter")
        await anna.until(lambda: anna.said and anna.said[-1].startswith("3 lines were written"))
        texts = {record.text for record in session.notebook.actions}
        assert texts == {"one", "two", "three ↵ four ↵ five"}
        await anna.until(lambda: not holds(tmp_path / "anna", "five"))
        assert anna.workspace.drafts.all() == []


# On a slow share a line is still being written down while the next keys come


@pytest.fixture
def slow(monkeypatch):
    """A share on which nothing is written down before this is set; one line may be refused."""
    answers, real = Event(), capture.write_down

    def write_down(document, kind, captured):
        assert answers.wait(PATIENCE)
        if captured.text == "refused":
            raise WrongUse("There is no more room.")
        return real(document, kind, captured)

    monkeypatch.setattr(capture, "write_down", write_down)
    yield answers
    answers.set()


def between(anna):
    """What stands between sessions, as somebody reads it who comes anew."""
    return {record.text for record in anna.workspace.between().notebook.actions}


@pytest.mark.slow
async def test_a_line_typed_while_another_is_being_written_down_is_one_of_its_own(desk, slow):
    async with desk() as anna:
        await press_at_once(anna.pilot, "f8", *"one", "enter", "f8", *"two", "enter")
        assert anna.workspace.drafts.all() == []
        slow.set()
        await anna.until(lambda: between(anna) == {"one", "two"})
        await workers_done(anna.app)
        assert anna.workspace.drafts.all() == []


@pytest.mark.slow
async def test_pasted_lines_are_not_offered_again_while_they_are_being_written_down(desk, slow):
    async with desk() as anna:
        await paste_three_kinds(anna)
        await press_at_once(anna.pilot, "f8", *"more")
        assert anna.app.focused.value == "more"
        slow.set()
        await anna.until(lambda: anna.workspace.between().notebook.questions)
        await anna.pilot.press("enter")
        await anna.until(lambda: between(anna) == {"more"})
        notebook = anna.workspace.between().notebook
        assert [r.text for r in (*notebook.ideas, *notebook.decisions)] == ["coffee", "Monday"]
        await anna.until(lambda: not anna.workspace.drafts.all())


@pytest.mark.slow
@pytest.mark.parametrize(("key", "first"), [("enter", "refused"), ("escape", "refused↵two")])
async def test_a_line_that_is_refused_while_another_is_typed_comes_back_behind_it(
    desk, slow, key, first
):
    async with desk() as anna:
        await press_at_once(anna.pilot, "f8", *"refused", "enter", "f8", *"tw")
        slow.set()
        await anna.until(lambda: "not entered: “refused”" in " ".join(anna.said))
        assert anna.app.focused.value == "tw"
        await anna.pilot.press("o", key)
        await workers_done(anna.app)
        await anna.capture()
        assert anna.app.focused.value == first


@pytest.mark.slow
async def test_esc_says_what_is_kept_of_another_line_that_was_refused_meanwhile(desk, slow):
    async with desk() as anna:
        await press_at_once(anna.pilot, "f8", *"refused", "enter", "f8")
        slow.set()
        await anna.until(lambda: anna.workspace.drafts.all())
        await anna.until(lambda: "not entered: “refused”" in anna.said[-1])
        await anna.pilot.press("escape")
        await workers_done(anna.app)
        await anna.pilot.pause()
        assert "not entered: “refused”" in anna.said[-1]


async def leave(app):
    """Leave by the command for it, in a program that ends once it has."""
    app.leaving.begin()
    while app.is_running:
        await asyncio.sleep(0.01)


async def be_told_to_end(app):
    """What is done on a signal, but for the end of the process."""
    await app._keys_are_done()
    app._save_all()


@pytest.mark.slow
@pytest.mark.parametrize("end", [leave, be_told_to_end])
async def test_leaving_waits_for_what_is_being_written_down(desk, tmp_path, slow, end):
    async with desk() as anna:
        await press_at_once(anna.pilot, "f8", *"one", "enter")
        Timer(0.3, slow.set).start()
        await end(anna.app)
    assert slow.is_set()
    assert (between(anna), holds(tmp_path / "anna", "one")) == ({"one"}, False)


@pytest.mark.slow
async def test_going_to_other_notes_waits_for_what_is_being_written_down(desk, tmp_path, slow):
    async with desk() as anna:
        await press_at_once(anna.pilot, "f8", *"one", "enter")
        Timer(0.3, slow.set).start()
        now = anna.workspace.environment.now
        other = Workspace(Environment(Places(tmp_path / "other"), now, login="anna"))
        set_up_alone(other, "Anna")
        anna.app.post_message(WorkspaceChanged(other))
        await anna.until(lambda: anna.app.workspace is other)
        await workers_done(anna.app)
    assert (between(anna), holds(tmp_path / "anna", "one")) == ({"one"}, False)
    other.close()


@pytest.mark.slow
async def test_the_label_of_a_line_that_could_not_be_written_down_says_its_kind(desk, monkeypatch):
    async with desk() as anna:
        session = await anna.session()
        refuse_once(monkeypatch, "Monday")
        await paste_three_kinds(anna)
        await see(anna.pilot, "There is no more room.")
        await anna.pilot.press("f8")
        await see(anna.pilot, "● decision", "Monday ↵ Vraag: who?")
        await anna.pilot.press("enter")
        await anna.until(lambda: session.notebook.questions)
        assert [r.text for r in session.notebook.ideas] == ["coffee"]
        assert [r.text for r in session.notebook.decisions] == ["Monday"]
        assert [r.text for r in session.notebook.questions] == ["who?"]


@pytest.mark.slow
async def test_the_kind_is_kept_with_the_line(desk):
    async with desk() as anna:
        await anna.capture(*"vraag: wie")
        await anna.until(lambda: list(anna.workspace.places.home.rglob("drafts/*.json")))
        anna.workspace.close()
        again = Workspace(anna.workspace.environment)
        draft = again.drafts.field(DraftKey(CAPTURE))
        assert (draft.text, draft.choice) == ("wie", "questions")
        again.close()
