"""Which line of a text of the close each record stands in that was entered from it.

Words that were begun in two windows which knew nothing of each other are lines of their own in the
one text, and whose stand first nobody chooses. So a record goes with its words, and not with the
number its line had when it was entered.
"""

from collections.abc import Iterable, Sequence
from itertools import count

from companion.domain.session.stored_record import StoredRecord


def entered_lines(entries: Iterable[StoredRecord], lines: Sequence[str]) -> dict[int, StoredRecord]:
    """What was entered from a text, by the numbers of its lines as they stand there now.

    A line that says something else keeps its record if it kept its place; a record whose line is
    gone gets a number behind them all.
    """
    left, free = sorted(entries, key=StoredRecord.order), dict(enumerate(lines))
    found: dict[int, StoredRecord] = {}
    for place in (_where_it_stood, _anywhere, _in_its_place):
        for entry in tuple(left):
            at = place(entry, free)
            if at is not None:
                found[at] = entry
                left.remove(entry)
                del free[at]
    return found | dict(zip(count(len(lines)), left, strict=False))


def _where_it_stood(entry: StoredRecord, free: dict[int, str]) -> int | None:
    return entry.part if free.get(entry.part) == entry.said else None


def _anywhere(entry: StoredRecord, free: dict[int, str]) -> int | None:
    return next((number for number, line in free.items() if line == entry.said), None)


def _in_its_place(entry: StoredRecord, free: dict[int, str]) -> int | None:
    return entry.part if entry.part in free else None
