"""Revisions of records as a document keeps them: flat fields, `ID/field`, under one root.

What a record says stands in the record itself, so that readers without revisions show it too.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.revisions import Revision
from companion.domain.text import clean, one_line
from companion.storage.document.device_file import Row
from companion.storage.document.untrusted_values import entities, words

REVISIONS = "revisions"
_MOST = 2**31
"""No document holds so many changes; a forged number would leave none for those that follow."""


def read_revisions(content: Mapping[str, Any]) -> tuple[Revision, ...]:
    """All of them, each behind those that were known when it was made."""
    found = [_revision(key, values) for key, values in entities(content, REVISIONS).items()]
    return tuple(sorted(found, key=lambda revision: (revision.number, revision.id)))


def revision_row(revision: Revision) -> Row:
    """A revision as a row of a readable table; what is empty is left out."""
    row = {
        **{f"{when}_{name}": value for when in ("before", "after")
           for name, value in asdict(getattr(revision, when)).items()},
        **{name: getattr(revision, name)
           for name in ("id", "kind", "record", "by", "at", "closed", "line", "number")},
    }  # fmt: skip
    return {name: value for name, value in row.items() if value}


def revision_fields(revision: Revision) -> dict[str, str | int | bool | None]:
    """The fields under which a revision is kept."""
    row = revision_row(revision)
    return {f"{revision.id}/{name}": value for name, value in row.items() if name != "id"}


def _number(value: object) -> int:
    return value if type(value) is int and 0 <= value < _MOST else 0


def _revision(key: str, values: Mapping[str, Any]) -> Revision:
    def word(name: str) -> str:
        return one_line(words(values.get(name)), limit=None)

    def said(when: str) -> ParsedLine:
        text = clean(words(values.get(f"{when}_text")))
        return ParsedLine(text, word(f"{when}_who"), word(f"{when}_due"))

    return Revision(
        key, word("kind"), word("record"), said("before"), said("after"), word("by"), word("at"),
        values.get("closed") is True, word("line"), _number(values.get("number")),
    )  # fmt: skip
