import subprocess
import sys

import pytest

from companion.storage.disk.device_id import Device, random_id

HOLD = """
import sys
from pathlib import Path
from companion.storage.disk.device_id import Device, random_id
device = Device(Path(sys.argv[1]), random_id)
print(device.id, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "devices"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_id_is_kept_from_launch_to_launch(folder, new_id):
    device = Device(folder, new_id)
    assert device.id == "dev001"
    device.release()
    device.release()
    again = Device(folder, new_id)
    assert again.id == "dev001"
    again.release()


def test_a_second_window_takes_another_id_and_they_are_kept_apart(folder, new_id):
    one, two = Device(folder, new_id), Device(folder, new_id)
    assert {one.id, two.id} == {"dev001", "dev002"}
    one.release()
    three = Device(folder, new_id)
    assert three.id == one.id
    two.release()
    three.release()


def test_a_second_process_takes_another_id_and_a_killed_one_lets_go(folder, new_id):
    mine = Device(folder, new_id)
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        theirs = other.stdout.readline().strip()
        assert theirs
        assert theirs != mine.id
        third = Device(folder, new_id)
        assert third.id not in (mine.id, theirs)
        third.release()
        other.kill()
        other.wait()
    mine.release()
    found = set()
    devices = [Device(folder, new_id) for _ in range(3)]
    for device in devices:
        found.add(device.id)
        device.release()
    assert found == {mine.id, theirs, third.id}


def test_a_renewed_id_leaves_the_old_one_for_good(folder, new_id):
    device = Device(folder, new_id)
    device.renew()
    assert device.id == "dev002"
    assert names(folder) == ["dev001.retired", "dev002.lock"]
    device.release()
    again = Device(folder, new_id)
    assert again.id == "dev002"
    again.release()


def test_an_id_in_use_elsewhere_is_not_minted(folder):
    ids = iter(("same", "same", "other"))
    one, two = Device(folder, lambda: next(ids)), None
    two = Device(folder, lambda: next(ids))
    assert (one.id, two.id) == ("same", "other")
    one.release()
    two.release()


def test_lock_files_with_strange_names_are_left_alone(folder, new_id):
    folder.mkdir()
    for name in ("..lock", "x.lock", "UPPER.lock", "a" * 17 + ".lock", "a b c d.lock"):
        (folder / name).touch()
    device = Device(folder, new_id)
    assert device.id == "dev001"
    device.release()


def test_a_random_id_cannot_be_misread():
    ids = {random_id() for _ in range(500)}
    assert len(ids) > 490
    assert all(len(one) == 6 and not set(one) & set("lo01") and one.isalnum() for one in ids)
    assert len(random_id(12)) == 12
