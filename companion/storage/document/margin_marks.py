"""Marks in the margin of a lesson, and who finished it: in the document that two share of it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from companion.domain.lesson.anchors import MOST_QUOTED
from companion.domain.lesson.margins import MOST_NOTED, Mark
from companion.domain.text import one_line
from companion.storage.document.device_file import Row, Tables, rows
from companion.storage.document.document import Scalar
from companion.storage.document.untrusted_values import entities, words

MARKS = "marks"
FINISHED = "finished"
MARGIN_TABLES = (MARKS, FINISHED)
"""The readable tables of such a document."""
_GONE = "gone"


def read_marks(content: Mapping[str, Any]) -> tuple[Mark, ...]:
    """The marks in a document's content, oldest first."""
    found = [
        mark_from(key, values, shared=True)
        for key, values in entities(content, MARKS).items()
        if values.get(_GONE) is not True
    ]
    return tuple(sorted((m for m in found if m.words), key=lambda m: (m.created, m.id)))


def mark_from(key: str, values: Mapping[str, Any], shared: bool) -> Mark:
    """A mark from its fields, whatever they hold; without words where it has none."""

    def line(name: str, limit: int = 80) -> str:
        return one_line(words(values.get(name)), limit)

    return Mark(
        id=key,
        section=line("section", 200),
        words=line("words", MOST_QUOTED),
        text=line("text", MOST_NOTED),
        by=line("by"),
        language=line("language"),
        created=line("created"),
        shared=shared,
    )


def mark_fields(mark: Mark) -> dict[str, Scalar]:
    """The fields of a mark in a document."""
    return {f"{mark.id}/{key}": value for key, value in {**mark_row(mark), _GONE: False}.items()
            if key != "id"}  # fmt: skip


def removed_field(mark: str) -> dict[str, Scalar]:
    """The field that says that a mark was taken away."""
    return {f"{mark}/{_GONE}": True}


def read_finished(content: Mapping[str, Any]) -> dict[str, str]:
    """Who let the other know that they finished the lesson: person -> day, YYYY-MM-DD."""
    found = {who: one_line(words(values.get("day"))) for who, values in
             entities(content, FINISHED).items()}  # fmt: skip
    return {who: day for who, day in sorted(found.items()) if day}


def finished_field(person: str, day: str) -> dict[str, Scalar]:
    """The field that says so; without a day, that they did not."""
    return {f"{person}/day": day}


def margin_tables(content: Mapping[str, Any]) -> Tables:
    """The readable tables of such a document; empty ones are left out."""
    finished = [{"who": who, "day": day} for who, day in read_finished(content).items()]
    tables = {MARKS: [mark_row(mark) for mark in read_marks(content)], FINISHED: finished}
    return {name: rows(content) for name, content in tables.items() if content}


def mark_row(mark: Mark) -> Row:
    """A mark as a row of a readable table."""
    return {key: value for key, value in asdict(mark).items() if key != "shared"}
