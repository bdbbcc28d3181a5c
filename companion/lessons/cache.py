"""Caches of what was read from lesson files: each may be deleted or damaged at any time."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from companion.domain.lesson_issue import Finding
from companion.lessons.parse.entry import LessonEntry

_PLAIN = (str, int, bool)


class StampedCache:
    """Values by the path of their file, each with a stamp that changes when the file does."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._old: dict[str, Any] | None = None
        self._new: dict[str, Any] = {}

    def value(self, path: str, stamp: str) -> Any:
        """The value that was put there with this stamp, as JSON gives it back; None if none was."""
        kept = self._kept().get(path)
        if not isinstance(kept, dict) or kept.get("stamp") != stamp or "entry" not in kept:
            return None
        self._new[path] = kept
        return kept["entry"]

    def put(self, path: str, stamp: str, value: Any) -> None:
        """Remember a value that JSON can hold."""
        self._new[path] = {"stamp": stamp, "entry": value}

    def save(self) -> None:
        """Write what was asked for or put since the last time, if that is something else.

        Whatever stands in the way is let be: the cache only saves time.
        """
        new, self._new = self._new, {}
        if self._file is None or new == self._kept():
            self._old = new
            return
        self._old = new
        temporary = self._file.with_name(f"~${self._file.name}.{os.getpid()}.tmp")
        with suppress(OSError):
            try:
                temporary.write_text(json.dumps(new), encoding="utf-8")
                temporary.replace(self._file)
            finally:
                temporary.unlink(missing_ok=True)

    def _kept(self) -> dict[str, Any]:
        if self._old is None:
            self._old = _read(self._file) if self._file else {}
        return self._old


class EntryCache:
    """What a list shows of each lesson."""

    def __init__(self, file: Path | None) -> None:
        self._cache = StampedCache(file)

    def get(self, path: str, stamp: str) -> LessonEntry | None:
        """The entry that was put there with this stamp, if any."""
        kept = self._cache.value(path, stamp)
        with suppress(TypeError, ValueError, KeyError):
            return _entry(kept) if kept is not None else None
        return None

    def put(self, path: str, stamp: str, entry: LessonEntry) -> None:
        """Remember an entry."""
        self._cache.put(path, stamp, _fields(entry))

    def save(self) -> None:
        """Write what was asked for or put since the last time."""
        self._cache.save()


def _read(file: Path) -> dict[str, Any]:
    # RecursionError is what deeply nested JSON raises.
    with suppress(OSError, ValueError, RecursionError):
        kept = json.loads(file.read_text(encoding="utf-8"))
        return kept if isinstance(kept, dict) else {}
    return {}


def _fields(entry: LessonEntry) -> dict[str, Any]:
    day = entry.review_by
    return {**asdict(entry), "review_by": day.isoformat() if day else None}


def _entry(kept: dict[str, Any]) -> LessonEntry:
    """The entry that was kept. Raises TypeError, ValueError or KeyError when it is damaged."""
    day, problem = kept["review_by"], kept["problem"]
    entry = replace(
        LessonEntry(**kept),
        needs=tuple(kept["needs"]),
        review_by=date.fromisoformat(day) if day else None,
        problem=Finding(**problem) if problem else None,
    )
    for value in (entry, entry.problem) if entry.problem else (entry,):
        for part in fields(value):
            if part.type in _PLAIN and type(getattr(value, part.name)) is not part.type:
                raise TypeError(part.name)
    if not all(isinstance(need, str) for need in entry.needs):
        raise TypeError("needs")
    return entry
