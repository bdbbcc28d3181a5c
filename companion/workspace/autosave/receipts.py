"""What of my words the others have, as far as their own files tell.

Nobody answers a merge, so this is known only from what they write themselves: whoever wrote a file
that holds all of a state has that state.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from companion.storage.document.device_file import DeviceFile
from companion.storage.document.untrusted_state import holds
from companion.storage.yjs.validate import UpdateSummary, summarise_update

REMEMBERED = 8
"""Shared states a document's receipts look back at; the oldest is some 50 seconds old when the
typing goes on without a pause, and the partner's view no older than half of that."""


@dataclass(frozen=True)
class SharedState:
    """A state that stands in the shared folder."""

    at: datetime
    state: bytes

    @cached_property
    def outline(self) -> UpdateSummary:
        """What it holds, found out once however many files it is looked for in."""
        return summarise_update(self.state)


class Receipts:
    """When each document was shared, and up to which of those times the others have it."""

    def __init__(self) -> None:
        self._shared: dict[str, deque[SharedState]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def shared(self, name: str, state: bytes, at: datetime) -> None:
        """A state of a document stands in the shared folder since `at`."""
        self._shared[name].append(SharedState(at, state))

    def found_in(self, name: str, file: DeviceFile) -> tuple[datetime, bool] | None:
        """What somebody has who wrote this file: when that was shared, and whether it is all.

        None where they have nothing of it yet.
        """
        for number, mine in enumerate(reversed(self._shared[name])):
            if holds(file, mine.state, mine.outline):
                return mine.at, number == 0
        return None
