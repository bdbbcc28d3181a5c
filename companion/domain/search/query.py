"""What somebody typed to search for, read: any characters whatsoever are a query."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from companion.domain.dates import find_past
from companion.domain.normalize import folded
from companion.domain.note.record_kinds import LABELS
from companion.domain.people import BOTH, Pair
from companion.domain.search.passages import (
    ANSWER,
    CARD,
    KINDS,
    LESSON,
    MARGIN,
    NOTE,
    PRIVATE,
    RECORD_KIND,
    SESSION,
    SKIPPED,
)
from companion.domain.search.terms import Needle, terms_in
from companion.domain.text import clean

MOST_NEEDLES, MOST_TERMS = 24, 24
"""Words in a query and words in a phrase; what comes after them is left out."""

_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<filter>\w+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))?')

_KIND_WORDS = (
    *((label, RECORD_KIND[table]) for label, table in LABELS.items()),
    *((kind, kind) for kind in KINDS),
    ("notities", NOTE), ("notes", NOTE), ("acties", "action"), ("actiepunten", "action"),
    ("besluiten", "decision"), ("ideeen", "idea"), ("vragen", "question"),
    ("punten", "point"), ("gesprekspunten", "point"), ("geleerd", "learned"),
    ("kaarten", CARD), ("herhaalvragen", CARD), ("recall", CARD), ("correcties", "correction"),
    ("terugblik", ANSWER), ("antwoorden", ANSWER), ("sessies", SESSION),
    ("lessen", LESSON), ("marge", MARGIN), ("kantlijn", MARGIN), ("prive", PRIVATE),
    ("overgeslagen", SKIPPED),
)  # fmt: skip
"""What each kind is called in both languages; a beginning of a word, or its plural, is enough."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    needles: tuple[Needle, ...] = ()
    """All of these stand in what is found."""
    without: tuple[Needle, ...] = ()
    """None of these does."""
    people: frozenset[str] = frozenset()
    """Somebody of these wrote it or is meant by it; empty for anybody."""
    kinds: frozenset[str] = frozenset()
    """Empty for every kind."""
    after: date | None = None
    """On this day or later."""
    before: date | None = None
    """Earlier than this day."""
    misread: tuple[str, ...] = ()
    """What was meant as a filter and says nothing: "who:zoe" where nobody is called so."""

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing at all."""
        return not (self.needles or self.people or self.kinds or self.after or self.before)


def read_query(text: str, pair: Pair, today: date, typing: bool = False) -> Query:
    """Read words, "phrases", -words and filters; while `typing` the last word may go on."""
    query = Query()
    text = clean(text).translate(_QUOTES)
    for token in _TOKEN.finditer(text):
        name = _FILTERS.get(folded(token["filter"] or ""))
        if name is not None and not token["minus"]:
            query = _filtered(query, name, token, pair, today)
        elif token[0]:
            goes_on = typing and token.end() == len(text) and token[0][-1] != '"'
            query = _with_needle(query, token, goes_on)
    return query


def _with_needle(query: Query, token: re.Match[str], goes_on: bool) -> Query:
    terms = tuple(terms_in(token[0])[:MOST_TERMS])
    if not terms or len(query.needles) + len(query.without) >= MOST_NEEDLES:
        return query
    star = (token["word"] or "").endswith("*")
    if token["minus"]:
        return replace(query, without=(*query.without, Needle(terms, star)))
    return replace(query, needles=(*query.needles, Needle(terms, star or goes_on)))


def _filtered(query: Query, read: "_Read", token: re.Match[str], pair: Pair, today: date) -> Query:
    value = (token["word"] or token["phrase"] or "").strip()
    if not value:  # it is still being typed
        return query
    return read(query, value, pair, today) or replace(query, misread=(*query.misread, token[0]))


def _who(query: Query, value: str, pair: Pair, _today: date) -> Query | None:
    word = folded(value).removeprefix("@")
    found = {p.id for p in pair.people if word == p.id or folded(p.name).startswith(word)}
    if word in ("me", "ik", "mij"):
        found.add(pair.me.id)
    if found or word in (BOTH, "samen", "beiden"):
        return replace(query, people=query.people | found | {BOTH})
    return None


def _kind(query: Query, value: str, _pair: Pair, _today: date) -> Query | None:
    word = folded(value)
    found = {kind for name, kind in _KIND_WORDS if name.startswith(word) or word == f"{name}s"}
    return replace(query, kinds=query.kinds | found) if found else None


def _after(query: Query, value: str, _pair: Pair, today: date) -> Query | None:
    day = find_past(value, today)
    return replace(query, after=day) if day else None


def _before(query: Query, value: str, _pair: Pair, today: date) -> Query | None:
    day = find_past(value, today)
    return replace(query, before=day) if day else None


_Read = Callable[[Query, str, Pair, date], Query | None]
_FILTERS: dict[str, _Read] = {
    **dict.fromkeys(("who", "wie"), _who),
    **dict.fromkeys(("kind", "soort"), _kind),
    **dict.fromkeys(("after", "since", "na", "sinds"), _after),
    **dict.fromkeys(("before", "voor"), _before),
}
