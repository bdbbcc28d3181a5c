"""Time in which nobody can have been there: a lid was closed, an app was gone, a clock moved."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from companion.domain.session.notebook import Notebook
from companion.domain.session.pace import pace_of

LONG = timedelta(minutes=10)
"""A pause without a sign of life that is worth a question."""
PATIENCE = 3
"""Ticks until a gap is spoken of."""
FAR_OVER = timedelta(minutes=30)
"""So much longer than its plan no session is held unnoticed."""


def missed_since(
    notebook: Notebook, signs: Iterable[datetime | None], now: datetime
) -> datetime | None:
    """The last moment known, when it is so long ago that somebody should say what to count.

    `signs` are signs of life beside the session's own events. None where the clock does not run,
    or somebody, here or on the other side, has done something since.
    """
    if notebook.clock.since is None:
        return None
    moments = [*(sign for sign in signs if sign), *(event.at for event in notebook.events)]
    known = max((moment for moment in moments if moment <= now), default=now)
    return known if now - known > LONG else None


def far_over(notebook: Notebook, now: datetime) -> bool:
    """Whether a session has gone on so much longer than planned that it was left running."""
    pace = pace_of(notebook, now)
    return notebook.clock.since is not None and pace.spent - pace.planned > FAR_OVER


class SuspendDetector:
    """Notices when time has passed in which this program did not run."""

    def __init__(self, now: datetime) -> None:
        self._last = now
        self._gap: datetime | None = None
        self._since_then = 0

    def tick(self, now: datetime) -> datetime | None:
        """To be called every second; gives the last moment before a gap, a few seconds after it.

        What the other side did meanwhile has time to arrive. A clock set back is no gap.
        """
        if now - self._last > LONG:
            self._gap, self._since_then = self._last, 0
        self._last = now
        if self._gap is None:
            return None
        self._since_then += 1
        if self._since_then <= PATIENCE:
            return None
        gap, self._gap = self._gap, None
        return gap
