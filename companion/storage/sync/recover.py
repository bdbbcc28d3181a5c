"""What is put right at a start: left-overs removed, and what never reached the shared folder."""

import contextlib
import json
from pathlib import Path

from companion.storage.disk.atomic_files import NotPlain, read_plain, remove_leftovers, replace_file
from companion.storage.document.document import Document, held
from companion.storage.sync.shared_folder import KINDS, PROGRAMME
from companion.storage.sync.store import SLOTS, Store
from companion.storage.sync.summary_index import Seen, signatures


def put_right(store: Store) -> None:
    """Do both for every document; in the background, for a folder may be slow or gone."""
    others = [name for kind in KINDS for name in store.mirror.documents(kind)]
    cache = store.mirror.root.with_name("shared.json")
    before, now = _load(cache), {}
    for name in (PROGRAMME, *others):
        with contextlib.suppress(OSError):  # the next start tries again
            for folder in (store.mirror, store.shared, store.history):
                remove_leftovers(folder.path(name), store.device)
            found = signatures(store, name)
            if before.get(name) != found:
                share_what_waits(store, name)
            if signatures(store, name) == found:  # neither shared just now nor typed in meanwhile
                now[name] = found
    if now != before:
        _save(cache, now)


def _load(cache: Path) -> dict[str, Seen]:
    """The files of each document when all of it was found to be shared; may be deleted."""
    try:
        found: dict[str, Seen] = json.loads(read_plain(cache))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _save(cache: Path, found: dict[str, Seen]) -> None:
    with contextlib.suppress(OSError):
        replace_file(cache, json.dumps(found).encode())


def share_what_waits(store: Store, name: str) -> None:
    """Publish a document that was saved on this machine and then could not be shared.

    Only words that no file in the shared folder holds are a reason to write there: a merge is not.
    Raises OSError.
    """
    if _shared_already(store, name):
        return
    here, _twins = Document.merged(store.mirror.read(name).files)
    if not held(store.shared.read(name).files, here.state()):
        store.publish(store.snapshot(store.glance(name)))


def _shared_already(store: Store, name: str) -> bool:
    """Whether every private copy stands in the shared folder, byte for byte: a cheap first look.

    Not by the times of the files: the clock may have been moved between two saves.
    """
    mirror, shared = store.mirror.path(name), store.shared.path(name)
    return all(
        any(
            _same(mirror / file, shared / f"{file.removesuffix('.json')}.{slot}.json")
            for slot in SLOTS
        )
        for file in store.mirror.scan(name)
    )


def _same(one: Path, other: Path) -> bool:
    try:
        return read_plain(one) == read_plain(other)
    except (OSError, NotPlain):
        return False
