"""The two people of a pair."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from companion.domain.normalize import folded
from companion.domain.text import one_line, slug
from companion.i18n import _

BOTH = "both"
"""Stands for the pair where a person's id could stand."""

NAME_LIMIT = 40
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols that are drawn as blanks: fillers of Hangul, and braille without a dot."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who coaches and is coached."""

    id: str
    """Made from the first name given, so that two devices make the same one; never changes."""
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Me and, unless I study alone, my partner."""

    me: Person
    partner: Person | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """Both, me first."""
        return (self.me,) if self.partner is None else (self.me, self.partner)

    def name_of(self, person_id: str) -> str:
        """The name behind an id; an id nobody knows is shown as it is."""
        return next((p.name for p in self.people if p.id == person_id), person_id)

    def name_or_both(self, who: str) -> str:
        """That name, or "both" in the language in use."""
        return _("both") if who == BOTH else self.name_of(who)

    def other(self, person_id: str) -> str:
        """The id of the one who is not `person_id`."""
        return next((p.id for p in self.people if p.id != person_id), person_id)


def clean_name(name: str) -> str:
    """A name as people see it: one line, at most 40 characters; empty where nothing is seen."""
    line = one_line(name, NAME_LIMIT)
    return line if any(map(_is_seen, line)) else ""


def _is_seen(character: str) -> bool:
    """Whether it is a letter, digit, sign or symbol, and not drawn as a blank."""
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANKS


def initials(people: Sequence[Person]) -> list[str]:
    """A letter for each, with a second one where the first does not tell them apart."""
    firsts = [person.name[:1].upper() for person in people]
    if len(set(firsts)) == len(people):
        return firsts
    letters = zip_longest(*(person.name.casefold() for person in people), fillvalue="")
    telling = next((each for each in letters if len(set(each)) == len(people)), firsts)
    return [first + second for first, second in zip(firsts, telling, strict=True)]


def person_id(name: str) -> str:
    """The id for a name: the same on every device, whatever case or accents it was typed with."""
    plain = slug(name, 24)
    if plain and plain != BOTH and not _has_other_letters(name):  # somebody may be called Both
        return plain
    return "p" + hashlib.sha256(name.casefold().encode()).hexdigest()[:8]


def _has_other_letters(name: str) -> bool:
    """Whether letters of another script than Latin stand in it, which a slug leaves out."""
    return any(c.isalpha() and not slug(c) for c in unicodedata.normalize("NFC", name))


def find_person(people: tuple[Person, ...], word: str) -> Person | None:
    """The person whom `word` names: an id, a name, or an unambiguous beginning of one.

    A name is known in any case and without its accents, which count where only they tell apart.
    """
    wanted = clean_name(word).casefold()
    plain = folded(wanted)
    exact = [p for p in people if wanted in (p.id, p.name.casefold())]
    begun = [p for p in people if folded(p.name).startswith(plain)] if plain else []
    matches = exact or [p for p in begun if folded(p.name) == plain] or begun
    return matches[0] if len(matches) == 1 else None
