"""A review run: the cards that are due, asked one after another."""

from collections import Counter
from datetime import timedelta

from companion.domain.recall.cards import GRADE, Entry
from companion.domain.recall.due import ScheduledCard
from companion.workspace.recall.deck import Deck


class ReviewRun:
    """The cards due when it began, and those that come due meanwhile; every answer is saved."""

    def __init__(self, recall: Deck) -> None:
        self._recall = recall
        self._waiting = [held.card.id for held in recall.due()]
        self._done: list[Entry] = []

    @property
    def current(self) -> ScheduledCard | None:
        """The card that is asked now; None at the end."""
        return self._recall.held(self._waiting[0]) if self._waiting else None

    @property
    def number(self) -> int:
        """How many cards were asked before this one, and this one."""
        return len(self._done) + 1

    @property
    def total(self) -> int:
        """How many cards there are in all, as far as is known."""
        return len(self._done) + len(self._waiting)

    @property
    def left(self) -> int:
        """How many are still to be asked."""
        return len(self._waiting)

    @property
    def grades(self) -> Counter[int]:
        """How often each grade was given."""
        return Counter(entry.grade for entry in self._done if entry.do == GRADE)

    def waits(self) -> list[timedelta]:
        """How long the card would wait after each grade."""
        held = self.current
        return self._recall.waits(held) if held else []

    def grade(self, grade: int) -> None:
        """Somebody remembered the card so well. Raises CompanionError when that is not saved."""
        self._go_on(self._recall.grade(self._waiting[0], grade))

    def bury(self) -> None:
        """Leave the card until tomorrow. Raises CompanionError when that is not saved."""
        self._go_on(self._recall.bury(self._waiting[0]))

    def suspend(self) -> None:
        """Do not ask the card any more. Raises CompanionError when that is not saved."""
        self._go_on(self._recall.suspend(self._waiting[0]))

    def undo(self) -> bool:
        """Take back what was done last in this run, and ask that card again.

        Tells whether there was anything. Raises CompanionError when that is not saved.
        """
        if not self._done:
            return False
        entry = self._done[-1]
        self._recall.take_back(entry)
        self._done.pop()
        self._waiting = [entry.card, *(card for card in self._waiting if card != entry.card)]
        return True

    def look(self) -> None:
        """Read the cards anew; one that is in no deck any more is not asked."""
        self._recall.look()
        self._waiting = [card for card in self._waiting if self._recall.held(card)]

    def _go_on(self, entry: Entry) -> None:
        self._done.append(entry)
        self._waiting.pop(0)
        if not self._waiting:
            self._waiting = [held.card.id for held in self._recall.due()]
