"""What stands in a folder is counted whatever it is."""

import os

from companion.storage.sync import folder_stats as contents
from companion.storage.sync.folder_stats import STALE, Contents, count_contents

NOW = 1_800_000_000.0


def test_plain_files_are_counted_and_links_are_not(tmp_path):
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b").write_bytes(b"123")
    (tmp_path / "folder" / "again").symlink_to(tmp_path)
    (tmp_path / "same").symlink_to(tmp_path / "a")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    assert count_contents(tmp_path, NOW) == Contents(files=2, size=8)


def test_only_old_temporary_files_are_left_overs(tmp_path):
    for name, age in (("~$old.tmp", STALE + 1), ("~$new.tmp", STALE - 1), ("old.json", STALE + 1)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (NOW - age, NOW - age))
    assert count_contents(tmp_path, NOW).leftovers == ("~$old.tmp",)


def test_a_missing_folder_holds_nothing(tmp_path):
    assert count_contents(tmp_path / "gone", NOW) == Contents()


def test_folders_in_folders_without_end(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _level in range(1200):
        os.mkdir("d")  # noqa: PTH102 - a path to the innermost would be too long
        os.chdir("d")
    try:
        assert count_contents(tmp_path, NOW) == Contents()
    finally:
        for _level in range(1200):  # one by one: pytest would take them away by recursion
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106


def test_counting_ends_somewhere(tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "MOST", 3)
    for number in range(5):
        (tmp_path / str(number)).write_bytes(b"")
    assert count_contents(tmp_path, NOW).files == 3
