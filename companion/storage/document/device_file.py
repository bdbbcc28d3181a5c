"""One device's file of one document: a TinyDB file, written by that device alone, replaced whole.

The table `state` holds the document's full Yjs state (base64): that is the truth. Beside it stand
readable tables of the same content (`about, session, agenda, notes, actions, …`) for people,
other programs and lists; tables this version does not know are carried through. The file is plain
TinyDB JSON, one row a line, and `about` holds a SHA-256 over all its bytes with the digest's own
64 digits as zeros: pycrdt alone would take a flipped bit for other words.
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

from tinydb.storages import Storage

from companion.storage.disk.atomic_files import read_plain_file, replace_file
from companion.storage.yjs.validate import UpdateSummary

FORMAT = 1

Row = dict[str, Any]
Tables = dict[str, dict[str, Row]]

_ZEROS = "0" * 64
_ABOUT = re.compile(rb'\{\n"about": \{\n"1": (\{[^\n]{1,4000}\})\n\},?\n')
_STATE = b'"state": {\n"1": {"yjs": "'
_FOREIGN_BYTES = 2**20
"""Up to this size a file that is laid out otherwise is taken apart to see whether it is newer."""


class Damaged(ValueError):
    """Bytes that are no device file: cut, empty, changed, or something else altogether."""


class NewerFormat(ValueError):
    """A device file of a later version of companion, to be left as it is."""

    def __init__(self, device: str) -> None:
        super().__init__("it was written by a newer version")
        self.device = device


@dataclass(frozen=True, slots=True)
class DeviceFile:
    """What one device says about one document."""

    document: str
    """The document's path in the folder, such as sessions/2026-11-23-feedback-02-k7q2m9."""
    device: str
    person: str
    """The id of the person at that device."""
    written: str
    """When, by that device's clock: ISO 8601 in UTC. Shown, never compared."""
    state: bytes
    tables: Tables = field(default_factory=dict)
    """The readable tables, and those of a later version; not read back from a file unless asked
    for, since a forged file could make millions of values of them."""
    outline: UpdateSummary | None = field(default=None, compare=False)
    """What its state holds, once that was looked at."""
    name: str = field(default="", compare=False)
    """What the file is called that it was read from."""


def rows(values: list[Row]) -> dict[str, Row]:
    """A TinyDB table of these rows, numbered from 1."""
    return {str(number): row for number, row in enumerate(values, start=1)}


def encode(file: DeviceFile) -> bytes:
    """The bytes of a device file: a whole TinyDB database."""
    about = {
        "format": FORMAT,
        "sha256": _ZEROS,
        "document": file.document,
        "device": file.device,
        "person": file.person,
        "written": file.written,
    }
    tables = _lines({"about": rows([about]), **file.tables})
    state = _STATE + base64.b64encode(file.state) + b'"}\n}'
    data = _database(tables, state)
    return data.replace(_ZEROS.encode(), hashlib.sha256(data).hexdigest().encode(), 1)


def read_device_file(path: Path) -> DeviceFile:
    """The file at `path`, with its tables. Raises Damaged, NewerFormat, NotPlain or OSError."""
    data = read_plain_file(path)
    return replace(decode(data), tables=tables_in(data))


def decode(data: bytes) -> DeviceFile:
    """The device file that these bytes are, without its tables. Raises Damaged or NewerFormat.

    Only the two rows that matter are taken apart, so that no forged file costs more than its size.
    """
    if not data:
        raise Damaged("it is empty")
    try:
        found = _ABOUT.match(data)
        about = json.loads(found[1]) if found else _foreign_about(data)
        if isinstance(about["format"], int) and about["format"] > FORMAT:
            raise NewerFormat(str(about.get("device", "")))
        if about["format"] != FORMAT or about["sha256"] != _digest(data, about["sha256"]):
            raise Damaged("its content was changed or cut")
        start = data.rindex(_STATE) + len(_STATE)
        return DeviceFile(
            document=_text(about["document"]),
            device=_text(about["device"]),
            person=_text(about["person"]),
            written=_text(about["written"]),
            state=base64.b64decode(data[start : data.rindex(b'"')], validate=True),
        )
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        if isinstance(error, Damaged | NewerFormat):
            raise
        raise Damaged("it is not one of companion's files") from None


def tables_in(data: bytes) -> Tables:
    """The readable tables among a device file's bytes, also those of a later version.

    Raises Damaged.
    """
    return {name: rows for name, rows in _parse(data).items() if name not in ("about", "state")}


def _foreign_about(data: bytes) -> Row:
    """What a file says of itself that is not laid out as ours: one of a later version may be so."""
    if len(data) > _FOREIGN_BYTES:
        raise Damaged("it is not one of companion's files")
    about: Row = _parse(data)["about"]["1"]
    return about


class DurableStorage(Storage):
    """TinyDB's storage for files that others read meanwhile: replaced whole, one row a line.

    TinyDB's own JSONStorage rewrites in place, so that readers and sync tools see half a file, and
    takes an empty file for a new database.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Tables | None:
        """The tables, or None where there is no file. Raises Damaged or OSError."""
        try:
            return _parse(read_plain_file(self._path))
        except FileNotFoundError:
            return None

    def write(self, data: Tables) -> None:
        """Replace the file. Raises OSError."""
        replace_file(self._path, _database(_lines(data)))


def _database(*tables: bytes) -> bytes:
    return b"{\n" + b",\n".join(tables) + b"\n}\n"


def _lines(tables: Tables) -> bytes:
    def table(name: str, content: dict[str, Row]) -> str:
        lines = [f"{_dump(str(number))}: {_dump(row)}" for number, row in content.items()]
        return f"{_dump(name)}: {{\n" + ",\n".join(lines) + "\n}"

    text = ",\n".join(table(n, c) for n, c in tables.items())
    return text.encode("utf-8", "replace")  # a lone surrogate must not keep a file from being saved


_dump = json.JSONEncoder(ensure_ascii=False).encode


def _digest(data: bytes, found: str) -> str:
    place = data.index(found.encode())
    view = memoryview(data)  # a file may be large: no second copy of it
    digest = hashlib.sha256(view[:place])
    digest.update(_ZEROS.encode())
    digest.update(view[place + len(_ZEROS) :])
    return digest.hexdigest()


def _parse(data: bytes) -> Tables:
    if not data:
        raise Damaged("it is empty")
    try:
        tables = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Damaged("it is cut off or not JSON") from None
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise Damaged("it is not one of companion's files")
    return tables


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
