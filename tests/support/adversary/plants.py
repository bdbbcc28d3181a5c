"""Faults planted in the program on purpose: the histories must notice every one of them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from weakref import WeakKeyDictionary

import pytest

from companion.domain.text import Patch
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import DeviceFile
from companion.storage.document.device_file_writer import Snapshot
from companion.storage.document.document import Document
from companion.storage.sync.shared_folder import Reading
from companion.storage.sync.store import OpenFile, Store
from support.adversary.program import NOTE

Files = tuple[DeviceFile, ...]


def forget_merges(patch: pytest.MonkeyPatch) -> None:
    """What was merged is not kept privately."""
    real = Store._take

    def take(self: Store, opened: OpenFile, reading: Reading, keep: bool) -> bool:
        with pytest.MonkeyPatch.context() as meanwhile:
            meanwhile.setattr(self, "_write_private", lambda _snapshot: None)
            return real(self, opened, reading, keep)

    patch.setattr(Store, "_take", take)
    patch.setattr(Store, "keep", lambda _store, _name, _reading: None)


def forget_what_is_ahead(patch: pytest.MonkeyPatch) -> None:
    """What was kept and is not shown yet is written over."""
    patch.setattr(Store, "_mirror_has_more", lambda _store, _snapshot: False)


def skip_copies(patch: pytest.MonkeyPatch) -> None:
    """Only names as they were given are read."""
    own = re.compile(r"[a-z0-9]{6}(\.[ab])?\.json")
    patch.setattr("companion.storage.sync.shared_folder._is_candidate", own.fullmatch)


def keep_the_id(patch: pytest.MonkeyPatch) -> None:
    """A copied home goes on under the id it was copied with."""
    patch.setattr(Device, "renew", lambda _device: None)


def trust_files(patch: pytest.MonkeyPatch) -> None:
    """A changed file is believed."""
    patch.setattr("companion.storage.document.device_file._digest", lambda _data, found: found)


def store_the_client(patch: pytest.MonkeyPatch) -> None:
    """Every launch writes as the same Yjs client."""
    from pycrdt import _pycrdt

    patch.setattr("companion.storage.document.document.new_doc", lambda: _pycrdt.Doc(7, None, None))


def own_file_wins(patch: pytest.MonkeyPatch) -> None:
    """Where a device finds a file of its own, it reads no other."""
    _choose_files(
        patch, lambda store, files: [file for file in files if file.device == store.device] or files
    )


def wall_clock_decides(patch: pytest.MonkeyPatch) -> None:
    """Only the file that says it is the newest is read."""
    _choose_files(patch, lambda _store, files: sorted(files, key=lambda file: file.written)[-1:])


def _choose_files(
    patch: pytest.MonkeyPatch, chosen: Callable[[Store, Files], Iterable[DeviceFile]]
) -> None:
    real = Store._take

    def take(self: Store, opened: OpenFile, reading: Reading, keep: bool) -> bool:
        files = tuple(chosen(self, reading.files))
        return real(self, opened, replace(reading, files=files), keep)

    patch.setattr(Store, "_take", take)
    keep = Store.keep
    patch.setattr(
        Store,
        "keep",
        lambda self, name, reading: keep(
            self, name, replace(reading, files=tuple(chosen(self, reading.files)))
        ),
    )


def share_increments(patch: pytest.MonkeyPatch) -> None:
    """A shared file has only what is new since the last one."""
    real, shared = Store.publish, WeakKeyDictionary()

    def publish(self: Store, snapshot: Snapshot) -> None:
        document = Document(snapshot.state)
        with document._transaction() as txn:
            increment = document._doc.get_update(txn, shared.get(self, b"\x00"))
            shared[self] = document._doc.get_state(txn)
        real(self, replace(snapshot, state=increment, order=-snapshot.order))

    patch.setattr(Store, "publish", publish)


def missing_is_deleted(patch: pytest.MonkeyPatch) -> None:
    """When a file goes, so do all words."""
    real = Store.take

    def take(self: Store, opened: OpenFile, reading: Reading) -> bool:
        if opened.seen.keys() - reading.seen.keys():
            words = opened.document.text(NOTE)
            opened.document.edit(NOTE, Patch(0, len(words), ""), "anna")
        return real(self, opened, reading)

    patch.setattr(Store, "take", take)


def answer_merges(patch: pytest.MonkeyPatch) -> None:
    """What was merged is shared again."""
    real = Store.take

    def take(self: Store, opened: OpenFile, reading: Reading) -> bool:
        changed = real(self, opened, reading)
        if changed:
            self.publish(self.snapshot(opened))
        return changed

    patch.setattr(Store, "take", take)


PLANTS = (
    forget_merges, forget_what_is_ahead, skip_copies, keep_the_id, trust_files, store_the_client,
    own_file_wins, wall_clock_decides, share_increments, missing_is_deleted, answer_merges,
)  # fmt: skip
