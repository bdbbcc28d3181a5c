import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from companion.storage.document.device_file import DeviceFile, encode
from companion.storage.document.document import Document
from companion.storage.sync import shared_folder as module
from companion.storage.sync.shared_folder import (
    BETWEEN,
    DAMAGED,
    FOREIGN,
    MAX_FILES,
    NEWER,
    SESSIONS,
    UNREADABLE,
    YOUNG,
    Folder,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")

COPIES = [
    "dev001.a.sync-conflict-20261123-191507-BPXLPJR.json",
    "dev001.a (Anna's conflicted copy 2026-11-23).json",
    "dev001.a (Annas in Konflikt stehende Kopie 2026-11-23).json",
    "dev001.a (Exemplaar met conflict van Anna 2026-11-23).json",
    "dev001.a (конфликтующая копия Анны 2026-11-23).json",
    "dev001.a (conflicted copy 2026-11-23 191507).json",
    "dev001.a-LAPTOP.json",
    "dev001.a (1).json",
    "dev001.a 2.json",
    "dev001.a.json..path1",
    "dev001.a.json.conflict1",
    "dev001.a (conflict_on_2026-11-23).json",
    "dev001.a.json.orig",
    "anything at all.json",
]
TEMPORARIES = [
    "~$dev001.a.json.17-4.tmp",
    ".syncthing.dev001.a.json.tmp",
    "~syncthing~dev001.a.json.tmp",
    ".dev001.a.json.swp",
    "._dev001.a.json",
    "dev001.a.txt",
    "README.txt",
    "dev001.a.jso",
    "desktop.ini",
]


@pytest.fixture
def folder(tmp_path, session):
    (tmp_path / session).mkdir(parents=True)
    return Folder(tmp_path)


@pytest.fixture
def put(folder, session, type_into):
    """Writes a device file with a text in it: put("dev001.a.json", "words")."""

    def write(name, text="words", document=session, device="dev001"):
        content = Document()
        type_into(content, text)
        path = folder.path(session) / name
        path.write_bytes(encode(DeviceFile(document, device, "anna", "", content.state())))
        return path

    return write


def texts(reading):
    return sorted(Document(file.state).text("notes:0") for file in reading.files)


@pytest.mark.parametrize("name", COPIES)
def test_copies_of_every_sync_tool_are_read(folder, session, put, name):
    put("dev001.a.json", "original")
    original = put("x.json", "the other one")
    original.rename(original.with_name(name))
    reading = folder.read(session)
    assert texts(reading) == ["original", "the other one"]
    assert reading.problems == ()


@pytest.mark.parametrize("name", TEMPORARIES)
def test_what_is_still_being_written_is_not_read(folder, session, put, name):
    original = put("x.json")
    original.rename(original.with_name(name))
    assert folder.read(session) == module.FolderScan()


def bad_files(place: Path):
    (place / "empty.json").write_bytes(b"")
    (place / "marks.json").write_bytes(b"<<<<<<< HEAD\n{}\n")
    (place / "zeros.json").write_bytes(bytes(500))
    (place / "newer.json").write_bytes(b'{"about": {"1": {"format": 9, "device": "dev9"}}}')


def test_bad_files_are_named_and_good_ones_read(folder, session, put, files_in):
    put("dev001.a.json", "good")
    put("foreign.json", "elsewhere", document="sessions/other", device="dev002")
    place = folder.path(session)
    bad_files(place)
    cut = put("cut.json")
    cut.write_bytes(cut.read_bytes()[:-40])
    before = files_in(folder.root)
    reading = folder.read(session)
    assert files_in(folder.root) == before
    assert texts(reading) == ["good"]
    kinds = {problem.path.name: problem.kind for problem in reading.problems}
    assert kinds == {
        "cut.json": DAMAGED, "empty.json": DAMAGED, "marks.json": DAMAGED, "zeros.json": DAMAGED,
        "newer.json": NEWER, "foreign.json": FOREIGN,
    }  # fmt: skip
    devices = {problem.path.name: problem.device for problem in reading.problems}
    assert devices["newer.json"] == "dev9"
    assert devices["foreign.json"] == "dev002"
    assert all(problem.reason for problem in reading.problems)


def test_a_state_that_cannot_be_merged_is_damage(folder, session):
    path = folder.path(session) / "dev001.a.json"
    path.write_bytes(encode(DeviceFile(session, "dev001", "anna", "", b"\xff\xff\xff")))
    assert [problem.kind for problem in folder.read(session).problems] == [DAMAGED]


@posix
def test_links_pipes_folders_and_giants_are_foreign(folder, session, put):
    put("good.json")
    place = folder.path(session)
    (place / "link.json").symlink_to(place / "good.json")
    os.mkfifo(place / "pipe.json")
    (place / "folder.json").mkdir()
    with (place / "giant.json").open("wb") as file:
        file.truncate(2**30)
    reading = folder.read(session)
    assert len(reading.files) == 1
    assert {p.path.stem: p.kind for p in reading.problems} == dict.fromkeys(
        ("link", "pipe", "folder", "giant"), FOREIGN
    )


def test_only_what_changed_is_read_again(folder, session, put):
    put("dev001.a.json", "one")
    bad_files(folder.path(session))
    first = folder.read(session)
    assert folder.read(session, first.seen) == module.FolderScan(seen=first.seen)
    put("dev001.b.json", "two")
    (folder.path(session) / "empty.json").write_bytes(b"no longer empty")
    second = folder.read(session, first.seen)
    assert texts(second) == ["two"]
    assert [problem.path.name for problem in second.problems] == ["empty.json"]
    put("dev001.a.json", "one more")
    assert texts(folder.read(session, second.seen)) == ["one more"]


def test_a_file_the_system_will_not_give_is_tried_again(folder, session, put, monkeypatch):
    put("dev001.a.json", "one")
    real = module.read_plain_file

    def fail(error):
        def read(_path):
            raise error

        monkeypatch.setattr(module, "read_plain_file", read)

    fail(PermissionError(13, "locked"))
    locked = folder.read(session)
    assert [(p.kind, p.reason) for p in locked.problems] == [(UNREADABLE, "locked")]
    fail(FileNotFoundError())
    gone = folder.read(session, locked.seen)
    assert (gone.files, gone.problems) == ((), ())
    monkeypatch.setattr(module, "read_plain_file", real)
    assert texts(folder.read(session, gone.seen)) == ["one"]


def test_a_file_that_goes_while_the_folder_is_listed_hides_no_other(
    folder, session, put, monkeypatch
):
    for name in "abc":
        put(f"{name}.json", name)
    real = os.scandir

    class Listing:
        def __init__(self, path):
            self.entries = list(real(path))

        def __enter__(self):
            shutil.move(folder.path(session) / "a.json", folder.root / "away")
            return iter(self.entries)

        def __exit__(self, *_error):
            return None

    monkeypatch.setattr(os, "scandir", Listing)
    assert sorted(folder.scan(session)) == ["b.json", "c.json"]


def test_no_more_files_than_bounds_allow_are_read_and_always_the_same(folder, session):
    place = folder.path(session)
    names = [f"{number:04d}.json" for number in range(MAX_FILES + 50)]
    for name in names[::-1]:
        (place / name).touch()
    assert sorted(folder.scan(session)) == names[:MAX_FILES]


def test_a_missing_folder_holds_nothing(tmp_path, session):
    nowhere = Folder(tmp_path / "missing")
    assert nowhere.documents(SESSIONS) == []
    assert nowhere.scan(session) == {}
    assert nowhere.read(session) == module.FolderScan()
    (tmp_path / "file").touch()
    below = Folder(tmp_path / "file")
    assert below.documents(SESSIONS) == []
    assert below.scan(session) == {}


def test_documents_are_folders_with_plain_names(folder, monkeypatch):
    for name in ("2026-11-02-b", "2026-11-01-a", "Upper", ".git", "a b", "..x", "a" * 81, "é"):
        (folder.root / SESSIONS / name).mkdir(parents=True, exist_ok=True)
    (folder.root / SESSIONS / "2026-11-03-file").touch()
    if sys.platform != "win32":
        (folder.root / SESSIONS / "2026-11-04-link").symlink_to(folder.root)
    shutil.rmtree(folder.path("sessions/2026-11-23-feedback-02-k7q2m9"))
    expected = ["sessions/2026-11-01-a", "sessions/2026-11-02-b"]
    assert folder.documents(SESSIONS) == expected
    assert folder.documents(BETWEEN) == []
    monkeypatch.setattr(module, "MAX_SESSIONS", 1)
    assert folder.documents(SESSIONS) == expected[1:]


def test_a_young_file_is_read_again_though_nothing_of_it_seems_changed(tmp_path, session, put):
    moment = now = 1_800_000_000.0
    folder = Folder(tmp_path, clock=lambda: now)
    path = put("dev001.a.json", "one")

    def rewrite(data):
        path.write_bytes(data)  # in place: the same inode
        os.utime(path, (moment, moment))

    one = path.read_bytes()
    rewrite(one)
    first = folder.read(session)
    again = folder.read(session, first.seen)
    assert (texts(first), texts(again), again.seen) == (["one"], [], first.seen)
    two = b""
    while len(two) != len(one):  # a client's random number is now and then a byte shorter
        put("dev001.a.json", "two")
        two = path.read_bytes()
    rewrite(two)
    assert folder.scan(session) == {"dev001.a.json": replace(again.seen[path.name], content=b"")}
    second = folder.read(session, again.seen)
    assert texts(second) == ["two"]
    now += YOUNG
    rested = folder.read(session, second.seen)
    assert (rested.files, rested.fresh) == ((), frozenset())
    assert rested.seen == folder.scan(session) != second.seen


def test_more_than_can_be_looked_at_in_a_moment_is_left_unread(folder, session, put, monkeypatch):
    for name in "abc":
        put(f"{name}.json", name)
    size = (folder.path(session) / "a.json").stat().st_size
    monkeypatch.setattr(module, "MAX_TOTAL", 2 * size + 5)
    found = folder.read(session)
    assert texts(found) == ["a", "b"]
    assert [(p.path.name, p.kind) for p in found.problems] == [("c.json", FOREIGN)]
