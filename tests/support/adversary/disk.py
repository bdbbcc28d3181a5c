"""One device's replica of the shared folder: a sync tool writes it, and all writing is watched."""

# A history makes some thousand of these calls; with paths they would cost three times as much.
# ruff: noqa: PTH103, PTH108, PTH120, PTH123

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

Mark = tuple[int, int, int, int]
"""What changes when a file is written: inode, size and both its times."""


class Replica:
    """The files below one folder, and how each looked when it was last looked at."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        self.known: dict[str, Mark] = {}

    @property
    def plugged(self) -> bool:
        """Whether the folder is there."""
        return self.root.is_dir()

    def unplug(self) -> None:
        """The disk with the folder is taken out, or the share is removed."""
        self.root.rename(self._away())
        self.known = {}

    def plug(self, empty: bool = False) -> None:
        """The folder is back, as it was or `empty`, to be filled again by the sync tool."""
        if empty:
            shutil.rmtree(self._away())
            self.root.mkdir()
        else:
            self._away().rename(self.root)
        self.known = dict(_listed(str(self.root)))

    def changes(self) -> set[str]:
        """The files written or removed since the last call, but by `put` and `remove`."""
        before, self.known = self.known, dict(_listed(str(self.root)))
        return {name for name, _ in before.items() ^ self.known.items()}

    def date(self, name: str, moment: float) -> None:
        """Give a file another time."""
        date(f"{self.root}/{name}", moment)
        self._note(name)

    def read(self, name: str) -> bytes:
        with open(f"{self.root}/{name}", "rb") as file:
            return file.read()

    def files(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        return {name: self.read(name) for name in sorted(self.known)}

    def put(self, name: str, data: bytes, moment: float) -> None:
        """The sync tool brings a file."""
        path = f"{self.root}/{name}"
        try:
            _write(path, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path))
            _write(path, data)
        date(path, moment)
        self._note(name)

    def remove(self, name: str) -> None:
        """The sync tool takes a file away."""
        with suppress(FileNotFoundError):
            os.unlink(f"{self.root}/{name}")
        self.known.pop(name, None)

    def empty(self) -> None:
        """All files are taken away, and the folders they were in."""
        shutil.rmtree(self.root)
        self.root.mkdir()
        self.known = {}

    def copy(self, other: "Replica") -> None:
        """Hold what another replica holds."""
        for name, data in other.files().items():
            self.put(name, data, 0)

    def _away(self) -> Path:
        return self.root.with_name("unplugged")

    def _note(self, name: str) -> None:
        self.known[name] = _mark(os.lstat(f"{self.root}/{name}"))


def _listed(root: str) -> Iterator[tuple[str, Mark]]:
    folders = [root]
    for folder in folders:  # grows while it is walked
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    mark = _mark(entry.stat(follow_symlinks=False))
                    yield entry.path[len(root) + 1 :], mark


def _mark(status: os.stat_result) -> Mark:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _write(path: str, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:
        file.write(data)


def date(path: str, moment: float) -> None:
    """Set when a file was changed, in seconds since 1970."""
    os.utime(path, (moment, moment))
