"""The library: every lesson there is, shipped with the program or the pair's own."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from companion import __version__
from companion.domain.errors import NotFound
from companion.domain.lesson_issue import Finding
from companion.domain.text import clean, one_line
from companion.i18n import LANGUAGES, _, current_language
from companion.lessons.cache import EntryCache
from companion.lessons.parse.entry import OWN, SHIPPED, LessonEntry, place
from companion.lessons.parse.errors import LessonError
from companion.lessons.parse.files import find_lessons, is_folder, read_file, read_resource, shown

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from companion.domain.lesson.lesson import Lesson, LessonMeta, LessonPage
    from companion.lessons.question_cache import QuestionCache, Questions

__all__ = ["LessonEntry", "Library"]


@dataclass(frozen=True, slots=True)
class _File:
    """One lesson file."""

    at: "Traversable | Path"
    origin: str
    trouble: Finding | None = None
    """It is a folder that cannot be opened."""

    def read(self) -> str | Finding:
        """Its text, or why it cannot be had."""
        if self.trouble:
            return self.trouble
        if self.origin == OWN and isinstance(self.at, Path):
            return read_file(self.at)
        return read_resource(self.at)

    @property
    def signature(self) -> str:
        """What changes when the file or the program does."""
        if not isinstance(self.at, Path):
            return __version__
        try:
            status = self.at.stat()
        except OSError:
            return f"{__version__} gone"
        return f"{__version__} {status.st_size} {status.st_mtime_ns}"

    @property
    def stamp(self) -> str:
        """The same, and the language of the sentences about it."""
        return f"{current_language()} {self.signature}"


class LessonText(NamedTuple):
    """A lesson file whose text has not been read."""

    entry: LessonEntry
    signature: str
    """What changes when the text does."""
    read: Callable[[], str | Finding]


class Library:
    """Lists and opens lessons; a broken file is listed with its problem and stops nothing."""

    def __init__(
        self,
        shipped: "Traversable",
        own: Path | None,
        index: Path | None,
        today: Callable[[], date],
        questions: Path | None = None,
    ) -> None:
        self._shipped, self._own, self._today = shipped, own, today
        self._cache = EntryCache(index)
        self._alone = RLock()
        self._question_index = questions

    def all_entries(self) -> list[LessonEntry]:
        """Every file, in both languages, in the order lessons are advised."""
        return [entry for entry, _file in self._listed()]

    def texts(self) -> list[LessonText]:
        """Every lesson that can be used, in both languages, to be read when its text is wanted."""
        return [
            LessonText(entry, file.signature, file.read)
            for entry, file in self._listed()
            if entry.problem is None
        ]

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

    def load(self, lesson_id: str, language: str) -> "Lesson":
        """A lesson, in the other language when there is none in this one; own before shipped.

        Raises NotFound, or LessonError when the file has errors.
        """
        from companion.lessons.load import parse_lesson

        entry, text = self._open(lesson_id, language)
        return parse_lesson(text, entry.path)

    def page(self, lesson_id: str, language: str) -> "LessonPage":
        """A lesson to read, chosen as `load` does; raises as that does."""
        from companion.lessons.load import parse_page

        entry, text = self._open(lesson_id, language)
        return parse_page(text, entry.path)

    def copies(self, meta: "LessonMeta") -> dict[str, str]:
        """The texts of a lesson by language, those of the same version. Raises as `load` does."""
        found = {}
        for language in LANGUAGES:
            entry, text = self._open(meta.id, language)
            if entry.language == language and entry.version == meta.version:
                found[language] = clean(text)
        return found

    def questions(
        self, lessons: Collection[str], language: str
    ) -> list[tuple[LessonEntry, "Questions"]]:
        """The recall questions of these lessons, chosen as `load` does, in the order advised.

        A lesson that is not there, or has errors, has none.
        """
        listed = self._listed() if lessons else []
        ids = dict.fromkeys(entry.id for entry, _file in listed if entry.id in lessons)
        chosen = [_chosen([one for one in listed if one[0].id == name], language) for name in ids]
        with self._alone:
            found = [(e, self._questions_in(e, file)) for e, file in chosen if e.problem is None]
            self._questions.save()
        return found

    def _questions_in(self, entry: LessonEntry, file: _File) -> "Questions":
        stamp = file.stamp
        known = self._questions.get(entry.path, stamp)
        return self._questions.read(entry.path, stamp, file.read()) if known is None else known

    @cached_property
    def _questions(self) -> "QuestionCache":
        from companion.lessons.question_cache import QuestionCache

        return QuestionCache(self._question_index)

    def _open(self, lesson_id: str, language: str) -> tuple[LessonEntry, str]:
        listed = self._listed()
        found = [one for one in listed if one[0].id == lesson_id]
        if not found:
            raise NotFound(_not_there(lesson_id, {entry.id for entry, _file in listed}))
        entry, file = _chosen(found, language)
        text = entry.problem or file.read()
        if isinstance(text, Finding):
            raise LessonError([text])
        return entry, text

    def _listed(self) -> list[tuple[LessonEntry, _File]]:
        today = self._today()
        listed = []
        with self._alone:  # the app counts its cards in another thread
            for file in (*_below(self._shipped), *self._own_files()):
                entry = self._entry(file)
                late = entry.review_by is not None and entry.review_by < today
                listed.append((replace(entry, needs_review=late), file))
            self._cache.save()
        return sorted(listed, key=lambda one: place(one[0]))

    def _own_files(self) -> Iterator[_File]:
        if self._own is not None and is_folder(self._own):
            for path in find_lessons(self._own, any_name=True):
                if isinstance(path, Finding):
                    yield _File(Path(path.path), OWN, path)
                else:
                    yield _File(path, OWN)

    def _entry(self, file: _File) -> LessonEntry:
        path, stamp = shown(file.at), file.stamp
        entry = self._cache.get(path, stamp)
        if entry is None:
            from companion.lessons.entry_reader import read_entry

            text = file.read()
            entry = read_entry(text, path, file.at.name, file.origin)
            if isinstance(text, str):  # to be allowed to read a file does not change its stamp
                self._cache.put(path, stamp, entry)
        return entry


def _chosen(found: list[tuple[LessonEntry, _File]], language: str) -> tuple[LessonEntry, _File]:
    """Of one lesson's files the one to open: without a problem, own, in the language, if any is."""
    return min(
        found,
        key=lambda one: (one[0].problem is not None, one[0].origin != OWN,
                         one[0].language != language),
    )  # fmt: skip


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
    return sentence.format(id=one_line(lesson_id, 80), near=", ".join(near))
