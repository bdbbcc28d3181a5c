"""All devices, every version of every file they ever shared, and all that happens to them."""

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.storage.disk.atomic_files import TEMPORARY
from support.adversary.program import DOCUMENT, Machine, Program, Version, device_in
from support.adversary.settle import settle
from support.adversary.verdict import Trespass

MOST_PROGRAMS = 5
COPY_NAMES = (
    "{stem}.sync-conflict-20261123-191507-BPXLPJR.json",
    "{stem} (Anna's conflicted copy 2026-11-23).json",
    "{stem} (conflicted copy 2026-11-23 191507).json",
    "{stem} (conflict_on_2026-11-23).json",
    "{stem} ({n}).json",
    "{stem} {n}.json",
    "{stem}.json..path{n}",
    "{stem}.json.conflict{n}",
    "{stem}-LAPTOP.json",
)


class World:
    """One history of three devices and those that become of them."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.chance = root, random.Random(seed)
        self.count = 0
        self.removed: set[str] = set()
        """The words that somebody took away, saved or not."""
        self.gone: set[str] = set()
        """The words and values whose removal was saved."""
        self.versions: list[Version] = []
        self.programs: list[Program] = []
        for name in ("anna", "bert", "anna-laptop"):
            self.start(Machine(root, name, self.some_time()))

    def start(self, machine: Machine) -> None:
        self.programs.append(Program(self, machine))

    def new_id(self) -> str:
        return "".join(self.chance.choices("abcdefgh23456789", k=6))

    def new_word(self) -> str:
        self.count += 1
        return f"⟨{self.count}⟩"

    def some_time(self) -> datetime:
        """What a clock shows that is up to fifty years off."""
        return datetime(2026, 11, 23, tzinfo=UTC) + timedelta(
            days=self.chance.uniform(-1, 1) * 18e3
        )

    def run(self, steps: int) -> int:
        """Let so many things happen, then settle; gives their number."""
        acts = {
            Program.edit: 30, self.save: 20, Program.poll: 10, Program.poll_while_typing: 6,
            self.deliver: 25, self.spoil: 12, self.crash: 5, self.wind_clock: 2, self.plug: 3,
            self.rare: 6,
        }  # fmt: skip
        chosen = self.chance.choices(list(acts), list(acts.values()), k=steps)
        for act in chosen:
            act(self.chance.choice(self.programs))
        settle(self)
        return steps

    def save(self, program: Program) -> None:
        program.save(share=self.chance.random() < 0.8)

    def deliver(self, program: Program) -> None:
        """Some version of some file arrives: new or old, under its name or a copy's."""
        if not self.versions or not program.machine.replica.plugged:
            return
        recent = self.chance.random() < 0.7
        name, data = self.chance.choice(self.versions[-8:] if recent else self.versions)
        if self.chance.random() < (0.8 if device_in(name) in program.machine.ids else 0.3):
            name = self.copied(name)
        self.put(program.machine, name, self.flipped(data) if self.chance.random() < 0.2 else data)

    def spoil(self, program: Program) -> None:
        """A file is cut, emptied, flipped or taken away; or something foreign turns up."""
        replica = program.machine.replica
        names = sorted(name for name in replica.known if TEMPORARY not in name)
        if not names:
            return
        name, act = self.chance.choice(names), self.chance.randrange(6)
        data = replica.read(name)
        if act == 0:
            replica.remove(name)
        elif act == 1:
            self.put(program.machine, name, data[: self.chance.randrange(len(data) + 1)])
        elif act == 2:
            self.put(program.machine, name, bytes(len(data)))
        elif act == 3 and data:
            self.put(program.machine, name, self.flipped(data))
        elif act == 4:
            replica.empty()
        else:
            self.put(program.machine, f"{DOCUMENT}/{TEMPORARY}{Path(name).name}.1-1.tmp", data[:50])
            self.put(program.machine, f"{DOCUMENT}/stranger.json", b'{"about": 1}')

    def flipped(self, data: bytes) -> bytes:
        """The same with two other bytes, mostly letters where the state is."""
        flipped, state = bytearray(data), max(data.find(b'"yjs"'), 0) + 8
        first = min(state, len(data) - 1) if self.chance.random() < 0.7 else 0
        for place in self.chance.choices(range(first, len(data)), k=2):
            flipped[place] = self.chance.choice(b'ABCDghij0123"\xff')
        return bytes(flipped)

    def crash(self, program: Program) -> None:
        """The program is killed, at times amid a save, and launched again."""
        if self.chance.random() < 0.4:
            program.save(share=False)
            temporary = f"{TEMPORARY}{program.store.device}.a.json.1-1.tmp"
            if program.machine.replica.plugged:
                self.put(program.machine, f"{DOCUMENT}/{temporary}", b"{")
        program.launch()

    def wind_clock(self, program: Program) -> None:
        """The clock is put right, or wrong, while the program runs."""
        program.machine.wind(self.some_time())

    def plug(self, program: Program) -> None:
        """The shared folder goes away, or comes back, perhaps empty."""
        replica = program.machine.replica
        if replica.plugged:
            replica.unplug()
        else:
            replica.plug(empty=self.chance.random() < 0.3)

    def rare(self, program: Program) -> None:
        """What a person does to a machine once a year."""
        acts = [self.back_up, self.restore, self.reinstall, self.downgrade]
        if len(self.programs) < MOST_PROGRAMS:
            acts += [self.clone, self.second_window]
        self.chance.choice(acts)(program)

    def clone(self, program: Program) -> None:
        """A home is copied to another machine, with or without the shared folder."""
        old = program.machine
        new = Machine(self.root, f"{old.name}{len(self.programs)}", old.clock)
        shutil.copytree(old.home, new.home)
        new.kept |= old.kept
        new.ids |= old.ids
        if self.chance.random() < 0.5:
            new.replica.copy(old.replica)
        self.start(new)

    def second_window(self, program: Program) -> None:
        """The program is started once more on the same machine."""
        self.start(program.machine)

    def back_up(self, program: Program) -> None:
        program.save(share=False)
        shutil.rmtree(program.machine.backup, ignore_errors=True)
        shutil.copytree(program.machine.home, program.machine.backup)

    def restore(self, program: Program) -> None:
        """The machine goes back in time; what it had shared by then is in its replica."""
        if program.machine.backup.exists() and self.shared_all(program.machine):
            self.replace_home(program.machine, program.machine.backup)

    def reinstall(self, program: Program) -> None:
        """The home is lost; the shared folder stays."""
        if self.shared_all(program.machine):
            self.replace_home(program.machine, None)

    def replace_home(self, machine: Machine, backup: Path | None) -> None:
        programs = self.programs_on(machine)
        for program in programs:
            program.quit()
        shutil.rmtree(machine.home)
        if backup is not None:
            shutil.copytree(backup, machine.home)
        for program in programs:
            program.launch()

    def downgrade(self, program: Program) -> None:
        """A later version wrote a file of this device; then the older version is started again."""
        if not self.shared_all(program.machine):
            return
        program.save(share=True)  # so that either slot has all there is
        name, data = self.versions[-1]
        data = data.replace(b'"format": 1', b'"format": 2', 1)
        if self.chance.random() < 0.3:
            file = program.machine.home / "one/mirror" / DOCUMENT / f"{program.store.device}.json"
            file.write_bytes(data)
        else:
            file = program.machine.replica.root / name
            self.put(program.machine, name, data)
        program.launch()
        program.save(share=True)
        if file.read_bytes() != data:
            raise Trespass(f"{program.name} wrote over a file of a later version")

    def programs_on(self, machine: Machine) -> list[Program]:
        return [program for program in self.programs if program.machine is machine]

    def shared_all(self, machine: Machine) -> bool:
        """Share all that the programs of a machine hold; not so without its shared folder."""
        if machine.replica.plugged:
            for program in self.programs_on(machine):
                program.save(share=True)
        return machine.replica.plugged

    def copied(self, name: str) -> str:
        """The name that a sync tool gives to a conflicting copy."""
        pattern = self.chance.choice(COPY_NAMES)
        return pattern.format(stem=name.removesuffix(".json"), n=self.chance.randrange(1, 4))

    def put(self, machine: Machine, name: str, data: bytes) -> None:
        """The sync tool brings a file to a machine, dated as it likes."""
        machine.replica.put(name, data, self.chance.uniform(7e8, 2.7e9))

    def end(self) -> None:
        for program in self.programs:
            program.quit()
