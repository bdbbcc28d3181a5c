"""A program that is killed in the middle of saving, and what is found afterwards."""

import random
import subprocess
import sys
import time

from companion.storage.document.device_file import read_device_file
from companion.storage.document.document import Document
from companion.storage.sync.shared_folder import Folder

SAVE_FOR_EVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from companion.domain.people import Pair, Person
from companion.domain.text import Patch
from companion.storage.disk.device_id import Device, random_id
from companion.storage.sync.shared_folder import Folder
from companion.storage.sync.store import Store
from companion.storage.sync.recovery import put_right

home, shared, name = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
device = Device(home / "devices", random_id)
pair = Pair(Person("anna", "Anna"))
store = Store(Folder(shared), home / "one", device, pair, lambda: datetime.now(UTC))
put_right(store)
opened = store.open(name)
number = int(sys.argv[4])
while True:
    number += 1
    opened.document.edit("notes:0", Patch(0, 0, f"<{number}>" + "x" * 2000), "anna")
    snapshot = store.snapshot(opened)
    store.write_private(snapshot)
    print("private", number, flush=True)
    store.publish(snapshot)
    print("shared", number, flush=True)
"""


def kill_and_look(tmp_path, session, chance, number):
    """Let a process save for a while, kill it, look at every file; gives the last number saved."""
    home, shared = tmp_path / "home", tmp_path / "shared"
    shared.mkdir(exist_ok=True)
    command = [sys.executable, "-c", SAVE_FOR_EVER, str(home), str(shared), session, str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.08)
        process.kill()
        lines = (first + process.stdout.read()).split("\n")[:-1]  # the last may be cut
    # Every save holds all there is, so the last one acknowledged speaks for those before it.
    acknowledged = {"private": 0, "shared": 0}
    acknowledged |= {kind: int(count) for kind, count in (line.split() for line in lines)}
    assert acknowledged["private"] > number, "nothing was saved before the kill"

    documents = (home / "one" / "mirror", shared)
    found = [path for root in documents for path in root.rglob("*.json")]
    assert found
    for path in found:
        read_device_file(path)
    mirror = Folder(home / "one" / "mirror").read(session)
    private = Document(*(file.state for file in mirror.files)).text("notes:0")
    public = Document(*(f.state for f in Folder(shared).read(session).files)).text("notes:0")
    for count in range(1, acknowledged["private"] + 1):
        assert private.count(f"<{count}>") == 1
    for count in range(1, acknowledged["shared"] + 1):
        assert public.count(f"<{count}>") == 1
    left = [path for root in (home, shared) for path in root.rglob("~$*")]
    assert len(left) <= 1, "left-overs of earlier launches were not removed"
    saved = [int(part.partition(">")[0]) for part in private.split("<")[1:]]
    return max(saved)


def test_killed_while_saving(tmp_path, session):
    chance, number = random.Random(1), 0
    for _ in range(4):
        number = kill_and_look(tmp_path, session, chance, number)
