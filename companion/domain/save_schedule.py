"""When to save: privately soon after the last key, shared a little later, never too often.

Times are seconds on a clock that only goes forward. The figures come from a default Syncthing:
it passes a file on when that has been quiet for half its delay, so sharing every second would
starve the partner, while two files in turn every six seconds reach them in about thirteen.
"""

from dataclasses import dataclass

PRIVATE_PAUSE = 0.3
"""Seconds without a key after which the private copy is written."""
PRIVATE_LIMIT = 0.7
"""Seconds after which it is written though the typing goes on; with the write, under a second."""
SHARE_PAUSE = 2.0
SHARE_LIMIT = 6.0
"""The same two for the shared copy."""
BACKOFF = (5.0, 10.0, 30.0, 60.0)
"""Seconds to wait after one failure to share, two, and so on."""


@dataclass(slots=True)
class SaveSchedule:
    """What of one document is not saved yet, and when it will be.

    A write is known by the order of its snapshot: it is over once that one, or a later one, was
    written or failed. Where one follows upon another they need none.
    """

    _last_edit: float = 0.0
    _unsaved_since: float | None = None
    _unshared_since: float | None = None
    _being_saved: int = 0
    _being_shared: int = 0
    _failures: int = 0
    _not_before: float = 0.0

    @property
    def unsaved(self) -> bool:
        """Whether something is not in the private copy yet."""
        return self._unsaved_since is not None or self._being_saved > 0

    @property
    def unshared(self) -> bool:
        """Whether something is not in the shared copy yet."""
        return self._unshared_since is not None or self._being_shared > 0

    @property
    def waits(self) -> bool:
        """Whether something is to be written that no write under way has."""
        return self._unsaved_since is not None or self._unshared_since is not None

    def edited(self, now: float) -> None:
        """Something was typed or chosen."""
        self._last_edit = now
        if self._unsaved_since is None:
            self._unsaved_since = now
        if self._unshared_since is None:
            self._unshared_since = now

    def private_due(self, now: float) -> bool:
        """Whether the private copy is to be written now."""
        if self._unsaved_since is None:
            return False
        waited = now - self._unsaved_since
        return now - self._last_edit >= PRIVATE_PAUSE or waited >= PRIVATE_LIMIT

    def share_due(self, now: float) -> bool:
        """Whether the shared copy is to be written now."""
        if self._unshared_since is None or now < self._not_before:
            return False
        waited = now - self._unshared_since
        return now - self._last_edit >= SHARE_PAUSE or waited >= SHARE_LIMIT

    def save_started(self, order: int = 1) -> None:
        """The private copy is being written, with all there is now."""
        self._unsaved_since, self._being_saved = None, order

    def share_started(self, order: int = 1) -> None:
        """The shared copy is being written, with all there is now."""
        self._unshared_since, self._being_shared = None, order

    def saved(self, order: int = 1) -> None:
        """The private copy was written."""
        if order >= self._being_saved:
            self._being_saved = 0

    def save_failed(self, now: float, order: int = 1) -> None:
        """The private copy could not be written."""
        self.saved(order)
        self._unsaved_since = now

    def shared(self, order: int = 1) -> None:
        """The shared copy was written, before its turn perhaps: nothing waits for that any more."""
        self._failures, self._not_before = 0, 0.0
        if order >= self._being_shared:
            self._being_shared = 0

    def share_failed(self, now: float, order: int = 1) -> None:
        """The shared copy could not be written: try again after a while."""
        wait = BACKOFF[min(self._failures, len(BACKOFF) - 1)]
        self._failures += 1
        self._not_before = now + wait
        if order >= self._being_shared:
            self._being_shared = 0
        if self._unshared_since is None:
            self._unshared_since = now
