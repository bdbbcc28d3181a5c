"""A bundle: everything of one pair in one file, for a stick or a mail.

It is a zip of device files, one a document. The names of its entries are for people alone: which
document an entry is of stands inside it, and nothing is ever written under a name from a bundle.
"""

import io
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from companion.storage.disk.atomic_files import MAX_BYTES, read_plain_file
from companion.storage.document.device_file import Damaged, NewerFormat, decode
from companion.storage.document.untrusted_state import check_state
from companion.storage.sync.shared_folder import MAX_SESSIONS, is_document
from companion.storage.yjs.fork_check import ClientHistories, CompareBudget
from companion.storage.yjs.validate import BadState, UpdateSummary, check_insert_collisions

MAX_ENTRIES = 3 * MAX_SESSIONS + 1
"""All sessions, all that stands between them, all margins, and the programme."""
MAX_PACKED = 64 * 2**20
MAX_UNPACKED = 4 * MAX_PACKED
"""Bytes of all entries together; a zip can hold a thousand times its own size."""

_WHEN = (1980, 1, 1, 0, 0, 0)  # a zip's oldest date: the same notes make the same bytes
_UNIX = 3
_ENTRY = b"PK\x01\x02"  # how each line of a zip's table of contents begins
_BROKEN = (
    BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, LookupError, OSError
)  # fmt: skip
"""What zipfile raises over bytes that it cannot make sense of, or that are encrypted."""


class NotABundle(ValueError):
    """A file that is no zip, or was cut off."""


class TooLarge(ValueError):
    """More than a bundle may hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a bundle says about one document."""

    document: str
    state: bytes
    """A state within bounds, ready to be merged."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What could be read of a bundle, and the names of the entries that could not."""

    parts: tuple[Part, ...]
    damaged: tuple[str, ...]
    newer: tuple[str, ...]
    """Those that a later version of companion wrote."""


def build_bundle(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The bytes of a bundle of these device files, each with a name for people.

    Raises TooLarge for one that could not be read again.
    """
    buffer, unpacked = io.BytesIO(), 0
    with ZipFile(buffer, "w") as archive:
        for name, data in entries:
            info = ZipInfo(name, _WHEN)
            info.create_system = _UNIX
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, ZIP_DEFLATED)
            unpacked += len(data)
    if buffer.tell() > MAX_PACKED or unpacked > MAX_UNPACKED:
        raise TooLarge
    return buffer.getvalue()


def read_bundle(path: Path) -> Bundle:
    """What stands in the bundle at `path`, all of it checked.

    Raises NotABundle, TooLarge, files.NotPlain or OSError.
    """
    parts: list[Part] = []
    damaged: list[str] = []
    newer: list[str] = []
    histories: dict[str, ClientHistories] = defaultdict(ClientHistories)
    archive = _open(read_plain_file(path, MAX_PACKED))
    for info in archive.infolist():
        if info.filename.endswith("/"):  # a folder: other tools add them when packing again
            continue
        try:
            part, outline = _part(_content(archive, info))
            histories[part.document].add(outline.sections, CompareBudget())
            parts.append(part)
        except NewerFormat:
            newer.append(info.filename)
        except (Damaged, BadState):
            damaged.append(info.filename)
    return Bundle(tuple(parts), tuple(damaged), tuple(newer))


def _open(data: bytes) -> ZipFile:
    if data.count(_ENTRY) > MAX_ENTRIES:  # before zipfile makes an object of each
        raise TooLarge
    try:
        archive = ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise NotABundle from None
    if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
        raise TooLarge
    return archive


def _content(archive: ZipFile, info: ZipInfo) -> bytes:
    """The bytes of an entry; zipfile gives no more of them than the entry announces."""
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Damaged("it is packed in another way")
    if info.file_size > MAX_BYTES:
        raise Damaged("it is too large")
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)
    except _BROKEN:
        raise Damaged("it was changed or cut off") from None


def _part(data: bytes) -> tuple[Part, UpdateSummary]:
    file = decode(data)
    if not is_document(file.document):
        raise Damaged("it belongs to no document")
    outline = check_state(file.state)
    check_insert_collisions(outline.crowds, outline.blocks)
    return Part(file.document, file.state), outline
