"""The list of all sessions without opening them: a cache of summaries that may be deleted any time.

A document is opened again only when the files in one of its two folders have changed.
"""

import contextlib
import json
import threading
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from companion.domain.lesson.programme import Plan
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import RUNNING
from companion.domain.session.notebook import Notebook, Record
from companion.domain.session.summary import Summary, summarise
from companion.storage.disk.atomic_files import (
    Signature,
    make_private,
    read_plain_file,
    replace_file,
)
from companion.storage.document.margin_marks import read_finished
from companion.storage.document.notebook_reader import read_document
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.shared_folder import KINDS, MARGINS, PROGRAMME, SESSIONS
from companion.storage.sync.store import Store

_VERSION = 10
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a cache may raise that somebody else has written."""

_RECORDS = {"actions", "cards", "ideas", "points", "learned"}

Seen = list[list[Any]]


class Brief(NamedTuple):
    """The least that is known of a document."""

    runs: bool
    """Whether its clock runs."""
    created: str
    thrown: bool
    """Whether it was thrown away."""


class SummaryIndex:
    """Summaries of all documents of one pair, kept in a file."""

    def __init__(self, path: Path, store: Store) -> None:
        self._path = path
        self._store = store
        self._cached: dict[str, dict[str, Any]] = {}
        self._unpacking = threading.Lock()
        self._summaries: dict[str, Summary] = {}
        self._seen: dict[str, Seen] = {}
        self.touched: frozenset[str] = frozenset()
        """The documents of which any file had changed at the last refresh."""
        self._load()

    @property
    def summaries(self) -> list[Summary]:
        """What is known now of sessions and months, from old to new; none that was thrown away."""
        return self.lists()[0]

    @property
    def thrown(self) -> list[Summary]:
        """What was thrown away, the last one first."""
        return self.lists()[1]

    def lists(self) -> tuple[list[Summary], list[Summary]]:
        """`summaries` and `thrown` as they are at one moment: none is in both, or in neither."""
        found = (s for s in self._known().values() if s.kind not in (PROGRAMME, MARGINS))
        listed = sorted(found, key=lambda s: s.order)
        gone = sorted((s for s in listed if s.thrown_at), key=lambda s: s.thrown_at, reverse=True)
        return [s for s in listed if not s.thrown_at], gone

    @property
    def plan(self) -> Plan | None:
        """The programme that the pair has adopted, as far as is known now."""
        pair = self._known().get(PROGRAMME)
        return pair.plan if pair is not None else None

    def finished_by(self, person: str) -> dict[str, str]:
        """The lessons that somebody let the other know they finished, each with the day."""
        margins = (s for s in self._known().values() if s.kind == MARGINS)
        return {s.lesson: day for s in margins for who, day in s.finished if who == person}

    def brief(self) -> dict[str, Brief]:
        """What a command must know that wants one session alone, of each document by its name.

        Told without unpacking what else is known.
        """
        cached = self._cached
        if cached:
            return {
                name: Brief(values.get("state") == RUNNING, str(values.get("created", "")),
                            bool(values.get("thrown_at")))
                for name, values in cached.items()
            }  # fmt: skip
        return {
            name: Brief(s.state == RUNNING, s.created, bool(s.thrown_at))
            for name, s in self._summaries.items()
        }

    def is_current(self, name: str) -> bool:
        """Whether what is known of a document is what its files say now."""
        return self._seen.get(name) == signatures(self._store, name)

    def refresh(self, few: int = 0) -> bool:
        """Look at every document's files and open those that changed; tells whether any had.

        Up to so `few` that changed are opened again next time: sooner done than writing all down.
        One that was removed is always written down: no later look would notice it.
        Any thread may do this while another reads `summaries`.
        """
        store, known = self._store, self._known()
        names = [name for kind in KINDS for name in store.documents(kind)] + [PROGRAMME]
        found = {name: signatures(store, name) for name in names}
        there = [name for name in names if found[name] or self._has_files(name)]
        summaries = {name: known[name] for name in there if name in known}
        seen = {name: self._seen[name] for name in summaries}
        removed = changed = len(summaries) != len(known)
        touched = [name for name in there if seen.get(name) != found[name]]
        for name in touched:
            before = summaries.get(name), seen.get(name)
            summaries[name], seen[name] = self._look(name)
            changed = changed or before != (summaries[name], seen[name])
        self._summaries, self._seen, self.touched = summaries, seen, frozenset(touched)
        if removed or (changed and len(touched) > few):
            self._save()
        return changed

    def _has_files(self, name: str) -> bool:
        """Whether a document is more than a folder: its first file may have found no room, or be
        on its way still."""
        for folder in (self._store.mirror, self._store.shared):
            with contextlib.suppress(OSError):
                if folder.scan(name):
                    return True
        return False

    def _look(self, name: str) -> tuple[Summary, Seen]:
        opened, notebook, seen = read_current(self._store, name)
        summary = summarise(notebook, len(opened.problems))
        if summary.kind == MARGINS:
            finished = read_finished(opened.document.content())
            summary = replace(summary, lesson=summary.id, finished=tuple(finished.items()))
        return summary, seen

    def _load(self) -> None:
        try:
            data = json.loads(read_plain_file(self._path))
            if (data["version"], data["people"]) == (_VERSION, self._people()):
                documents = data["documents"].items()
                self._seen = {name: entry["seen"] for name, entry in documents}
                self._cached = {name: {**entry["summary"]} for name, entry in documents}
        except _BROKEN:
            self._cached, self._seen = {}, {}

    def _people(self) -> list[list[str]]:
        """Who the two are: lines of the notes that name one of them are read by it."""
        return [[person.id, person.name] for person in self._store.pair.people]

    def _known(self) -> dict[str, Summary]:
        """All summaries; a command that needs none of them does not wait for this."""
        with self._unpacking:
            if self._cached:
                try:
                    self._summaries = {n: _summary(v) for n, v in self._cached.items()}
                except _BROKEN:
                    self._seen = {}
                self._cached = {}
        return self._summaries

    def _save(self) -> None:
        documents = {
            name: {"seen": self._seen[name], "summary": _packed(summary)}
            for name, summary in self._summaries.items()
        }
        # In ASCII: a name in the shared folder may be one that no encoding can write.
        known = {"version": _VERSION, "people": self._people(), "documents": documents}
        data = json.dumps(known)
        with contextlib.suppress(OSError):  # only a cache
            make_private(self._path.parent)
            replace_file(self._path, data.encode())


def read_current(store: Store, name: str) -> tuple[OpenFile, Notebook, Seen]:
    """A document opened to look, what it says, and the signatures to know it by."""
    opened = store.load_read_only(name)
    notebook = read_document(name.rpartition("/")[2], opened.document, store.pair)
    kind = name.partition("/")[0]
    kind = "session" if kind == SESSIONS else kind
    notebook = replace(notebook, about=replace(notebook.about, kind=kind))
    # The mirror as it is after the glance, which may have put news there; the shared files
    # as the glance found them, so that one that came meanwhile is looked at next time.
    return opened, notebook, _rows(store.mirror.scan(name)) + _rows(opened.seen)


def signatures(store: Store, name: str) -> Seen:
    """What changes when any file of a document does, in either folder; kept in caches."""
    found: Seen = []
    for folder in (store.mirror, store.shared):
        with contextlib.suppress(OSError):
            found += _rows(folder.scan(name))
    return found


def _rows(found: dict[str, Signature]) -> Seen:
    """The signatures as the cache keeps them; a file still young is looked at once more."""
    rested = [(name, s) for name, s in sorted(found.items()) if not s.content]
    return [[name, s.size, s.mtime_ns, s.inode] for name, s in rested]


def _packed(value: Any) -> Any:
    """As JSON has it; what a field holds of itself is left out, for most hold that."""
    if isinstance(value, Summary | Record | AgendaItem | Plan):
        named = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: _packed(v) for f, v in named if v != f.default}
    return [_packed(v) for v in value] if isinstance(value, tuple) else value


def _summary(values: dict[str, Any]) -> Summary:
    kept: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    for kind in _RECORDS & kept.keys():
        kept[kind] = tuple(Record(**record) for record in kept[kind])
    if "left" in kept:
        kept["left"] = tuple(AgendaItem(**item) for item in kept["left"])
    if "finished" in kept:
        kept["finished"] = tuple((who, day) for who, day in kept["finished"])
    if "plan" in kept:
        kept["plan"] = Plan(**kept["plan"])
    return Summary(**kept)
