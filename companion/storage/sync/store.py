"""Documents in their two folders: the private mirror first, then the shared one.

Reading is the union of every device's file in both. A device writes only files that bear its own
id; what a merge brought in goes to the private mirror alone, so echoes end.
"""

import contextlib
import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from companion.domain.errors import FolderEmptied
from companion.domain.people import Pair
from companion.storage.disk.atomic_files import Signature, fingerprint
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import DeviceFile
from companion.storage.document.device_file_writer import DeviceFileWriter, Snapshot
from companion.storage.document.document import Document
from companion.storage.document.note_history import History
from companion.storage.document.schema import note_texts
from companion.storage.sync.mirror import Mirror
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.quarantine import Quarantine
from companion.storage.sync.shared_folder import (
    FORKED,
    NEWER,
    PROGRAMME,
    Folder,
    FolderScan,
    Problem,
)
from companion.storage.sync.slots import replace_older_slot
from companion.storage.yjs.fork_check import CompareBudget, ForkedClient


class Store:
    """One pair's documents, for one device."""

    def __init__(
        self,
        shared: Folder,
        private: Path,
        device: Device,
        pair: Pair,
        now: Callable[[], datetime],
        log: Path = Path(os.devnull),
    ) -> None:
        self.shared = shared
        self.history = History(private / "history", device, log)
        self._own = DeviceFileWriter(device, pair, now)
        self.mirror = Mirror(private / "mirror", device, self._own, self.history, now)
        self._aside = Quarantine(private / "aside")
        self._device = device
        self.pair = pair
        self._open: Counter[str] = Counter()
        self._published: set[str] = set()

    @property
    def device(self) -> str:
        """The id this device writes under."""
        return self._device.id

    def documents(self, kind: str, look: bool = True) -> list[str]:
        """The documents of a kind in either folder, oldest first; a missing folder has none.

        Without a `look` only those in the private one, which never keeps anybody waiting.
        """
        found = set(self.mirror.documents(kind))
        if look:
            with contextlib.suppress(OSError):
                found.update(self.shared.documents(kind))
        return sorted(found)

    def open(self, name: str, look: bool = True) -> OpenFile:
        """A document with all that either folder has of it; `close` it after use.

        Without a `look` it has what the private one has, however long the other takes to answer.
        """
        scan = self._scan_if_there(name) if look else FolderScan()
        with self.mirror.lock:
            self._open[name] += 1
            opened = self._load(name, scan, in_use=True)
            self.mirror.mark_complete(name, opened.number)
            opened.looked = look
            return opened

    def close(self, opened: OpenFile) -> None:
        """Tell that an open document is no longer in use."""
        with self.mirror.lock:
            self._open[opened.name] -= 1
            self._let_go(opened.name)

    def load_read_only(self, name: str, look: bool = True) -> OpenFile:
        """As `open`, to read only; any thread may do it while another holds the document open."""
        scan = self._scan_if_there(name) if look else FolderScan()
        with self.mirror.lock:
            opened = self._load(name, scan, in_use=not self._open[name])
            self._let_go(name)
            return opened

    def _let_go(self, name: str) -> None:
        if not self._open[name]:
            self.history.close(name)

    def scan_shared(self, name: str, known: dict[str, Signature] | None = None) -> FolderScan:
        """What is new in the shared folder against the signatures `known`. Raises OSError.

        Takes as long as that folder does, and holds up no other thread.
        """
        scan = self.shared.read(name, known, self.device)
        for problem in scan.problems:
            self._aside.keep(problem)
        return scan

    def merge_into_mirror(self, name: str, scan: FolderScan) -> None:
        """Put what was scanned of an open document into the private mirror. Raises OSError.

        To be done before the document itself merges it: once shown, it stays. Any thread may do
        it, so that the one which owns the document waits for no disk.
        """
        self.mirror.merge(name, scan)

    def merge_into(self, opened: OpenFile, scan: FolderScan) -> bool:
        """Merge a scan into an open document, in memory alone; tells whether that changed."""
        return self._merge(opened, scan, in_use=True) is not None

    def import_state(self, name: str, state: bytes) -> Snapshot | None:
        """Merge a checked state that somebody brought by hand, and make it safe on this machine.

        Gives what is to be published then; None when all of it was known. Raises ForkedClient or
        OSError.
        """
        opened = self.load_read_only(name)
        if not opened.document.merge(state):
            return None
        snapshot = self.snapshot(opened)
        self.write_private(snapshot)
        return snapshot

    def whole_file(self, name: str) -> bytes:
        """A device file with all that either folder has of a document, to be carried by hand."""
        return self._own.file_of(self.snapshot(self.load_read_only(name))).data

    def _scan_if_there(self, name: str) -> FolderScan:
        try:
            return self.scan_shared(name)
        except OSError:
            return FolderScan()

    def _load(self, name: str, scan: FolderScan, in_use: bool) -> OpenFile:
        private = self.mirror.read(name, own=self.device)
        for problem in private.problems:
            self._aside.keep(problem)
            if problem.path.name == f"{self.device}.json":
                self._device.renew()  # never write over what could not be read
        for file in private.files:
            if file.device == self.device:
                self._own.carry(file)
        document, _forked = Document.merged(self.mirror.own_first(private.files))
        opened = OpenFile(name, document)
        if in_use:
            self.history.open(name, note_texts(opened.document))
        with contextlib.suppress(OSError):
            by = self._merge(opened, scan, in_use)
            if by is not None:
                self.mirror.replace(self.snapshot(opened), by)
        return opened

    def _merge(self, opened: OpenFile, scan: FolderScan, in_use: bool) -> str | None:
        """Merge what was scanned; gives who wrote the last of what was new."""
        by: str | None = None
        forked: list[Problem] = []
        budget = CompareBudget()
        for file in scan.files:
            try:
                news = opened.document.merge(file.state, file.outline, budget)
            except ForkedClient as error:
                forked.append(self._forked(opened.name, file, error))
                continue
            by = file.person if news else by
            if file.device == self.device and in_use:
                self._meet_own(file, news)
        for problem in scan.problems:
            if problem.kind == NEWER and problem.device == self.device:
                self._device.renew()
        opened.problems = (*opened.still_bad(scan), *scan.problems, *forked)
        opened.seen, opened.looked = scan.seen, True
        return by

    def _forked(self, name: str, file: DeviceFile, error: ForkedClient) -> Problem:
        """What is told of a file that is not merged; one under my id is never written over."""
        if file.device == self.device:
            self._device.renew()
        return Problem(self.shared.path(name) / file.name, FORKED, str(error), file.device)

    def snapshot(self, opened: OpenFile) -> Snapshot:
        """The document as it is now."""
        return Snapshot(opened.name, opened.document.state(), opened.number)

    def write_private(self, snapshot: Snapshot) -> None:
        """Make a snapshot safe on this machine. Raises OSError."""
        self.mirror.write(snapshot, self.pair.me.id)

    def keep_next(self, name: str, item: str, text: str) -> None:
        """What a note says now becomes a version with its next change."""
        with self.mirror.lock:
            self.history.keep_next(name, item, text)

    def check_share(self) -> None:
        """Raise OSError where the shared folder is away, or is empty and was not.

        An empty one is most often the place where a drive belongs that is not connected: what is
        put there reaches nobody, and is out of sight once the drive is back.
        """
        if self.shared.is_bare() and self.mirror.scan(PROGRAMME):
            raise FolderEmptied

    def publish(self, snapshot: Snapshot, into_empty: bool = False) -> None:
        """Put a snapshot into the older of this device's two files in the shared folder.

        Raises OSError. The shared folder itself is never made here: where it is missing, the
        disk or the sync tool that carries it is; nor is an empty one filled, unless somebody
        has said that it is the right one.
        """
        if not into_empty:
            self.check_share()
        folder = self.shared.path(snapshot.document)
        if not folder.is_dir():
            for made in (folder.parent, folder):
                if made != self.shared.root:
                    made.mkdir(exist_ok=True)
        own = self._own.file_of(snapshot)
        self._published.add(fingerprint(own.state))
        replace_older_slot(folder, self.device, own.data)

    def _meet_own(self, file: DeviceFile, news: bool) -> None:
        """Look at a file under my id: what my mirror does not know, somebody else wrote."""
        self._own.carry(file)
        if news and fingerprint(file.state) not in self._published:
            self._device.renew()
