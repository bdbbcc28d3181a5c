"""The labelled lines in a document's notes, with what only the document knows of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate, islice
from typing import Any, NamedTuple

from companion.domain.note.labelled_lines import NoteLine
from companion.domain.note.record_kinds import find_label
from companion.domain.session.record_ids import derived_id
from companion.domain.text import one_line, visible
from companion.storage.document.document import Document
from companion.storage.document.schema import NOTES
from companion.storage.yjs.author_marks import Mark
from companion.storage.yjs.update_codec import Id

MOST_LINES = 1000
"""Labelled lines of one document; a forged one could hold a hundred thousand."""


class _Found(NamedTuple):
    """A line with a label in one text."""

    row: int
    text: str
    label: int
    """Where the first letter of its label stands in the text."""
    last: int
    """Where the last letter of the line does."""


def note_lines(document: Document, content: Mapping[str, Any]) -> list[NoteLine]:
    """The labelled lines in the notes of a document with that content."""
    lines: list[NoteLine] = []
    for name in sorted(name for name in content if name.startswith(NOTES)):
        if ":" in content[name]:
            room = MOST_LINES - len(lines)
            found = list(islice(_labelled(visible(content[name])), room))
            lines += _lines(document, name, found) if found else []
    return lines


def _labelled(text: str) -> Iterator[_Found]:
    start = 0
    for row, line in enumerate(text.split("\n")):
        label = find_label(line) if ":" in line else None
        if label is not None:
            yield _Found(row, line, start + label.start, start + len(line.rstrip()) - 1)
        start += len(line) + 1


def _lines(document: Document, name: str, found: list[_Found]) -> Iterator[NoteLine]:
    shared = document.shared_text(name)
    runs = shared.marked()
    ends = list(accumulate(len(words) for words, _mark in runs))

    def mark(place: int) -> Mark:
        return runs[bisect_right(ends, place)][1]

    item = one_line(name.removeprefix(NOTES))
    for line, identity in zip(found, shared.identities([f.label for f in found]), strict=True):
        by, day = mark(line.label)
        yield NoteLine(item, line.row, line.text, _record_id(identity), by, day,
                       mark(line.last).day)  # fmt: skip


def _record_id(identity: Id) -> str:
    client, clock = identity
    return derived_id(f"{client}:{clock}")
