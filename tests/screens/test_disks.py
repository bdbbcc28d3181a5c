"""The app while a folder is full, read-only, gone, or hangs: what it says, and what is kept."""

import threading

import pytest
from driver import app_for, rows, see, settle, shown, told, until

from companion.app import services, sessions
from companion.app.autosave import AutosaveController
from companion.app.index_refresh import ShareChecked
from companion.domain.errors import FolderUnreachable
from companion.domain.note.line_parser import ParsedLine
from companion.domain.save_status import DRAFTS
from companion.storage.disk import atomic_files
from companion.workspace.autosave import document_saver as keeper
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.card import CardScreen
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.help import HelpScreen
from screens.dialogs.margin_note import MarginNoteScreen
from screens.dialogs.prompt import PromptScreen
from screens.lesson.lesson import LessonScreen
from screens.notes.agreed_lines import AgreedLinesScreen
from screens.notes.notes import NotesScreen
from screens.session.session import SessionScreen
from screens.shared.messages.places import LessonChosen
from screens.shared.messages.saving import Trouble
from screens.shared.messages.sessions import SessionChosen, SessionWanted
from screens.widgets.draft_input import DraftInput
from screens.widgets.notes_area import NotesArea

pytestmark = pytest.mark.slow  # disks that are full, gone or hang

PATIENCE = 30.0
"""Seconds after which something that does not happen is given up."""


async def write_in_a_session(pilot):
    """Make a session and stand in the notes of its first item; gives the session."""
    pilot.app.post_message(SessionWanted("feedback-02"))
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
    await pilot.press("f3")
    await until(pilot, lambda: isinstance(pilot.app.screen.focused, NotesArea))
    await pilot.press("ctrl+s")
    await until(pilot, lambda: not pilot.app.saving.unshared and words(pilot).startswith("shared"))
    return pilot.app.screen.session


async def leave(pilot):
    """Leave while the session runs."""
    await pilot.press("ctrl+q", "down", "enter")
    await until(pilot, lambda: pilot.app.return_code is not None)


def words(pilot):
    return pilot.app.status_words


def says(folder, session, text):
    """Whether a file in a folder holds these words."""
    return any(text in path.read_text() for path in folder.rglob(f"{session.id}/*.json"))


FAULTS = {
    "full": ("the disk is full", lambda disk: disk.full()),
    "read-only": ("it may only be read", lambda disk: disk.read_only()),
}
each_fault = pytest.mark.parametrize(
    "fault", ["full", pytest.param("read-only", marks=pytest.mark.slow)]
)


@each_fault
async def test_a_share_that_takes_nothing_is_told_and_tried_again(
    home, tmp_path, disk, fault, monkeypatch
):
    reason, fails = FAULTS[fault]
    monkeypatch.setattr("companion.domain.save_schedule.BACKOFF", (0.2,))
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        with fails(disk(tmp_path / "shared")):
            await pilot.press(*"zebra", "ctrl+s")
            await until(pilot, lambda: words(pilot).startswith("! not shared"))
            assert reason in told(pilot)
            assert says(workspace.places.home, session, "zebra")
        # Without a key: it is tried again by itself.
        await until(pilot, lambda: says(tmp_path / "shared", session, "zebra"))
        await until(pilot, lambda: words(pilot).startswith("shared "))
        await leave(pilot)
    assert home("Bert", "Anna").open_session(session.id).note("i1") == "zebra"


@pytest.mark.parametrize("opens", [[], ["f7"]], ids=["shared notes", "private notes"])
async def test_who_leaves_while_the_disk_takes_nothing_is_asked_with_what_would_be_lost(
    home, disk, opens
):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        with disk(workspace.places.home).full():
            await pilot.press(*opens, *"zebra")
            await until(pilot, lambda: words(pilot) == "! not saved")
            await pilot.press("ctrl+q")
            await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
            assert "the disk is full" in pilot.app.screen.question
            assert "may be lost when you leave" in pilot.app.screen.question
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await until(pilot, lambda: words(pilot) != "! not saved")
        await pilot.press("ctrl+q")
        await see(pilot, "The session runs on while you are away.")
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.return_code is not None)


@pytest.mark.parametrize("opens", [[], ["f7"]], ids=["shared notes", "private notes"])
async def test_who_leaves_before_a_first_save_failed_is_asked_with_what_would_be_lost(
    home, disk, opens
):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        with disk(workspace.places.home).full():
            await pilot.press(*opens, *"zebra", "ctrl+q")
            await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
            assert "the disk is full" in pilot.app.screen.question
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await leave(pilot)


async def test_who_leaves_before_a_draft_was_first_tried_is_asked_without_a_session(home, disk):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen.focused, DraftInput))
        with disk(workspace.places.home).full():
            await pilot.press(*"zebra", "ctrl+q")
            await until(pilot, lambda: isinstance(pilot.app.screen, QuestionScreen))
            assert "the disk is full" in pilot.app.screen.question
            await pilot.press("escape")
        await until(pilot, lambda: words(pilot) != "! not saved")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: pilot.app.return_code is not None)
    workspace.close()
    assert [draft.text for draft in home().drafts.all()] == ["zebra"]


async def test_who_asks_to_leave_again_and_again_is_asked_once(home):
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        await pilot.press("ctrl+q", "ctrl+q", "ctrl+q")
        await see(pilot, "The session runs on while you are away.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
        await leave(pilot)


async def test_what_a_disk_refuses_while_one_is_asked_is_asked_about_before_one_leaves(home):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        await pilot.press("ctrl+q")
        await see(pilot, "The session runs on while you are away.")
        workspace.hear_of_save(DRAFTS, "Not saved: the disk is full.")
        await until(pilot, lambda: words(pilot) == "! not saved")
        await pilot.press("down", "enter")
        await see(pilot, "Not saved: the disk is full. What you typed")
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.return_code is not None)


async def test_who_leaves_while_the_disk_hangs_is_asked_in_a_moment(home, monkeypatch):
    monkeypatch.setattr("companion.app.quit.TRY", 0.2)
    let_go = threading.Event()
    workspace = home()
    write = workspace.store.write_private

    def hang(snapshot):
        assert let_go.wait(PATIENCE)
        write(snapshot)

    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        monkeypatch.setattr(workspace.store, "write_private", hang)
        await pilot.press(*"zebra", "ctrl+q")
        await see(pilot, "What you typed last is not saved yet")
        await pilot.press("escape")
        let_go.set()
        await until(pilot, lambda: says(workspace.places.home, session, "zebra"))
        await leave(pilot)


def end_of_the_program(monkeypatch):
    """An event for what hangs, set once the program ends itself, and the codes it ends with."""
    let_go, ends = threading.Event(), []

    def end(code):
        ends.append(code)
        let_go.set()

    monkeypatch.setattr("companion.app.termination.os._exit", end)
    return let_go, ends


async def test_who_leaves_although_the_disk_hangs_has_left_in_a_moment(home, monkeypatch):
    """The program ends itself: what waits for the disk would go on for as long as it hangs."""
    monkeypatch.setattr("companion.app.quit.TRY", 0.2)
    let_go, ends = end_of_the_program(monkeypatch)
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        monkeypatch.setattr(workspace.store, "write_private", lambda _what: let_go.wait(PATIENCE))
        await pilot.press(*"zebra", "ctrl+q")
        await see(pilot, "What you typed last is not saved yet")
        assert not ends
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.return_code is not None)
    assert ends[0] == 0


async def test_who_leaves_while_a_disk_that_failed_hangs_has_left_in_a_while(home, monkeypatch):
    monkeypatch.setattr("companion.app.quit.PATIENCE", 0.2)
    let_go, ends = end_of_the_program(monkeypatch)
    workspace = home()

    def fail_once(_snapshot):
        monkeypatch.setattr(workspace.store, "write_private", lambda _what: let_go.wait(PATIENCE))
        raise OSError("it is gone")

    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        monkeypatch.setattr(workspace.store, "write_private", fail_once)
        await pilot.press(*"zebra")
        await until(pilot, lambda: words(pilot) == "! not saved")
        await pilot.press("ctrl+q")
        await see(pilot, "What you typed since then may be lost")
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.return_code is not None)
    assert ends[0] == 0


async def test_a_line_that_neither_disk_took_is_a_draft_again_at_the_next_start(home, monkeypatch):
    """There is room for the drafts alone, and nobody knows whether it had been saved."""
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        monkeypatch.setattr(workspace.store, "write_private", lambda _snapshot: 1 / 0)
        monkeypatch.setattr(workspace.store, "publish", lambda _snapshot: 1 / 0)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press(*"zebra", "enter")
        await until(pilot, lambda: words(pilot) == "! not saved")
        await leave(pilot)
    workspace.close()
    assert [draft.text for draft in home().drafts.all()] == ["zebra"]


async def note_for_both(pilot, words):
    """Open a lesson, and write a note for both at its first passage."""
    pilot.app.post_message(LessonChosen("feedback-02"))
    await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))
    await pilot.press("h", "m")
    await until(pilot, lambda: isinstance(pilot.app.screen, MarginNoteScreen))
    await pilot.press(*words, "down", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, LessonScreen))


async def test_a_note_for_both_that_neither_disk_took_is_a_draft_again_at_the_next_start(
    home, monkeypatch
):
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(workspace.store, "write_private", lambda _snapshot: 1 / 0)
        monkeypatch.setattr(workspace.store, "publish", lambda _snapshot: 1 / 0)
        await note_for_both(pilot, "zebra")
        await until(pilot, lambda: words(pilot) == "! not saved")
        await leave(pilot)
    workspace.close()
    assert [draft.text for draft in home().drafts.all()] == ["zebra"]


async def test_a_line_that_is_saved_is_no_draft_because_another_document_is_refused(
    home, monkeypatch
):
    workspace = home()
    write, publish = workspace.store.write_private, workspace.store.publish

    def refusing(take):
        return lambda snapshot: 1 / 0 if "margins" in snapshot.document else take(snapshot)

    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        monkeypatch.setattr(workspace.store, "write_private", refusing(write))
        monkeypatch.setattr(workspace.store, "publish", refusing(publish))
        await note_for_both(pilot, "quagga")
        await until(pilot, lambda: words(pilot) == "! not saved")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
        await pilot.press(*"zebra", "enter")
        await until(pilot, lambda: says(workspace.places.home, session, "zebra"))
        await leave(pilot)
    workspace.close()
    assert [draft.text for draft in home().drafts.all()] == ["quagga"]


UNSAVED = {
    "private notes": (["f7", *"zebra"], "companion.workspace.session.private_notes.write_private"),
    "draft": (["f8", *"zebra", "escape"], "companion.storage.private.draft_file.DraftFile.write"),
}
"""What is no document: the keys that type it, and what writes its file."""


@pytest.mark.parametrize("what", UNSAVED)
async def test_it_is_called_saved_once_all_that_was_typed_is(home, monkeypatch, what):
    keys, writes = UNSAVED[what]
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        await until(pilot, lambda: told(pilot).count("Saved.") == 1)
        with monkeypatch.context() as full:
            full.setattr(writes, lambda *_about: refuse())
            await pilot.press(*keys, "ctrl+s")
            await until(pilot, lambda: words(pilot) == "! not saved")
            assert told(pilot).count("Saved.") == 1
        await until(pilot, lambda: told(pilot).count("Saved.") == 2)


def refuse():
    """As a full disk does."""
    raise OSError(28, "No space left on device")


@each_fault
async def test_a_private_disk_that_takes_nothing_is_told_and_tried_again(
    home, disk, fault, monkeypatch
):
    reason, fails = FAULTS[fault]
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        with fails(disk(workspace.places.home)):
            await pilot.press(*"zebra")
            await until(pilot, lambda: words(pilot) == "! not saved")
            assert reason in told(pilot)
            assert pilot.app.saving.unsaved
        await until(pilot, lambda: says(workspace.places.home, session, "zebra"))
        await until(pilot, lambda: words(pilot).startswith("shared "))
        await leave(pilot)
    workspace.close()
    assert home().open_session(session.id).note("i1") == "zebra"


ADDED_AFTER = {
    "a correction": (["c"], [], PromptScreen, lambda n: n.corrections),
    "a changed line": (["c"], ["down"], PromptScreen, lambda n: n.decisions),
    "a later line": (["l"], None, PromptScreen, lambda n: n.learned),
    "a card": (["k"], None, CardScreen, lambda n: n.cards),
}
"""What is added to a closed session: the key, what is chosen among the agreed lines, the dialog."""


@pytest.mark.parametrize("what", ADDED_AFTER)
async def test_what_a_full_disk_did_not_take_of_a_closed_session_stands_in_its_field_again(
    home, disk, what
):
    key, choice, dialog, records = ADDED_AFTER[what]
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.add("decisions", ParsedLine("we go"), by="anna")
    session.add("cards", ParsedLine("Page?", "anna"), by="bert", answer="Yes.")
    session.finish()
    assert session.save() is None
    session.close()
    workspace.index.refresh()

    async def ask(pilot):
        """Open the field; gives it."""
        await pilot.press(*key)
        if choice is not None:
            await until(pilot, lambda: isinstance(pilot.app.screen, AgreedLinesScreen))
            await pilot.press(*choice, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, dialog))
        await until(pilot, lambda: isinstance(pilot.app.screen.focused, DraftInput))
        return pilot.app.screen.focused

    async def enter(pilot):
        """Take what stands in the field."""
        await pilot.press("enter")
        if dialog is CardScreen:
            await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))

    def kept():
        """What the file on the disk says."""
        opened = workspace.open_session(session.id, look=False)
        opened.close()
        return [record.text for record in records(opened.notebook)]

    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: isinstance(pilot.app.screen, NotesScreen))
        before = kept()
        field = await ask(pilot)
        await pilot.press(*"zebra")
        typed = field.value
        assert "zebra" in typed
        with disk(workspace.places.home).full():
            await enter(pilot)
            assert "the disk is full" in told(pilot)
            undo_name = pilot.app.newest_undo_name
        assert (kept(), undo_name) == (before, ""), "nothing was done"
        field = await ask(pilot)
        assert field.value == typed
        await enter(pilot)
        assert typed in kept()
        assert workspace.drafts.all() == []


async def test_a_share_that_is_gone_is_told_and_nothing_lost(home, tmp_path):
    shared, away = tmp_path / "shared", tmp_path / "away"
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        shared.rename(away)
        await pilot.press(*"zebra", "ctrl+s")
        await until(pilot, lambda: words(pilot).startswith("! not shared"))
        assert "it is not there" in told(pilot)
        assert not shared.exists()
        away.rename(shared)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: says(shared, session, "zebra"))
        await until(pilot, lambda: words(pilot).startswith("shared "))
        await leave(pilot)


async def test_what_a_share_missed_while_gone_is_shared_at_the_next_start(home, tmp_path):
    shared, away = tmp_path / "shared", tmp_path / "away"
    first = home()
    async with app_for(first).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        shared.rename(away)
        await pilot.press(*"zebra")
        await leave(pilot)
    first.close()
    away.rename(shared)
    assert not says(shared, session, "zebra")
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: says(shared, session, "zebra"))
        await pilot.press("ctrl+q")


class Hanging:
    """From now on, reading from the shared folder or writing to it waits; the screen's own
    thread does not, for what it asks for is a fault that is noted."""

    def __init__(self, monkeypatch, workspace, shared):
        self.let_go = threading.Event()
        self.would_freeze = False
        folder = workspace.store.shared
        monkeypatch.setattr(folder, "scan", self._instead_of(folder.scan))
        monkeypatch.setattr(folder, "documents", self._instead_of(folder.documents))
        replace = atomic_files.replace_file
        slow = self._instead_of(replace)
        monkeypatch.setattr(
            atomic_files,
            "replace_file",
            lambda path, data: (slow if path.is_relative_to(shared) else replace)(path, data),
        )

    def _instead_of(self, real):
        def wait(*arguments, **options):
            if threading.current_thread() is threading.main_thread():
                self.would_freeze = True
            else:
                self.let_go.wait(PATIENCE)
            return real(*arguments, **options)

        return wait


def kept_waiting():
    """The threads that Python waits for at its end."""
    return {thread for thread in threading.enumerate() if not thread.daemon}


async def test_a_share_that_hangs_holds_up_nothing(home, tmp_path, monkeypatch):
    monkeypatch.setattr(keeper, "FAREWELL", 0.1)
    monkeypatch.setattr("companion.app.index_refresh.LISTS", 0.1)
    first, shared, before = home(), tmp_path / "shared", kept_waiting()
    async with app_for(first).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        hanging = Hanging(monkeypatch, first, shared)
        await pilot.press(*"zebra", "ctrl+s")
        await until(pilot, lambda: says(first.places.home, session, "zebra"))
        await pilot.press("space", *"quagga")  # keys are still answered, and saved
        assert session.note("i1") == "zebra quagga"
        await until(pilot, lambda: says(first.places.home, session, "zebra quagga"))
        await until(pilot, lambda: words(pilot).startswith("saved "))
        await pilot.press("ctrl+s", "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        assert not says(shared, session, "zebra")
        assert words(pilot).startswith("saved "), "shared is said of what was published alone"
        assert kept_waiting() <= before, "leaving would wait for the folder"
        await leave(pilot)
    first.close()
    monkeypatch.undo()
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: says(shared, session, "zebra quagga"))
        await pilot.press("ctrl+q")
    hanging.let_go.set()
    assert home("Bert", "Anna").open_session(session.id).note("i1") == "zebra quagga"


async def test_a_session_opens_and_is_read_while_the_share_hangs(home, tmp_path, monkeypatch):
    workspace = home()
    session = workspace.create_session("feedback-02")
    session.write_note("i1", "zebra")
    workspace.save(session)
    session.close()
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, workspace.sessions)
        hanging = Hanging(monkeypatch, workspace, tmp_path / "shared")
        app.post_message(SessionChosen(session.id))
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await pilot.press("f3")
        await see(pilot, "zebra")
        app.action_place("notes")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen) and "zebra" in shown(pilot))
        assert not hanging.would_freeze
        hanging.let_go.set()


async def test_a_session_is_made_once_the_share_answers(home, tmp_path, monkeypatch):
    monkeypatch.setattr(sessions, "PATIENCE", 0.05)
    workspace = home()
    app = app_for(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        hanging = Hanging(monkeypatch, workspace, tmp_path / "shared")
        for _again in range(2):
            app.post_message(SessionWanted("feedback-02"))
        await until(pilot, lambda: "does not answer yet" in told(pilot))
        assert not hanging.would_freeze
        hanging.let_go.set()
        await until(pilot, lambda: isinstance(app.screen, SessionScreen))
        await until(pilot, lambda: words(pilot).startswith("shared"))
        workspace.index.refresh()
        assert [s.id for s in workspace.sessions()] == [app.screen.session.id]


async def test_where_a_drive_belongs_nothing_is_put_and_nothing_is_called_shared(home, tmp_path):
    shared, drive = tmp_path / "shared", tmp_path / "drive"
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        shared.rename(drive)
        shared.mkdir()
        await pilot.press(*"zebra", "ctrl+s")
        await until(pilot, lambda: words(pilot).startswith("! not shared · saved "))
        assert "is its drive connected?" in told(pilot)
        assert says(workspace.places.home, session, "zebra")
        assert list(shared.iterdir()) == []
        pilot.app.notify("Written down.")
        await pilot.press("down")
        await until(pilot, lambda: rows(pilot.app)[-2].startswith(" ! "))  # for as long as it lasts
        shared.rmdir()
        drive.rename(shared)
        pilot.app.refresh_lists()  # as every few seconds: what waits need not wait for its turn
        await until(pilot, lambda: words(pilot).startswith("shared "))
        await until(pilot, lambda: told(pilot).endswith("Saving and sharing work again."))
        await until(pilot, lambda: "Saving and sharing work again." in rows(pilot.app)[-2])
        await leave(pilot)
    assert says(shared, session, "zebra")


async def test_a_folder_that_goes_away_is_told_without_a_key(home, tmp_path, monkeypatch):
    monkeypatch.setattr("companion.app.index_refresh.LISTS", 0.1)
    shared, away = tmp_path / "shared", tmp_path / "away"
    async with app_for(home()).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        shared.rename(away)
        await until(pilot, lambda: words(pilot).startswith("! not shared"))
        assert "it is not there" in told(pilot)
        away.rename(shared)
        await until(pilot, lambda: words(pilot).startswith("shared "))
        await leave(pilot)


async def line_says(pilot, words):
    await until(pilot, lambda: words in rows(pilot.app)[-2])


async def test_the_line_says_of_two_disks_what_is_still_in_trouble_and_for_as_long(
    home, tmp_path, disk, monkeypatch
):
    monkeypatch.setattr("companion.app.index_refresh.LISTS", 0.1)
    shared, away, workspace = tmp_path / "shared", tmp_path / "away", home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        with disk(workspace.places.home).full():
            await pilot.press(*"zebra")
            await line_says(pilot, "Not saved:")
            shared.rename(away)
            await line_says(pilot, "Not saved, nor shared:")
            away.rename(shared)
            await line_says(pilot, "Not saved:")
            pilot.app.post_message(Trouble("Drafts could not be read."))
            await line_says(pilot, "Drafts could not be read.")
            await pilot.press("down")
            await line_says(pilot, "Not saved:")
        await line_says(pilot, "Saving and sharing work again.")
        await leave(pilot)


async def test_the_line_calls_saved_only_what_is_whichever_disk_fails_first(
    home, tmp_path, disk, monkeypatch
):
    """At once, and not only when the shared folder is tried again."""
    monkeypatch.setattr("companion.app.index_refresh.LISTS", 600.0)
    shared, away, workspace = tmp_path / "shared", tmp_path / "away", home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        shared.rename(away)
        pilot.app.refresh_lists()
        await line_says(pilot, "Saved on this computer")
        with disk(workspace.places.home).full():
            await pilot.press(*"zebra")
            await line_says(pilot, "Not saved, nor shared:")
            troubles = pilot.app.services.trouble.status.troubles
            assert not any("Saved on this computer" in sentence for sentence in troubles)
        await line_says(pilot, "Saved on this computer")
        away.rename(shared)
        pilot.app.refresh_lists()
        await line_says(pilot, "Saving and sharing work again.")
        await leave(pilot)


async def test_trouble_that_is_over_before_the_app_comes_to_tell_it_stays_on_no_line(home):
    """As where a draft was tried twice, once in vain, while a screen was being made."""
    workspace = home()
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        workspace.hear_of_save(DRAFTS, "Not saved: the disk is full.")
        workspace.hear_of_save(DRAFTS, "")
        await settle(pilot)
        assert words(pilot) == ""
        assert "Not saved" not in shown(pilot)


async def test_a_note_of_the_command_line_that_could_not_be_shared_is_without_a_start(
    home, tmp_path, disk, monkeypatch
):
    monkeypatch.setattr("companion.app.index_refresh.LISTS", 0.1)
    workspace, shared = home(), tmp_path / "shared"
    async with app_for(workspace).run_test(size=(80, 24)) as pilot:
        session = await write_in_a_session(pilot)
        with disk(shared).read_only():
            program = home()
            note = program.open_session(session.id)
            note.write_note("i2", "quagga")
            with pytest.raises(FolderUnreachable):
                program.save(note)
            program.close()
            await until(pilot, lambda: words(pilot).startswith("! not shared"))
        await until(pilot, lambda: words(pilot).startswith("shared "))
        await until(pilot, lambda: session.note("i2") == "quagga")
        assert says(shared, session, "quagga")
        await leave(pilot)


async def type_a_draft(pilot):
    """Stand on the session's screen with a draft that is still to be written."""
    await pilot.press("f8")
    await until(pilot, lambda: isinstance(pilot.app.screen, CaptureScreen))
    await pilot.press(*"zebra", "escape")


async def type_a_note(pilot):
    """Type what is still to be saved and shared."""
    await pilot.press(*"zebra")


async def type_nothing(_pilot):
    """Leave with everything saved."""


@pytest.mark.parametrize("type_last", [type_nothing, type_a_note, type_a_draft])
async def test_what_is_heard_while_leaving_makes_nothing_that_saves_anew(
    home, monkeypatch, type_last
):
    """Its threads would begin behind those that were just ended."""
    made = []

    def make(*about):
        made.append(AutosaveController(*about))
        return made[-1]

    monkeypatch.setattr(services, "AutosaveController", make)
    app = app_for(home())
    async with app.run_test(size=(80, 24)) as pilot:
        await write_in_a_session(pilot)
        await type_last(pilot)
        await leave(pilot)
        app.post_message(ShareChecked(None))
        await pilot.pause()
    assert len(made) == 1
