"""What a document says of its authors: the fields of its root `authors`.

`CLIENT:NUMBER/by` is who wrote what that Yjs client inserted from that number on, `/on` the day.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Any

from companion.storage.yjs.author_marks import Mark, mark_of
from companion.storage.yjs.update_codec import Id

ROOT = "authors"
_NEVER = 2**64
"""Further than any client counts."""

_ENTRY = re.compile(r"(\d{1,20}):(\d{1,12})/(by|on)", re.ASCII)


class AuthorEntries:
    """From which number on the insertions of clients are whose, as the fields of `authors` say."""

    def __init__(self, fields: dict[str, Any]) -> None:
        found: dict[Id, dict[str, str]] = defaultdict(dict)
        for key, value in fields.items():
            if isinstance(value, str) and (entry := _ENTRY.fullmatch(key)):
                found[int(entry[1]), int(entry[2])][entry[3]] = value
        self._marks = {place: mark_of(found[place]) for place in sorted(found)}
        self._starts: dict[int, list[int]] = defaultdict(list)
        for client, clock in self._marks:
            self._starts[client].append(clock)

    def before(self, clocks: dict[int, int]) -> dict[Id, Mark]:
        """What they say of insertions that clients who have counted so far have made."""
        return {
            (client, clock): mark
            for (client, clock), mark in self._marks.items()
            if clock < clocks.get(client, 0)
        }

    def are_ahead(self, clocks: dict[int, int]) -> bool:
        """Whether they name who writes what clients who have counted so far have yet to insert."""
        return any(clock >= clocks.get(client, 0) for client, clock in self._marks)

    def mark_at(self, place: Id) -> Mark:
        """The mark of what a client inserted with that number."""
        return self.mark_from(*place)[0]

    def mark_from(self, client: int, clock: int) -> tuple[Mark, int]:
        """The mark of what a client inserted with that number, and before which number it ends."""
        starts = self._starts.get(client, [])
        at = bisect_right(starts, clock)
        until = starts[at] if at < len(starts) else _NEVER
        return self._marks[client, starts[at - 1]] if at else Mark(), until
