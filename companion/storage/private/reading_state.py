"""How far one person is in a lesson, and what they marked and answered for themselves.

All of it stands on this device only.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from companion.domain.lesson.margins import Mark
from companion.domain.lesson.study import Answer, Study
from companion.domain.session.progress import Progress
from companion.domain.text import MAX_NOTE, clean, one_line, slug
from companion.storage.disk.atomic_files import (
    fingerprint,
    make_private,
    move_aside,
    read_plain_file,
    replace_file,
    stamp,
)
from companion.storage.document.margin_marks import mark_from, mark_row

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


@dataclass(frozen=True, slots=True)
class ReadingFiles:
    """The private files of one person in one lesson."""

    root: Path
    """The folder that holds one for each lesson."""
    lesson: str
    person: str

    @property
    def _folder(self) -> Path:
        return self.root / (slug(self.lesson) or "lesson")

    @property
    def _place(self) -> Path:
        return self._own("place")

    @property
    def _marks(self) -> Path:
        return self._own("marks")

    @property
    def _study(self) -> Path:
        return self._own("study")

    def _own(self, kind: str) -> Path:
        return self._folder / f"{own_name(self.person)}.{kind}.json"

    def place(self) -> Place | None:
        """Where they stopped; None where nothing is known of it."""
        try:
            found = _read(self._place)["place"]
            place = Place(**{f.name: found[f.name] for f in fields(Place)})
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return place if all(isinstance(value, str) for value in asdict(place).values()) else None

    def save_position(self, place: Place) -> None:
        """Remember where they stopped. Raises OSError."""
        self._write(self._place, {"place": asdict(place)})

    @property
    def seen(self) -> str:
        """What changes when the marks do; empty where there are none."""
        return stamp(self._marks)

    @property
    def study_stamp(self) -> str:
        """What changes when the answers do; empty where there are none."""
        return stamp(self._study)

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
            move_aside(self._marks)
            return ()

    def write_marks(self, marks: tuple[Mark, ...]) -> None:
        """Keep these marks, durably. Raises OSError."""
        self._write(self._marks, {"marks": [mark_row(mark) for mark in marks]})

    def study(self) -> Study:
        """What they answered, and whether they finished the lesson. Raises OSError.

        A damaged file is given another name, so that nothing is written over it.
        """
        try:
            return _study(_read(self._study)["study"])
        except FileNotFoundError:
            return Study()
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            move_aside(self._study)
            return Study()

    def write_study(self, study: Study) -> None:
        """Keep it, durably. Raises OSError."""
        self._write(self._study, {"study": asdict(study)})

    @property
    def set_aside(self) -> list[Path]:
        """The damaged files that were given another name."""
        return sorted(self._folder.glob("*.damaged-*.json"))

    def _write(self, path: Path, content: dict[str, Any]) -> None:
        make_private(self._folder)
        text = json.dumps({"format": FORMAT, **content}, ensure_ascii=False, indent=1)
        replace_file(path, text.encode("utf-8", "replace"))


def read_progress(folder: Path, person: str) -> Progress:
    """How far one person is in every lesson; `folder` holds one for each of them.

    Files that cannot be read count as none.
    """
    own, finished, opened = own_name(person), {}, dict[str, float]()
    for path in folder.glob(f"*/{own}.*.json"):
        lesson = path.parent.name
        with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
            opened[lesson] = max(opened.get(lesson, 0), path.stat().st_mtime)
            if path.name == f"{own}.study.json":
                finished[lesson] = one_line(str(_read(path)["study"]["finished"]))
    begun = sorted(opened, key=lambda lesson: opened[lesson], reverse=True)
    return Progress({name: day for name, day in finished.items() if day}, tuple(begun))


def own_name(person: str) -> str:
    """How one person's files are called.

    Ids may come from another machine: one is made part of a path only if it is plain.
    """
    return person if person == slug(person) else f"p{fingerprint(person.encode())}"


def _study(found: dict[str, Any]) -> Study:
    """Raises LookupError, TypeError or AttributeError for what is none."""
    return Study(one_line(str(found["finished"])), tuple(map(_answer, found["answers"])))


def _answer(found: dict[str, Any]) -> Answer:
    return Answer(
        key=one_line(str(found["key"])),
        question=clean(str(found["question"])),
        language=one_line(str(found["language"])),
        text=clean(str(found["text"]))[:MAX_NOTE],
        at=one_line(str(found["at"])),
        ticked=found["ticked"] is True,
        point=one_line(str(found["point"])),
    )


def _read(path: Path) -> dict[str, Any]:
    """What stands in a file of this version. Raises OSError, ValueError or LookupError."""
    found: dict[str, Any] = json.loads(read_plain_file(path))
    if found["format"] != FORMAT:
        raise ValueError("another version wrote it")
    return found
