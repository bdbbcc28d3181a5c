"""In a session: whose words are whose, lines that are records as well, and private notes."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from driver import app_for, burst, notices, see, shown, told, until, workers_done
from textual.events import Paste
from textual.widgets import OptionList, Static

from companion import i18n
from companion.domain.session.notebook import DONE
from companion.domain.text import Patch
from companion.i18n import _
from companion.storage.private.private_notes_file import read_private, write_private
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.refusal import RefusalScreen
from screens.session.private_pane import PrivatePane
from screens.session.session import SessionScreen
from screens.shared.messages.sessions import SessionWanted
from screens.widgets.masked_area import MaskedArea
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # two apps over one folder

SECRET = "zebrafinch"


class Desk:
    """Anna's screen, and Bert's computer."""

    def __init__(self, pilot, bert):
        self.pilot = pilot
        self.app = pilot.app
        self.workspace = pilot.app.workspace
        self.bert = bert

    @property
    def screen(self):
        assert isinstance(self.app.screen, SessionScreen)
        return self.app.screen

    @property
    def session(self):
        return self.app.sessions.in_use

    @property
    def field(self):
        return self.screen.query_one("#text", NotesArea)

    @property
    def private(self):
        return self.screen.query_one(MaskedArea)

    @property
    def path(self):
        folder = self.workspace.places.private_notes(self.workspace.space.id)
        return folder / self.session.id / "anna.json"

    @property
    def said(self):
        return notices(self.pilot)

    def authored(self):
        return self.session._document.authored("notes:i1")

    def shown(self):
        return shown(self.pilot)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, true):
        await until(self.pilot, true)

    async def from_bert(self, do):
        """Let Bert do something on his own device, and wait until it is here.

        What a first look at the folder finds counts as there before: that is over by then.
        """
        await self.until(lambda: self.session._opened.looked)
        assert self.session.save() is None
        theirs = self.bert.open_session(self.session.id)
        do(theirs)
        assert theirs.save() is None
        said = theirs._document.clocks().items()
        mine = self.session._document
        await self.until(lambda: all(mine.clocks().get(who, 0) >= clock for who, clock in said))


@pytest.fixture
def desk(home):
    """Opens Anna's screen on a running session."""

    @asynccontextmanager
    async def opened(size=(80, 24), language="en", partner="Bert"):
        mine = home("Anna", partner)
        theirs = home("Bert", "Anna") if partner else None
        mine.set_language(language)
        async with app_for(mine).run_test(size=size) as pilot:
            both = Desk(pilot, theirs)
            await pilot.pause()
            pilot.app.post_message(SessionWanted("feedback-02"))
            await both.until(lambda: isinstance(pilot.app.screen, SessionScreen))
            await workers_done(pilot.app)
            await both.press("f3")
            yield both

    return opened


# Lines that are records


def the_actions(both):
    return [(r.text, r.who, r.due) for r in both.session.notebook.actions]


async def test_a_line_with_a_label_is_a_record_as_soon_as_it_says_something(desk):
    async with desk() as both:
        await both.press(*"Actie: call @bert vr")
        assert the_actions(both) == [("call", "bert", "2026-11-27")]
        assert both.said == []  # quietly, while it is typed
        await both.press("enter", *"Action: call @bert fri", "enter", *"just words", "enter")
        assert "Action: call → Bert · by Fri 27 Nov" in both.said[0]
        assert len(both.said) == 2
        assert the_actions(both) == [("call", "bert", "2026-11-27")]  # once
        assert both.field.text == "Actie: call @bert vr\nAction: call @bert fri\njust words\n"


async def test_it_is_told_once_and_again_where_it_says_something_else(desk):
    async with desk() as both:
        await both.press(*"Idea: coffee", "enter", "up", "down", "up", "end", *" now", "down")
        assert [said.partition(" · ")[0] for said in both.said] == [
            "◆ Idea: coffee", "◆ Idea: coffee now"
        ]  # fmt: skip


@pytest.mark.parametrize("away", ["up", "escape", "f3", "home enter up up"])
async def test_it_is_told_however_the_caret_leaves_it(desk, away):
    async with desk() as both:
        await both.press(*"above", "enter", *"Besluit: elke maandag", *away.split())
        assert [r.text for r in both.session.notebook.decisions] == ["elke maandag"]
        assert any("Decision: elke maandag" in said for said in both.said)


async def test_typed_above_and_inside_what_stands_there(desk):
    async with desk(size=(120, 40)) as both:  # lines stand in one row each
        await both.press(*"call @bert fri", "home", *"Action: ", "home", "enter", "up",
                         *"Idea: coffee", "down", "down")  # fmt: skip
        assert both.field.text == "Idea: coffee\nAction: call @bert fri"
        assert the_actions(both) == [("call", "bert", "2026-11-27")]
        assert [r.text for r in both.session.notebook.ideas] == ["coffee"]
        await both.press("up", "end", *["left"] * 2, *"i")
        assert [r.text for r in both.session.notebook.ideas] == ["coffiee"]
        await both.press("home", *["delete"] * 3)
        assert both.session.notebook.ideas == ()


async def test_a_paste_of_two_hundred_lines(desk):
    lines = [f"Actie: brief {n} @bert" if n % 20 == 0 else f"line {n}" for n in range(200)]
    async with desk() as both:
        both.field.post_message(Paste("\n".join(lines)))
        await both.pilot.pause()
        assert len(the_actions(both)) == 10
        assert "◆ 10 lines were taken up." in both.said[0]
        assert {r.by for r in both.session.notebook.actions} == {"anna"}


async def test_what_is_missing_is_told_when_the_caret_leaves_it(desk):
    async with desk() as both:
        await both.press(*"Action: mail @Jan", "enter", *"Vraag:", "enter")
        assert both.said == [
            "◇ Not taken up: “Action: mail @Jan”. Nobody here is called Jan.",
            "◇ Not taken up yet: “Vraag:”. Nothing stands behind the label.",
        ]
        assert the_actions(both) == []


async def test_undo_of_typing_takes_the_record_along(desk):
    async with desk() as both:
        await both.press(*"Idea: coffee", "enter", "ctrl+z", "ctrl+z")
        assert both.field.text == ""
        assert both.session.notebook.ideas == ()
        await both.press("ctrl+y")
        assert len(both.session.notebook.ideas) == 1


async def test_u_leaves_the_words_and_takes_the_record(desk):
    async with desk() as both:
        await both.press(*"Idea: coffee", "enter", "escape")
        assert isinstance(both.screen.focused, OptionList)
        await both.press("ctrl+l", "u")
        await workers_done(both.app)
        assert both.session.notebook.ideas == ()
        assert both.field.text == "Idea: coffee\n"
        assert both.said[-1] == "Taken back: idea “coffee”"


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Action: call Mia @Bert fri"), ("nl", "Actie: bel Mia @Bert vr")]
)
@pytest.mark.parametrize("way", ["lines", "F8"])
async def test_u_takes_only_the_last_of_two_that_say_the_same(desk, language, line, way):
    async with desk(language=language) as both:
        first = ["f8", *line.partition(": ")[2]] if way == "F8" else [*line]
        await both.press(*first, "enter")
        await workers_done(both.app)
        (agreed,) = both.session.notebook.actions
        await both.press(*line, "enter")
        assert both.session.notebook.actions == (agreed,)
        await both.press("ctrl+l", "u")
        await workers_done(both.app)
        assert both.session.notebook.actions == (agreed,)
        await see(both.pilot, "◇ Act")
        left = [bool(x.lacks) for x in both.session.notebook.labelled]
        assert left == ([False, True] if way == "lines" else [True])
        await both.press("ctrl+l", "u")
        await workers_done(both.app)
        assert both.session.notebook.actions == ()


@pytest.mark.parametrize(
    ("language", "line", "said"),
    [
        (
            "en",
            "Action: call Mia @Bert fri",
            "Not taken back: promise of Bert “call Mia”. It was changed since; that stays.",
        ),
        (
            "nl",
            "Actie: bel Mia @Bert vr",
            "Niet ongedaan gemaakt: afspraak van Bert “bel Mia”. "
            "Het is daarna nog gewijzigd; dat blijft zo.",
        ),
    ],
)
async def test_u_leaves_a_line_that_the_other_has_changed_since(desk, language, line, said):
    async with desk(language=language) as both:
        await both.press(*line, "enter")
        inside = Patch(line.index("Mia"), 0, "Tom, ")
        await both.from_bert(lambda s: s.note_editor("i1").edit(inside))
        changed = the_actions(both)
        assert "Tom, Mia" in changed[0][0]
        await both.press("ctrl+l", "u")
        await both.until(lambda: both.said[-1] == said)
        assert the_actions(both) == changed


async def test_u_leaves_what_the_other_has_done_already(desk):
    async with desk() as both:
        await both.press(*"Action: call Mia @Bert fri", "enter")
        await both.from_bert(lambda s: s.change("actions", s.notebook.actions[0].id, state=DONE))
        await both.press("ctrl+l", "u")
        await both.until(lambda: both.said[-1].startswith("Not taken back: promise of Bert"))
        assert [action.state for action in both.session.notebook.actions] == [DONE]


async def test_u_takes_a_line_that_one_is_correcting(desk):
    async with desk() as both:
        await both.press(*"Idea: coffee", "enter", "up", "end", *" now", "ctrl+l", "u")
        await both.until(lambda: both.said[-1] == "Taken back: idea “coffee”")
        assert both.session.notebook.ideas == ()
        assert both.field.text == "Idea: coffee now\n"


@pytest.mark.parametrize(
    ("language", "closed", "reason", "kept"),
    [
        (
            "en",
            "Bert closed the session.",
            "! This session is closed and can only be read.",
            "Kept for the next time, not entered: “coffee” · all: ^l g d",
        ),
        (
            "nl",
            "Bert heeft de sessie afgerond.",
            "! Deze sessie is afgerond en alleen nog te lezen.",
            "Bewaard voor later, niet ingevoerd: “coffee” · alle: ^l g d",
        ),
    ],
)
async def test_f8_into_a_session_that_the_other_closed_meanwhile_says_where_the_words_are_kept(
    desk, language, closed, reason, kept
):
    async with desk((120, 40), language) as both:
        await both.press("f8", *"coffee")
        await both.from_bert(lambda s: s.finish())
        await see(both.pilot, closed)
        await both.press("enter")
        await see(both.pilot, reason)
        await both.press("left")
        await see(both.pilot, kept)
        await both.press("f8")
        assert both.app.focused.value == "coffee"


@pytest.mark.parametrize(
    ("language", "closed", "kept", "written"),
    [
        (
            "en",
            "Bert closed the session.",
            "Kept for the next time, not entered: “coffee ↵ Besluit:",
            "2 lines were written down.",
        ),
        (
            "nl",
            "Bert heeft de sessie afgerond.",
            "Bewaard voor later, niet ingevoerd: “coffee ↵ Besluit:",
            "2 regels zijn genoteerd.",
        ),
    ],
)
async def test_lines_pasted_into_f8_that_are_refused_keep_their_labels(
    desk, language, closed, kept, written
):
    async with desk((120, 40), language) as both:
        await both.press("f8")
        both.app.focused.post_message(Paste("Idea: coffee\nBesluit: Monday"))
        await see(both.pilot, "coffee ↵ Besluit: Monday")
        await both.from_bert(lambda s: s.finish())
        await see(both.pilot, closed)
        await both.press("enter")
        await until(both.pilot, lambda: kept in told(both.pilot))
        both.workspace.index.refresh()  # from here on, lines go between sessions
        await both.press("f8")
        assert both.app.focused.value == "coffee ↵ Besluit: Monday"
        await both.press("enter")
        await until(both.pilot, lambda: written in told(both.pilot))
        between = both.workspace.between()
        assert [r.text for r in between.notebook.ideas] == ["coffee"]
        assert [r.text for r in between.notebook.decisions] == ["Monday"]
        between.close()


async def test_a_line_that_arrives_is_a_record_and_the_others_news(desk):
    async with desk() as both:
        await both.from_bert(lambda s: s.note_editor("i1").edit(Patch(0, 0, "Idea: coffee\n")))
        await both.pilot.pause()
        assert both.field.text == "Idea: coffee\n"
        assert [r.by for r in both.session.notebook.ideas] == ["bert"]
        assert both.said == []


# The pen


async def test_words_are_marked_as_whose_they_are(desk):
    async with desk() as both:
        await both.press(*"hers ", "ctrl+l", "p", *"his ")
        assert both.authored() == [("hers ", "anna"), ("\nhis ", "bert")]
        await until(both.pilot, lambda: "A   hers" in both.shown() and "B   his" in both.shown())
        await see(both.pilot, "Pen: Bert · shared")
        assert "│ pen: Bert" in str(both.screen.query_one("#lead", Static).content)
        assert both.said[-1] == "Whose words: Anna ▸ Bert"
        await both.press("ctrl+l", "p", *"hers")
        assert both.said[-1] == "Whose words: Bert ▸ Anna"
        assert both.authored() == [("hers ", "anna"), ("\nhis ", "bert"), ("\nhers", "anna")]
        assert "pen" not in both.shown()
        await both.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y")
        assert both.authored() == [("hers ", "anna"), ("\nhis ", "bert")]
        assert both.session.save() is None
        theirs = both.bert.open_session(both.session.id)
        assert theirs._document.authored("notes:i1") == both.authored()


async def test_whoever_has_the_pen_again_begins_a_line_of_their_own(desk):
    async with desk() as both:
        await both.press(*"mine", "ctrl+l", "p", *"Action: call @Bert fri", "ctrl+l", "p", *"more")
        await until(both.pilot, lambda: both.field.text.endswith("more"))
        assert both.field.text == "mine\nAction: call @Bert fri\nmore"
        ((text, who, due),) = the_actions(both)
        assert (text, who, bool(due)) == ("call", "bert", True)


async def test_what_comes_after_first_words_taken_back_begins_a_line_of_its_own_too(desk):
    async with desk() as both:
        await both.from_bert(lambda s: s.note_editor("i1").edit(Patch(0, 0, "Action: apples")))
        await both.press("end", *"pears", "ctrl+z", *"plums")
        assert both.field.text == "Action: apples\nplums"
        await both.press("ctrl+z", "ctrl+y")
        assert both.field.text == "Action: apples\nplums"
        await both.press(*"!")
        assert both.field.text == "Action: apples\nplums!"


async def test_who_sits_at_another_computer_is_named(desk, clock):
    async with desk() as both:
        await both.from_bert(lambda s: s.write_note("i1", "his own"))
        await both.press("ctrl+l", "p")
        assert "Bert writes on another computer too" in both.said[-1]
        assert both.session.me == "bert"
        await both.press("ctrl+l", "p")
        clock.forward(minutes=2)
        await both.press("ctrl+l", "p")
        assert both.said[-1] == "Whose words: Anna ▸ Bert"


async def test_a_dialog_keeps_the_pen_and_leaving_takes_it_back(desk):
    async with desk() as both:
        session = both.session
        await both.press("ctrl+l", "p", "f1")
        assert session.me == "bert"
        await both.press("escape", "ctrl+l", "g", "1")
        await both.pilot.pause()
        assert both.app.current_mode == "home"
        assert session.me == "anna"
        await both.press("3")
        assert both.screen.query_one("#notes").border_title == "Shared notes"


async def test_closing_the_session_takes_it_back(desk):
    async with desk() as both:
        session = both.session
        await both.press("ctrl+l", "p", "ctrl+r")
        assert session.me == "bert"
        await both.press("ctrl+r", "ctrl+r", "down", "enter")
        assert session.notebook.state == "done"
        assert session.me == "anna"


async def test_alone_there_is_nobody_to_pass_the_pen_to(desk):
    async with desk(partner="") as both:
        await both.press("ctrl+l", "p")
        assert both.session.me == "anna"
        assert "on your own" in both.said[-1]


# Private notes


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)])
async def test_private_notes_are_dots_until_they_are_to_be_read(desk, size):
    async with desk(size) as both:
        await both.press(*"shared", "f7", *SECRET, "space", "x")
        assert both.screen.focused is both.private
        assert SECRET not in both.shown()
        await see(both.pilot, "•" * len(SECRET))
        assert both.field.text == "shared"
        await until(both.pilot, lambda: ("Shared notes" in both.shown()) is (size[0] > 60))
        await both.press("ctrl+l", "r")
        await see(both.pilot, SECRET)
        await both.press("z")
        assert SECRET not in both.shown()
        assert both.private.text == f"{SECRET} x", "the key was used up"
        await both.press("f7", "!")
        assert both.field.text == "shared!"
        assert not both.screen.query(MaskedArea)
        assert read_private(both.path) == f"{SECRET} x"
        await both.press("f7")
        assert both.private.text == f"{SECRET} x"


async def test_what_is_pasted_while_they_are_read_comes_before_what_is_typed_next(desk):
    async with desk() as both:
        await both.press("f7", *SECRET, "space", "ctrl+l", "r")
        both.app.post_message(Paste("abc"))
        await burst(both.pilot, "x", "y")
        assert both.private.text == f"{SECRET} abcxy"
        assert SECRET not in both.shown()


async def test_what_is_pasted_while_they_are_read_has_a_place_wherever_the_focus_was(desk):
    async with desk() as both:
        await both.press("f7", *SECRET, "space")
        both.screen.query_one("#agenda").focus()
        await both.press("ctrl+l", "r")
        both.app.post_message(Paste("abc"))
        await burst(both.pilot, "x")
        assert both.private.text == f"{SECRET} abcx"


async def test_a_command_hides_them_and_is_done(desk):
    async with desk() as both:
        await both.press("f7", *SECRET, "ctrl+l", "r", "f8", *"a line", "enter")
        assert both.private.text == SECRET
        assert SECRET not in both.shown()
        assert [one.text for one in both.session.notebook.records("actions")] == ["a line"]
        await both.press("ctrl+l", "r", "f3")
        assert both.session.notebook.clock.current == "i2"
        await both.press("ctrl+l", "r", "escape")
        assert both.screen.focused is both.private, "Esc hides them, and that is all"


async def test_that_they_cannot_be_saved_is_said_for_as_long_as_it_lasts(desk, disk):
    """Whatever is typed meanwhile; what is left as they are closed is a draft, as unsaved."""
    async with desk() as both:
        await both.press("f7", *SECRET)
        await both.until(lambda: both.path.exists() and read_private(both.path) == SECRET)
        with disk(both.workspace.places.home).full():
            await both.press("x")
            await both.until(lambda: "Not saved" in both.shown())
            await both.press(*"yz")
            assert "Not saved" in both.shown()
            assert both.app.status_words == "! not saved"
            await both.press("f7")
            await both.until(lambda: not both.screen.query(MaskedArea))
            assert both.app.status_words == "! not saved"
            assert "Not saved" in both.shown()
        await both.until(lambda: "Saving and sharing work again." in both.shown())
        await both.press("f7")
        await both.until(lambda: both.private.text == f"{SECRET}xyz")


@pytest.mark.parametrize("leaves", [False, True])
async def test_what_was_left_is_saved_as_soon_as_they_are_open_again(desk, disk, leaves):
    """Without a key; and the disk is not said to be silent, which took it."""
    async with desk() as both:
        path = both.path
        await both.press("f7", *"gnu")
        await both.until(lambda: path.exists() and read_private(path) == "gnu")
        with disk(both.workspace.places.home).full():
            await both.press("x")
            await both.until(lambda: both.app.status_words == "! not saved")
            await both.press("f7")
            await both.until(lambda: not both.screen.query(MaskedArea))
        await both.until(lambda: both.app.status_words != "! not saved")
        await both.press("f7")
        if leaves:
            await both.press("ctrl+q")
            await both.until(lambda: "The session runs on while you are away." in both.shown())
        await both.until(lambda: read_private(path) == "gnux")


async def test_that_they_were_emptied_while_the_disk_was_full_stays_so_and_ends_the_trouble(
    desk, disk
):
    async with desk() as both:
        await both.press("f7", *"gnu")
        await both.until(lambda: both.path.exists() and read_private(both.path) == "gnu")
        with disk(both.workspace.places.home).full():
            await both.press(*["backspace"] * 3)
            await both.until(lambda: both.app.status_words == "! not saved")
            await both.press("f7")
            await both.until(lambda: not both.screen.query(MaskedArea))
            assert both.app.status_words == "! not saved"
            assert "work again" not in both.shown()
        await both.until(lambda: "Saving and sharing work again." in both.shown())
        await both.press("f7")
        assert both.private.text == ""
        await both.press("f7")
        await both.until(lambda: not both.screen.query(MaskedArea))
        assert read_private(both.path) == ""


async def test_what_could_be_kept_nowhere_is_said_to_be_gone(desk, disk, monkeypatch):
    monkeypatch.setattr("companion.workspace.session.unsaved_private.MAX_WITH_PRIVATE", 0)
    async with desk() as both:
        await both.press("f7", "ctrl+s")
        await both.until(lambda: not both.app.saving.unsaved)  # else it would be in trouble too
        with disk(both.workspace.places.home).full():
            await both.press(*SECRET)
            await both.until(lambda: "Not saved" in both.shown())
            await both.press("f7")
            await both.until(lambda: "Gone: what you typed last" in both.shown())
            await both.until(lambda: both.app.status_words != "! not saved")
            assert "Not saved" not in both.shown()
            assert "work again" not in told(both.pilot)


async def test_they_are_saved_by_themselves_and_never_shared(desk, tmp_path):
    async with desk() as both:
        await both.press(*"shared words", "f7", *SECRET)
        await both.until(lambda: both.path.exists() and read_private(both.path) == SECRET)
        await both.until(lambda: not both.app.saving.unshared)
        assert both.session.save() is None
    found = {p: p.read_bytes() for p in (tmp_path / "shared").rglob("*") if p.is_file()}
    assert any(b"shared words" in data for data in found.values())
    assert not any(SECRET.encode() in data for data in found.values())


async def test_quitting_saves_what_was_typed_last(desk):
    async with desk() as both:
        path = both.path
        await both.press("f7")
        both.private.insert(SECRET)
    assert read_private(path) == SECRET


async def test_tab_goes_round_all_that_is_there(desk):
    async with desk() as both:
        await both.press("f7")
        places = []
        for _press in range(4):
            await both.press("tab")
            places.append(both.screen.focused.id)
        assert places == ["agenda", "text", "private-text", "agenda"]
        await both.pilot.resize_terminal(60, 20)
        await both.pilot.pause()
        await both.press("tab")
        assert both.screen.focused.id == "guide"
        await both.press("shift+tab", "shift+tab")
        assert both.screen.focused.id == "private-text"


async def test_f7_goes_back_to_them_before_it_closes_them(desk):
    async with desk() as both:
        await both.press("f7", "escape", "f7")
        assert both.screen.focused is both.private
        await both.press("f7")
        assert both.screen.focused is both.field


async def test_with_the_pen_at_the_other_they_stay_closed(desk):
    async with desk() as both:
        await both.press("f7", *SECRET, "ctrl+l", "p")
        assert not both.screen.query(MaskedArea)
        assert both.screen.focused is both.field
        await both.press("f7", *SECRET, "enter")
        assert isinstance(both.app.screen, RefusalScreen)
        for words in ("Bert has the pen", "Not kept", "p Pen to Anna, then open"):
            await see(both.pilot, words)
        both.app.post_message(Paste(SECRET))
        await both.pilot.pause()
        await both.press("escape")
        assert not both.screen.query(MaskedArea)
        assert SECRET not in both.field.text
        await both.press("f7", "ctrl+l", "p")
        await both.until(lambda: both.screen.focused is both.private)
        assert both.session.me == both.session.owner
        await both.press(*SECRET)
        assert SECRET not in both.field.text


async def test_damaged_ones_are_set_aside_in_words(desk):
    async with desk() as both:
        both.path.parent.mkdir(parents=True)
        both.path.write_bytes(b"half")
        await both.press("f7")
        assert "could not be read" in both.said[-1]
        assert both.private.text == ""
        assert [p.read_bytes() for p in both.path.parent.glob("*damaged*")] == [b"half"]


async def test_what_stands_in_the_file_cannot_steer_the_terminal(desk):
    async with desk() as both:
        both.path.parent.mkdir(parents=True)
        write_private(both.path, "a\x1b[31mb\u202e")
        await both.press("f7", "ctrl+l", "r")
        assert "\x1b" not in both.shown() and "\u202e" not in both.shown()


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_they_speak_the_language_in_use(desk, language):
    async with desk(language=language) as both:
        await both.press("f7", "escape")
        other = {"en": "nl", "nl": "en"}[language]
        await both.press("ctrl+l", "g", "i")
        assert i18n.current_language() == other
        assert str(both.screen.query_one("#private").border_title) == _("Private notes")


async def test_every_key_of_them_works_with_the_caret_in_the_notes(desk):
    async with desk() as both:
        await both.press(*"words", "f7")
        assert both.screen.focused is both.private
        await both.press("f7", "ctrl+l", "p", "ctrl+l", "p", "ctrl+l", "r")
        assert isinstance(both.app.screen, RefusalScreen)
        await both.press("escape", "f8")
        assert isinstance(both.app.screen, CaptureScreen)
        await both.press("escape")
        assert both.field.text == "words"
        assert both.field.selected_text == ""


async def test_private_notes_that_take_a_while_to_open_get_the_letters_meant_for_them(
    desk, monkeypatch
):
    async def slow(_pane):
        await asyncio.sleep(0.3)

    monkeypatch.setattr(PrivatePane, "on_compose", slow, raising=False)
    async with desk() as both:
        await both.app.run_action("screen.private_notes")
        await both.until(lambda: both.screen.is_in_private_notes)
        await burst(both.pilot, *"mine")
        assert both.screen.query_one(PrivatePane).field.text == "mine"
        assert both.field.text == ""
