"""A folder of documents: every device's files, listed and read without trusting any of them.

Names are never parsed: whatever plain file has `.json` in its name and is no temporary one is
read, conflict copies of any sync tool included, and who wrote it stands inside. Nothing here
writes. A missing folder has no documents; any other OSError is the caller's to tell.
"""

import contextlib
import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from companion.storage.disk.atomic_files import TEMPORARY, NotPlain, Signature, read_plain_file
from companion.storage.document.device_file import (
    Damaged,
    DeviceFile,
    NewerFormat,
    decode,
    tables_in,
)
from companion.storage.document.untrusted_state import check_state
from companion.storage.yjs.validate import MAX_BLOCKS, BadState, check_insert_collisions

PROGRAMME = "programme"
SESSIONS = "sessions"
BETWEEN = "between"
MARGINS = "margins"
"""What two people noted in the margin of a lesson, a document each."""
KINDS = (SESSIONS, BETWEEN, MARGINS)
"""All documents but the programme."""

MAX_FILES = 200
MAX_TOTAL = 32 * 2**20
"""Bytes that are read of one document at once; the files beyond, by name, are not."""
MAX_SESSIONS = 10_000

YOUNG = 3.0
"""Seconds after which a file that changes again shows it in its time: the coarsest clock of a file
system, FAT's, counts by two."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

_STILL_COMING = (TEMPORARY, ".", "~syncthing~")
"""How the names of files begin that are being written or fetched; the last is Syncthing's on
Windows, elsewhere it hides them."""

DAMAGED, NEWER, FOREIGN, UNREADABLE = "damaged", "newer", "foreign", "unreadable"
FORKED = "forked"


def is_document(name: str) -> bool:
    """Whether a document may be called `name`; nothing else is made a path of."""
    kind, _, own = name.partition("/")
    return name == PROGRAMME or (kind in KINDS and bool(_NAME.fullmatch(own)))


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not shown, and why; it stays where it is."""

    path: Path
    kind: str
    """damaged, newer, foreign, unreadable or forked; an unreadable one is tried again each time."""
    reason: str
    """The finding in technical words, for the log."""
    device: str = ""
    """Whose file it is, where that can be told."""


@dataclass(frozen=True, slots=True)
class FolderScan:
    """What was found in one document's folder."""

    files: tuple[DeviceFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: dict[str, Signature] = field(default_factory=dict)
    """The signature of every file there, also of those that were not read again."""
    fresh: frozenset[str] = frozenset()
    """The names of the files whose content was looked at."""


class Folder:
    """The shared folder, or the private mirror of one: both have the same shape."""

    def __init__(
        self, root: Path, clock: Callable[[], float] = time.time, private: bool = False
    ) -> None:
        self.root = root
        self.private = private
        """Whether nobody else writes here: what was typed is read again, however it was typed."""
        self._clock = clock

    def path(self, document: str) -> Path:
        """The folder of one document."""
        return self.root / document

    def documents(self, kind: str) -> list[str]:
        """The documents of a kind (sessions or between), by name, oldest first."""
        try:
            with os.scandir(self.root / kind) as entries:
                names = [
                    e.name
                    for e in entries
                    if _NAME.fullmatch(e.name) and e.is_dir(follow_symlinks=False)
                ]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [f"{kind}/{name}" for name in sorted(names)[-MAX_SESSIONS:]]

    def is_bare(self) -> bool:
        """Whether it is there, and nothing that companion ever writes is. Raises OSError, also for
        a file in its place."""
        if self.scan(PROGRAMME) or any(map(self.documents, KINDS)):
            return False
        os.scandir(self.root).close()
        return True

    def scan(self, document: str) -> dict[str, Signature]:
        """The files of a document that could be device files, with their signatures."""
        found: dict[str, Signature] = {}
        try:
            with os.scandir(f"{self.root}/{document}") as entries:
                candidates = sorted((e for e in entries if _is_candidate(e.name)), key=_name)
                for entry in candidates[:MAX_FILES]:
                    with contextlib.suppress(FileNotFoundError):  # taken away since it was listed
                        status = entry.stat(follow_symlinks=False)
                        found[entry.name] = Signature(
                            status.st_size, status.st_mtime_ns, status.st_ino
                        )
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return found

    def read(
        self, document: str, known: dict[str, Signature] | None = None, own: str = ""
    ) -> FolderScan:
        """Read what is new in a document against the signatures `known`.

        Files of the device `own` come with their tables. The largest state comes first: which of
        two that disagree that is depends on neither names nor order.
        """
        known = known or {}
        seen = self.scan(document)
        changed = [name for name, found in sorted(seen.items()) if known.get(name) != found]
        if not changed:  # several times a second, mostly
            return FolderScan(seen=seen)
        scan_pass = _ScanPass(self, document, own, self._clock())
        for name in changed:
            kept = scan_pass.read(name, seen[name], known.get(name))
            if kept is None:
                del seen[name]
            else:
                seen[name] = kept
        files = sorted(scan_pass.files, key=_largest_first)
        return FolderScan(tuple(files), tuple(scan_pass.problems), seen, frozenset(scan_pass.fresh))


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _largest_first(file: DeviceFile) -> tuple[int, bytes]:
    return -len(file.state), file.state


def _is_candidate(name: str) -> bool:
    return ".json" in name and not name.startswith(_STILL_COMING)


class _ScanPass:
    """One reading of one document's folder, and how much of what it may cost is left."""

    def __init__(self, folder: Folder, document: str, own: str, now: float) -> None:
        self._folder = folder.path(document)
        self._own_place = folder.private
        self._document = document
        self._own = own
        self._now = now
        self._bytes, self._blocks, self._crowds = MAX_TOTAL, MAX_BLOCKS, Counter[bytes]()
        self.files: list[DeviceFile] = []
        self.problems: list[Problem] = []
        self.fresh: set[str] = set()

    def read(self, name: str, found: Signature, before: Signature | None) -> Signature | None:
        """Read one file; gives what to know it by, or None where it is to be tried again."""
        path = self._folder / name
        try:
            data = self._bytes_of(path, found)
        except FileNotFoundError:  # a sync tool took it away meanwhile: next time
            return None
        except OSError as error:  # locked, half synced, a failing disk: says nothing of its content
            self.problems.append(Problem(path, UNREADABLE, str(error.strerror)))
            return None
        except (NotPlain, _Foreign) as error:
            self._refuse(path, error)
            return found
        young = abs(self._now - found.mtime_ns / 1e9) < YOUNG
        content = hashlib.sha256(data).digest() if young or before else b""
        if before is None or before.content != content:
            self._add(path, data)
        return replace(found, content=content) if young else found

    def _bytes_of(self, path: Path, found: Signature) -> bytes:
        if found.size > self._bytes:
            raise _Foreign("there is more than is read of one session")
        data = read_plain_file(path)
        self._bytes -= len(data)
        return data

    def _add(self, path: Path, data: bytes) -> None:
        self.fresh.add(path.name)
        try:
            self.files.append(replace(self._decoded(data), name=path.name))
        except (Damaged, BadState, NewerFormat, _Foreign) as error:
            self._refuse(path, error)

    def _refuse(self, path: Path, error: ValueError) -> None:
        self.fresh.add(path.name)
        kind = _KINDS.get(type(error), DAMAGED)
        device = str(getattr(error, "device", ""))
        self.problems.append(Problem(path, kind, str(error), device))

    def _decoded(self, data: bytes) -> DeviceFile:
        file = decode(data)
        if file.document != self._document:
            raise _Foreign(f"it belongs to {file.document!r}", file.device)
        outline = check_state(file.state, self._blocks)
        self._blocks -= outline.blocks
        if not self._own_place:
            check_insert_collisions(self._crowds + outline.crowds, MAX_BLOCKS - self._blocks)
        self._crowds += outline.crowds
        tables = tables_in(data) if file.device == self._own else {}
        return replace(file, tables=tables, outline=outline)


class _Foreign(ValueError):
    """A file that may be whole, but not one to read here."""

    def __init__(self, reason: str, device: str = "") -> None:
        super().__init__(reason)
        self.device = device


_KINDS: dict[type[ValueError], str] = {NewerFormat: NEWER, NotPlain: FOREIGN, _Foreign: FOREIGN}
