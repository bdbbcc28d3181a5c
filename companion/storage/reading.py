"""How far one person is in a lesson, and what they marked for themselves: on this device only."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from companion.domain.margins import Mark
from companion.domain.text import slug
from companion.storage.files import (
    NotPlain,
    fingerprint,
    make_private,
    read_plain,
    replace_file,
    signature,
)
from companion.storage.marks import mark_from, mark_row

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stopped reading."""

    section: str
    """The key of the section."""
    words: str
    """How the first line of the screen went on."""
    at: str = ""
    """When, as ISO 8601 in UTC."""


class ReadingFiles:
    """The private files of one person in one lesson."""

    def __init__(self, folder: Path, lesson: str, person: str) -> None:
        # Ids may come from another machine: one is made part of a path only if it is plain.
        own = person if person == slug(person) else f"p{fingerprint(person.encode())}"
        self._folder = folder / (slug(lesson) or "lesson")
        self._place = self._folder / f"{own}.place.json"
        self._marks = self._folder / f"{own}.marks.json"

    def place(self) -> Place | None:
        """Where they stopped; None where nothing is known of it."""
        try:
            found = _read(self._place)["place"]
            place = Place(**{f.name: found[f.name] for f in fields(Place)})
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return place if all(isinstance(value, str) for value in asdict(place).values()) else None

    def keep_place(self, place: Place) -> None:
        """Remember where they stopped. Raises OSError."""
        self._write(self._place, {"place": asdict(place)})

    @property
    def seen(self) -> str:
        """What changes when the marks do; empty where there are none."""
        try:
            sign = signature(self._marks)
        except OSError:
            return ""
        return f"{sign.size} {sign.mtime_ns} {sign.inode}"

    def marks(self) -> tuple[Mark, ...]:
        """What they marked, oldest first. Raises OSError.

        A damaged file is given another name, so that nothing is written over it.
        """
        try:
            rows = _read(self._marks)["marks"]
            return tuple(mark_from(str(row["id"]), row, shared=False) for row in rows)
        except FileNotFoundError:
            return ()
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._move_away()
            return ()

    def write_marks(self, marks: tuple[Mark, ...]) -> None:
        """Keep these marks, durably. Raises OSError."""
        self._write(self._marks, {"marks": [mark_row(mark) for mark in marks]})

    @property
    def set_aside(self) -> list[Path]:
        """The damaged files that were given another name."""
        return sorted(self._folder.glob(f"{self._marks.stem}.damaged-*.json"))

    def _write(self, path: Path, content: dict[str, Any]) -> None:
        make_private(self._folder)
        text = json.dumps({"format": FORMAT, **content}, ensure_ascii=False, indent=1)
        replace_file(path, text.encode("utf-8", "replace"))

    def _move_away(self) -> None:
        data = b""
        with suppress(OSError, NotPlain):
            data = read_plain(self._marks)
        self._marks.rename(
            self._marks.with_name(f"{self._marks.stem}.damaged-{fingerprint(data)}.json")
        )


def _read(path: Path) -> dict[str, Any]:
    """What stands in a file of this version. Raises OSError, ValueError or LookupError."""
    found: dict[str, Any] = json.loads(read_plain(path))
    if found["format"] != FORMAT:
        raise ValueError("another version wrote it")
    return found
