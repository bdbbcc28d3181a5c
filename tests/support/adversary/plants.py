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
from companion.storage.sync.mirror import Mirror
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.shared_folder import FolderScan
from companion.storage.sync.store import Store
from support.adversary.program import NOTE

Files = tuple[DeviceFile, ...]


def forget_merges(patch: pytest.MonkeyPatch) -> None:
    """What was merged is not kept privately."""
    real = Store._load

    def load(self: Store, name: str, scan: FolderScan, in_use: bool) -> OpenFile:
        with pytest.MonkeyPatch.context() as meanwhile:
            meanwhile.setattr(self.mirror, "replace", lambda _snapshot, _by: None)
            return real(self, name, scan, in_use)

    patch.setattr(Store, "_load", load)
    patch.setattr(Mirror, "merge", lambda _mirror, _name, _scan: None)


def forget_what_is_ahead(patch: pytest.MonkeyPatch) -> None:
    """What the private copy has and is not shown yet is written over."""
    patch.setattr(Mirror, "_has_all", lambda _mirror, _snapshot: True)


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
        patch, lambda device, files: [file for file in files if file.device == device] or files
    )


def wall_clock_decides(patch: pytest.MonkeyPatch) -> None:
    """Only the file that says it is the newest is read."""
    _choose_files(patch, lambda _device, files: sorted(files, key=lambda file: file.written)[-1:])


def _choose_files(
    patch: pytest.MonkeyPatch, chosen: Callable[[str, Files], Iterable[DeviceFile]]
) -> None:
    real, real_mirror = Store._merge, Mirror.merge

    def some(device: str, scan: FolderScan) -> FolderScan:
        return replace(scan, files=tuple(chosen(device, scan.files)))

    def merge(self: Store, opened: OpenFile, scan: FolderScan, in_use: bool) -> str | None:
        return real(self, opened, some(self.device, scan), in_use)

    def merge_into_mirror(self: Mirror, name: str, scan: FolderScan) -> None:
        real_mirror(self, name, some(self._device.id, scan))

    patch.setattr(Store, "_merge", merge)
    patch.setattr(Mirror, "merge", merge_into_mirror)


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
    real = Store.merge_into

    def merge_into(self: Store, opened: OpenFile, scan: FolderScan) -> bool:
        if opened.seen.keys() - scan.seen.keys():
            words = opened.document.text(NOTE)
            opened.document.edit(NOTE, Patch(0, len(words), ""), "anna")
        return real(self, opened, scan)

    patch.setattr(Store, "merge_into", merge_into)


def answer_merges(patch: pytest.MonkeyPatch) -> None:
    """What was merged is shared again."""
    real = Store.merge_into

    def merge_into(self: Store, opened: OpenFile, scan: FolderScan) -> bool:
        changed = real(self, opened, scan)
        if changed:
            self.publish(self.snapshot(opened))
        return changed

    patch.setattr(Store, "merge_into", merge_into)


PLANTS = (
    forget_merges, forget_what_is_ahead, skip_copies, keep_the_id, trust_files, store_the_client,
    own_file_wins, wall_clock_decides, share_increments, missing_is_deleted, answer_merges,
)  # fmt: skip
