"""One typed line as an action: its text, who does it, and by when."""

import re
from dataclasses import dataclass
from datetime import date

from companion.domain.dates import find_due
from companion.domain.people import BOTH, Person, find_person
from companion.domain.text import one_line

_WORDS_TOO = ("don", "maan", "vrij", "zat", "zon")
"""Beginnings of Dutch days that end a sentence as words: a moon, the sun, a day off."""
_BOTH_WORDS = ("both", "samen", "beiden", "allebei", "all")


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
    due = find_due(after, today) if after else None
    if due is None:
        text, due = _take_due(f"{text} {after}".strip(), today)
    return Captured(text, who, due.isoformat() if due else "")


def _take_who(line: str, people: tuple[Person, ...]) -> tuple[str, str, str]:
    for match in re.finditer(r"(?:^|\s)@([\w-]+)", line):
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
    for count in (3, 2, 1):
        ending = " ".join(words[-count:])
        if len(words) > count and len(ending) > 2 and ending.lower() not in _WORDS_TOO:
            due = find_due(ending, today)
            if due:
                return " ".join(words[:-count]), due
    return line, None
