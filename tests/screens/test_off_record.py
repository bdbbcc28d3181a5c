"""Off the record: whatever is typed then reaches no disk, no clipboard and no other side."""

import base64
import re
import sys
import time
from contextlib import closing
from functools import partial
from itertools import cycle
from pathlib import Path

import pytest
from driver import app_for, burst, notices, read, see, settle, shown, until
from support.tracing import traced
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from companion.app.app import CompanionApp
from companion.commands.places import HISTORY, HOME, LESSON, LIBRARY, SEARCH, SESSION, STUDY
from companion.storage.document.device_file import read_device_file
from companion.storage.document.document import Document
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.environment import environment_from
from companion.workspace.session.destinations import session_to_resume
from companion.workspace.setup.setup import set_up_pair
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.refusal import RefusalScreen
from screens.search.search import SearchScreen
from screens.session.off_record import OffRecordScreen
from screens.session.session import SessionScreen
from screens.shared.messages.places import LessonChosen
from screens.shared.messages.sessions import SessionChosen
from screens.widgets.menu_box import MenuBox
from screens.widgets.notes_area import NotesArea

pytest.importorskip("pty", reason="there are no such terminals here")

from support.terminal import Program, companion_env

pytestmark = pytest.mark.slow  # every way off the record and back

ON_RECORD, OFF_RECORD = "ouzelword", "quincewords"


def encoded(word: str) -> list[bytes]:
    """A word, and what of it stands in base64 wherever it begins there."""
    found = [word.encode()]
    for shift in range(3):
        letters = base64.b64encode(b"x" * shift + word.encode())
        found.append(letters[shift and 4 : -4])
    return found


def holds(data: bytes, word: str) -> bool:
    return any(part in data for part in encoded(word))


def files_with(word: str, root: Path) -> list[Path]:
    """Every file that says a word, in its tables or in the state from which it merges."""
    found = []
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        if holds(path.read_bytes(), word):
            found.append(path)
    return found


@pytest.fixture
def workspace(home):
    return home()


WAYS = {
    HOME: ("ctrl+l", "g", "1"), LIBRARY: ("ctrl+l", "g", "2"), HISTORY: ("ctrl+l", "h"),
    SEARCH: ("ctrl+f", *"label"), STUDY: (),
}  # fmt: skip
"""What leads to places in which Enter opens something."""


async def go(pilot: Pilot[None], place: str) -> None:
    """Go to a place from where one is, and wait until there is something to open."""
    app = pilot.app
    if place == STUDY:
        app.post_message(LessonChosen("feedback-02"))
        await until(pilot, lambda: app.place == LESSON)
        await pilot.press("e")
    await pilot.press(*WAYS[place])
    await until(pilot, lambda: app.place == place and app.focused)
    if place == SEARCH:
        await until(pilot, lambda: app.screen.query_one("#hits", OptionList).highlighted == 0)
    await settle(pilot)


def with_versions(workspace: Workspace) -> OpenSession:
    """A session, saved, whose first note said something else before."""
    session = workspace.create_session("feedback-02")
    session.write_note("i1", "three weeks without any reply to the question")
    assert session.save() is None
    session.write_note("i1", "short")
    assert session.save() is None
    return session


def started(workspace):
    """A session that runs, saved and not open."""
    session = workspace.create_session("feedback-02")
    session.start()
    assert session.save() is None
    session.close()
    return session


async def open_session(pilot, session):
    """Open it, ready to be typed in."""
    pilot.app.post_message(SessionChosen(session.id))
    await until(pilot, lambda: isinstance(pilot.app.screen.focused, NotesArea))


def is_off(app: CompanionApp) -> bool:
    return isinstance(app.screen, OffRecordScreen) and isinstance(app.focused, TextArea)


@pytest.mark.parametrize("closed", [False, True])
async def test_where_no_session_runs_the_words_do_not_run_on_into_the_notes(workspace, closed):
    session = workspace.create_session("feedback-02")
    if closed:
        session.start()
        session.finish()
    assert session.save() is None
    session.close()
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        pilot.app.post_message(SessionChosen(session.id))
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await burst(pilot, "ctrl+l", "o", "down", "enter", *OFF_RECORD)
        assert isinstance(app.screen, RefusalScreen)
        await see(pilot, "Not kept: you are still on the record.")
        await pilot.press("escape")
        assert set(app.screen.session.notebook.notes.values()) <= {""}


STILL_ON_RECORD = [
    ("en", "Not kept: you are still on the record."),
    ("nl", "Niet bewaard: jullie zijn nog in het verslag."),
]


@pytest.mark.parametrize(
    ("place", "language", "said"),
    [(place, *said) for place, said in zip(WAYS, cycle(STILL_ON_RECORD), strict=False)],
)
async def test_while_a_session_runs_the_words_go_nowhere_from_any_place(
    workspace, place, language, said
):
    session = with_versions(workspace)
    session.start()
    assert session.save() is None
    session.close()
    workspace.set_language(language)
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_session(pilot, session)
        held = app.screen.session
        await go(pilot, place)
        below, focus, drafts = app.screen, app.screen.focused, workspace.drafts.all()
        await pilot.press("ctrl+l")
        await see(pilot, {"en": "o  Off the record", "nl": "o  Buiten het verslag"}[language])
        await pilot.press("escape")
        await burst(pilot, "ctrl+l", "o", *OFF_RECORD, "enter")
        assert isinstance(app.screen, RefusalScreen)
        await see(pilot, said)
        await burst(pilot, "escape")
        assert app.screen is below and below.focused is focus
        assert held.note("i1") == "short"
        assert workspace.drafts.all() == drafts
        assert len(workspace.sessions()) == 1


@pytest.mark.parametrize("place", WAYS)
async def test_while_none_runs_the_same_letter_opens(workspace, place):
    session = with_versions(workspace)
    session.close()
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        if place == HISTORY:
            pilot.app.post_message(SessionChosen(session.id))
            await until(pilot, lambda: app.place == SESSION)
        await go(pilot, place)
        below, focus = app.screen, app.screen.focused
        await pilot.press("ctrl+l")
        await until(pilot, lambda: below.query(MenuBox))
        assert "Off the record" not in shown(pilot)
        await pilot.press("o")
        await until(pilot, lambda: app.screen is not below or below.focused is not focus)
        assert not isinstance(app.screen, RefusalScreen)


@pytest.mark.parametrize(
    ("language", "rule"),
    [("en", "that you opened here, ^l o is about the record everywhere;"),
     ("nl", "die je hier hebt geopend, gaat ^l o overal over het verslag;")],
)  # fmt: skip
async def test_help_and_the_list_of_commands_name_the_letter_as_it_is_now(
    workspace, language, rule
):
    session = started(workspace)
    workspace.set_language(language)
    app = app_for(workspace)
    opens = {"en": "Open", "nl": "Openen"}[language]
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("ctrl+p", *opens.lower())
        await see(pilot, f"{opens}  (^l o, Enter)")
        await pilot.press("escape")
        await open_session(pilot, session)
        await go(pilot, HOME)
        await pilot.press("ctrl+p")
        await see(pilot, f"{opens}  (Enter)")
        await pilot.press("escape", "f1", "end")
        await read(pilot, rule)


async def test_nothing_is_taken_back_off_the_record_whatever_the_way(workspace):
    session = started(workspace)
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_session(pilot, session)
        await pilot.press("f8", *"tea", "enter")
        held = app.screen.session
        await until(pilot, lambda: held.notebook.actions)
        await pilot.press("ctrl+l", "o", "down", "enter")
        await until(pilot, partial(is_off, app))
        ways = ("ctrl+l", "u"), ("ctrl+p", *"undo", "enter"), ("ctrl+l", "j", "end", "u")
        for way in ways:
            app.notify("before")
            await burst(pilot, *way)
            await until(pilot, partial(is_off, app))
            await until(pilot, lambda: "once you are back on it" in notices(pilot)[-1])
            assert held.notebook.actions
        await burst(pilot, "ctrl+l", "o", "ctrl+p", *"undo", "enter")
        await until(pilot, lambda: not held.notebook.actions)


async def test_words_typed_off_the_record_stand_in_no_file(workspace, tmp_path, monkeypatch):
    session = started(workspace)
    app = app_for(workspace)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_session(pilot, session)
        await pilot.press(*ON_RECORD, "ctrl+l", "o", "down", "enter")
        await until(pilot, partial(is_off, app))
        for folder in ("anna", "shared"):
            await until(pilot, partial(files_with, ON_RECORD, tmp_path / folder))
        await pilot.press(*OFF_RECORD, "ctrl+z", "ctrl+y", "ctrl+s", "f8")
        assert isinstance(app.screen, RefusalScreen)
        await pilot.press(*OFF_RECORD, "enter")
        await see(pilot, "Not kept: off the record.")
        await pilot.press("escape", "ctrl+p", *OFF_RECORD, "escape")
        pad = app.screen.query_one(TextArea)
        assert pad.text == OFF_RECORD
        pad.select_all()
        await pilot.press("ctrl+c", "ctrl+x", "ctrl+a", "super+c")
        pad.post_message(Paste(f"{OFF_RECORD}\x1b[31m"))
        await until(pilot, lambda: pad.text.count(OFF_RECORD) >= 1 and "[31m" in pad.text)
        assert "\x1b" not in pad.text
        app.saving.edited(app.screen.session)  # something else is saved meanwhile
        await until(pilot, lambda: not (app.saving.unsaved or app.saving.unshared))
        await pilot.press("ctrl+l", "o")
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("ctrl+z", *"on", "ctrl+v")
        await until(pilot, lambda: not (app.saving.unsaved or app.saving.unshared))
        assert OFF_RECORD not in app.screen.session.note("i1")
        await pilot.press("ctrl+q", "down", "enter")
    assert copied == []
    assert app.clipboard == ""
    assert files_with(OFF_RECORD, tmp_path) == []
    states = [read_device_file(path).state for path in tmp_path.rglob(f"*{session.id}*/*.json")]
    assert len(states) >= 2
    for text in (str(Document(state).content()) for state in states):
        assert OFF_RECORD not in text
        assert "off" in text, "only that it was so"


async def test_what_was_typed_is_gone_when_the_app_is_left_in_the_middle(workspace, tmp_path):
    session = workspace.create_session("feedback-02")
    session.start()
    session.go_off_record()
    assert session.save() is None
    session.close()
    for _start in range(2):
        app = app_for(workspace)
        async with app.run_test(size=(60, 20)) as pilot:
            pilot.app.post_message(SessionChosen(session.id))
            await until(pilot, partial(is_off, app))
            assert app.screen.query_one(TextArea).text == ""
            await pilot.press(*OFF_RECORD)
            await pilot.press("ctrl+q", "down", "enter")
    assert files_with(OFF_RECORD, tmp_path) == []


@pytest.mark.parametrize(
    ("language", "refused", "why", "not_kept"),
    [
        (
            "en", "Nothing is written down now",
            "The session “Say what you saw: feedback in four steps” is off the record, so nothing "
            "is written down. In companion it is the first line of Home (^l g 1); once it is open, "
            "^l o goes back on the record.",
            "Not kept: off the record.",
        ),
        (
            "nl", "Nu wordt er niets genoteerd",
            "De sessie “Zeg wat je zag: feedback in vier stappen” is buiten het verslag: er wordt "
            "niets genoteerd. In companion is het de eerste regel van Start (^l g 1); staat de "
            "sessie open, dan ga je met ^l o terug in het verslag.",
            "Niet bewaard: buiten het verslag.",
        ),
    ],
)  # fmt: skip
async def test_after_a_restart_in_the_middle_no_line_is_asked_for(
    home, workspace, tmp_path, language, refused, why, not_kept
):
    workspace.set_language(language)
    session = started(workspace)
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_session(pilot, session)
        await pilot.press("ctrl+l", "o", "down", "enter")
        await until(pilot, partial(is_off, app))
        await pilot.press("ctrl+q", "down", "enter")
    workspace.close()
    again = home()
    app = app_for(again)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: (known := session_to_resume(again)) and known.off_record)
        await pilot.press("f8")
        await see(pilot, refused)
        assert str(app.screen.query_one("#why", Static).render()) == why
        await pilot.press(*OFF_RECORD, "enter")
        await see(pilot, not_kept)
        await burst(pilot, "escape", "ctrl+f")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen))
        await burst(pilot, "ctrl+l", "o", *OFF_RECORD, "f8", "enter")
        await see(pilot, refused, not_kept)
        await burst(pilot, "escape", "escape")
        await pilot.press("ctrl+l", "g", "3")
        await until(pilot, partial(is_off, app))
        await pilot.press("ctrl+l", "o", "f8")
        await until(pilot, lambda: isinstance(app.screen, CaptureScreen))
    assert again.drafts.all() == []
    assert files_with(OFF_RECORD, tmp_path) == []


@pytest.mark.parametrize(
    ("language", "why"),
    [("en", "The session “Say what you saw: feedback in four steps” is off the record"),
     ("nl", "De sessie “Zeg wat je zag: feedback in vier stappen” is buiten het verslag")],
)  # fmt: skip
async def test_no_line_is_asked_for_in_another_session_meanwhile(workspace, language, why):
    workspace.set_language(language)
    with closing(workspace.open_session(started(workspace).id)) as off:
        off.go_off_record()
        off.pause_or_resume()
        assert off.save() is None
    other = workspace.create_session("feedback-01")
    other.start()
    assert other.save() is None
    other.close()
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_session(pilot, other)
        await until(pilot, lambda: any(known.off_record for known in workspace.sessions()))
        await burst(pilot, "f8", *OFF_RECORD, "enter")
        assert isinstance(app.screen, RefusalScreen)
        assert why in str(app.screen.query_one("#why", Static).render())
        await burst(pilot, "escape", "ctrl+l", "g", "1", "home", "enter")
        await until(pilot, partial(is_off, app))


async def test_it_is_thrown_away_only_once_it_is_back_on_the_record(workspace):
    session = workspace.create_session("feedback-02")
    session.start()
    session.go_off_record()
    assert session.save() is None
    session.close()
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.in_session)
        await burst(pilot, "home", "x", "down", "enter")
        await see(pilot, "This session is off the record. Go back on the record first")
        assert app.in_session
        await pilot.press("home", "enter")
        await until(pilot, partial(is_off, app))
        await burst(pilot, "ctrl+l", "o", "ctrl+l", "g", "1")
        await until(pilot, lambda: app.in_session and not is_off(app))
        await burst(pilot, "home", "x", "down", "enter")
        await until(pilot, lambda: not app.in_session)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, CaptureScreen))


def test_the_search_finds_a_word_at_every_place_in_base64():
    for lead in range(9):
        data = base64.b64encode(b"=" * lead + OFF_RECORD.encode() + b"rest")
        assert holds(data, OFF_RECORD)
    assert not holds(base64.b64encode(b"some other words"), OFF_RECORD)


WRITE = re.compile(rb"\d+ +(?:write|pwrite64|writev|pwritev|sendto|sendmsg)\(\d+<([^>]*)>(.*)")


def type_off_the_record(app: Program) -> None:
    """Open the running session, type a word, then one off the record, and leave."""
    app.until("Go on: ")
    app.keys("3")
    app.until("min left")
    app.rest()
    app.keys(ON_RECORD)
    app.until(ON_RECORD)
    app.keys("\x0co")  # ^l o
    app.until("Not now")
    app.keys("\x1b[B\r")
    app.until("OFF THE RECORD")
    app.rest()
    for letter in OFF_RECORD:
        app.keys(letter)
        time.sleep(0.05)  # as people type: each is drawn and might be saved
    app.until(OFF_RECORD)
    app.rest(3)
    app.keys("\x0co")
    app.until("Shared notes")
    app.rest(3)
    app.keys("\x11")  # ^q
    app.until("runs on while you are away")
    app.keys("\x1b[B\r")
    app.rest(5)


@traced
def test_no_system_call_writes_them_anywhere_but_to_the_terminal(tmp_path):
    env = companion_env(tmp_path / "anna")
    workspace = Workspace(environment_from(env))
    set_up_pair(workspace, "Anna", "Bert", tmp_path / "shared")
    session = workspace.create_session("feedback-02")
    session.start()
    assert session.save() is None
    workspace.close()
    log = tmp_path / "trace"
    calls = "trace=write,pwrite64,writev,pwritev,sendto,sendmsg"
    strace = ["strace", "-f", "-qq", "-y", "-s", "65536", "-e", calls, "-o", str(log)]
    with Program([*strace, sys.executable, "-m", "companion"], env) as app:
        type_off_the_record(app)
        assert app.ended() == 0
    written = WRITE.findall(log.read_bytes())
    to_files = [(name, data) for name, data in written if not re.match(rb"/dev/pts/", name)]
    assert len(to_files) > 4
    assert [name for name, data in to_files if holds(data, ON_RECORD)], "the search finds words"
    assert [name for name, data in to_files if holds(data, OFF_RECORD)] == []
    log.unlink()
    assert files_with(OFF_RECORD, tmp_path) == []
