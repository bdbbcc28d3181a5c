"""What the shared folder tells of each device and of each file that is not shown.

Everything is read straight from the two folders: nothing is opened, merged or written, so that it
may be done in any thread, beside an app that is open.
"""

import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from companion.storage.disk.device_id import known_devices
from companion.storage.document.device_file import DeviceFile
from companion.storage.document.document import Document, Files
from companion.storage.document.untrusted_state import held
from companion.storage.sync.shared_folder import (
    FORKED,
    KINDS,
    PROGRAMME,
    Folder,
    FolderScan,
    Problem,
)
from companion.storage.sync.slots import slot_names
from companion.workspace.workspace import Workspace

NEWEST = 20
"""Documents in which is compared who has what: comparing means merging."""
PATIENCE = 8.0
"""Seconds after which no further document is read; the newest have been by then."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One device, as its files in the shared folder tell."""

    device: str
    person: str
    """The id of the person at that device."""
    mine: bool
    """Whether it is one of this computer's own ids."""
    written: datetime | None
    """When it last wrote, by its own clock; None where that is no time."""
    seen_here: datetime
    """When that came to this computer, by this one's clock."""
    has_all: bool | None
    """Whether it wrote with all before it that this computer has, or before some of that arrived.

    Judged by the newest document it wrote in; None where that cannot tell, for a device writes
    nothing in answer to what it receives.
    """


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What was found in the shared folder."""

    devices: tuple[DeviceState, ...] = ()
    """The one heard last comes first."""
    problems: tuple[Problem, ...] = ()
    copies: int = 0
    """Files under names that no device gives: copies that a sync tool made. They are read too."""
    unshared: int = 0
    """How many of the newest documents hold words on this computer that the folder lacks."""
    unread: int = 0
    """How many of the oldest documents were left out for lack of time."""


def sync_report(workspace: Workspace) -> SyncReport:
    """Look through the documents, the newest first. Raises OSError."""
    shared = Folder(workspace.folder)
    mirror = Folder(workspace.places.mirror(workspace.space.id))
    own = frozenset(known_devices(workspace.places.devices))
    names = _newest_first(shared, mirror)
    until = time.monotonic() + PATIENCE
    survey = _Survey(shared, mirror, own)
    read = 0
    for read, name in enumerate(names, start=1):
        survey.look(name, compare=name != PROGRAMME and read <= NEWEST)
        if time.monotonic() > until:
            break
    return survey.report(unread=len(names) - read)


def _newest_first(*folders: Folder) -> list[str]:
    names = {n for f in folders for kind in KINDS for n in f.documents(kind)}
    by_date = sorted(names, key=lambda name: name.rpartition("/")[2], reverse=True)
    return [PROGRAMME, *by_date]


class _Survey:
    """What has been found so far."""

    def __init__(self, shared: Folder, mirror: Folder, own: frozenset[str]) -> None:
        self._shared = shared
        self._mirror = mirror
        self._own = own
        self._devices: dict[str, tuple[datetime, DeviceFile]] = {}
        self._has_all: dict[str, bool | None] = {}
        self._is_newest = True
        self._problems: list[Problem] = []
        self._copies = 0
        self._unshared = 0

    def look(self, name: str, compare: bool) -> None:
        """Take in one document; `compare` tells whether to see who has what."""
        scan = self._shared.read(name)
        self._problems += scan.problems
        files: dict[str, list[DeviceFile]] = {}
        for file in scan.files:
            files.setdefault(file.device, []).append(file)
        self._copies += _copies(scan, files)
        for device, written in files.items():
            self._note(self._shared.path(name), device, written)
        mine = self._mirror.read(name).files if compare else ()
        self._problems += self._forked(name, mine, scan.files)
        if mine:
            self._compare(mine, files)

    def _note(self, folder: Path, device: str, files: list[DeviceFile]) -> None:
        came = _arrival(folder, device)
        if came and (device not in self._devices or came > self._devices[device][0]):
            self._devices[device] = came, max(files, key=lambda file: file.written)

    def _forked(self, name: str, mine: Files, files: Files) -> list[Problem]:
        """The files that cannot be merged with what is here, or with those before them."""
        own_first = sorted(files, key=lambda file: file.device not in self._own)
        _document, forked = Document.merged((*mine, *own_first))
        folder = self._shared.path(name)
        return [
            Problem(folder / file.name, FORKED, "", file.device) for file in forked if file in files
        ]

    def _compare(self, mine: Files, files: dict[str, list[DeviceFile]]) -> None:
        state = Document.merged(mine)[0].state()
        for device in files.keys() - self._has_all.keys() - self._own:
            has_these = held(files[device], state)
            self._has_all[device] = has_these if self._is_newest or not has_these else None
        self._is_newest = False
        everything = [file for listed in files.values() for file in listed]
        self._unshared += not held(everything, state)

    def report(self, unread: int) -> SyncReport:
        """All of it."""
        devices = [
            DeviceState(
                device, file.person, device in self._own, _moment(file.written), came,
                self._has_all.get(device),
            )
            for device, (came, file) in self._devices.items()
        ]  # fmt: skip
        devices.sort(key=lambda d: d.seen_here, reverse=True)
        return SyncReport(
            tuple(devices), tuple(self._problems), self._copies, self._unshared, unread
        )


def _copies(scan: FolderScan, devices: Iterable[str]) -> int:
    given = {name for device in devices for name in slot_names(device)}
    bad = {problem.path.name for problem in scan.problems}
    return len(scan.seen.keys() - given - bad)


def _arrival(folder: Path, device: str) -> datetime | None:
    """When the newest of a device's files came to this computer.

    Sync tools set the time of change to what it is on the other computer; the time of the last
    change to the directory entry is this one's. Windows has no such time.
    """
    came = []
    for name in slot_names(device):
        with suppress(OSError, ValueError):  # an id from elsewhere may be no name at all
            status = (folder / name).lstat()
            came.append(status.st_mtime if sys.platform == "win32" else status.st_ctime)
    return datetime.fromtimestamp(max(came), UTC) if came else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
