"""Which device this is: a random id, locked while in use, so that no two programs share one."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO

from companion.storage.disk.atomic_files import make_private
from companion.storage.disk.locks import lock

_LOCK = ".lock"
_ID = re.compile(r"[a-z0-9]{4,16}")


class Device:
    """An id that this process alone writes under, until it ends or lets go.

    A second window on one machine finds the first id locked and takes another; its files merge
    like those of any device.
    """

    def __init__(self, folder: Path, new_id: Callable[[], str]) -> None:
        self._folder = make_private(folder)
        self._new_id = new_id
        self._file: IO[bytes] | None = None
        self.id = ""
        if not any(self._take(name) for name in known_devices(folder)):
            self._mint()

    def renew(self) -> None:
        """Take a fresh id and leave the old one for good: somebody else writes under it."""
        retired = self._folder / (self.id + _LOCK)
        self.release()
        self._mint()
        retired.rename(retired.with_suffix(".retired"))

    def release(self) -> None:
        """Let others have the id."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _mint(self) -> None:
        while not self._take(self._new_id()):
            pass

    def _take(self, name: str) -> bool:
        file = (self._folder / (name + _LOCK)).open("ab")
        if lock(file):
            self._file, self.id = file, name
            return True
        file.close()
        return False


def known_devices(folder: Path) -> list[str]:
    """The ids that this machine writes under, in use or not."""
    names = sorted(path.name.removesuffix(_LOCK) for path in folder.glob("*" + _LOCK))
    return [name for name in names if _ID.fullmatch(name)]


def random_id(length: int = 6) -> str:
    """A random id of lower-case letters and digits that cannot be misread (no l, o, 0, 1)."""
    alphabet = "23456789abcdefghijkmnpqrstuvwxyz"
    return "".join(alphabet[byte % 32] for byte in os.urandom(length))
