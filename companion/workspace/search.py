"""Searching in everything: the cache kept up to date, and what a query finds in it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from companion.domain.agenda import WHOLE
from companion.domain.finding import Finding
from companion.domain.passage import PRIVATE, Passage, day_of, passages_in
from companion.domain.query import Query, read_query
from companion.domain.summary import Summary
from companion.domain.terms import Snippet, snippet
from companion.i18n import _
from companion.lessons.library import LessonText
from companion.storage.document import Document
from companion.storage.index import read_afresh, signatures
from companion.storage.search_cache import Lost, SearchCache
from companion.storage.search_tables import Found, Source
from companion.storage.shared_folder import BETWEEN, SESSIONS
from companion.workspace.core import Workspace
from companion.workspace.private_notes import PrivateText, private_texts

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


class _Pending(NamedTuple):
    """A document or lesson that may have to be read."""

    name: str
    seen: str
    read: Callable[[], Source]


class Search:
    """All notes and lessons of one pair, to be searched by one program; `close` it after use.

    One thread may refresh while another finds.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._library = workspace.new_library()  # the workspace's own belongs to another thread
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
        there = [*self._private(), *self._documents(), *self._lessons()]
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

    def _documents(self) -> Iterator[_Pending]:
        """Newest first: they are the first that somebody looks for."""
        store = self._workspace.store
        for name in (*store.documents(BETWEEN), *reversed(store.documents(SESSIONS))):
            seen = json.dumps(signatures(store, name))
            yield _Pending(name, seen, partial(self._document, name))

    def _document(self, name: str) -> Source:
        opened, notebook, seen = read_afresh(self._workspace.store, name)
        return Source(name, json.dumps(seen),
                      passages_in(notebook, name, _authors(opened.document)))  # fmt: skip

    def _private(self) -> Iterator[_Pending]:
        for notes in private_texts(self._workspace):
            summaries = self._workspace.index.summaries
            empty = Summary(notes.session, "session")
            summary = next((s for s in summaries if s.id == notes.session), empty)
            # With what the list of all sessions knows of it, which may come later.
            seen = f"{notes.seen} {summary.title}"
            name = f"private {notes.session}"
            yield _Pending(name, seen, partial(self._private_note, name, seen, notes, summary))

    def _private_note(self, name: str, seen: str, notes: PrivateText, summary: Summary) -> Source:
        day = summary.date or day_of(notes.session[:10])
        text = notes.read()
        passage = Passage(PRIVATE, text, "", f"{SESSIONS}/{notes.session}", summary.lesson,
                          summary.title, item=WHOLE, day=day,
                          who=(self._workspace.space.me,))  # fmt: skip
        return Source(name, seen, [passage] if text.strip() else [])

    def _lessons(self) -> Iterator[_Pending]:
        for lesson in self._library.texts():
            name = f"lesson {lesson.entry.path}"
            seen = f"{lesson.signature} {lesson.entry.id}"
            yield _Pending(name, seen, partial(_lesson, name, seen, lesson))


def misread_words(query: Query) -> str:
    """The sentence for filters that say nothing; empty where there are none."""
    if not query.misread:
        return ""
    return _(
        "“{filter}” names no person, kind or day. Write who:NAME, kind:note or after:oct."
    ).format(filter=query.misread[0])


def _read(pendings: list[_Pending]) -> Iterator[Source]:
    for pending in pendings:
        with suppress(OSError):  # it is tried again the next time
            yield pending.read()


def _lesson(name: str, seen: str, lesson: LessonText) -> Source:
    from companion.lessons.passages import passages_of  # brings Markdown along

    text = lesson.read()
    passages = [] if isinstance(text, Finding) else passages_of(text, lesson.entry)
    return Source(name, seen, passages)


def _authors(document: Document) -> dict[str, tuple[str, ...]]:
    authors: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for (name, person), count in document.tally().items():
        if count and person:
            authors[name] += (person,)
    return authors
