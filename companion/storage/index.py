"""The list of all sessions without opening them: a cache of summaries that may be deleted any time.

A document is opened again only when the files in one of its two folders have changed.
"""

import contextlib
import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from companion.domain.agenda import AgendaItem
from companion.domain.notebook import Notebook, Record
from companion.domain.programme import Plan
from companion.domain.summary import Summary, summarise
from companion.storage.files import Signature, make_private, read_plain, replace_file
from companion.storage.marks import read_finished
from companion.storage.schema import content_of, read_notebook
from companion.storage.shared_folder import KINDS, MARGINS, PROGRAMME, SESSIONS
from companion.storage.store import OpenFile, Store

_VERSION = 6

Seen = list[list[Any]]


class Index:
    """Summaries of all documents of one pair, kept in a file."""

    def __init__(self, path: Path, store: Store) -> None:
        self._path = path
        self._store = store
        self._summaries: dict[str, Summary] = {}
        self._seen: dict[str, Seen] = {}
        self._load()

    @property
    def summaries(self) -> list[Summary]:
        """What is known now of sessions and months, from old to new."""
        listed = (s for s in self._summaries.values() if s.kind not in (PROGRAMME, MARGINS))
        return sorted(listed, key=lambda s: s.order)

    @property
    def plan(self) -> Plan | None:
        """The programme that the pair has adopted, as far as is known now."""
        pair = self._summaries.get(PROGRAMME)
        return pair.plan if pair is not None else None

    def finished_by(self, person: str) -> dict[str, str]:
        """The lessons that somebody let the other know they finished, each with the day."""
        margins = (s for s in self._summaries.values() if s.kind == MARGINS)
        return {s.lesson: day for s in margins for who, day in s.finished if who == person}

    def refresh(self) -> bool:
        """Look at every document's files and open those that changed; tells whether any had.

        Any thread may do this while another reads `summaries`.
        """
        store = self._store
        names = [name for kind in KINDS for name in store.documents(kind)] + [PROGRAMME]
        known = set(names)
        summaries = {name: s for name, s in self._summaries.items() if name in known}
        seen = {name: self._seen[name] for name in summaries}
        changed = len(summaries) != len(self._summaries)
        for name in names:
            if seen.get(name) != signatures(self._store, name):
                before = summaries.get(name), seen.get(name)
                summaries[name], seen[name] = self._look(name)
                changed = changed or before != (summaries[name], seen[name])
        self._summaries, self._seen = summaries, seen
        if changed:
            self._save()
        return changed

    def _look(self, name: str) -> tuple[Summary, Seen]:
        opened, notebook, seen = read_afresh(self._store, name)
        summary = summarise(notebook, len(opened.problems))
        if summary.kind == MARGINS:
            finished = read_finished(opened.document.content())
            summary = replace(summary, lesson=summary.id, finished=tuple(finished.items()))
        return summary, seen

    def _load(self) -> None:
        try:
            data = json.loads(read_plain(self._path))
            if data["version"] == _VERSION:
                for name, entry in data["documents"].items():
                    self._summaries[name] = _summary(entry["summary"])
                    self._seen[name] = entry["seen"]
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            self._summaries, self._seen = {}, {}

    def _save(self) -> None:
        documents = {
            name: {"seen": self._seen[name], "summary": asdict(summary)}
            for name, summary in self._summaries.items()
        }
        # In ASCII: a name in the shared folder may be one that no encoding can write.
        data = json.dumps({"version": _VERSION, "documents": documents})
        with contextlib.suppress(OSError):  # only a cache
            make_private(self._path.parent)
            replace_file(self._path, data.encode())


def read_afresh(store: Store, name: str) -> tuple[OpenFile, Notebook, Seen]:
    """A document opened to look, what it says, and the signatures to know it by."""
    opened = store.glance(name)
    notebook = read_notebook(name.rpartition("/")[2], content_of(opened.document))
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


def _summary(values: dict[str, Any]) -> Summary:
    known = {f.name for f in fields(Summary)} & values.keys()
    kept: dict[str, Any] = {k: tuple(v) if isinstance(v := values[k], list) else v for k in known}
    for kind in ("actions", "cards", "ideas", "points", "learned"):
        kept[kind] = tuple(Record(**record) for record in values[kind])
    kept["finished"] = tuple((who, day) for who, day in values["finished"])
    kept["left"] = tuple(AgendaItem(**item) for item in values["left"])
    kept["plan"] = Plan(**values["plan"]) if values["plan"] else None
    return Summary(**kept)
