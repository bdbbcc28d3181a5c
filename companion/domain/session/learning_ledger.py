"""The two-way ledger: what each of a pair has learned, and whether it went one way for long."""

from collections.abc import Sequence
from dataclasses import dataclass

from companion.domain.people import Pair, Person
from companion.domain.session.clock import DONE
from companion.domain.session.notebook import Record
from companion.domain.session.summary import Summary

IN_A_ROW = 3
"""So many sessions in which the same one learned and the other did not are worth a word."""


@dataclass(frozen=True, slots=True)
class LedgerSide:
    """One person's side of the ledger."""

    person: Person
    lines: int
    cards: int
    last: str
    """The line written last."""


def ledger(sessions: Sequence[Summary], pair: Pair) -> list[LedgerSide]:
    """A side for each; empty as long as nobody has written down what they learned."""
    learned = [record for summary in sessions for record in summary.learned]
    cards = [card.by for summary in sessions for card in summary.cards]
    sides = [_side(person, learned, cards) for person in pair.people]
    return sides if any(side.lines or side.cards for side in sides) else []


def one_way(sessions: Sequence[Summary], pair: Pair) -> Person | None:
    """Who alone has learned in the last three closed sessions, from old to new; if anybody."""
    closed = [s for s in sessions if s.state == DONE and s.mentor][-IN_A_ROW:]
    learners = {frozenset(r.by for r in (*s.learned, *s.cards)) for s in closed}
    if len(closed) < IN_A_ROW or len(learners) != 1:
        return None
    (always,) = learners
    return next((p for p in pair.people if always == {p.id}), None)


def missing(learned: Sequence[Record], complete: bool, pair: Pair) -> list[Person]:
    """Whose line a session lacks; nobody's once it is complete."""
    have = {record.by for record in learned}
    return [] if complete else [person for person in pair.people if person.id not in have]


def _side(person: Person, learned: list[Record], cards: list[str]) -> LedgerSide:
    own = [record.text for record in learned if record.by == person.id]
    return LedgerSide(person, len(own), cards.count(person.id), own[-1] if own else "")
