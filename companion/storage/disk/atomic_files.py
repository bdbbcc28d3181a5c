"""Files as the operating system has them: read with care, replaced whole and durably."""

import contextlib
import errno
import hashlib
import os
import stat
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 12 * 2**20
"""No file of ours comes near: a session holds at most 2 MiB of state, which makes a third more in
base64, and its words once more to be read by people. A larger one is not read."""

TEMPORARY = "~$"
"""How the names of files still being written begin; sync tools and readers skip them."""

_SHARING_VIOLATIONS = (5, 32, 33)
_SHARING_PATIENCE = 2.5
"""Seconds to wait on Windows for another program to let go of a file."""
_NO_FOLDER_SYNC = (errno.EINVAL, errno.EBADF, errno.ENOTSUP)
"""What network drives answer that cannot fsync a folder; the file in it is safe by then."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What changes when a file changes."""

    size: int
    mtime_ns: int
    inode: int
    content: bytes = b""
    """A digest of what was read from a file that was still young: its next change may leave all
    the rest as it is, so it is read again until it has rested."""


class NotPlain(ValueError):
    """A name that is no plain file of a sensible size: a link, pipe, folder, device or giant."""

    def __init__(self) -> None:
        super().__init__("it is no plain file of a sensible size")


def signature(path: Path) -> Signature:
    """The signature of a file, links not followed. Raises OSError."""
    status = path.lstat()
    return Signature(status.st_size, status.st_mtime_ns, status.st_ino)


def read_plain_file(path: Path, most: int | None = None) -> bytes:
    """All bytes of a plain file of at most MAX_BYTES, or of so many. Raises NotPlain or OSError.

    Neither follows a link nor waits for a pipe.
    """
    most = MAX_BYTES if most is None else most
    if not stat.S_ISREG(path.lstat().st_mode):
        raise NotPlain
    with open(path, "rb", opener=_with_care) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise NotPlain
        data = file.read(most + 1)
    if len(data) > most:
        raise NotPlain
    return data


def fingerprint(data: bytes) -> str:
    """A short digest that tells contents apart."""
    return hashlib.sha256(data).hexdigest()[:12]


def _with_care(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def replace_file(path: Path, data: bytes) -> None:
    """Make `path` hold `data`, durably: after a crash it is the old file or the new one, whole.

    Raises OSError, with the old file untouched and nothing left behind; only where the folder
    itself could not be synced, the new file stands there already.
    """
    temporary = path.with_name(f"{TEMPORARY}{path.name}.{_writer(threading.get_ident())}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _swap(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def _writer(thread: int | None) -> str:
    return f"{os.getpid()}-{thread}"


def _swap(temporary: Path, path: Path) -> None:
    deadline = time.monotonic() + _SHARING_PATIENCE
    while True:
        try:
            temporary.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
                raise
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable. Raises OSError."""
    if sys.platform == "win32":  # Windows has no such call; its rename is journalled
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def make_private(folder: Path) -> Path:
    """Make a folder, and those missing above it, that only this user may open."""
    if folder.is_dir():
        return folder
    for missing in reversed([f for f in folder.parents if not f.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)  # mkdir(parents=True) would open those to all
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def stamp(path: Path) -> str:
    """What changes when a file does, for caches; empty where there is no such file."""
    try:
        sign = signature(path)
    except OSError:
        return ""
    return f"{sign.size} {sign.mtime_ns} {sign.inode}"


def move_aside(path: Path) -> Path:
    """Give a damaged file another name, so that nothing is written over it. Raises OSError."""
    data = b""
    with contextlib.suppress(OSError, NotPlain):
        data = read_plain_file(path)
    copy = path.with_name(f"{path.stem}.damaged-{fingerprint(data)}.json")
    path.rename(copy)
    return copy


def remove_leftovers(folder: Path, device: str) -> None:
    """Remove what an interrupted save of this device left in `folder`.

    What this program is writing just now, in whichever thread, is none.
    """
    writers = {_writer(thread.ident) for thread in threading.enumerate()}
    for path in folder.glob(f"{TEMPORARY}{device}.*.tmp"):
        if path.name.split(".")[-2] not in writers:
            with contextlib.suppress(OSError):
                path.unlink()
