"""What of my words the others have, as far as their own files tell.

Nobody answers a merge, so this is known only from what they write themselves: whoever wrote a file
that holds all of a state has that state.
"""

from collections import defaultdict, deque
from datetime import datetime

from companion.storage.document import holds

REMEMBERED = 8
"""Shared states a document's receipts look back at; the oldest is some 50 seconds old when the
typing goes on without a pause, and the partner's view no older than half of that."""


class Receipts:
    """When each document was shared, and up to which of those times the others have it."""

    def __init__(self) -> None:
        self._shared: dict[str, deque[tuple[datetime, bytes]]] = defaultdict(
            lambda: deque(maxlen=REMEMBERED)
        )

    def shared(self, name: str, state: bytes, at: datetime) -> None:
        """A state of a document stands in the shared folder since `at`."""
        self._shared[name].append((at, state))

    def heard(self, name: str, state: bytes) -> tuple[datetime, bool] | None:
        """What somebody has who wrote this state: when that was shared, and whether it is all.

        None where they have nothing of it yet. Raises BadState.
        """
        known = self._shared[name]
        for number, (at, mine) in enumerate(reversed(known)):
            if holds(state, mine):
                return at, number == 0
        return None
