"""Who wrote each character of a text, and on which day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from companion.domain.text import Patch, one_line


class Mark(NamedTuple):
    """Who wrote a character, and when."""

    by: str = ""
    """A person's id; empty where it is not known."""
    day: str = ""
    """The day it was where they wrote it, YYYY-MM-DD; empty where an older version wrote it."""


Run = tuple[str, Mark]
"""A stretch of words and their mark."""


def mark_of(told: Mapping[str, Any]) -> Mark:
    """The mark that fields `by` and `on` tell, or attributes of a text that are called so.

    They come from other machines and are cleaned: an id that nobody knows is shown as it is.
    """
    return Mark(one_line(str(told.get("by", ""))), one_line(str(told.get("on", ""))))


def gathered(text: str, marks: Iterable[Mark]) -> list[Run]:
    """A text whose characters bear these marks, in stretches."""
    runs, start = [], 0
    for mark, group in groupby(marks):
        end = start + len(list(group))  # quicker than counting one by one
        runs.append((text[start:end], mark))
        start = end
    return runs


def patched(runs: list[Run], patch: Patch, mark: Mark) -> list[Run]:
    """The stretches of a text after a patch whose words bear this mark."""
    ends = [*accumulate(len(words) for words, _mark in runs)]
    start, end = patch.start, patch.start + patch.removed
    first, last = bisect_left(ends, start), bisect_right(ends, end) + 1
    touched, begin = runs[first:last], ends[first - 1] if first else 0
    before = _part(touched, 0, start - begin)
    after = _part(touched, end - begin, ends[-1] if ends else 0)
    found = [run for run in (*before, (patch.inserted, mark), *after) if run[0]]
    joined = [
        ("".join(words for words, _mark in group), same)
        for same, group in groupby(found, key=lambda run: run[1])
    ]
    return [*runs[:first], *joined, *runs[last:]]


def _part(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for words, mark in runs:
        yield words[max(start - at, 0) : max(end - at, 0)], mark
        at += len(words)
