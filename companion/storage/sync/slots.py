"""The two files that a device has in a shared document, written in turn.

A sync tool passes on a file only when it has been quiet for a while, and would starve one that is
saved every few seconds.
"""

from pathlib import Path

from companion.storage.disk import atomic_files

SLOTS = ("a", "b")


def slot_names(device: str) -> list[str]:
    """What the two are called."""
    return [f"{device}.{slot}.json" for slot in SLOTS]


def replace_older_slot(folder: Path, device: str, data: bytes) -> None:
    """Make the older of the two hold `data`. Raises OSError."""
    paths = [folder / name for name in slot_names(device)]
    atomic_files.replace_file(min(paths, key=_age), data)


def _age(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0
