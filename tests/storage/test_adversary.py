"""Three devices and a sync tool that does whatever it likes, replayable by seed.

`COMPANION_SEEDS=17,40-60 pytest tests/storage/test_adversary.py` runs just those.
"""

import os
import random
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.domain.text import Patch
from companion.storage.devices import Device
from companion.storage.document import Document
from companion.storage.schema import read_notebook
from companion.storage.shared_folder import Folder
from companion.storage.store import OpenFile, Store
from companion.storage.upkeep import put_right

DOCUMENT = "sessions/2026-11-23-feedback-02-k7q2m9"
QUICK, MANY = 60, 2000
TOKEN = re.compile(r"⟨\d+⟩")
COPY_NAMES = (
    "{stem}.sync-conflict-20261123-191507-BPXLPJR.json",
    "{stem} (Anna's conflicted copy 2026-11-23).json",
    "{stem} ({n}).json",
    "{stem} {n}.json",
    "{stem}.json..path{n}",
    "{stem}.json.conflict{n}",
    "{stem}-LAPTOP.json",
)


class Site:
    """One device: its own replica of the shared folder, its home, and the program on it."""

    def __init__(self, world: "World", name: str) -> None:
        self.world, self.name = world, name
        self.replica, self.home = world.root / name / "shared", world.root / name / "home"
        self.replica.mkdir(parents=True)
        self.skew = timedelta(days=365 * world.chance.randrange(-50, 51))
        self.ids: set[str] = set()
        self.shown: set[str] = set()
        self.acknowledged: set[str] = set()
        self.typed: set[str] = set()
        self.device: Device | None = None

    def launch(self) -> None:
        self.quit()
        self.device = Device(self.home / "devices", self.world.new_id)
        private = self.home / "one"
        self.store = Store(Folder(self.replica), private, self.device, self.name, self.now)
        put_right(self.store)
        self.opened: OpenFile = self.store.open(DOCUMENT)
        self.look()

    def quit(self) -> None:
        if self.device is not None:
            self.device.release()
            self.device = None

    def now(self) -> datetime:
        return datetime(2026, 11, 23, tzinfo=UTC) + self.skew

    def text(self) -> str:
        return self.opened.document.text("notes:0")

    def look(self) -> None:
        """What stands on the screen: nothing twice, and all that ever stood there."""
        assert self.device is not None
        self.ids.add(self.device.id)
        found = TOKEN.findall(self.text())
        assert len(found) == len(set(found)), f"{self.name} shows something twice"
        assert TOKEN.sub("", self.text()) == "", f"{self.name} shows a torn word"
        lost = (self.shown | self.acknowledged) - set(found) - self.world.removed
        assert not lost, f"{self.name} no longer shows {lost}"
        self.shown |= set(found)

    def edit(self) -> None:
        chance, text = self.world.chance, self.text()
        tokens = [(m.start(), m.end(), m[0]) for m in TOKEN.finditer(text)]
        act = chance.random()
        if act < 0.2 and tokens:
            start, end, token = chance.choice(tokens)
            self.world.removed.add(token)
            self.opened.document.edit("notes:0", Patch(start, end - start, ""), self.name)
        elif act < 0.85:
            self.type()
        else:
            key = f"{chance.choice('xyz')}/{chance.choice(('text', 'state', 'due'))}"
            self.opened.document.set_fields("actions", {key: chance.choice("abc")})

    def type(self) -> None:
        """A new word, at the beginning or after another."""
        self.world.count += 1
        token = f"⟨{self.world.count}⟩"
        self.typed.add(token)
        places = [0, *(match.end() for match in TOKEN.finditer(self.text()))]
        self.opened.document.edit(
            "notes:0", Patch(self.world.chance.choice(places), 0, token), self.name
        )

    def save(self) -> None:
        """The private copy, then the shared one; the program may be killed in between."""
        snapshot = self.store.snapshot(self.opened)
        self.store.write_private(snapshot)
        self.acknowledged |= set(TOKEN.findall(self.text()))
        if self.world.chance.random() < 0.8:
            self.publish()

    def publish(self) -> None:
        self.store.publish(self.store.snapshot(self.opened))
        self.world.note_versions(self)

    def poll(self) -> None:
        reading = self.store.shared.read(DOCUMENT, self.opened.seen)
        self.store.take(self.opened, reading)
        self.look()

    def holds_more_than_is_shared(self) -> bool:
        """Whether the private copy has words that no file in the shared folder has."""
        shared, mirror = self.store.shared.read(DOCUMENT), self.store.mirror.read(DOCUMENT)
        there = Document(*(file.state for file in shared.files))
        return any(there.merge(file.state) for file in mirror.files)

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.replica)): path.read_bytes()
            for path in self.replica.rglob("*")
            if path.is_file()
        }


class World:
    """All devices, and every version of every file that any of them ever published."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.count = self.ids = 0
        self.removed: set[str] = set()
        self.versions: list[tuple[str, bytes]] = []
        self.sites: list[Site] = []
        for name in ("anna", "bert", "anna-laptop"):
            self.sites.append(Site(self, name))
            self.sites[-1].launch()

    def new_id(self) -> str:
        self.ids += 1
        return f"dev{self.ids:03d}"

    def note_versions(self, site: Site) -> None:
        for name, data in site.files().items():
            if (name, data) not in self.versions:
                self.versions.append((name, data))

    def run(self, steps: int) -> None:
        acts = (self.edit, self.save, self.poll, self.deliver, self.spoil, self.relaunch, self.rare)
        for _ in range(steps):
            act = self.chance.choices(acts, (30, 20, 15, 25, 12, 6, 3))[0]
            act(self.chance.choice(self.sites))
        self.settle()

    def own_files_only(self, site: Site, before: dict[str, bytes]) -> None:
        site.ids.add(site.store.device)
        after = site.files()
        for name in {*before, *after}:
            if before.get(name) != after.get(name):
                assert Path(name).name.removeprefix("~$").split(".")[0] in site.ids, (
                    f"{site.name} wrote {name}"
                )

    def edit(self, site: Site) -> None:
        site.edit()

    def save(self, site: Site) -> None:
        before = site.files()
        site.save()
        self.own_files_only(site, before)

    def poll(self, site: Site) -> None:
        before = site.files()
        site.poll()
        assert site.files() == before, "a merge was answered in the shared folder"

    def relaunch(self, site: Site) -> None:
        """The program is killed and started again: what was not saved is gone."""
        before = site.files()
        site.shown -= site.typed - site.acknowledged
        waits = site.holds_more_than_is_shared()
        site.launch()
        self.own_files_only(site, before)
        assert waits or _settled(site.files()) == _settled(before), "a launch wrote without reason"

    def deliver(self, site: Site) -> None:
        """Some version of some file arrives: new or old, under its name or a copy's."""
        if not self.versions:
            return
        name, data = self.chance.choice(self.versions[-8:] if self.chance.random() < 0.7 else
                                        self.versions)  # fmt: skip
        target = site.replica / name
        own = target.name.split(".")[0] == site.store.device
        if self.chance.random() < 0.3 or own:
            stem = target.name.removesuffix(".json")
            pattern = self.chance.choice(COPY_NAMES)
            target = target.with_name(pattern.format(stem=stem, n=self.chance.randrange(1, 4)))
        self._put(target, self.changed(data) if self.chance.random() < 0.2 else data)

    def spoil(self, site: Site) -> None:
        """A file is cut, emptied, flipped or taken away; or something foreign turns up."""
        files = [path for path in site.replica.rglob("*.json*") if path.is_file()]
        if not files:
            return
        path = self.chance.choice(sorted(files))
        data, act = path.read_bytes(), self.chance.randrange(6)
        if act == 0:
            path.unlink()
        elif act == 1:
            self._put(path, data[: self.chance.randrange(len(data) + 1)])
        elif act == 2:
            self._put(path, bytes(len(data)))
        elif act == 3 and data:
            self._put(path, self.changed(data))
        elif act == 4:
            shutil.rmtree(site.replica / "sessions")
        else:
            self._put(path.with_name("~$" + path.name + ".1-1.tmp"), data[:50])
            self._put(path.with_name("stranger.json"), b'{"about": 1}')

    def changed(self, data: bytes) -> bytes:
        """The same with other letters where they are other words."""
        flipped, state = bytearray(data), max(data.find(b'"yjs"'), 0) + 8
        for place in self.chance.choices(range(min(state, len(data) - 1), len(data)), k=2):
            flipped[place] = self.chance.choice(b"ABCDghij0123")
        return bytes(flipped)

    def rare(self, site: Site) -> None:
        """A home is copied to another machine, an old one put back, or the program reinstalled."""
        act = self.chance.randrange(3)
        backup = site.home.with_name("backup")
        if act == 0 and len(self.sites) < 5:
            clone = Site(self, f"clone{len(self.sites)}")
            shutil.copytree(site.home, clone.home)
            clone.launch()
            self.sites.append(clone)
        elif act == 1:
            site.save()
            shutil.rmtree(backup, ignore_errors=True)
            shutil.copytree(site.home, backup)
        elif backup.exists():
            # The machine goes back in time; what it had shared by then is in its replica.
            site.publish()
            site.quit()
            shutil.rmtree(site.home)
            shutil.copytree(backup, site.home)
            site.launch()

    def settle(self) -> None:
        """Everybody types a word more and saves; the latest of every file reaches everybody."""
        for site in self.sites:
            site.type()
            site.save()
            site.publish()
        latest = [(site, site.files()) for site in self.sites]
        for site in self.sites:
            for number, (source, files) in enumerate(latest):
                for name, data in files.items():
                    if source is not site:
                        target = site.replica / name
                        if target.exists() and target.read_bytes() != data:
                            target = target.with_name(f"{target.stem} (copy {number}).json")
                        self._put(target, data)
        for site in sorted(self.sites, key=lambda _site: self.chance.random()):
            (site.launch if self.chance.random() < 0.5 else site.poll)()
        ids = {site.store.device for site in self.sites}
        assert len(ids) == len(self.sites), "two devices go on under one id"
        notebooks = [read_notebook("x", s.opened.document.content()) for s in self.sites]
        assert all(notebook == notebooks[0] for notebook in notebooks), "they differ"
        authors = [site.opened.document.authored("notes:0") for site in self.sites]
        assert all(one == authors[0] for one in authors), "they differ in who wrote what"
        for site in self.sites:
            wanted = set().union(*(s.acknowledged for s in self.sites)) - self.removed
            assert wanted <= set(TOKEN.findall(site.text())), f"lost at {site.name}"

    def _put(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name("incoming")
        beside.write_bytes(data)
        beside.replace(path)
        moment = 1.7e9 + self.chance.randrange(-(10**9), 10**9) + self.chance.random()
        os.utime(path, (moment, moment))

    def end(self) -> None:
        for site in self.sites:
            site.quit()


def _settled(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not Path(name).name.startswith("~$")}


def play(root: Path, seed: int) -> None:
    """One history; raises with its seed when a promise was broken."""
    world = World(root / str(seed), seed)
    try:
        world.run(steps=20 + seed % 60)
    except Exception as error:
        error.add_note(f"seed {seed}: COMPANION_SEEDS={seed} replays it")
        raise
    finally:
        world.end()
        shutil.rmtree(world.root)


def seeds_to_play() -> list[int]:
    named = os.environ.get("COMPANION_SEEDS", "")
    found: list[int] = []
    for part in filter(None, named.split(",")):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found or list(range(QUICK))


@pytest.fixture(autouse=True)
def fast_disk(monkeypatch):
    """Nobody pulls the plug here, so nothing need reach the disk."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.mark.parametrize("seed", seeds_to_play())
def test_nothing_is_lost_doubled_or_different(tmp_path, seed):
    play(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(QUICK // 100 + 1, MANY // 100 + 1))
def test_nothing_is_lost_in_two_thousand_histories(tmp_path, hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        play(tmp_path, seed)


def forget_merges(patch):
    """What was merged is not kept privately."""
    patch.setattr(Store, "_meet_own", lambda *_arguments: None)
    real = Store._take
    patch.setattr(
        Store, "_take", lambda self, opened, reading, **_: real(self, opened, reading, False)
    )


def skip_copies(patch):
    """Only names as they were given are read."""
    own = re.compile(r"dev\d+(\.[ab])?\.json")
    patch.setattr("companion.storage.shared_folder._is_candidate", own.fullmatch)


def keep_the_id(patch):
    """A copied home goes on under the id it was copied with."""
    patch.setattr(Device, "renew", lambda _device: None)


def trust_files(patch):
    """A changed file is believed."""
    patch.setattr("companion.storage.device_file._digest", lambda _data, found: found)


def store_the_client(patch):
    """Every launch writes as the same Yjs client."""
    from pycrdt import _pycrdt

    patch.setattr("companion.storage.document.new_doc", lambda: _pycrdt.Doc(7, None, None))


def own_file_wins(patch):
    """Whoever has a file of their own in the mirror reads no other."""
    real = Folder.read

    def read(self, document, known=None):
        reading = real(self, document, known)
        wins = [file for file in reading.files if file.device.endswith("1")]
        return type(reading)(tuple(wins) or reading.files, reading.problems, reading.seen)

    patch.setattr(Folder, "read", read)


PLANTS = (forget_merges, skip_copies, keep_the_id, trust_files, store_the_client, own_file_wins)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(tmp_path, monkeypatch, plant):
    plant(monkeypatch)
    for seed in range(QUICK):
        try:
            play(tmp_path, seed)
        except Exception:
            return
    pytest.fail(f"{QUICK} histories did not notice: {plant.__doc__}")
