"""The doctor's findings: each trouble is named with what to do, and nothing is touched."""

import os
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.domain.note.line_parser import ParsedLine
from companion.storage.document.device_file import DeviceFile, encode
from companion.storage.document.document import Document
from companion.storage.sync.folder_stats import STALE
from companion.workspace.platform.terminal import Terminal
from companion.workspace.setup.folder_check import LITTLE_SPACE
from companion.workspace.sync import doctor
from companion.workspace.sync import sync_report as sync_report
from companion.workspace.sync import sync_report_words as sync_checks
from companion.workspace.sync.doctor import diagnose
from companion.workspace.sync.machine_checks import space_check, terminal_check

SECRET = "nobody else's business"


@pytest.fixture
def pair(couple):
    """Anna and Bert with the true time, for files bear it."""
    for workspace in couple:
        workspace.environment = replace(workspace.environment, now=lambda: datetime.now(UTC))
    return couple


def named(checks, name):
    return [check for check in checks if check.name == name]


def one(checks, name):
    (check,) = named(checks, name)
    return check


def write(workspace, text, session=""):
    """A note in a session (by default a new one), saved and shared; gives the session's id."""
    found = workspace.open_session(session) if session else workspace.create_session("feedback-02")
    found.add_paragraph(text, "0")
    assert found.save() is None
    found.close()
    return found.id


def test_a_healthy_pair_has_nothing_to_mend(pair, shared, tree):
    anna, bert = pair
    session = write(anna, SECRET)
    write(bert, SECRET, session)
    before = tree(shared)
    checks = diagnose(anna)
    assert [check for check in checks if not check.ok] == []
    assert tree(shared) == before
    assert "just now" in one(checks, "partner").message
    assert SECRET not in str(checks)


def test_a_device_tells_whether_it_wrote_with_all_before_it(pair):
    anna, bert = pair
    session = write(anna, "first")
    write(bert, "seen", session)
    assert any("Bert" in c.message and "having all" in c.message
               for c in named(diagnose(anna), "device"))  # fmt: skip
    write(anna, "more", session)
    assert any("Bert" in c.message and "before your newest" in c.message
               for c in named(diagnose(anna), "device"))  # fmt: skip


def test_a_new_session_that_the_partner_has_not_touched_tells_nothing_of_them(pair):
    anna, bert = pair
    write(bert, "seen", write(anna, "first"))
    write(anna, "second", "")
    states = {d.mine: d for d in sync_report.sync_report(anna).devices}
    assert states[False].has_all is None
    assert states[False].person == "bert"
    assert states[True].has_all is None


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (timedelta(days=-3 * 365 - 1), "3 years behind"),
        (timedelta(hours=2, minutes=1), "2 hours ahead"),
        (timedelta(minutes=-30), "agrees"),
    ],
)
def test_a_clock_that_is_off_is_told_and_no_fault(pair, off, words):
    anna, bert = pair
    bert.environment = replace(bert.environment, now=lambda: datetime.now(UTC) + off)
    bert._forget()
    write(bert, "x", write(anna, "y"))
    clock = one(diagnose(anna), "partner-clock")
    assert clock.ok
    assert words in clock.message


def test_long_silence_is_no_fault_but_has_a_hint(pair):
    anna, bert = pair
    write(bert, "x")
    later = datetime.now(UTC) + sync_checks.QUIET + timedelta(days=1)
    anna.environment = replace(anna.environment, now=lambda: later)
    partner = one(diagnose(anna), "partner")
    assert partner.ok
    assert "8 days ago" in partner.message
    assert "sync tool" in partner.remedy


def test_a_partner_who_was_never_heard(launch, shared):
    from companion.workspace.setup.setup import set_up_pair

    anna = launch("anna")
    set_up_pair(anna, "Anna", "Bert", shared)
    partner = one(diagnose(anna), "partner")
    assert not partner.ok
    assert "Nothing has come from Bert" in partner.message
    assert partner.remedy


def test_alone_nobody_is_waited_for(launch):
    from companion.workspace.setup.setup import set_up_alone

    anna = launch("anna")
    set_up_alone(anna, "Anna")
    checks = diagnose(anna)
    assert all(check.ok for check in checks)
    assert not {"partner", "sync-tool"} & {check.name for check in checks}


def test_nobody_set_up(launch, tmp_path):
    checks = diagnose(launch("anna"))
    assert not one(checks, "set-up").ok
    assert not (tmp_path / "homes" / "anna").exists()


def test_files_that_are_left_out_are_named_by_kind(pair, shared):
    anna, _bert = pair
    folder = shared / "sessions" / write(anna, SECRET)
    whole = next(folder.glob("*.a.json")).read_bytes()
    (folder / "cut.json").write_bytes(whole[:500])
    (folder / "later.json").write_bytes(whole.replace(b'"format": 1', b'"format": 9'))
    other = shared / "sessions" / "2026-11-01-elsewhere"
    other.mkdir()
    (other / "moved.json").write_bytes(whole)
    found = {c.message.split("/")[-1].split(" ")[0]: c for c in named(diagnose(anna), "set-aside")}
    assert not any(check.ok for check in found.values())
    assert "damaged" in found["cut.json"].message
    assert found["cut.json"].message.startswith(f"sessions/{folder.name}/")
    assert "Update companion" in found["later.json"].remedy
    assert "not a file of these notes" in found["moved.json"].message
    assert SECRET not in str(found)


def test_a_file_that_contradicts_the_notes_is_named(pair, shared):
    anna, _bert = pair
    name = f"sessions/{write(anna, 'kept')}"
    folder = shared / name
    state = Document(*(f.state for f in anna.store.shared.read(name).files)).state()
    assert state.count(b"kept") == 1
    other = DeviceFile(name, "dev009", "bert", "", state.replace(b"kept", b"lost"))
    (folder / "dev009.a.json").write_bytes(encode(other))
    check = one(diagnose(anna), "set-aside")
    assert check.message.startswith(f"{name}/dev009.a.json and the notes here contradict")
    assert "copy from the file" in check.remedy


def test_many_bad_files_are_counted(pair, shared):
    anna, _bert = pair
    folder = shared / "sessions" / write(anna, "x")
    for number in range(sync_checks.MOST_NAMED + 5):
        (folder / f"bad{number}.json").write_text("{")
    checks = named(diagnose(anna), "set-aside")
    assert len(checks) == sync_checks.MOST_NAMED + 1
    assert checks[-1].message == "5 more files are left out."


def test_a_files_name_cannot_steer_the_terminal(pair, shared):
    anna, _bert = pair
    folder = shared / "sessions" / write(anna, "x")
    (folder / "a\x1b[31m\u202eb.json").write_text("{")
    message = one(diagnose(anna), "set-aside").message
    assert "\x1b" not in message and "\u202e" not in message


def test_copies_and_left_overs_are_counted_and_no_fault(pair, shared):
    anna, _bert = pair
    folder = shared / "sessions" / write(anna, "x")
    whole = next(folder.glob("*.a.json"))
    copy = folder / whole.name.replace(".json", ".sync-conflict-20261123-191507-BPXLPJR.json")
    copy.write_bytes(whole.read_bytes())
    for name, age in (("~$old.a.json.1-2.tmp", STALE + 60), ("~$new.a.json.1-2.tmp", 0.0)):
        (folder / name).write_text("")
        os.utime(folder / name, (time.time() - age, time.time() - age))
    checks = diagnose(anna)
    assert all(check.ok for check in checks if check.name != "partner")
    assert "1 copy" in one(checks, "copies").message
    assert "1 file" in one(checks, "left-overs").message


def test_words_that_are_not_shared_are_told(pair, shared):
    anna, _bert = pair
    session = write(anna, "x")
    for path in (shared / "sessions" / session).iterdir():
        path.unlink()
    words = one(diagnose(anna), "shared-words")
    assert not words.ok
    assert "1 session" in words.message


def test_somebody_elses_folder(pair, shared):
    anna, _bert = pair
    anna.settings = replace(anna.settings, spaces=tuple(
        replace(s, me="carla", me_name="Carla") for s in anna.settings.spaces))  # fmt: skip
    check = one(diagnose(anna), "pair")
    assert not check.ok
    assert "Carla" in check.message and "Anna" in check.message
    assert check.remedy


def test_a_folder_without_its_pair_does_not_say_whose_it_is(pair, shared):
    anna, _bert = pair
    write(anna, "x")
    (shared / "programme").rename(shared.parent / "gone")
    assert not one(diagnose(anna), "pair").ok


def test_a_folder_that_is_gone(pair, shared):
    anna, _bert = pair
    shared.rename(shared.parent / "away")
    check = one(diagnose(anna), "shared-folder")
    assert not check.ok
    assert str(shared) in check.message
    assert "Settings" in check.remedy


def test_a_folder_that_was_full_and_is_empty(pair, shared):
    anna, _bert = pair
    shared.rename(shared.parent / "away")
    shared.mkdir()
    check = one(diagnose(anna), "shared-folder")
    assert not check.ok
    assert "is its drive connected?" in check.message
    assert list(shared.iterdir()) == []


def test_a_link_to_itself_where_the_folder_was(pair, shared):
    anna, _bert = pair
    shared.rename(shared.parent / "away")
    shared.symlink_to(shared)
    assert "is not there" in one(diagnose(anna), "shared-folder").message


def test_a_file_where_the_folder_was(pair, shared):
    anna, _bert = pair
    shared.rename(shared.parent / "away")
    shared.write_text("in the way")
    assert "not a folder" in one(diagnose(anna), "shared-folder").message


@pytest.mark.parametrize("hanging", ["examine", "_look"])
def test_a_folder_that_hangs_does_not_hold_anybody_up(pair, monkeypatch, hanging):
    anna, _bert = pair
    released = threading.Event()
    monkeypatch.setattr(doctor, "REACH", 0.05)
    monkeypatch.setattr(doctor, "LOOK", 0.05)
    if hanging == "_look":
        monkeypatch.setattr(doctor, "REACH", 20.0)
    monkeypatch.setattr(doctor, hanging, lambda *_arguments: released.wait(60))
    check = one(diagnose(anna), "shared-folder")
    released.set()
    assert not check.ok
    assert "does not answer" in check.message


def test_a_folder_that_cannot_be_read(pair, monkeypatch):
    anna, _bert = pair

    def fail(*_arguments):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(doctor, "sync_report", fail)
    assert "the disk does not answer" in one(diagnose(anna), "shared-folder").message


def test_looking_ends_after_a_while_with_the_newest(pair, monkeypatch):
    anna, _bert = pair
    for _number in range(3):
        write(anna, "x")
    monkeypatch.setattr(sync_report, "PATIENCE", -1.0)
    unread = one(diagnose(anna), "unread")
    assert unread.ok
    assert unread.message.startswith("3 ")


def test_the_private_folder_is_ones_own(pair):
    anna, _bert = pair
    assert one(diagnose(anna), "private-folder").ok
    anna.places.private.chmod(0o755)
    check = one(diagnose(anna), "private-folder")
    assert not check.ok
    assert check.remedy == f"Type: chmod 700 {anna.places.private}"


def test_a_private_folder_that_cannot_be_written_to(pair, monkeypatch):
    def fail(**_arguments):
        raise OSError(28, "No space left on device")

    anna, _bert = pair
    monkeypatch.setattr("tempfile.TemporaryFile", fail)
    check = one(diagnose(anna), "private-folder")
    assert not check.ok
    assert "the disk is full" in check.message


def test_private_files_inside_the_shared_folder(pair):
    anna, _bert = pair
    home = anna.places.home.parent
    anna.settings = replace(anna.settings, spaces=tuple(
        replace(s, folder=str(home)) for s in anna.settings.spaces))  # fmt: skip
    check = one(diagnose(anna), "shared-folder")
    assert not check.ok
    assert "private" in check.message


@pytest.mark.parametrize(
    ("free", "fine", "words"),
    [(LITTLE_SPACE - 1, False, "49 MB"), (LITTLE_SPACE, True, "50 MB"), (2**20 - 1, False, "under"),
     (3 * 2**30, True, "3 GB"), (None, True, "cannot be told")],
)  # fmt: skip
def test_little_room_is_told(tmp_path, monkeypatch, free, fine, words):
    monkeypatch.setattr("companion.workspace.sync.machine_checks.free_space", lambda _path: free)
    check = space_check("private-space", tmp_path)
    assert check.ok == fine
    assert words in check.message


@pytest.mark.parametrize(
    ("terminal", "fine", "words"),
    [
        (Terminal(True, "xterm", "utf-8", 80, 24), True, "80x24"),
        (Terminal(True, "xterm", "utf-8", 59, 24), False, "small"),
        (Terminal(True, "xterm", "utf-8", 80, 19), False, "small"),
        (Terminal(True, "dumb", "utf-8", 80, 24), False, "dumb"),
        (Terminal(True, "xterm", "ascii", 80, 24), False, "UTF-8"),
        (Terminal(False), True, "pipe"),
    ],
)
def test_what_the_terminal_can_do(terminal, fine, words):
    check = terminal_check(terminal)
    assert check.ok == fine
    assert words in check.message


def test_a_missing_part_is_named(pair, monkeypatch):
    from importlib import metadata

    def version(name):
        if name == "tinydb":
            raise metadata.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(metadata, "version", version)
    check = one(diagnose(pair[0]), "versions")
    assert not check.ok
    assert "missing: tinydb" in check.message


def test_actions_are_no_part_of_the_report(pair):
    anna, _bert = pair
    session = anna.create_session("feedback-02")
    session.add("actions", ParsedLine(SECRET))
    assert session.save() is None
    session.close()
    assert SECRET not in str(diagnose(anna))
