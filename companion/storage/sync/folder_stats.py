"""What stands in a folder, counted without opening anything in it."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from companion.storage.disk.atomic_files import TEMPORARY

MOST = 100_000
"""Files that are counted; a shared folder with more holds something else than notes."""
STALE = 600.0
"""Seconds after which a file still being written belongs to a save that was interrupted."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much there is."""

    files: int = 0
    size: int = 0
    """Bytes."""
    leftovers: tuple[str, ...] = ()
    """The names of what interrupted saves left."""


def count_contents(root: Path, now: float) -> Contents:
    """All plain files below `root`, links not followed; `now` is in seconds since 1970."""
    sizes: list[int] = []
    leftovers: list[str] = []
    for name, status in islice(_files(root), MOST):
        sizes.append(status.st_size)
        if name.startswith(TEMPORARY) and now - status.st_mtime > STALE:
            leftovers.append(name)
    return Contents(len(sizes), sum(sizes), tuple(leftovers))


def _files(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every plain file; os.walk would go no deeper than Python may call itself."""
    waiting = [str(root)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    yield entry.name, entry.stat(follow_symlinks=False)
