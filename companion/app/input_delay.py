"""A wait that takes long: it is told, and one key throws away what waits.

That key may be pressed just as the wait ends. Where the keys went it would remove what was typed
there, so for a moment it does nothing but say that they have gone.
"""

import math
from collections.abc import Hashable, Iterable
from enum import Enum, auto

from textual import events

from companion.app.news import NewsApp
from companion.commands.key_names import THROW_AWAY, shown
from companion.i18n import _
from companion.workspace.session.journal import Priority

AFTERWARDS = 1.0
"""Seconds after a wait that was told in which its key is still pressed for it."""


class KeyPurpose(Enum):
    """What a key is pressed for."""

    TO_GO = auto()
    """It goes where it leads, as any other."""
    TO_END_IT = auto()
    """What waits is to be thrown away."""
    TOO_LATE = auto()
    """What waited was to be thrown away, and has gone already."""


class InputDelayNotice:
    """Says that keys wait and that they have gone; knows what they wait for."""

    def __init__(self, app: NewsApp) -> None:
        self._app = app
        self._at_work: frozenset[Hashable] = frozenset()
        """What was at work when it was told."""
        self._since = math.inf
        """When it was told, on the clock of events; infinite while nothing is told."""
        self._until = -math.inf
        """When the last one that was told ended."""

    def tell(self, at_work: Iterable[Hashable], now: float) -> None:
        """Say once that keys wait for what is at work."""
        if not self._is_told():
            self._since, self._at_work = now, frozenset(at_work)
            words = _("Not open yet: what you type waits for it. {key} throws it away.")
            self._app.say(
                words.format(key=shown(THROW_AWAY)),
                worth=Priority.URGENT,
                is_answer=True,
                holds=self._is_told,
            )

    def _is_told(self) -> bool:
        """Whether keys wait, as far as it was told."""
        return self._since < math.inf

    def meant(self, event: events.Event) -> KeyPurpose:
        """What an event is for; one that arrived before the wait was told knows nothing of it."""
        if not isinstance(event, events.Key) or event.key != THROW_AWAY:
            return KeyPurpose.TO_GO
        if event.time >= self._since:
            return KeyPurpose.TO_END_IT
        return KeyPurpose.TOO_LATE if event.time < self._until + AFTERWARDS else KeyPurpose.TO_GO

    def give_up(self, at_work: Iterable[Hashable]) -> frozenset[Hashable]:
        """Say that all is thrown away; gives what hangs: at work when it was told, and still."""
        hangs = self._at_work.intersection(at_work)
        self.forget()
        self._say(_("Thrown away: what waited to be typed."))
        return hangs

    def done(self, now: float) -> None:
        """Nothing waits any more, and all of it has gone: say so, where the wait was told."""
        if self._is_told():
            self.forget()
            self._until = now
            self._say(_("That took long. What you typed went where it was meant to go."))

    def report_too_late(self) -> None:
        """Say that the key came too late."""
        self._say(_("Nothing is thrown away: what you typed went where it was meant to go."))

    def forget(self) -> None:
        """Nobody needs to hear more of it."""
        self._since, self._at_work = math.inf, frozenset()

    def _say(self, words: str) -> None:
        self._app.notify(words, markup=False)
