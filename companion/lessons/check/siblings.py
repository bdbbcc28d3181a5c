"""Rules that look at a lesson's file name and at the files around it."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from companion.domain.lesson_issue import Finding
from companion.i18n import LANGUAGES, _
from companion.lessons.check.parity import findings_between
from companion.lessons.check.rules.meta import is_id
from companion.lessons.parse.draft import Draft, read_draft_file
from companion.lessons.parse.files import exists
from companion.lessons.parse.vocabulary import ENGLISH, OTHER, with_hint

Read = dict[Path, Draft]
"""Every given file that could be read."""


def lesson_id(draft: Draft) -> str:
    """The id of a draft, or "" when it has none of the right form."""
    written = draft.front.text("id")
    return written if is_id(written) else ""


def name_is_the_id(draft: Draft, path: Path) -> Iterator[Finding]:
    """M022."""
    language = draft.front.text("language")
    wanted = f"{lesson_id(draft)}.{language}.md"
    if lesson_id(draft) and language in LANGUAGES and path.name != wanted:
        sentence = _("the file name should be {name}.")
        yield draft.at(draft.front.get("id").line, "M022", sentence.format(name=wanted))


def needs_exist(draft: Draft, known: Collection[str]) -> Iterator[Finding]:
    """M023."""
    value = draft.front.get("needs")
    for need in value.texts or ():
        if need not in known:
            sentence = _('needs names "{need}", but there is no such lesson.').format(need=need)
            yield draft.at(value.line, "M023", with_hint(sentence, need, sorted(known)))


def ids_are_used_once(read: Read) -> Iterator[Finding]:
    """M024."""
    first: dict[tuple[str, str], Draft] = {}
    for draft in read.values():
        key = lesson_id(draft), draft.language
        if key[0] and key in first:
            sentence = _("another file already has id {id} in this language: {path}.")
            said = sentence.format(id=key[0], path=first[key].path)
            yield draft.at(draft.front.get("id").line, "M024", said)
        first.setdefault(key, draft)


def languages_match(read: Read, found: Collection[Path]) -> Iterator[Finding]:
    """The P codes; P096 only for the files that were `found` in a folder of lessons."""
    by_key = {(lesson_id(draft), draft.language): draft for draft in reversed(read.values())}
    paired = set()
    for path, draft in read.items():
        name = lesson_id(draft)
        if not name or name in paired:
            continue
        siblings = [place for place in _siblings(path, draft.language, name) if exists(place)]
        other = by_key.get((name, OTHER[draft.language])) or _first_draft(siblings)
        if other is not None:
            paired.add(name)
            english, dutch = (draft, other) if draft.language == ENGLISH else (other, draft)
            yield from findings_between(english, dutch)
        elif path in found and not siblings:
            yield _missing(draft, name)


def _missing(draft: Draft, name: str) -> Finding:
    sentence = (
        _("there is no Dutch version of {id}.")
        if draft.language == ENGLISH
        else _("there is no English version of {id}.")
    )
    return draft.at(1, "P096", sentence.format(id=name))


def _first_draft(paths: Iterable[Path]) -> Draft | None:
    for path in paths:
        draft = read_draft_file(path)
        if isinstance(draft, Draft):
            return draft
    return None


def _siblings(path: Path, language: str, name: str) -> Iterator[Path]:
    """Where the other language may be: beside this file, or in the matching tree."""
    other = OTHER[language]
    yield path.with_name(f"{name}.{other}.md")
    parts = path.absolute().parent.parts
    if language in parts:
        at = len(parts) - 1 - parts[::-1].index(language)
        yield Path(*parts[:at], other, *parts[at + 1 :], f"{name}.{other}.md")
