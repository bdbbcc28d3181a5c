"""The program on a device, what a person does with it, and the promises held against it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from companion.domain.people import Pair, Person
from companion.domain.text import Patch
from companion.storage.disk.atomic_files import TEMPORARY
from companion.storage.disk.device_id import Device
from companion.storage.document.device_file import Damaged, NewerFormat, decode
from companion.storage.document.document import Document
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.recovery import put_right
from companion.storage.sync.shared_folder import Folder
from companion.storage.sync.store import Store
from support.adversary.disk import Replica, date
from support.adversary.verdict import Doubled, Lost, Trespass

if TYPE_CHECKING:
    from support.adversary.world import World

DOCUMENT = "sessions/2026-11-23-feedback-02-k7q2m9"
NOTE = "notes:0"
WORD = re.compile(r"⟨\d+⟩")

Version = tuple[str, bytes]
"""A file's path in the shared folder, and its bytes at one time."""


class Machine:
    """A computer: its home, its replica of the shared folder, its clock; programs run on it."""

    def __init__(self, root: Path, name: str, clock: datetime) -> None:
        self.name, self.clock = name, clock
        self.home, self.backup = root / name / "home", root / name / "backup"
        self.replica = Replica(root / name / "shared")
        self.ids: set[str] = set()
        self.kept: set[str] = set()
        """The words that a program started here has to show."""

    def wind(self, clock: datetime) -> None:
        """Set the clock; what was written is then dated as long before or after what will be."""
        by = (self.clock - clock).total_seconds()
        self.clock = clock
        for path in self.home.rglob("mirror/**/*.json"):
            date(str(path), path.stat().st_mtime + by)
        for name in list(self.replica.known):
            if _is_own(name, self):
                self.replica.date(name, self.replica.known[name][2] / 1e9 + by)

    def own_changes(self) -> set[str]:
        """What its programs wrote into the shared folder; Trespass when it is not theirs."""
        changes = self.replica.changes()
        for name in changes:
            if device_in(name) not in self.ids:
                raise Trespass(f"{self.name} wrote {name}")
            if name not in self.replica.known and TEMPORARY not in name:
                raise Trespass(f"{self.name} removed {name}")
        return changes


class Program:
    """A program that runs on a machine until it is killed and launched again."""

    def __init__(self, world: "World", machine: Machine) -> None:
        self.world, self.machine, self.chance = world, machine, world.chance
        self.name = machine.name.rstrip("0123456789")
        self.shown: set[str] = set()
        self.unsaved: set[str] = set()
        self.undone: set[str] = set()
        """What was taken away or replaced here and is not saved yet."""
        self.waits = False
        """Whether something was saved here that was not shared."""
        self.device: Device | None = None
        self.launch()

    def launch(self) -> None:
        """Kill the program and start it: what was not saved is gone, all else is shown."""
        self.quit()
        machine = self.machine
        own = {n: machine.replica.read(n) for n in machine.replica.known if _is_own(n, machine)}
        self.device = Device(machine.home / "devices", self.world.new_id)
        self.store = Store(
            Folder(machine.replica.root, self.seconds),
            machine.home / "one",
            self.device,
            Pair(Person(self.name, self.name)),
            self.now,
        )
        put_right(self.store)
        self.opened: OpenFile = self.store.open(DOCUMENT)
        self.shown, self.unsaved, self.undone = set(machine.kept), set(), set()
        self.look()
        self._check_launch(own)

    def quit(self) -> None:
        """Leave nothing behind but files."""
        if self.device is not None:
            self.device.release()
            self.device = None

    def now(self) -> datetime:
        return self.machine.clock

    def seconds(self) -> float:
        return self.machine.clock.timestamp()

    def content(self) -> dict[str, object]:
        return self.opened.document.content()

    def text(self) -> str:
        return self.opened.document.text(NOTE)

    def look(self) -> None:
        """What stands on the screen: nothing twice, and all that ever stood there."""
        self.machine.ids.add(self.store.device)
        content = self.content()
        text = str(content.get(NOTE, ""))
        found = [*WORD.findall(text), *(event["item"] for event in content.get("clock", []))]
        seen = set(found)
        if len(found) != len(seen):
            raise Doubled(f"{self.name} shows something twice: {found}")
        if WORD.sub("", text).strip("\n"):  # first words begin a line
            raise Doubled(f"{self.name} shows a torn word: {text}")
        if lost := self.shown - seen - self.world.removed:
            raise Lost(f"{self.name} no longer shows {lost}")
        self.shown |= seen
        self.machine.kept |= seen - self.unsaved

    def edit(self) -> None:
        """A person changes something."""
        acts = (self.type, self.erase, self.choose, self.press)
        self.chance.choices(acts, (50, 20, 20, 10))[0]()

    def type(self) -> None:
        """A new word, at the beginning or after another."""
        places = [0, *(match.end() for match in WORD.finditer(self.text()))]
        patch = Patch(self.chance.choice(places), 0, self._new_word())
        self.opened.document.edit(NOTE, patch, self.name)

    def erase(self) -> None:
        """A word is taken away."""
        words = list(WORD.finditer(self.text()))
        if words:
            word = self.chance.choice(words)
            self.world.removed.add(word[0])
            self.undone.add(word[0])
            self.opened.document.edit(NOTE, Patch(word.start(), len(word[0]), ""), self.name)

    def choose(self, entity: str = "") -> None:
        """A field gets another value than it had."""
        key = f"{entity or self.chance.choice('xyz')}/{self.chance.choice(('text', 'due'))}"
        fields = self.content().get("actions", {})
        if key in fields:
            self.undone.add(fields[key])
        self.opened.document.set_fields("actions", {key: self.world.new_word()})

    def press(self) -> None:
        """Something happens to the clock."""
        event = {"at": self.now().isoformat(), "do": "start", "item": self._new_word()}
        self.opened.document.append("clock", event)

    def save(self, share: bool) -> None:
        """The private copy, acknowledged from now on; then the shared one, unless killed by then.

        Without a shared folder there is nothing to share in.
        """
        snapshot = self.store.snapshot(self.opened)
        self.store.write_private(snapshot)
        self.world.gone |= self.undone
        self.undone, self.unsaved, self.waits = set(), set(), True
        self.look()
        if share and self.machine.replica.plugged:
            self.store.publish(snapshot)
            self.waits = False
            for name in self.machine.own_changes():
                self.world.versions.append((name, self.machine.replica.read(name)))

    def poll(self) -> None:
        """What is new in the folder is shown, and nothing is written there in answer.

        As the app does it, the private copy has it first, from the lists perhaps.
        """
        scan = self.store.shared.read(DOCUMENT, self.opened.seen)
        if self.chance.random() < 0.3:
            self.store.load_read_only(DOCUMENT)
        self.store.merge_into_mirror(DOCUMENT, scan)
        self.store.merge_into(self.opened, scan)
        self.look()
        if answer := self.machine.replica.changes():
            raise Trespass(f"{self.name} answered a merge: {answer}")

    def poll_while_typing(self) -> None:
        """As `poll`; until what is new is shown a person goes on, and a save is late."""
        scan = self.store.shared.read(DOCUMENT, self.opened.seen)
        late = self.store.snapshot(self.opened)
        self.store.merge_into_mirror(DOCUMENT, scan)
        if self.chance.random() < 0.5:
            self.edit()
            self.save(share=False)
        if self.chance.random() < 0.5:
            self.store.write_private(late)
        if self.chance.random() < 0.3:
            self.store.load_read_only(DOCUMENT)
        if self.chance.random() < 0.8:  # or the program is killed before
            self.store.merge_into(self.opened, scan)
            self.look()
        self.store.write_private(late)

    def _new_word(self) -> str:
        word = self.world.new_word()
        self.unsaved.add(word)
        return word

    def _check_launch(self, before: dict[str, bytes]) -> None:
        """A launch shares what waited and writes nothing else; `before` has the own files."""
        replica = self.machine.replica
        written = {name for name in self.machine.own_changes() if name in replica.known}
        if not written and not self.waits:
            return
        others = map(replica.read, replica.known.keys() - written)
        there = Document(*_states([*others, *before.values()]))
        if written and not there.merge(Document(*_states(map(replica.read, written))).state()):
            raise Trespass(f"{self.name} wrote without need: {written}")
        waiting = self.shown - self.world.removed - set(WORD.findall(str(there.content())))
        if replica.plugged:
            self.waits = False
            if waiting:
                raise Lost(f"{self.name} did not share {waiting} when it was started again")


def device_in(name: str) -> str:
    """The id that a file's name begins with."""
    return name.rpartition("/")[2].removeprefix(TEMPORARY).split(".")[0]


def _is_own(name: str, machine: Machine) -> bool:
    return device_in(name) in machine.ids and TEMPORARY not in name


def _states(files: Iterable[bytes]) -> Iterator[bytes]:
    for data in files:
        with suppress(Damaged, NewerFormat):
            yield decode(data).state
