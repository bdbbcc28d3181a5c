"""Where tests write: to a disk in memory, which has every write at once."""

import os
import shutil
import tempfile
from pathlib import Path

ROOM = 1 << 30
"""Bytes that all tests together need at most, with much to spare."""


def memory() -> Path:
    """A folder in memory where there is one with room, else that of temporary files.

    Nobody pulls the plug on a test. That the program waits for a disk where it has to is seen in
    its calls of the system.
    """
    found = Path("/dev/shm")
    if found.is_dir() and os.access(found, os.W_OK) and shutil.disk_usage(found).free >= ROOM:
        return found
    return Path(tempfile.gettempdir())
