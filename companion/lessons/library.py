"""The library: every lesson there is, shipped with the program or the pair's own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from companion import __version__
from companion.domain.errors import NotFound
from companion.domain.lesson import Finding, Lesson
from companion.domain.text import clean
from companion.i18n import _, current_language
from companion.lessons.cache import EntryCache
from companion.lessons.entry import OWN, SHIPPED, LessonEntry, place
from companion.lessons.errors import LessonError
from companion.lessons.files import find_lessons, is_folder, read_file, read_resource, shown

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["LessonEntry", "Library"]


@dataclass(frozen=True, slots=True)
class _File:
    """One lesson file."""

    at: "Traversable | Path"
    origin: str

    def read(self) -> str | Finding:
        """Its text, or why it cannot be had."""
        if self.origin == OWN and isinstance(self.at, Path):
            return read_file(self.at)
        return read_resource(self.at)

    @property
    def stamp(self) -> str:
        """What changes when the file, the program or the language of its sentences does."""
        state = __version__
        if isinstance(self.at, Path):
            status = self.at.stat()
            state += f" {status.st_size} {status.st_mtime_ns}"
        return f"{state} {current_language()}"


class Library:
    """Lists and opens lessons; a broken file is listed with its problem and stops nothing."""

    def __init__(
        self,
        shipped: "Traversable",
        own: Path | None,
        index: Path | None,
        today: Callable[[], date],
    ) -> None:
        self._shipped, self._own, self._today = shipped, own, today
        self._cache = EntryCache(index)

    def all_entries(self) -> list[LessonEntry]:
        """Every file, in both languages, in the order lessons are advised."""
        return [entry for entry, _file in self._listed()]

    def entries(self, language: str) -> list[LessonEntry]:
        """Every lesson once, in `language` where there is one, in the order they are advised.

        Own lessons stand beside the shipped ones with the same id; every broken file is listed.
        """
        chosen: dict[tuple[str, str], LessonEntry] = {}
        broken = []
        for entry in self.all_entries():
            key = entry.id, entry.origin
            if entry.problem:
                broken.append(entry)
            elif key not in chosen or chosen[key].language != language == entry.language:
                chosen[key] = entry
        return sorted([*chosen.values(), *broken], key=place)

    def load(self, lesson_id: str, language: str) -> Lesson:
        """A lesson, in the other language when there is none in this one; own before shipped.

        Raises NotFound, or LessonError when the file has errors.
        """
        from companion.lessons.parse import parse_lesson

        entry, text = self._open(lesson_id, language)
        return parse_lesson(text, entry.path)

    def source(self, lesson_id: str, language: str) -> str:
        """The text of the file that `load` reads. Raises as it does."""
        return clean(self._open(lesson_id, language)[1])

    def _open(self, lesson_id: str, language: str) -> tuple[LessonEntry, str]:
        listed = self._listed()
        found = [one for one in listed if one[0].id == lesson_id]
        if not found:
            raise NotFound(_not_there(lesson_id, {entry.id for entry, _file in listed}))
        entry, file = min(
            found,
            key=lambda one: (one[0].problem is not None, one[0].origin != OWN,
                             one[0].language != language),
        )  # fmt: skip
        text = entry.problem or file.read()
        if isinstance(text, Finding):
            raise LessonError([text])
        return entry, text

    def _listed(self) -> list[tuple[LessonEntry, _File]]:
        today = self._today()
        listed = [
            (replace(entry, needs_review=bool(entry.review_by and entry.review_by < today)), file)
            for file in (*_below(self._shipped), *self._own_files())
            for entry in (self._entry(file),)
        ]
        self._cache.save()
        return sorted(listed, key=lambda one: place(one[0]))

    def _own_files(self) -> Iterator[_File]:
        if self._own is not None and is_folder(self._own):
            for path in find_lessons(self._own, any_name=True):
                if isinstance(path, Path):
                    yield _File(path, OWN)

    def _entry(self, file: _File) -> LessonEntry:
        path = shown(file.at)
        try:
            stamp = file.stamp
        except OSError:
            stamp = ""
        entry = self._cache.get(path, stamp) if stamp else None
        if entry is None:
            from companion.lessons.reading import read_entry  # brings YAML along

            entry = read_entry(file.read(), path, file.at.name, file.origin)
            self._cache.put(path, stamp, entry)
        return entry


def _below(folder: "Traversable") -> Iterator[_File]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _below(entry)
        elif entry.name.endswith(".md"):
            yield _File(entry, SHIPPED)


def _not_there(lesson_id: str, known: set[str]) -> str:
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(lesson_id[:80], sorted(known))
    sentence = (
        _("There is no lesson {id}. Did you mean {near}?")
        if near
        else _("There is no lesson {id}. See: companion lessons")
    )
    return sentence.format(id=lesson_id, near=", ".join(near))
