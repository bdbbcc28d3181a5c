"""How many cards are due, for the first screen: counted in the background, from a small file.

The file holds the moments from which each card is asked. It may be deleted at any time; as long as
nothing it rests on has changed, neither fsrs nor any lesson is opened to count.
"""

import contextlib
import json
from datetime import datetime
from typing import Any

from companion import __version__
from companion.domain.errors import CompanionError
from companion.storage.disk.atomic_files import (
    make_private,
    read_plain_file,
    replace_file,
    signature,
)
from companion.workspace.workspace import Workspace


class DueCount:
    """Counts one person's due cards. Any one thread may, while another asks for `count`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        space = workspace.space
        self._folder = workspace.places.recall(space.id)
        self._person = space.me
        self._file = self._folder / f"{space.me}.due.json"
        self._rests_on: list[Any] = []
        self._moments: list[datetime] = []
        self.count = 0
        """As of the last refresh."""

    def refresh(self) -> bool:
        """Count anew; tells whether it is another number."""
        now = self._workspace.environment.now().astimezone()
        rests_on = self._inputs()
        if rests_on != self._rests_on:
            kept = self._kept(rests_on)
            self._moments = self._computed(rests_on, now) if kept is None else kept
            self._rests_on = rests_on
        before, self.count = self.count, sum(moment <= now for moment in self._moments)
        return self.count != before

    def _inputs(self) -> list[Any]:
        """What the moments depend on."""
        from companion.workspace.lesson.progress import studied

        cards = [record.id for s in self._workspace.index.summaries for record in s.cards]
        files = [self._sign(f"{self._person}.{kind}") for kind in ("jsonl", "md")]
        return [__version__, sorted(studied(self._workspace)), cards, files]

    def _sign(self, name: str) -> list[int]:
        with contextlib.suppress(OSError):
            found = signature(self._folder / name)
            return [found.size, found.mtime_ns]
        return []

    def _computed(self, rests_on: list[Any], now: datetime) -> list[datetime]:
        from companion.domain.recall.due import asked_from
        from companion.workspace.recall.deck import Deck

        recall = Deck(self._workspace)
        try:
            recall.look()
        except CompanionError:  # Review says so, where something can be done
            return []
        moments = [asked_from(h, now) for h in recall.cards if not h.standing.suspended]
        data = json.dumps({"on": rests_on, "due": [moment.isoformat() for moment in moments]})
        with contextlib.suppress(OSError):  # only a cache
            make_private(self._folder)
            replace_file(self._file, data.encode())
        return moments

    def _kept(self, rests_on: list[Any]) -> list[datetime] | None:
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
            kept = json.loads(read_plain_file(self._file))
            if kept["on"] == rests_on:
                moments = [datetime.fromisoformat(moment) for moment in kept["due"]]
                return moments if all(moment.tzinfo for moment in moments) else None
        return None


def due_count_of(workspace: Workspace) -> DueCount:
    """The one count for whoever uses this workspace now; none is due before its first refresh."""
    return workspace.extra(DueCount)
