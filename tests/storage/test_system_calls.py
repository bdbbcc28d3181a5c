"""A save that is killed, or fails, at each of its system calls; what is found afterwards."""

import errno
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.tracing import traced

from companion.storage.document.device_file import read_device_file
from companion.storage.document.document import Document
from companion.storage.sync.recovery import put_right
from companion.storage.sync.shared_folder import Folder

SAVE_ONCE = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from companion.domain.people import Pair, Person
from companion.domain.text import Patch
from companion.storage.disk.device_id import Device, random_id
from companion.storage.sync.shared_folder import Folder
from companion.storage.sync.store import Store

home, shared, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
device = Device(home / "devices", random_id)
pair = Pair(Person("anna", "Anna"))
store = Store(Folder(shared), home / "spaces" / "one", device, pair, lambda: datetime.now(UTC))
opened = store.open(name)
opened.document.edit("notes:0", Patch(0, 0, "new "), "anna")
snapshot = store.snapshot(opened)
os.access("the save begins", os.F_OK)
for kind, save in (("private", store.write_private), ("shared", store.publish)):
    try:
        save(snapshot)
    except OSError as error:
        print("failed", kind, error.errno, flush=True)
        save(snapshot)
    print(kind, flush=True)
os.access("the save is done", os.F_OK)
"""
BEGIN, END = "the save begins", "the save is done"
CALL = re.compile(r"\d+ +(\w+)\((.*)")

OLD = {"a first save": "", "a later save": "old"}
"""What stands there before the save, by the name of the case."""
WRITING = ("openat", "mkdir", "write", "fsync", "rename", "renameat", "renameat2")
"""The calls that a full or read-only disk refuses."""


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a save, as strace counts it from the start of the program."""

    name: str
    number: int
    to_terminal: bool


class Bench:
    """A home and a shared folder that are put back before each save."""

    def __init__(self, root: Path, machine, session: str, old: str) -> None:
        self.home, self.shared = root / "home-anna", root / "shared"
        self._root, self._machine, self._session, self._old = root, machine, session, old
        anna = machine("anna")
        for text in ("o", "old") if old else ():
            anna.write(text)  # twice: both slots are there
        anna.stop()
        self.device = anna.id
        for folder in (self.home, self.shared):
            shutil.copytree(folder, self._kept(folder))

    def _kept(self, folder: Path) -> Path:
        return self._root / "kept" / folder.name

    def save(self, *options: str) -> tuple[list[str], int, str]:
        """One save under strace; gives what it said, how it ended, and the trace."""
        for folder in (self.home, self.shared):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self._kept(folder), folder)
        log = self._root / "trace"
        done = subprocess.run(
            ["strace", "-f", "-qq", "-o", str(log), *options,
             sys.executable, "-c", SAVE_ONCE, str(self.home), str(self.shared), self._session],
            stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        return done.stdout.splitlines(), done.returncode, log.read_text()

    def calls(self) -> list[Call]:
        """Every call on files that an undisturbed save makes, the mark of its end included."""
        every = ("-e", "trace=%file,%desc")
        self.save(*every)  # once before, so that all compiled modules are there
        said, code, log = self.save(*every)
        assert (said, code) == (["private", "shared"], 0)
        counts: Counter[str] = Counter()
        found: list[Call] = []
        inside = False
        for name, arguments in CALL.findall(log):
            counts[name] += 1
            if inside:
                found.append(Call(name, counts[name], arguments.startswith("1, ")))
            inside = (inside or BEGIN in arguments) and END not in arguments
        return found

    def inject(self, call: Call, fault: str) -> tuple[list[str], int]:
        """One save with a fault at one call."""
        marks = "trace=access,faccessat,faccessat2," + call.name
        inject = f"inject={call.name}:{fault}:when={call.number}"
        said, code, log = self.save("-e", marks, "-e", inject)
        assert BEGIN in log, "the fault came before the save"
        return said, code

    def texts(self, folder: Folder) -> set[str]:
        """What each own file says; every one of them is whole."""
        paths = (folder.root / self._session).glob("*.json")
        return {Document(read_device_file(path).state).text("notes:0") for path in paths}

    def start_again(self) -> str:
        """What a new start shows, after it has put things right."""
        anna = self._machine("anna")
        put_right(anna.store)
        for root in (self.home, self.shared):
            assert not list(root.rglob("~$*")), "a left-over was not removed"
        text = anna.read()
        anna.stop()
        assert anna.id == self.device
        shared = Folder(self.shared).read(self._session)
        assert not shared.problems
        assert Document(*(file.state for file in shared.files)).text("notes:0") == text
        return text


@pytest.fixture(params=OLD)
def bench(request, tmp_path, machine, session) -> Bench:
    return Bench(tmp_path, machine, session, OLD[request.param])


@pytest.mark.slow
@traced
def test_killed_at_every_system_call(bench, request, tell):
    old = OLD[request.node.callspec.params["bench"]]
    calls = bench.calls()
    for call in calls:
        said, code = bench.inject(call, "signal=SIGKILL")
        assert code == -9, f"{call} was not reached"
        private = bench.texts(Folder(bench.home / "spaces" / "one" / "mirror"))
        shared = bench.texts(Folder(bench.shared))
        assert private <= {old, f"new {old}"}
        assert shared <= {old[:1], old, f"new {old}"}
        assert "private" not in said or f"new {old}" in private
        assert "shared" not in said or f"new {old}" in shared
        text = bench.start_again()
        assert text == f"new {old}" if said else text in (old, f"new {old}"), call
    counts = ", ".join(f"{n} {c}" for c, n in Counter(call.name for call in calls).items())
    tell(f"{len(calls)} kills: {counts}")
    assert {"openat", "write", "fsync", "close"} <= {call.name for call in calls}


@pytest.mark.slow
@traced
@pytest.mark.parametrize("error", ["EIO", "ENOSPC", "EROFS", "EACCES"])
def test_failing_at_every_system_call(bench, request, tell, error):
    old = OLD[request.node.callspec.params["bench"]]
    calls = [c for c in bench.calls()[:-1] if not c.to_terminal]
    if error != "EIO":
        calls = [c for c in calls if c.name in WRITING]
    told = 0
    for call in calls:
        said, code = bench.inject(call, f"error={error}")
        assert code == 0, call
        failures = [line.split() for line in said if line.startswith("failed")]
        assert all(int(number) == getattr(errno, error) for _failed, _kind, number in failures)
        assert [line for line in said if not line.startswith("failed")] == ["private", "shared"]
        told += len(failures)
        assert not [p for root in (bench.home, bench.shared) for p in root.rglob("~$*")], call
        assert bench.start_again() == f"new {old}", call
    tell(f"{error} at {len(calls)} calls, told {told} times, lost nothing")
    assert told
