"""Documents in their two folders: the private mirror first, then the shared one.

Reading is the union of every device's file in both. A device writes only files that bear its own
id; what a merge brought in goes to the private mirror alone, so echoes end.
"""

import contextlib
import itertools
import os
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from companion.domain.errors import FolderEmptied
from companion.domain.people import Pair
from companion.storage.disk.atomic_files import Signature, fingerprint, make_private, replace_file
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import DeviceFile
from companion.storage.document.device_file_writer import Composer, Snapshot
from companion.storage.document.document import Document, Files
from companion.storage.document.note_history import History
from companion.storage.document.schema import note_texts
from companion.storage.sync.quarantine import Aside
from companion.storage.sync.shared_folder import (
    NEWER,
    PROGRAMME,
    TWIN,
    Folder,
    Problem,
    Reading,
)
from companion.storage.yjs.fork_check import Effort, Twins

SLOTS = ("a", "b")
"""Two files a device, written in turn: a sync tool passes on a file only when it has been quiet
for a while, and would starve one that is saved every few seconds."""


@dataclass(slots=True)
class OpenFile:
    """A document in use: its content, and what of the folder it already holds."""

    name: str
    document: Document
    seen: dict[str, Signature] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    looked: bool = True
    """Whether the shared folder was looked at since it was opened, or when."""
    number: int = field(default_factory=itertools.count(1).__next__)
    """Tells apart what is opened twice in one program."""


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
        self.mirror = Folder(private / "mirror", private=True)
        self.history = History(private / "history", device, log)
        self._aside = Aside(private / "aside")
        self._own = Composer(device, pair, now)
        self._device = device
        self.pair = pair
        self._now = now
        self._open: Counter[str] = Counter()
        self._order = itertools.count(1)
        self._mirrored: dict[str, int] = {}
        self._writers: dict[str, set[int]] = defaultdict(set)
        # What `keep` or a glance put into the mirror and `take` did not yet put into the open
        # document, by the numbers of the readings; and the order as of which a document had taken
        # all of it.
        self._ahead: dict[str, set[int]] = defaultdict(set)
        self._caught_up: dict[str, int] = {}
        self._published: set[str] = set()
        # The lists glance at documents in a thread of their own: the mirror is read, merged with
        # and written in one turn, or an older copy could replace a newer one in it. The shared
        # folder is read before a turn: where it hangs, private copies are saved all the same.
        self._turn = threading.RLock()

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
        reading = self._look(name) if look else Reading()
        with self._turn:
            if not self._open[name]:
                self._writers[name].clear()  # what is opened now has all that they wrote
                self._ahead[name].clear()
            self._open[name] += 1
            opened = self._load(name, reading, keep=True)
            opened.looked = look
            return opened

    def close(self, opened: OpenFile) -> None:
        """Tell that an open document is no longer in use."""
        with self._turn:
            self._open[opened.name] -= 1
            self._let_go(opened.name)

    def glance(self, name: str, look: bool = True) -> OpenFile:
        """As `open`, to look only; any thread may do it while another holds the document open."""
        reading = self._look(name) if look else Reading()
        with self._turn:
            opened = self._load(name, reading, keep=not self._open[name])
            self._let_go(name)
            return opened

    def _let_go(self, name: str) -> None:
        if not self._open[name]:
            self.history.close(name)

    def look(self, name: str, known: dict[str, Signature] | None = None) -> Reading:
        """What is new in the shared folder against the signatures `known`. Raises OSError.

        Takes as long as that folder does, and holds up no other thread.
        """
        reading = self.shared.read(name, known, self.device)
        for problem in reading.problems:
            self._aside.keep(problem)
        return reading

    def keep(self, name: str, reading: Reading) -> None:
        """Put what was read of an open document into the private mirror. Raises OSError.

        Any thread may do it, before the one that owns the document takes the same reading: what is
        shown then is safe already, and showing it waits for no disk.
        """
        with self._turn:
            self._ahead[name].add(reading.number)
            mirrored = self._with_mirror(name)
            news: list[str] = []
            effort = Effort()
            for file in reading.files:
                with contextlib.suppress(Twins):  # told when the reading is taken
                    news += [file.person] * mirrored.merge(file.state, file.outline, effort)
            if news:
                self._put(self.snapshot(OpenFile(name, mirrored)), news[-1])

    def take(self, opened: OpenFile, reading: Reading) -> bool:
        """Merge what was read into an open document; tells whether it changed.

        What changed is put into the private mirror, unless it was kept there before: once shown,
        it stays.
        """
        if reading.number not in self._ahead[opened.name]:
            with self._turn:
                return self._take(opened, reading, keep=True)
        news = self._merge(opened, reading, keep=True)
        # In this order: a writer that finds nothing ahead finds when that was so.
        self._caught_up[opened.name] = next(self._order)
        ahead = self._ahead[opened.name]  # what was read before this one stands in this one, too
        ahead.difference_update([number for number in tuple(ahead) if number <= reading.number])
        return news is not None

    def absorb(self, name: str, state: bytes) -> Snapshot | None:
        """Merge a checked state that somebody brought by hand, and make it safe on this machine.

        Gives what is to be published then; None when all of it was known. Raises Twins or OSError.
        """
        opened = self.glance(name)
        if not opened.document.merge(state):
            return None
        snapshot = self.snapshot(opened)
        self.write_private(snapshot)
        return snapshot

    def whole_file(self, name: str) -> bytes:
        """A device file with all that either folder has of a document, to be carried by hand."""
        return self._own.file_of(self.snapshot(self.glance(name))).data

    def _look(self, name: str) -> Reading:
        try:
            return self.look(name)
        except OSError:
            return Reading()

    def _load(self, name: str, reading: Reading, keep: bool) -> OpenFile:
        private = self.mirror.read(name, own=self.device)
        for problem in private.problems:
            self._aside.keep(problem)
            if problem.path.name == f"{self.device}.json":
                self._device.renew()  # never write over what could not be read
        for file in private.files:
            if file.device == self.device:
                self._own.carry(file)
        document, _twins = Document.merged(self._own_first(private.files))
        opened = OpenFile(name, document)
        if keep:
            self.history.open(name, note_texts(opened.document))
        with contextlib.suppress(OSError):
            self._take(opened, reading, keep)
        return opened

    def _take(self, opened: OpenFile, reading: Reading, keep: bool) -> bool:
        by = self._merge(opened, reading, keep)
        if by is not None and keep:
            self._write_private(self.snapshot(opened), by)
        elif by is not None:  # whoever holds it open may never look for it
            self._ahead[opened.name].add(reading.number)
            self._put(self.snapshot(opened), by)
        return by is not None

    def _merge(self, opened: OpenFile, reading: Reading, keep: bool) -> str | None:
        """Merge what was read; gives who wrote the last of what was new."""
        by: str | None = None
        twins: list[Problem] = []
        effort = Effort()
        for file in reading.files:
            try:
                news = opened.document.merge(file.state, file.outline, effort)
            except Twins as error:
                twins.append(self._twin(opened.name, file, error))
                continue
            by = file.person if news else by
            if file.device == self.device and keep:
                self._meet_own(file, news)
        for problem in reading.problems:
            if problem.kind == NEWER and problem.device == self.device:
                self._device.renew()
        opened.problems = (*_still_bad(opened, reading), *reading.problems, *twins)
        opened.seen, opened.looked = reading.seen, True
        return by

    def _twin(self, name: str, file: DeviceFile, error: Twins) -> Problem:
        """What is told of a file that is not merged; one under my id is never written over."""
        if file.device == self.device:
            self._device.renew()
        return Problem(self.shared.path(name) / file.name, TWIN, str(error), file.device)

    def snapshot(self, opened: OpenFile) -> Snapshot:
        """The document as it is now."""
        return Snapshot(opened.name, opened.document.state(), next(self._order), opened.number)

    def write_private(self, snapshot: Snapshot) -> None:
        """Make a snapshot safe on this machine. Raises OSError."""
        with self._turn:
            self._write_private(snapshot, self.pair.me.id)

    def _write_private(self, snapshot: Snapshot, by: str) -> None:
        writers = self._writers[snapshot.document]
        writers.add(snapshot.source)
        if len(writers) > 1 or self._mirror_has_more(snapshot):
            snapshot = self._joined(snapshot)
        self._put(snapshot, by)

    def _mirror_has_more(self, snapshot: Snapshot) -> bool:
        name = snapshot.document
        return bool(self._ahead[name]) or snapshot.order < max(
            self._mirrored.get(name, 0), self._caught_up.get(name, 0)
        )

    def _put(self, snapshot: Snapshot, by: str) -> None:
        own = self._own.file_of(snapshot)
        self.history.note(snapshot.document, own.notes, by, self._now())
        folder = make_private(self.mirror.path(snapshot.document))
        replace_file(folder / f"{self.device}.json", own.data)
        self._mirrored[snapshot.document] = snapshot.order

    def _joined(self, snapshot: Snapshot) -> Snapshot:
        """A snapshot together with all that the mirror holds."""
        document = self._with_mirror(snapshot.document, snapshot.state)
        return self.snapshot(OpenFile(snapshot.document, document))

    def _with_mirror(self, name: str, state: bytes = b"") -> Document:
        """A state together with all that the mirror holds of its document and that agrees."""
        return Document.merged(self._own_first(self.mirror.read(name).files), state)[0]

    def _own_first(self, files: Files) -> list[DeviceFile]:
        """The files with mine before its twins, which stay where they stand: mine is written over,
        with what is made of these.
        """
        return sorted(files, key=lambda file: file.device != self.device)

    def keep_next(self, name: str, item: str, text: str) -> None:
        """What a note says now becomes a version with its next change."""
        with self._turn:
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
        paths = [folder / f"{self.device}.{slot}.json" for slot in SLOTS]
        own = self._own.file_of(snapshot)
        self._published.add(fingerprint(own.state))
        replace_file(min(paths, key=_age), own.data)

    def _meet_own(self, file: DeviceFile, news: bool) -> None:
        """Look at a file under my id: what my mirror does not know, somebody else wrote."""
        self._own.carry(file)
        if news and fingerprint(file.state) not in self._published:
            self._device.renew()


def _still_bad(opened: OpenFile, reading: Reading) -> list[Problem]:
    """The files found bad before that are still there and were not looked at again."""
    unread = reading.seen.keys() - reading.fresh
    return [problem for problem in opened.problems if problem.path.name in unread]


def _age(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0
