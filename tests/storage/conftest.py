"""Stores on this machine, and documents with something in them."""

import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.domain.people import Pair, Person
from companion.domain.text import patch_between
from companion.storage.disk.device_id import Device
from companion.storage.document.document import Document
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.shared_folder import YOUNG, Folder
from companion.storage.sync.store import Store

SESSION = "sessions/2026-11-23-feedback-02-k7q2m9"


class Machine:
    """One installation: a private home, a shared folder, and the program running or not."""

    def __init__(
        self, shared: Path, home: Path, person: str, new_id: Callable[[], str], now
    ) -> None:
        self.shared, self.home, self.person = shared, home, person
        self.new_id, self.now = new_id, now
        self.device: Device | None = None
        self.start()

    def start(self) -> Store:
        self.stop()
        self.device = Device(self.home / "devices", self.new_id)
        private = self.home / "spaces" / "one"
        rested = Folder(self.shared, clock=lambda: time.time() + YOUNG)
        pair = Pair(Person(self.person, self.person))
        self.store = Store(rested, private, self.device, pair, self.now)
        return self.store

    def stop(self) -> None:
        if self.device is not None:
            self.device.release()
            self.device = None

    @property
    def id(self) -> str:
        return self.store.device

    def write(self, text: str, document: str = SESSION, item: str = "0") -> OpenFile:
        """Let a note say `text`, saved and shared."""
        opened = self.store.open(document)
        write_text(opened.document, text, item)
        self.save(opened)
        self.store.close(opened)
        return opened

    def save(self, opened: OpenFile) -> None:
        snapshot = self.store.snapshot(opened)
        self.store.write_private(snapshot)
        self.store.publish(snapshot)

    def merge(self, opened: OpenFile) -> bool:
        """What is new in the shared folder comes into an open document, as the app does it."""
        scan = self.store.shared.read(opened.name, opened.seen, self.id)
        self.store.merge_into_mirror(opened.name, scan)
        return self.store.merge_into(opened, scan)

    def read(self, document: str = SESSION, item: str = "0") -> str:
        opened = self.store.open(document)
        self.store.close(opened)
        return opened.document.text(f"notes:{item}")


def write_text(document: Document, text: str, item: str = "0") -> None:
    patch = patch_between(document.text(f"notes:{item}"), text)
    if patch is not None:
        document.edit(f"notes:{item}", patch, "anna")


def list_files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below `root` with its bytes and the time it was changed."""
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def session() -> str:
    return SESSION


@pytest.fixture
def files_in() -> Callable[[Path], dict[str, tuple[bytes, int]]]:
    return list_files


@pytest.fixture
def type_into() -> Callable[..., None]:
    return write_text


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"dev{next(numbers):03d}"


@pytest.fixture
def machine(tmp_path, new_id, clock) -> Iterator[Callable[..., Machine]]:
    """Makes machines by name: machine("anna") has its own home; all share one folder."""
    made: list[Machine] = []

    def make(name: str, shared: Path | None = None, person: str = "anna") -> Machine:
        folder = shared or tmp_path / "shared"
        folder.mkdir(exist_ok=True)
        made.append(Machine(folder, tmp_path / f"home-{name}", person, new_id, clock))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture
def chance() -> random.Random:
    return random.Random(1)


@pytest.fixture
def tell(capsys) -> Callable[[str], None]:
    """Says a line of figures where the test's result is shown."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return say
