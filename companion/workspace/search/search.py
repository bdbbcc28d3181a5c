"""Searching in everything: the cache kept up to date, and what a query finds in it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from companion.domain.search.passages import Passage
from companion.domain.search.query import Query, read_query
from companion.domain.search.terms import Snippet, snippet
from companion.i18n import _
from companion.storage.search.cache import Lost, SearchCache
from companion.storage.search.tables import Found, Source
from companion.workspace.search.sources import PendingSource, all_sources
from companion.workspace.workspace import Workspace

MOST = 50
"""Hits that are shown; more of them would be read by nobody."""
_AT_ONCE = 25
"""Documents that are put into the cache in one step: what an interruption may cost."""
_ATTEMPTS = 3
"""The file, a new file, and memory."""

Told = Callable[[int, int], None]
"""Hears how many of how many documents and lessons have been read."""


class Hit(NamedTuple):
    """One thing that was found."""

    passage: Passage
    snippet: Snippet


class Answer(NamedTuple):
    """What a query found, best first."""

    query: Query
    total: int
    hits: tuple[Hit, ...] = ()
    """The first of them."""


class Search:
    """All notes and lessons of one pair, to be searched by one program; `close` it after use.

    One thread may refresh while another finds.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._cache = SearchCache(workspace.places.search(workspace.space.id))
        self.is_lost = False
        """Whether the cache was found damaged, and is empty until the next refresh."""

    def close(self) -> None:
        """Let go of the cache."""
        self._cache.close()

    def refresh(self, told: Told | None = None, stopped: Callable[[], bool] = bool) -> bool:
        """Read what changed since the last time; tells whether anything had."""
        for _attempt in range(_ATTEMPTS):
            self.is_lost = False
            with suppress(Lost):
                changed = self._read_what_changed(told, stopped)
                if not self.is_lost:
                    return changed
        return True

    def find(self, text: str, typing: bool = False, most: int = MOST) -> Answer:
        """What the cache has for a query as it was typed."""
        environment = self._workspace.environment
        query = read_query(text, self._workspace.pair, environment.today(), typing)
        try:
            found = self._cache.find(query, most)
        except Lost:
            self.is_lost = True
            found = Found(0, [])
        hits = (Hit(p, snippet(p.text, query.needles)) for p in found.passages)
        return Answer(query, found.total, tuple(hits))

    def look(self, text: str, told: Told | None = None, most: int = MOST) -> Answer:
        """Read what changed, then find."""
        for _attempt in range(_ATTEMPTS):
            self.refresh(told)
            answer = self.find(text, most=most)
            if not self.is_lost:
                break
        return answer

    def _read_what_changed(self, told: Told | None, stopped: Callable[[], bool]) -> bool:
        known = self._cache.sources()
        there = all_sources(self._workspace)
        gone = known.keys() - {pending.name for pending in there}
        changed = [pending for pending in there if known.get(pending.name) != pending.seen]
        if gone:
            self._cache.put((), gone)
        for start in range(0, len(changed), _AT_ONCE):
            if stopped():
                break
            # Read first: whoever searches meanwhile waits for the writing alone.
            read = list(_read(changed[start : start + _AT_ONCE]))
            self._cache.put(read)
            if told is not None:
                told(min(start + _AT_ONCE, len(changed)), len(changed))
        return bool(gone or changed)


def misread_words(query: Query) -> str:
    """The sentence for filters that say nothing; empty where there are none."""
    if not query.misread:
        return ""
    return _(
        "“{filter}” names no person, kind or day. Write who:NAME, kind:note or after:oct."
    ).format(filter=query.misread[0])


def _read(pendings: list[PendingSource]) -> Iterator[Source]:
    for pending in pendings:
        with suppress(OSError):  # it is tried again the next time
            yield pending.read()
