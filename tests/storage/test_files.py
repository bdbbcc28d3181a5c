import errno
import os
import socket
import stat
import sys
import threading
from pathlib import Path

import pytest

from companion.storage.disk import atomic_files as files
from companion.storage.disk.atomic_files import (
    MAX_BYTES,
    NotPlain,
    make_private,
    read_plain_file,
    remove_leftovers,
    replace_file,
    signature,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "x.json"


def test_a_plain_file_is_read(path):
    path.write_bytes(b"content")
    assert read_plain_file(path) == b"content"
    path.write_bytes(b"")
    assert read_plain_file(path) == b""
    with pytest.raises(FileNotFoundError):
        read_plain_file(path.with_name("missing"))


def make_link(path):
    target = path.with_name("target")
    target.write_bytes(b"secret")
    path.symlink_to(target)


def make_socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def make_device(path):
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero: never ends
    except PermissionError:
        pytest.skip("only root may make a device")


def make_giant(path):
    with path.open("wb") as file:
        file.truncate(2**30)


@posix
@pytest.mark.parametrize(
    "make",
    [
        make_link,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path),
        os.mkfifo,
        Path.mkdir,
        make_socket,
        make_device,
        make_giant,
    ],
    ids=["link", "dangling", "loop", "fifo", "folder", "socket", "device", "giant"],
)
def test_what_is_no_plain_file_is_refused_at_once(path, make, monkeypatch):
    monkeypatch.chdir(path.parent)
    make(Path(path.name))
    before = len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0
    for _ in range(3):
        with pytest.raises(NotPlain):
            read_plain_file(path)
    if sys.platform == "linux":
        assert len(list(Path("/proc/self/fd").iterdir())) == before, "a descriptor was left open"


@posix
def test_a_pipe_that_takes_the_place_of_a_file_meanwhile_is_refused(path, monkeypatch):
    path.write_bytes(b"x")
    plain = path.lstat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "lstat", lambda _path: plain)
    with pytest.raises(NotPlain):
        read_plain_file(path)


def test_a_file_that_grows_while_it_is_read_is_refused(path, monkeypatch):
    path.write_bytes(b"x" * 20)
    monkeypatch.setattr(files, "MAX_BYTES", 20)
    assert read_plain_file(path) == b"x" * 20
    status = os.stat_result((*path.stat()[:6], 5, *path.stat()[7:10]))
    path.write_bytes(b"x" * 21)
    monkeypatch.setattr(os, "fstat", lambda _descriptor: status)
    with pytest.raises(NotPlain):
        read_plain_file(path)


def test_the_limit_is_12_mebibytes():
    assert MAX_BYTES == 12 * 2**20


def test_a_file_is_replaced_whole(path):
    replace_file(path, b"one")
    first = signature(path)
    replace_file(path, b"two, longer")
    assert path.read_bytes() == b"two, longer"
    assert signature(path) != first
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES, errno.EDQUOT]
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_when_it_fails_the_old_file_is_whole_and_nothing_is_left(path, monkeypatch, call, number):
    replace_file(path, b"old")

    def fail(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        if call == "open":
            broken.setattr(Path, "open", fail)
        elif call == "fsync":
            broken.setattr(os, "fsync", fail)
        elif call == "replace":
            broken.setattr(Path, "replace", fail)
        else:
            whole = Path.open

            def open_short(*arguments, **options):
                file = whole(*arguments, **options)
                return _Full(file, fail)

            broken.setattr(Path, "open", open_short)
        with pytest.raises(OSError) as caught:
            replace_file(path, b"new")
    assert caught.value.errno == number
    assert path.read_bytes() == b"old"
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"


class _Full:
    """A file on a disk that takes half of what is written."""

    def __init__(self, file, fail):
        self._file, self._fail = file, fail

    def __enter__(self):
        self._file.__enter__()
        return self

    def __exit__(self, *error):
        return self._file.__exit__(*error)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def write(self, data):
        self._file.write(data[: len(data) // 2])
        self._fail()


def test_being_interrupted_leaves_nothing_either(path, monkeypatch):
    replace_file(path, b"old")
    monkeypatch.setattr(os, "fsync", lambda _descriptor: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(path.parent.iterdir())) == 1


@posix
@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EBADF, False), (errno.EIO, True)],
)
def test_a_drive_that_cannot_sync_folders_will_do(path, monkeypatch, number, told):
    real = os.fsync

    def sync(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    if told:
        with pytest.raises(OSError, match=os.strerror(number)):
            replace_file(path, b"new")
    else:
        replace_file(path, b"new")
    assert path.read_bytes() == b"new"


@posix
def test_content_then_name_then_folder_reach_the_disk_in_that_order(path, monkeypatch):
    calls = []
    sync, replace = os.fsync, Path.replace

    def note_sync(descriptor):
        calls.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "content")
        sync(descriptor)

    def note_replace(old, new):
        calls.append("name")
        return replace(old, new)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_replace)
    replace_file(path, b"new")
    assert calls == ["content", "name", "folder"]


@pytest.mark.parametrize("patient", [True, False])
def test_a_file_somebody_holds_is_tried_again_on_windows(path, monkeypatch, patient):
    replace, tries = Path.replace, []

    def held(old, new):
        tries.append(new)
        if len(tries) < 3 or not patient:
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32
            raise error
        return replace(old, new)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "_SHARING_PATIENCE", 5 if patient else 0.1)
    if patient:
        replace_file(path, b"new")
        assert path.read_bytes() == b"new"
        assert len(tries) == 3
    else:
        with pytest.raises(PermissionError):
            replace_file(path, b"new")
        assert list(path.parent.iterdir()) == []


def test_many_threads_replace_one_file_and_readers_see_it_whole(path):
    contents = [bytes([number]) * 5000 for number in range(4)]
    replace_file(path, contents[0])
    seen, stop = set(), threading.Event()

    def read():
        while not stop.is_set():
            seen.add(read_plain_file(path))

    def write(content):
        for _ in range(15):
            replace_file(path, content)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(content,)) for content in contents]
    reader.start()
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert seen <= set(contents)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@posix
def test_private_folders_are_private_all_the_way_down(tmp_path):
    old = os.umask(0o022)
    try:
        made = make_private(tmp_path / "home" / "private" / "devices")
    finally:
        os.umask(old)
    for folder in (made, made.parent, made.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    mode = tmp_path.stat().st_mode
    make_private(tmp_path)
    assert tmp_path.stat().st_mode == mode
    (tmp_path / "file").write_bytes(b"")
    for below in (tmp_path / "file", tmp_path / "file" / "x" / "y"):
        with pytest.raises(OSError, match="file"):
            make_private(below)


def test_only_my_own_left_overs_are_removed(tmp_path):
    mine = [f"~$dev001.{slot}.json.17-4.tmp" for slot in "ab"] + ["~$dev001.json.1-1.tmp"]
    others = ["~$dev0011.a.json.1-1.tmp", "~$dev002.a.json.1-1.tmp", "dev001.a.json", "~$x.tmp"]
    for name in (*mine, *others):
        (tmp_path / name).write_bytes(b"half")
    remove_leftovers(tmp_path, "dev001")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(others)
    remove_leftovers(tmp_path / "missing", "dev001")


def test_what_this_program_is_writing_is_no_left_over(tmp_path, monkeypatch):
    path, renamed = tmp_path / "dev001.json", Path.replace

    def replace_late(temporary, target):  # another thread looks just before the rename
        looking = threading.Thread(target=remove_leftovers, args=(tmp_path, "dev001"))
        looking.start()
        looking.join()
        return renamed(temporary, target)

    monkeypatch.setattr(Path, "replace", replace_late)
    replace_file(path, b"whole")
    assert path.read_bytes() == b"whole"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@posix
def test_a_signature_is_that_of_the_link_itself(path):
    make_link(path)
    assert signature(path).size != len(b"secret")
    with pytest.raises(FileNotFoundError):
        signature(path.with_name("missing"))
