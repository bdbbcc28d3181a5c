"""One typed line: its text, whom it is for, and by when."""

import re
from dataclasses import dataclass
from datetime import date

from companion.domain.dates import find_due
from companion.domain.people import BOTH, Pair, Person, find_person
from companion.domain.text import one_line

_WORDS_TOO = ("don", "maan", "vrij", "zat", "zon")
"""Beginnings of Dutch days that end a sentence as words: a moon, the sun, a day off."""
_BOTH_WORDS = ("both", "samen", "beiden", "allebei", "all")
_BY = ("by", "before", "due", "on", "uiterlijk", "voor", "vóór", "tegen", "op")
"""What stands before a date and goes with it: "by fri", "uiterlijk 1 dec"."""

_NAME = re.compile(r"(?:^|\s)@([\w-]+)")
_FOR_SOMEBODY = ("actions", "questions", "appreciations", "feedback")
"""Kinds of which `@name` says whom they are for; in the others it is a part of the sentence."""
_BETWEEN_TWO = ("appreciations", "feedback")
"""Kinds that go from one person to the other."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line says."""

    text: str
    who: str = ""
    """A person's id, "both", or empty."""
    due: str = ""
    """YYYY-MM-DD or empty."""


def read_line(line: str, people: tuple[Person, ...], today: date) -> Captured:
    """Read "draft the post @bert fri": `@name` says who, date words at the end by when.

    Words that name nobody and no date stay in the text, so nothing typed is lost. Short days that
    are words as well (Dutch "do", "zo", "vrij") count only right after a name.
    """
    text, who, after = _take_who(one_line(line, limit=None), people)
    due = find_due(_without_by(after), today) if after else None
    if due is None:
        text, due = _take_due(f"{text} {after}".strip(), today)
    return Captured(text, who, due.isoformat() if due else "")


def read_as(kind: str, line: str, by: str, pair: Pair, today: date) -> Captured:
    """Read a line of a kind that `by` says; only an action has a date of its own.

    Appreciation and feedback are for the other person where nobody else is named.
    """
    if kind == "actions":
        return read_line(line, pair.people, today)
    text = one_line(line, limit=None)
    if kind not in _FOR_SOMEBODY:
        return Captured(text)
    before, who, after = _take_who(text, pair.people)
    if kind in _BETWEEN_TWO and not who and pair.partner is not None:
        who = pair.other(by)
    return Captured(f"{before} {after}".strip(), who)


def unknown_name(kind: str, line: str, pair: Pair) -> str:
    """The first name behind an @ that nobody of the pair has, where one is to say whom a line of
    this kind is for and none does. Somebody alone may name anybody."""
    if kind not in _FOR_SOMEBODY or pair.partner is None:
        return ""
    names: list[str] = _NAME.findall(line)
    return "" if not names or any(_who(name, pair.people) for name in names) else names[0]


def _take_who(line: str, people: tuple[Person, ...]) -> tuple[str, str, str]:
    for match in _NAME.finditer(line):
        person = _who(match[1], people)
        if person:
            return line[: match.start()].strip(), person, line[match.end() :].strip()
    return line, "", ""


def _who(word: str, people: tuple[Person, ...]) -> str:
    if word.casefold() in _BOTH_WORDS:
        return BOTH
    person = find_person(people, word)
    return person.id if person else ""


def _take_due(line: str, today: date) -> tuple[str, date | None]:
    words = line.split()
    for count in (4, 3, 2, 1):
        ending = " ".join(words[-count:])
        if len(words) > count and len(ending) > 2 and ending.lower() not in _WORDS_TOO:
            due = find_due(ending, today)
            if due:
                rest = words[:-count]
                by = len(rest) > 1 and rest[-1].lower() in _BY
                return " ".join(rest[:-1] if by else rest), due
    return line, None


def _without_by(words: str) -> str:
    first, _space, rest = words.partition(" ")
    return rest if first.lower() in _BY else words
