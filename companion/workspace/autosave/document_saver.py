"""Keeps open documents saved and up to date without ever holding up the screen.

The thread that owns the documents calls `edited`, `tick` and `merge`; files are written and read
in two threads of the saver's own, so that a folder that hangs delays neither keys nor the
private copy. What they find is announced as plain values (`save_events.py`).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial

from companion.domain.save_schedule import SaveSchedule
from companion.storage.disk.atomic_files import Signature
from companion.storage.disk.threads import Worker
from companion.storage.document.device_file_writer import Snapshot
from companion.storage.sync.shared_folder import FolderScan
from companion.storage.sync.store import Store
from companion.workspace.autosave.receipts import Receipts
from companion.workspace.autosave.save_events import (
    Acknowledged,
    NotSaved,
    RemoteChange,
    Saved,
    SaveEvent,
    Shared,
)
from companion.workspace.document.open_document import OpenDocument

FAREWELL = 3.0
"""Seconds that leaving waits for the shared folder at most."""


class DocumentSaver:
    """Saves and watches the open documents of one store."""

    def __init__(
        self,
        store: Store,
        announce: Callable[[SaveEvent], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._store = store
        self._announce = announce
        self._now = now
        self._monotonic = monotonic
        self._documents: dict[str, OpenDocument] = {}
        self._schedules: dict[str, SaveSchedule] = {}
        self._private = Worker("companion-private")
        self._shared = Worker("companion-shared")
        self._last: dict[str, int] = {}
        """The order of the last snapshot of each document that was to be written."""
        self._on_private: dict[str, int] = {}
        self._on_shared: dict[str, int] = {}
        """The same of the last that was written, each told by the thread that writes there."""
        self._waiting: dict[str, Snapshot] = {}
        self._receipts = Receipts()
        self._polling: set[str] = set()
        self._watched: set[str] = set()
        self._acknowledged: set[str] = set()

    @property
    def unsaved(self) -> frozenset[str]:
        """The documents that something of is not in its private copy yet."""
        return frozenset(name for name, due in self._schedules.items() if due.unsaved)

    @property
    def unshared(self) -> frozenset[str]:
        """The documents that something of is not in the shared folder yet."""
        return frozenset(name for name, due in self._schedules.items() if due.unshared)

    @property
    def acknowledged_by(self) -> frozenset[str]:
        """The people whose own devices have all that was written here."""
        return frozenset(self._acknowledged)

    def watch(self, document: OpenDocument) -> None:
        """Save this document and look for news of it from now on."""
        self._add(document)

    def unwatch(self, document: OpenDocument) -> None:
        """Look for no news of this document; what is unsaved in it is saved all the same."""
        self._watched.discard(document.name)

    def edited(self, document: OpenDocument) -> None:
        """Something was typed or chosen in a document: save it soon."""
        self._add(document)
        self._schedules[document.name].edited(self._monotonic())
        self._acknowledged.clear()

    def tick(self) -> None:
        """Write what is due; called several times a second while something is unsaved."""
        now = self._monotonic()
        for name, due in self._schedules.items():
            private, share = due.private_due(now), due.share_due(now)
            if private or share:
                self._write(name, self._documents[name].snapshot(), share)

    def save_now(self) -> None:
        """Write everything at once, due or not."""
        for name, due in self._schedules.items():
            if due.waits:
                self._write(name, self._documents[name].snapshot(), share=True)

    def poll(self) -> None:
        """Look for news of every open document, in the background."""
        self._shared.do(self._poll_all)

    def poll_every(self, seconds: float) -> None:
        """Look for news by itself from now on, so many seconds after it last did."""
        self._shared.repeat(self._poll_all, seconds)

    def merge(self, change: RemoteChange) -> bool:
        """Merge what was found; tells whether the document changed."""
        document = self._documents.get(change.name)
        return document is not None and document.merge(change.scan)

    def apply_result(self, result: SaveEvent) -> None:
        """Take note of how a write went; by the thread that owns the documents."""
        if isinstance(result, Acknowledged):
            self._apply_receipt(result)
        elif schedule := self._schedules.get(result.name):
            if isinstance(result, Saved):
                schedule.saved(result.order)
            elif isinstance(result, Shared):
                schedule.shared(result.order)
            elif isinstance(result, NotSaved):
                failed = schedule.save_failed if result.private else schedule.share_failed
                failed(self._monotonic(), result.order)

    def stop(self) -> frozenset[str]:
        """Save everything and let go; waits a few seconds for the shared folder, not longer.

        Gives the documents that something of is on neither disk, to be read at the next start.
        """
        self.save_now()
        self._private.stop(timeout=None)
        self._shared.stop(timeout=FAREWELL)
        written = (self._on_private, self._on_shared)
        unsaved = frozenset(
            name
            for name, order in self._last.items()
            if all(disk.get(name, 0) < order for disk in written)
        )
        for document in self._documents.values():
            document.close()
        self._documents, self._schedules = {}, {}
        return unsaved

    def _add(self, document: OpenDocument) -> None:
        if document.name not in self._documents:
            snapshot = document.snapshot()
            self._shared.do(partial(self._begin_receipts, snapshot, self._now()))
        self._documents[document.name] = document
        self._schedules.setdefault(document.name, SaveSchedule())
        self._watched.add(document.name)

    def _apply_receipt(self, receipt: Acknowledged) -> None:
        if receipt.all and not self.unshared:
            self._acknowledged.add(receipt.person)
        else:
            self._acknowledged.discard(receipt.person)

    def _write(self, name: str, snapshot: Snapshot, share: bool) -> None:
        schedule = self._schedules[name]
        self._last[name] = snapshot.order
        schedule.save_started(snapshot.order)
        if share:
            schedule.share_started(snapshot.order)
        self._private.do(partial(self._write_private, snapshot, share))

    def _write_private(self, snapshot: Snapshot, share: bool) -> None:
        name, order = snapshot.document, snapshot.order
        try:
            self._store.write_private(snapshot)
        except Exception as error:  # whatever it is, the thread lives on and the next save is tried
            self._announce(NotSaved(name, _as_os_error(error), private=True, order=order))
        else:
            self._on_private[name] = order
            self._announce(Saved(name, self._now(), order))
        if share:
            self._waiting[name] = snapshot
            self._shared.do(partial(self._publish, name))

    def _publish(self, name: str) -> None:
        snapshot = self._waiting.pop(name, None)
        if snapshot is None:  # a folder that hung was given the latest one already
            return
        try:
            self._store.publish(snapshot)
        except Exception as error:
            fault = _as_os_error(error)
            self._announce(NotSaved(name, fault, private=False, order=snapshot.order))
        else:
            at = self._now()
            self._on_shared[name] = snapshot.order
            self._receipts.shared(name, snapshot.state, at)
            self._announce(Shared(name, at, snapshot.order))

    def _begin_receipts(self, snapshot: Snapshot, at: datetime) -> None:
        """What stood there when a document was opened counts as shared then."""
        self._receipts.shared(snapshot.document, snapshot.state, at)
        with suppress(OSError):
            self._find_receipts(snapshot.document, self._store.scan_shared(snapshot.document))

    def _find_receipts(self, name: str, scan: FolderScan) -> None:
        others = [file for file in scan.files if file.device != self._store.device]
        for person in {file.person for file in others}:
            found = [self._receipts.found_in(name, f) for f in others if f.person == person]
            latest = max(filter(None, found), default=None)
            if latest is not None:
                self._announce(Acknowledged(name, person, *latest))

    def _poll_all(self) -> None:
        for name in self._watched - self._polling:
            document = self._documents.get(name)
            if document is not None:
                self._polling.add(name)
                self._poll_one(name, document.seen)

    def _poll_one(self, name: str, seen: dict[str, Signature]) -> None:
        with suppress(OSError):
            scan = self._store.scan_shared(name, seen)
            if scan.fresh or scan.problems or scan.seen != seen:
                self._private.do(partial(self._save_remote, RemoteChange(name, scan)))
                return
        self._polling.discard(name)

    def _save_remote(self, change: RemoteChange) -> None:
        """Save the partner's text to the private copy before it is shown.

        If that fails, report it and show the text anyway.
        """
        try:
            self._store.merge_into_mirror(change.name, change.scan)
        except Exception as error:
            self._announce(NotSaved(change.name, _as_os_error(error), private=True))
        self._announce(change)
        self._polling.discard(change.name)
        self._shared.do(partial(self._find_receipts, change.name, change.scan))


def _as_os_error(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error))
