"""What the author of a lesson should mend: every rule, on files and folders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from companion.domain.lesson_issue import Finding
from companion.i18n import _
from companion.lessons.check.rules import findings_in
from companion.lessons.check.siblings import (
    Read,
    ids_are_used_once,
    languages_match,
    lesson_id,
    name_is_the_id,
    needs_exist,
)
from companion.lessons.parse.draft import Draft, read_draft_file
from companion.lessons.parse.files import find_lessons, is_folder


def check_file(path: Path, today: date) -> list[Finding]:
    """What is to be mended in one file, other files aside, by line."""
    draft = read_draft_file(path)
    return _in_order(_alone(path, draft, today) if isinstance(draft, Draft) else [draft])


def check_paths(paths: Iterable[Path], today: date, own: Path | None = None) -> list[Finding]:
    """What is to be mended in files and in the lessons below folders, by path and line.

    Below the folder `own`, the pair's lessons, every Markdown file is a lesson.
    """
    given = _gather(paths, own)
    drafts = {path: read_draft_file(path) for path in given.files}
    read: Read = {path: draft for path, draft in drafts.items() if isinstance(draft, Draft)}
    findings = given.troubles + [one for one in drafts.values() if isinstance(one, Finding)]
    for path, draft in read.items():
        findings += _alone(path, draft, today)
    return _in_order([*findings, *_together(read, given)])


@dataclass(frozen=True, slots=True)
class _Given:
    """The files to check."""

    files: dict[Path, bool]
    """Each with whether it was found in a folder."""
    troubles: list[Finding]
    """What could not be searched."""


def _gather(paths: Iterable[Path], own: Path | None) -> _Given:
    given = _Given({}, [])
    for path in paths:
        if not is_folder(path):
            given.files.setdefault(path, False)
            continue
        any_name = own is not None and path.absolute().is_relative_to(own.absolute())
        for found in find_lessons(path, any_name=any_name):
            if isinstance(found, Finding):
                given.troubles.append(found)
            else:
                given.files[found] = True
    return given


def _alone(path: Path, draft: Draft, today: date) -> Iterator[Finding]:
    yield from findings_in(draft)
    yield from name_is_the_id(draft, path)
    yield from _facts_are_fresh(draft, today)


def _facts_are_fresh(draft: Draft, today: date) -> Iterator[Finding]:
    """W017."""
    value = draft.front.get("review_by")
    if value.day and value.day < today:
        sentence = _("review_by {day} has passed: check the facts and raise the version.")
        yield draft.at(value.line, "W017", sentence.format(day=value.day))


def _together(read: Read, given: _Given) -> Iterator[Finding]:
    known = {lesson_id(draft) for draft in read.values()} | shipped_ids()
    for draft in read.values():
        yield from needs_exist(draft, known)
    yield from ids_are_used_once(read)
    yield from languages_match(read, [path for path, found in given.files.items() if found])


def shipped_ids() -> set[str]:
    """The ids of the lessons that came with the program, by the names of their files."""
    return set(_ids(resources.files("content") / "lessons"))


def _ids(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _ids(entry)
        elif entry.name.endswith(".md"):
            yield entry.name.split(".")[0]


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.path, f.line, f.code, f.message))
