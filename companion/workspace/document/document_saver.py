"""Keeps open documents saved and up to date without ever holding up the screen.

The thread that owns the documents calls `edited`, `tick` and `take`; files are written and read
in two threads of the keeper's own, so that a folder that hangs delays neither keys nor the
private copy. What they find is announced as plain values.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from companion.domain.save_schedule import SavePlan
from companion.storage.disk.atomic_files import Signature
from companion.storage.disk.threads import Worker
from companion.storage.document.device_file_writer import Snapshot
from companion.storage.sync.shared_folder import Reading
from companion.storage.sync.store import Store
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.receipts import Receipts

FAREWELL = 3.0
"""Seconds that leaving waits for the shared folder at most."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A document's private copy is on disk."""

    name: str
    at: datetime
    order: int
    """Of the snapshot that was written."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A document is in the shared folder."""

    name: str
    at: datetime
    order: int
    """Of the snapshot that was published."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A document could not be written, privately or to the shared folder."""

    name: str
    error: OSError
    private: bool
    order: int = 0
    """Of the snapshot that could not be written; 0 for what came from the other side."""


@dataclass(frozen=True, slots=True)
class Found:
    """The shared folder holds something new for a document."""

    name: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Received:
    """Somebody's own file shows that they have what was shared of a document."""

    name: str
    person: str
    at: datetime
    """When what they have was shared."""
    all: bool
    """Whether nothing was shared since."""


News = Saved | Shared | NotSaved | Found | Received


class Keeper:
    """Saves and watches the open documents of one store."""

    def __init__(
        self,
        store: Store,
        announce: Callable[[News], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._store = store
        self._announce = announce
        self._now = now
        self._monotonic = monotonic
        self._documents: dict[str, OpenDocument] = {}
        self._plans: dict[str, SavePlan] = {}
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

    @property
    def unsaved(self) -> bool:
        """Whether anything is not in its private copy yet."""
        return any(plan.unsaved for plan in self._plans.values())

    @property
    def unshared(self) -> bool:
        """Whether anything is not in the shared folder yet."""
        return any(plan.unshared for plan in self._plans.values())

    @property
    def unsaved_names(self) -> frozenset[str]:
        """The documents that something of is not in its private copy yet."""
        return frozenset(name for name, plan in self._plans.items() if plan.unsaved)

    @property
    def unshared_names(self) -> frozenset[str]:
        """The documents that something of is not in the shared folder yet."""
        return frozenset(name for name, plan in self._plans.items() if plan.unshared)

    def watch(self, document: OpenDocument) -> None:
        """Keep this document from now on."""
        if document.name not in self._documents:
            snapshot = document.snapshot()
            self._shared.do(partial(self._begin_receipts, snapshot, self._now()))
        self._documents[document.name] = document
        self._plans.setdefault(document.name, SavePlan())
        self._watched.add(document.name)

    def unwatch(self, document: OpenDocument) -> None:
        """Look for no news of this document; what is unsaved in it is saved all the same."""
        self._watched.discard(document.name)

    def edited(self, document: OpenDocument) -> None:
        """Something was typed or chosen in a document."""
        self.watch(document)
        self._plans[document.name].edited(self._monotonic())

    def tick(self) -> None:
        """Write what is due; called several times a second while something is unsaved."""
        now = self._monotonic()
        for name, plan in self._plans.items():
            private, share = plan.private_due(now), plan.share_due(now)
            if private or share:
                self._write(name, self._documents[name].snapshot(), share)

    def save_now(self) -> None:
        """Write everything at once, due or not."""
        for name, plan in self._plans.items():
            if plan.waits:
                self._write(name, self._documents[name].snapshot(), share=True)

    def poll(self) -> None:
        """Look for news of every open document, in the background."""
        self._shared.do(self._look_at_all)

    def poll_every(self, seconds: float) -> None:
        """Look for news by itself from now on, so many seconds after it last did."""
        self._shared.repeat(self._look_at_all, seconds)

    def take(self, found: Found) -> bool:
        """Merge what was found; tells whether the document changed."""
        document = self._documents.get(found.name)
        return document is not None and document.merge(found.reading)

    def reckon(self, news: News) -> None:
        """Take note of how a write went; by the thread that owns the documents."""
        plan = self._plans.get(news.name)
        if plan is None:
            return
        if isinstance(news, Saved):
            plan.saved(news.order)
        elif isinstance(news, Shared):
            plan.shared(news.order)
        elif isinstance(news, NotSaved):
            failed = plan.save_failed if news.private else plan.share_failed
            failed(self._monotonic(), news.order)

    def leave(self) -> frozenset[str]:
        """Save everything and stop; waits a few seconds for the shared folder, not longer.

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
        self._documents, self._plans = {}, {}
        return unsaved

    def _write(self, name: str, snapshot: Snapshot, share: bool) -> None:
        plan = self._plans[name]
        self._last[name] = snapshot.order
        plan.saving(snapshot.order)
        if share:
            plan.sharing(snapshot.order)
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
            trouble = _as_os_error(error)
            self._announce(NotSaved(name, trouble, private=False, order=snapshot.order))
        else:
            at = self._now()
            self._on_shared[name] = snapshot.order
            self._receipts.shared(name, snapshot.state, at)
            self._announce(Shared(name, at, snapshot.order))

    def _begin_receipts(self, snapshot: Snapshot, at: datetime) -> None:
        """What stood there when a document was opened counts as shared then."""
        self._receipts.shared(snapshot.document, snapshot.state, at)
        with suppress(OSError):
            self._receive(snapshot.document, self._store.look(snapshot.document))

    def _receive(self, name: str, reading: Reading) -> None:
        others = [file for file in reading.files if file.device != self._store.device]
        for person in {file.person for file in others}:
            heard = [self._receipts.heard(name, f) for f in others if f.person == person]
            latest = max(filter(None, heard), default=None)
            if latest is not None:
                self._announce(Received(name, person, *latest))

    def _look_at_all(self) -> None:
        for name in self._watched - self._polling:
            document = self._documents.get(name)
            if document is not None:
                self._polling.add(name)
                self._look(name, document.seen)

    def _look(self, name: str, seen: dict[str, Signature]) -> None:
        with suppress(OSError):
            reading = self._store.look(name, seen)
            if reading.fresh or reading.problems or reading.seen != seen:
                self._private.do(partial(self._keep, Found(name, reading)))
                return
        self._polling.discard(name)

    def _keep(self, found: Found) -> None:
        """What is shown from now on is in the private copy before; where it cannot be, told."""
        try:
            self._store.keep(found.name, found.reading)
        except Exception as error:
            self._announce(NotSaved(found.name, _as_os_error(error), private=True))
        self._announce(found)
        self._polling.discard(found.name)
        self._shared.do(partial(self._receive, found.name, found.reading))


def _as_os_error(error: Exception) -> OSError:
    return error if isinstance(error, OSError) else OSError(str(error))
