"""Private copies of files that could not be read, for whoever wants to know what was in them."""

import contextlib
from pathlib import Path

from companion.domain.text import slug
from companion.storage.disk.atomic_files import (
    NotPlain,
    fingerprint,
    make_private,
    read_plain_file,
    replace_file,
)
from companion.storage.sync.shared_folder import DAMAGED, Problem

MOST_FILES, MOST_BYTES = 200, 64 * 2**20
"""What is kept at most; once that is reached, no more copies are made."""


class Quarantine:
    """The folder with the copies; the files themselves stay as and where they are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, problem: Problem) -> None:
        """Copy a damaged file, unless its bytes are kept already or there is no more room."""
        if problem.kind != DAMAGED:  # others are whole, or could not be read at all
            return
        with contextlib.suppress(OSError, NotPlain):
            data = read_plain_file(problem.path)
            folder = make_private(self._folder)
            copy = folder / f"{fingerprint(data)}-{slug(problem.path.name, 80)}"
            if not copy.exists() and self._has_room(len(data)):
                replace_file(copy, data)

    def _has_room(self, size: int) -> bool:
        sizes = [path.lstat().st_size for path in self._folder.iterdir()]
        return len(sizes) < MOST_FILES and sum(sizes) + size <= MOST_BYTES
