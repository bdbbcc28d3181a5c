"""What this device's file of a document says, made from a snapshot of the document."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from companion.domain.people import Pair
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import DeviceFile, Tables, encode
from companion.storage.document.document import Document
from companion.storage.document.margin_marks import MARGIN_TABLES, margin_tables
from companion.storage.document.notebook_reader import NotebookReader
from companion.storage.document.schema import content_of
from companion.storage.document.tables import TABLES, tables_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document at one moment, ready to be written by any thread."""

    document: str
    state: bytes
    source: int = 0
    """The number of the open document it is of; 0 for what was put together otherwise."""
    order: int = field(default_factory=itertools.count(1).__next__)
    """Counts the snapshots of one program: a smaller one is older."""


@dataclass(frozen=True, slots=True)
class EncodedFile:
    """A snapshot made into this device's file."""

    key: tuple[int, str]
    """The snapshot's order and the device's id."""
    state: bytes
    notes: dict[str, str]
    """What the notes say, by their items."""
    data: bytes
    """The bytes of the file."""


class DeviceFileWriter:
    """Makes this device's files; any thread may ask for one."""

    def __init__(self, device: Device, pair: Pair, now: Callable[[], datetime]) -> None:
        self._device = device
        self._pair = pair
        self._now = now
        self._carried: dict[str, Tables] = {}
        self._reader = NotebookReader()
        self._latest = EncodedFile((0, ""), b"", {}, b"")

    def carry(self, file: DeviceFile) -> None:
        """Remember the tables of an own file that only a later version knows."""
        known = {*TABLES, *MARGIN_TABLES}
        unknown = {name: table for name, table in file.tables.items() if name not in known}
        if unknown:
            self._carried[file.document] = unknown

    def file_of(self, snapshot: Snapshot) -> EncodedFile:
        """This device's file; made once for the private copy and the shared one.

        What stands in it comes from a fresh document: one in use still holds removed words, for
        undo, and those are nobody else's to read.
        """
        key = (snapshot.order, self._device.id)
        latest = self._latest  # by one name: another thread may be composing as well
        if latest.key != key:
            latest = self._latest = self._composed(snapshot, key)
        return latest

    def _composed(self, snapshot: Snapshot, key: tuple[int, str]) -> EncodedFile:
        name, written = snapshot.document, self._now().isoformat(timespec="seconds")
        document = Document(snapshot.state)
        content = content_of(document)
        notebook = self._reader.read(name.rpartition("/")[2], content, document, self._pair)
        carried = self._carried.get(name, {})
        tables = {**tables_of(notebook), **carried, **margin_tables(content)}
        state = document.state()
        file = DeviceFile(name, key[1], self._pair.me.id, written, state, tables)
        return EncodedFile(key, state, notebook.notes, encode(file))
