"""Who wrote each character of a text, and on which day: marks that Yjs keeps of its stretches."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from companion.domain.text import Patch


class Mark(NamedTuple):
    """Who wrote a character, and when."""

    by: str = ""
    """A person's id; empty where it is not known."""
    day: str = ""
    """The day it was where they wrote it, YYYY-MM-DD; empty where an older version wrote it."""


def attributes_of(mark: Mark) -> Iterator[tuple[str, str]]:
    """A mark as Yjs keeps it; the names stand in every document, `by` in older ones too."""
    yield "by", mark.by
    if mark.day:
        yield "on", mark.day


def mark_of(attributes: dict[str, Any]) -> Mark:
    """The mark in what Yjs keeps of a stretch."""
    return Mark(str(attributes.get("by", "")), str(attributes.get("on", "")))


def spread(runs: list[tuple[str, Mark]]) -> list[Mark]:
    """The mark of each character."""
    return [mark for words, mark in runs for _character in words]


def whose(marks: list[Mark], patches: list[Patch]) -> Mark:
    """The mark of the first of what `patches` removed; an empty one where they removed nothing."""
    for patch in patches:
        if patch.removed:
            return marks[patch.start]
        marks[patch.start : patch.start] = [Mark()] * len(patch.inserted)
    return Mark()


def mark_runs(wanted: list[Mark], found: list[Mark]) -> Iterator[tuple[int, int]]:
    """Where and up to where `found` differs and one mark is wanted."""
    place = 0
    for (mark, other), group in groupby(zip(wanted, found, strict=True)):
        start, place = place, place + sum(1 for _pair in group)
        if mark != other:
            yield start, place
