"""The private mirror: this machine's own copy of each document, from which nothing ever goes.

Merging is idempotent, so each write joins what is to be written with what stands there, under one
lock: in whatever order snapshots, scans and read-only looks arrive, none replaces more with less.
"""

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from companion.storage.disk import atomic_files
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import DeviceFile
from companion.storage.document.device_file_writer import DeviceFileWriter, Snapshot
from companion.storage.document.document import Document, Files
from companion.storage.document.note_history import History
from companion.storage.sync.shared_folder import Folder, FolderScan
from companion.storage.yjs.fork_check import CompareBudget, ForkedClient


class Mirror(Folder):
    """A folder of documents in which this device has one file of each, and writes no other."""

    def __init__(
        self,
        root: Path,
        device: Device,
        writer: DeviceFileWriter,
        history: History,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(root, private=True)
        self._device = device
        self._writer = writer
        self._history = history
        self._now = now
        self.lock = threading.RLock()
        """Held while a document is read, merged with and written. The shared folder is read before
        that: where it hangs, private copies are saved all the same."""
        self._complete: dict[str, tuple[int, int]] = {}
        """By document: the number of the open one that has all that stands here, and the order of
        its snapshot from which on. Its next save need not read the file first. Without this, and
        all read each time, a save of both copies took 3.6 ms of the processor instead of 1.4."""

    def merged(self, name: str) -> Document:
        """All that stands here of a document, as far as it agrees with this device's own file."""
        return Document.merged(self.own_first(self.read(name).files))[0]

    def own_first(self, files: Files) -> list[DeviceFile]:
        """The files with mine before those that disagree with it, which stay where they are: mine
        is written over, with what is made of these.
        """
        return sorted(files, key=lambda file: file.device != self._device.id)

    def write(self, snapshot: Snapshot, by: str) -> None:
        """Write a snapshot, together with all that stands here. Raises OSError."""
        with self.lock:
            joined = snapshot if self._has_all(snapshot) else self._joined(snapshot)
            self.replace(joined, by)
            if joined is snapshot:
                self.mark_complete(snapshot.document, snapshot.source, snapshot.order)

    def merge(self, name: str, scan: FolderScan) -> None:
        """Write what was scanned elsewhere, together with all that stands here. Raises OSError."""
        with self.lock:
            document = self.merged(name)
            authors: list[str] = []
            budget = CompareBudget()
            for file in scan.files:
                with contextlib.suppress(ForkedClient):  # reported when the scan is merged
                    authors += [file.person] * document.merge(file.state, file.outline, budget)
            if authors:
                self.replace(Snapshot(name, document.state()), authors[-1])

    def replace(self, snapshot: Snapshot, by: str) -> None:
        """Write a snapshot that has all that stands here, under the lock. Raises OSError."""
        name = snapshot.document
        self._complete.pop(name, None)
        own = self._writer.file_of(snapshot)
        self._history.note(name, own.notes, by, self._now())
        folder = atomic_files.make_private(self.path(name))
        atomic_files.replace_file(folder / f"{self._device.id}.json", own.data)

    def mark_complete(self, name: str, source: int, order: int = 0) -> None:
        """The open document of the number `source` has all that stands here, under the lock.

        From its snapshot `order` on; from its first one, where it was just read from here.
        """
        self._complete[name] = source, order

    def _has_all(self, snapshot: Snapshot) -> bool:
        source, order = self._complete.get(snapshot.document, (0, 0))
        return source == snapshot.source and order <= snapshot.order

    def _joined(self, snapshot: Snapshot) -> Snapshot:
        """A snapshot with all that stands here and agrees with it; itself where it has all."""
        document, has_more = Document(snapshot.state), False
        budget = CompareBudget()
        for file in self.own_first(self.read(snapshot.document).files):
            with contextlib.suppress(ForkedClient):
                has_more |= document.merge(file.state, file.outline, budget)
        return Snapshot(snapshot.document, document.state()) if has_more else snapshot
