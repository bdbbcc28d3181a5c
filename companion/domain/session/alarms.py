"""When the bell rings: once for each end, whatever becomes of the clock afterwards."""

from datetime import datetime

from companion.domain.intervals import ZERO
from companion.domain.session.notebook import Notebook

ITEM, STEP = "item", "step"
"""What can be over: the item at hand, a step of it."""


class Alarms:
    """What has rung already."""

    def __init__(self) -> None:
        self._rung: set[tuple[object, ...]] = set()

    def due(self, notebook: Notebook, now: datetime) -> list[str]:
        """What is over and has not rung yet; it has from then on.

        An item that was given more time rings at its new end too, by whomever it was given.
        """
        fresh = {what: key for what, key in _over(notebook, now) if key not in self._rung}
        self._rung.update(fresh.values())
        return list(fresh)


def _over(notebook: Notebook, now: datetime) -> list[tuple[str, tuple[object, ...]]]:
    clock = notebook.clock
    found: list[tuple[str, tuple[object, ...]]] = []
    item = notebook.item(clock.current)
    if notebook.state != "running" or item is None:
        return []
    if clock.remaining(item.id, item.minutes, now) <= ZERO:
        found.append((ITEM, (item.id, clock.plus.get(item.id, 0))))
    timer = clock.timer
    if timer is not None and timer.remaining(now) <= ZERO:
        found.append((STEP, (timer.item, timer.step, timer.begun)))
    return found
