"""Private notes: for one person, on one device, and nowhere else."""

import io
import json
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import contextmanager

import pytest

from companion.domain.errors import CompanionError
from companion.domain.note.drafts import MAX_CHARACTERS, MAX_WITH_PRIVATE, Draft, DraftKey
from companion.domain.text import MAX_NOTE
from companion.storage.disk import atomic_files as files
from companion.storage.private.private_notes_file import read_private, write_private
from companion.workspace.session import private_notes as module
from companion.workspace.session.private_notes import open_private_notes
from companion.workspace.sync.bundles import pack

SECRET = "zebrafinch"


class Steady:
    """Seconds that go forward when told."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Steady()


@pytest.fixture
def session(couple):
    return couple[0].create_session("feedback-02")


@pytest.fixture
def opened(couple, session, seconds):
    """Opens Anna's private notes; all are closed at the end."""
    made = []

    def opener():
        made.append(open_private_notes(couple[0], session, seconds))
        return made[-1]

    yield opener
    for notes in made:
        notes.close()


@pytest.fixture
def path(couple, session):
    anna = couple[0]
    return anna.places.private_notes(anna.space.id) / session.id / "anna.json"


def done(notes):
    """Wait for what is being written."""
    notes._worker.do(lambda: None).result(10)


def test_they_are_saved_after_a_pause_and_found_again(opened, seconds, path):
    notes = opened()
    assert (notes.text, notes.unsaved) == ("", False)
    notes.write("my own")
    notes.tick()
    assert not path.exists()
    seconds.now = 0.3
    notes.tick()
    done(notes)
    assert SECRET not in path.read_text(encoding="utf-8")
    assert "my own" in path.read_text(encoding="utf-8")
    notes.tick()
    assert not notes.trouble
    assert not notes.unsaved
    notes.write(f"my own {SECRET}")
    notes.close()
    assert not notes.trouble
    assert opened().text == f"my own {SECRET}"


def test_who_types_on_is_saved_within_a_second(opened, seconds, path):
    notes = opened()
    for count in range(1, 9):
        notes.write("x" * count)
        seconds.now += 0.1
        notes.tick()
    done(notes)
    assert "xxxxxxx" in path.read_text(encoding="utf-8")


def test_a_disk_that_takes_nothing_is_told_and_tried_again(opened, seconds, path, monkeypatch):
    notes = opened()

    def full(*_arguments):
        raise OSError(28, "no space left")

    monkeypatch.setattr(module, "write_private", full)
    notes.write(SECRET)
    for _try in range(5):
        seconds.now += 1
        notes.tick()
        done(notes)
    assert "the disk is full" in notes.trouble
    monkeypatch.undo()
    for _try in range(3):
        seconds.now += 1
        notes.tick()
        done(notes)
    assert not notes.trouble
    assert SECRET in path.read_text(encoding="utf-8")


def test_what_cannot_be_saved_on_leaving_is_told_and_there_again(opened, couple, path, monkeypatch):
    notes = opened()
    notes.write(SECRET)

    def gone(*_arguments):
        raise OSError(5, "input/output error")

    monkeypatch.setattr(module, "write_private", gone)
    notes.close()
    assert "the disk does not answer" in notes.trouble
    monkeypatch.undo()
    couple[0].close_drafts()  # the program ended: another one finds them
    notes = opened()
    assert notes.text == SECRET
    notes.close()
    assert SECRET in path.read_text(encoding="utf-8")
    assert couple[0].drafts.all() == []


@pytest.fixture
def full(monkeypatch):
    """A disk that takes no private notes while it is entered."""

    @contextmanager
    def entered():
        with monkeypatch.context() as changed:
            changed.setattr(module, "write_private", lambda *_about: 1 / 0)
            yield

    return entered


@pytest.mark.parametrize("left", ["gnuxxyak", "yak", "gnu", ""])
def test_what_was_left_takes_the_place_of_the_words_it_was_typed_in(opened, path, full, left):
    """Also where they were saved since the notes were opened, in decomposed letters."""
    notes = opened()
    notes.write("gnu yak e\u0301")
    notes._save()
    done(notes)
    notes.tick()
    with full():
        notes.write(left)
        notes.close()
    assert read_private(path) == "gnu yak \u00e9"
    notes = opened()
    assert notes.text == left
    notes.close()
    assert read_private(path) == left


@pytest.mark.parametrize("is_over", [True, False], ids=["over", "under way"])
def test_what_was_typed_while_a_save_was_under_way_is_left_over_that_one(
    opened, path, full, monkeypatch, is_over
):
    """Nobody took note yet of how that save went."""
    notes = opened()
    notes.write("gnu x yak")
    let_go, write = threading.Event(), module.write_private

    def slow(*about):
        assert let_go.wait(10)
        write(*about)

    with monkeypatch.context() as changed:
        changed.setattr(module, "write_private", slow)
        notes._save()
    if is_over:
        let_go.set()
        done(notes)
    with full():
        notes.write("gnu xy yak")
        threading.Timer(0.05, let_go.set).start()
        notes.close()
    assert read_private(path) == "gnu x yak"
    notes = opened()
    assert notes.text == "gnu xy yak"


def test_where_drafts_are_full_what_was_left_has_room_yet_or_is_said_to_be_gone(
    couple, opened, full
):
    drafts = couple[0].drafts
    drafts.put(Draft(DraftKey("day"), "x" * MAX_CHARACTERS))
    notes = opened()
    with full():
        notes.write(SECRET)
        notes.close()
    assert notes.lost == ""
    notes = opened()
    assert notes.text == SECRET
    notes.close()
    drafts.put(Draft(DraftKey("day", ("2",)), "x" * MAX_NOTE), most=MAX_WITH_PRIVATE)
    notes = opened()
    with full():
        notes.write(SECRET * 2)
        notes.close()
    assert "Gone: what you typed last" in notes.lost
    assert opened().text == SECRET


def test_what_was_left_stands_behind_what_another_window_wrote(opened, path, monkeypatch):
    opened().close()
    notes = opened()
    notes.write("left here")
    monkeypatch.setattr(module, "write_private", lambda *_about: 1 / 0)
    notes.close()
    monkeypatch.undo()
    write_private(path, "from elsewhere")
    assert opened().text == "from elsewhere\nleft here"


def test_a_second_window_does_not_open_them(opened):
    notes = opened()
    with pytest.raises(CompanionError, match="another window"):
        opened()
    notes.close()
    assert opened().text == ""


def test_a_damaged_file_is_set_aside_and_never_written_over(opened, path):
    opened().close()
    path.write_bytes(b"half a f")
    notes = opened()
    assert notes.text == ""
    assert notes.set_aside is not None and notes.set_aside.read_bytes() == b"half a f"
    notes.write("new")
    notes.close()
    assert notes.set_aside.read_bytes() == b"half a f"
    path.write_bytes(b"another half")
    again = opened()
    assert again.set_aside not in (None, notes.set_aside)


def test_a_later_versions_file_is_left_as_it_is(opened, path):
    opened().close()
    write_private(path, "words")
    content = json.loads(path.read_text(encoding="utf-8"))
    content["about"]["1"]["format"] = 7
    path.write_text(json.dumps(content), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(CompanionError, match="newer"):
        opened()
    assert path.read_bytes() == before
    write_private(path, "words")
    assert opened().text == "words"  # the refusal let go of the file


def test_a_folder_that_cannot_be_used_is_named(opened, path):
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_bytes(b"")
    with pytest.raises(CompanionError, match="cannot be opened"):
        opened()


def test_nobody_opens_those_of_the_other(couple, session, opened):
    session.pass_pen(couple[0].pair)
    with pytest.raises(CompanionError, match="Bert has the pen"):
        opened()
    session.pass_pen(couple[0].pair)
    assert opened().text == ""


def test_each_session_has_its_own(couple, opened, seconds):
    notes = opened()
    notes.write("first")
    notes.close()
    other = open_private_notes(couple[0], couple[0].create_session("feedback-01"), seconds)
    assert other.text == ""
    other.close()


def test_no_byte_of_them_is_ever_shared_or_packed(couple, session, opened, shared, tree, tmp_path):
    notes = opened()
    notes.write(SECRET)
    notes.close()
    session.write_note("i1", "shared words")
    couple[0].save(session)
    with zipfile.ZipFile(io.BytesIO(pack(couple[0]))) as parcel:
        packed = b"".join(name.encode() + parcel.read(name) for name in parcel.namelist())
    homes = tree(tmp_path / "homes" / "anna")
    kept = [name for name, data in homes.items() if SECRET.encode() in data]
    assert kept == [name for name in kept if "/private-notes/" in name] and len(kept) == 1
    both = packed + b"".join(name.encode() + data for name, data in tree(shared).items())
    assert both.count(b"shared words") >= 2
    assert SECRET.encode() not in both
    assert b"private-notes" not in both


KILLED = """
import sys, time
from pathlib import Path
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.session.private_notes import open_private_notes
from datetime import UTC, datetime

workspace = Workspace(Environment(Places(Path(sys.argv[1])), lambda: datetime.now(UTC)))
notes = open_private_notes(workspace, workspace.open_session(sys.argv[2]), time.monotonic)
typed = []
while True:
    typed.append((len(typed), time.time()))
    notes.write(" ".join(f"{number}@{at}" for number, at in typed))
    notes.tick()
    print(len(typed), flush=True)
    time.sleep(0.02)
"""


def test_a_kill_loses_a_second_at_most(couple, session, opened, tmp_path):
    command = [sys.executable, "-c", KILLED, str(tmp_path / "homes" / "anna"), session.id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while int(process.stdout.readline()) < 100:
            pass
        process.kill()
        killed = time.time()
    notes = opened()
    assert notes.set_aside is None
    last = notes.text.split()[-1]
    assert killed - float(last.partition("@")[2]) < 1


def test_the_folder_is_for_one_user_alone(opened, path):
    notes = opened()
    notes.write("x")
    notes.close()
    if files.os.name == "posix":
        assert path.parent.stat().st_mode & 0o077 == 0
