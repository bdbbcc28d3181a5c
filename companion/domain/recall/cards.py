"""Remembering: the cards, and how each stands by the log of all that was done with them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

AGAIN, HARD, GOOD, EASY = GRADES = (1, 2, 3, 4)
"""How well somebody remembered."""

GRADE, BURY, SUSPEND, RESUME, RESET, ADD, UNDO = (
    "grade", "bury", "suspend", "unsuspend", "reset", "add", "undo"
)  # fmt: skip
"""What a line of the log can do; lines of a later version that do something else are let be."""

ALL = "*"
"""Stands for every card where the id of one could stand."""

LESSON, TEACH_BACK, OWN = "lesson", "teach-back", "own"
"""Where cards come from."""

_HINT_WORDS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A question and its answer, worded as they are now."""

    id: str
    """Of a lesson's question "feedback-02#1", in whichever language; of a teach-back card its
    record's; of an own card a digest of its words."""
    question: str
    answer: str
    origin: str
    """lesson, teach-back or own."""
    track: str = ""
    lesson: str = ""
    number: int = 0
    """The question's number in its lesson."""
    learned_from: str = ""
    """For teach-back cards: the id of the person it was learned from; empty when not told."""
    day: str = ""
    """For teach-back cards: the day of that session, YYYY-MM-DD."""


class Review(NamedTuple):
    """One grade."""

    at: datetime
    """When, in UTC."""
    grade: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the review log; what it says is never changed."""

    id: str
    at: datetime
    """When, in UTC and whole milliseconds, by the clock as it was."""
    do: str
    card: str = ""
    """The card it is about; ALL; for `add` the lesson whose cards are asked from now on."""
    grade: int = 0
    until: str = ""
    """For `bury`: the day on which the card is asked again, YYYY-MM-DD."""
    undoes: str = ""
    """For `undo`: the entry that is taken back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a card stands by the log."""

    reviews: tuple[Review, ...] = ()
    """Since its last reset, in the order of the log."""
    suspended: bool = False
    buried: date | None = None
    """The day on which it is asked again."""


@dataclass(frozen=True, slots=True)
class ReplayedLog:
    """What a log comes down to."""

    standings: dict[str, Standing]
    """By card; those whose question is retired too."""
    added: frozenset[str]
    """Lessons whose cards somebody asked for."""


def card_id(lesson: str, number: int) -> str:
    """The id of a lesson's question."""
    return f"{lesson}#{number}"


def entries_in_force(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that nobody took back, each once, in the order of the log."""
    seen: dict[str, Entry] = {}
    undone = set()
    for entry in entries:
        if entry.do != UNDO:
            seen.setdefault(entry.id, entry)
        elif entry.undoes in seen:
            undone.add(entry.undoes)
    return [entry for entry in seen.values() if entry.id not in undone]


def replay(entries: Iterable[Entry]) -> ReplayedLog:
    """How everything stands after these entries."""
    standings: dict[str, Standing] = {}
    added: set[str] = set()
    for entry in entries_in_force(entries):
        _apply(entry, standings, added)
    return ReplayedLog(standings, frozenset(added))


def replay_one(before: ReplayedLog, entry: Entry) -> ReplayedLog:
    """How everything stands after one entry more, which takes nothing back."""
    standings, added = dict(before.standings), set(before.added)
    _apply(entry, standings, added)
    return ReplayedLog(standings, frozenset(added))


def _apply(entry: Entry, standings: dict[str, Standing], added: set[str]) -> None:
    if entry.do == ADD:
        added.add(entry.card)
    elif entry.do == RESET and entry.card == ALL:
        standings.update({card: _after(standing, entry) for card, standing in standings.items()})
    else:
        standings[entry.card] = _after(standings.get(entry.card, Standing()), entry)


def _after(standing: Standing, entry: Entry) -> Standing:
    if entry.do == GRADE:
        reviews = (*standing.reviews, Review(entry.at, entry.grade))
        return replace(standing, reviews=reviews, buried=None)
    if entry.do == BURY:
        return replace(standing, buried=date.fromisoformat(entry.until))
    if entry.do in (SUSPEND, RESUME):
        return replace(standing, suspended=entry.do == SUSPEND)
    if entry.do == RESET:
        return Standing(suspended=standing.suspended)
    return standing


def unique_cards(cards: Sequence[Card]) -> list[Card]:
    """The cards, each id once: the first that has it keeps it."""
    first: dict[str, Card] = {}
    for card in cards:
        first.setdefault(card.id, card)
    return list(first.values())


def hint(answer: str) -> str:
    """The first words of an answer, never all of them."""
    words = answer.replace("*", "").replace("`", "").split()
    shown = words[: min(_HINT_WORDS, len(words) // 2)]
    if shown:
        return " ".join(shown).rstrip(",;:.") + " …"
    return words[0][:1] + " …" if words else "…"


def unknown_cards(
    cards: Iterable[tuple[str, str]], known: Collection[Card]
) -> list[tuple[str, str]]:
    """Of these questions and answers those that no known card has, each once."""
    there = {(card.question, card.answer) for card in known}
    return [words for words in dict.fromkeys(cards) if words not in there]
