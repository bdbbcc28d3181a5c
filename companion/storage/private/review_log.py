"""The review log: one line of JSON for everything that is done with a card, and never changed.

It is the truth: how a card stands is found by reading it from the beginning. A line is on the disk
before anybody is told that it was saved.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from companion.domain.recall.cards import BURY, GRADE, GRADES, UNDO, Entry
from companion.domain.text import one_line
from companion.storage.disk.atomic_files import (
    MAX_BYTES,
    fingerprint,
    make_private,
    read_plain_file,
    replace_file,
    sync_folder,
)
from companion.storage.disk.locks import lock

_LONGEST = 2000
"""Bytes in a line; ours have about a hundred."""
_LAST_YEAR = 9000
"""A later time leaves no room for the hundred years until a card may come again."""
_PATIENCE = 5.0
"""Seconds to wait for another window that is writing."""


class LogFull(OSError):
    """There is no room for another line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a log says."""

    entries: tuple[Entry, ...] = ()
    damaged: tuple[int, ...] = ()
    """The numbers of the lines that cannot be understood, from 1; they stay as they are."""
    cut: bool = False
    """The last line was not written to its end."""
    size: int = 0
    """Bytes that were read."""


@dataclass(frozen=True, slots=True)
class Appended:
    """A line that is on the disk."""

    size: int
    """Bytes of the log before it."""
    end: int
    """And with it."""


class ReviewLog:
    """One person's log on this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Reading:
        """All of it; nothing where there is no file. Raises NotPlain or OSError."""
        try:
            data = read_plain_file(self.path)
        except FileNotFoundError:
            return Reading()
        *lines, tail = data.split(b"\n")
        found = [_entry(line) for line in lines]
        damaged = [n for n, (line, e) in enumerate(zip(lines, found, strict=True), start=1)
                   if e is None and line.strip()]  # fmt: skip
        last = _entry(tail)
        entries = tuple(entry for entry in (*found, last) if entry is not None)
        return Reading(entries, tuple(damaged), bool(tail.strip()) and last is None, len(data))

    def append(self, entry: Entry) -> Appended:
        """Add a line, durably. Raises OSError, with nothing added.

        What a crash left of a line is moved into a file of its own first.
        """
        make_private(self.path.parent)
        line = _line(entry)
        with self._alone(), self.path.open("ab+", buffering=0) as file:
            is_new = file.seek(0, os.SEEK_END) == 0
            self._end_the_line(file)
            size = file.seek(0, os.SEEK_END)
            if size + len(line) > MAX_BYTES:
                raise LogFull
            try:
                if file.write(line) != len(line):
                    raise OSError("only a part of the line was written")
                os.fsync(file.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(size)
                raise
        if is_new:
            sync_folder(self.path.parent)
        return Appended(size, size + len(line))

    def _end_the_line(self, file: Any) -> None:
        """Let the file end where a line can begin."""
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST))
        tail = file.read().rpartition(b"\n")[2]
        if tail and (_entry(tail) is not None or len(tail) == _LONGEST):
            file.write(b"\n")  # only its end is missing; or it is more than a crash can leave
        elif tail:
            name = f"{self.path.stem}.cut-{fingerprint(tail)}.txt"
            replace_file(self.path.with_name(name), tail)
            file.truncate(size - len(tail))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other windows from writing meanwhile. Raises OSError where one will not end."""
        with self.path.with_suffix(".lock").open("ab") as held:
            deadline = time.monotonic() + _PATIENCE
            while not lock(held):
                if time.monotonic() > deadline:
                    raise TimeoutError("another window of companion holds it")
                time.sleep(0.01)
            yield


def rename_person_files(folder: Path, old: str, new: str) -> None:
    """Let what a person has there go on under another id, where that one has nothing yet."""
    for path in folder.glob(f"{old}.*"):
        target = path.with_name(new + path.name.removeprefix(old))
        if not target.exists():
            path.rename(target)


def _line(entry: Entry) -> bytes:
    values = {"id": entry.id, "at": entry.at.isoformat(timespec="milliseconds"), "do": entry.do,
              "card": entry.card, "grade": entry.grade, "until": entry.until,
              "undoes": entry.undoes}  # fmt: skip
    text = json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)
    return text.encode("utf-8", "replace") + b"\n"


def _entry(line: bytes) -> Entry | None:
    """The entry in a line; None where it is none."""
    if not line or len(line) > _LONGEST:
        return None
    try:
        values = json.loads(line.decode("utf-8"))
        words = {key: one_line(_str(values.get(key, ""))) for key in Entry.__dataclass_fields__
                 if key not in ("at", "grade")}  # fmt: skip
        at = datetime.fromisoformat(_str(values["at"]))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        entry = Entry(at=at, grade=values.get("grade", 0), **words)
        return entry if _makes_sense(entry) else None
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError):
        return None


def _makes_sense(entry: Entry) -> bool:
    if not entry.id or not entry.do or entry.at.year > _LAST_YEAR:
        return False
    if entry.do == BURY and date.fromisoformat(entry.until).year > _LAST_YEAR:
        return False
    if entry.do == GRADE and (type(entry.grade) is not int or entry.grade not in GRADES):
        return False
    return bool(entry.undoes if entry.do == UNDO else entry.card)


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
