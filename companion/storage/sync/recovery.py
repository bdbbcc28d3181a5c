"""What is put right at a start: left-overs removed, and what never reached the shared folder."""

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from companion.storage.disk.atomic_files import (
    NotPlain,
    read_plain_file,
    remove_leftovers,
    replace_file,
)
from companion.storage.document.document import Document
from companion.storage.document.untrusted_state import held
from companion.storage.sync.shared_folder import KINDS, PROGRAMME
from companion.storage.sync.slots import slot_names
from companion.storage.sync.store import Store
from companion.storage.sync.summary_index import Seen, signatures


class Recovery:
    """Shares what was saved on this machine, by whatever program, and could not be shared then."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: set[str] = set()

    def begin(self) -> None:
        """Look through all documents, as a start does."""
        self._waiting = put_right(self._store)

    def go_on(self, changed: Iterable[str], elsewhere: Iterable[str]) -> OSError | None:
        """Share what still waits; gives what keeps any of it from being shared.

        A document whose files `changed` waits for the next time: whoever changed it may be
        sharing it. `elsewhere` are those that somebody else in this program shares.
        """
        trouble = self._share(self._waiting - set(elsewhere))
        self._waiting.update(changed)
        return trouble

    def _share(self, names: Iterable[str]) -> OSError | None:
        trouble: OSError | None = None
        try:
            self._store.check_share()
            for name in sorted(names):
                trouble = self._share_one(name) or trouble
        except OSError as error:
            trouble = error
        return trouble

    def _share_one(self, name: str) -> OSError | None:
        try:
            share_what_waits(self._store, name)
        except OSError as error:
            return error
        self._waiting.discard(name)
        return None


def put_right(store: Store) -> set[str]:
    """Do both for every document; gives those that could not be shared.

    In the background, for a folder may be slow or gone.
    """
    others = [name for kind in KINDS for name in store.mirror.documents(kind)]
    cache = store.mirror.root.with_name("shared.json")
    before, now = _load(cache), {}
    failed: set[str] = set()
    for name in (PROGRAMME, *others):
        try:
            for folder in (store.mirror, store.shared, store.history):
                remove_leftovers(folder.path(name), store.device)
            found = signatures(store, name)
            if before.get(name) != found:
                store.check_share()  # before all of it is read for a folder that is away
                share_what_waits(store, name)
            if signatures(store, name) == found:  # neither shared just now nor typed in meanwhile
                now[name] = found
        except OSError:
            failed.add(name)
    if now != before:
        _save(cache, now)
    return failed


def _load(cache: Path) -> dict[str, Seen]:
    """The files of each document when all of it was found to be shared; may be deleted."""
    try:
        found: dict[str, Seen] = json.loads(read_plain_file(cache))
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
    here, _forked = Document.merged(store.mirror.read(name).files)
    if not held(store.shared.read(name).files, here.state()):
        store.publish(store.snapshot(store.load_read_only(name)))


def _shared_already(store: Store, name: str) -> bool:
    """Whether every private copy stands in the shared folder, byte for byte: a cheap first look.

    Not by the times of the files: the clock may have been moved between two saves.
    """
    mirror, shared = store.mirror.path(name), store.shared.path(name)
    return all(
        any(_same(mirror / file, shared / slot) for slot in slot_names(file.removesuffix(".json")))
        for file in store.mirror.scan(name)
    )


def _same(one: Path, other: Path) -> bool:
    try:
        return read_plain_file(one) == read_plain_file(other)
    except (OSError, NotPlain):
        return False
