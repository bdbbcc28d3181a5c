"""The list of all sessions without opening them: a cache of summaries that may be deleted any time.

A document is opened again only when the files in one of its two folders have changed.
"""

import contextlib
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from companion.domain.notebook import Record
from companion.domain.summary import Summary, summarise
from companion.storage.files import Signature, make_private, read_plain, replace_file
from companion.storage.schema import read_notebook
from companion.storage.shared_folder import BETWEEN, SESSIONS
from companion.storage.store import Store

_VERSION = 1

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
        """What is known now, from old to new."""
        return sorted(self._summaries.values(), key=lambda s: s.order)

    def refresh(self) -> bool:
        """Look at every document's files and open those that changed; tells whether any had."""
        names = [*self._store.documents(SESSIONS), *self._store.documents(BETWEEN)]
        changed = self._forget(set(names))
        for name in names:
            seen = self._signatures(name)
            if self._seen.get(name) != seen:
                self._look(name)
                changed = True
        if changed:
            self._save()
        return changed

    def _forget(self, names: set[str]) -> bool:
        gone = set(self._summaries) - names
        for name in gone:
            del self._summaries[name], self._seen[name]
        return bool(gone)

    def _look(self, name: str) -> None:
        opened = self._store.glance(name)
        notebook = read_notebook(name.rpartition("/")[2], opened.document.content())
        self._summaries[name] = summarise(notebook, len(opened.problems))
        self._seen[name] = self._signatures(name)  # after the glance, which may have mirrored news

    def _signatures(self, name: str) -> Seen:
        found: Seen = []
        for folder in (self._store.mirror, self._store.shared):
            with contextlib.suppress(OSError):
                found += [_row(n, s) for n, s in sorted(folder.scan(name).items())]
        return found

    def _load(self) -> None:
        try:
            data = json.loads(read_plain(self._path))
            if data["version"] == _VERSION:
                for name, entry in data["documents"].items():
                    self._summaries[name] = _summary(entry["summary"])
                    self._seen[name] = entry["seen"]
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            self._summaries, self._seen = {}, {}

    def _save(self) -> None:
        documents = {
            name: {"seen": self._seen[name], "summary": asdict(summary)}
            for name, summary in self._summaries.items()
        }
        data = json.dumps({"version": _VERSION, "documents": documents}, ensure_ascii=False)
        with contextlib.suppress(OSError):  # only a cache
            make_private(self._path.parent)
            replace_file(self._path, data.encode())


def _row(name: str, found: Signature) -> list[Any]:
    return [name, found.size, found.mtime_ns, found.inode]


def _summary(values: dict[str, Any]) -> Summary:
    known = {f.name for f in fields(Summary)} - {"actions"}
    actions = tuple(Record(**record) for record in values["actions"])
    return Summary(**{k: v for k, v in values.items() if k in known}, actions=actions)
