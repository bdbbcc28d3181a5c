"""Which tool carries a folder is told from what stands in and above it."""

import json
from pathlib import Path

import pytest

from companion.storage.sync import sync_tools
from companion.storage.sync.sync_tools import recognise


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "top" / "between us"
    path.mkdir(parents=True)
    return path


@pytest.mark.parametrize(
    ("mark", "tool"),
    [
        (".stfolder", sync_tools.SYNCTHING),
        (".dropbox.cache", sync_tools.DROPBOX),
        (".sync_0a1b.db", sync_tools.NEXTCLOUD),
        (".owncloudsync.log", sync_tools.NEXTCLOUD),
        (".nextcloudsync.log", sync_tools.NEXTCLOUD),
        (".git", sync_tools.GIT),
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_a_tool_is_known_by_its_mark(folder, mark, tool, above):
    (folder.parent / mark if above else folder / mark).mkdir()
    assert recognise(folder, Path("/nobody"), {}) == tool


@pytest.mark.parametrize(
    ("path", "tool"),
    [
        ("/home/a/Dropbox/us", sync_tools.DROPBOX),
        ("/home/a/Dropbox (Personal)/us", sync_tools.DROPBOX),
        ("/home/a/Nextcloud2/us", sync_tools.NEXTCLOUD),
        ("/home/a/OneDrive - Company/us", sync_tools.ONEDRIVE),
        ("/Users/a/Library/CloudStorage/OneDrive-Company/us", sync_tools.ONEDRIVE),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.nl/Mijn Drive/us", sync_tools.GOOGLE),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/us", sync_tools.ICLOUD),
        ("/media/a/STICK/us", sync_tools.STICK),
        ("/Volumes/STICK/us", sync_tools.STICK),
        ("\\\\server\\share\\us", sync_tools.NETWORK),
        ("/home/a/dropboxes/us", sync_tools.NONE),
        ("/nowhere/us", sync_tools.NONE),
    ],
)
def test_a_tool_is_known_by_its_folders_name(path, tool):
    assert recognise(Path(path), Path("/nobody"), {}) == tool


@pytest.mark.parametrize(
    ("kind", "tool"),
    [("cifs", sync_tools.NETWORK), ("nfs4", sync_tools.NETWORK), ("fuse.sshfs", sync_tools.NETWORK),
     ("ext4", sync_tools.NONE)],
)  # fmt: skip
def test_a_network_drive_is_known_by_its_mount(kind, tool):
    mounts = ["/dev/sda / ext4 rw 0 0", f"//srv/x /mnt/our\\040share {kind} rw 0 0", "broken"]
    assert recognise(Path("/mnt/our share/us"), Path("/nobody"), {}, mounts) == tool
    assert recognise(Path("/mnt/other/us"), Path("/nobody"), {}, mounts) == sync_tools.NONE


def test_dropbox_settings_name_its_folder(folder, tmp_path):
    home = tmp_path / "home"
    (home / ".dropbox").mkdir(parents=True)
    settings = home / ".dropbox" / "info.json"
    settings.write_text(json.dumps({"personal": {"path": str(folder.parent)}}))
    assert recognise(folder, home, {}) == sync_tools.DROPBOX
    assert recognise(home / "elsewhere", home, {}) == sync_tools.NONE
    for nonsense in ("[1]", "{", '{"personal": 1}'):
        settings.write_text(nonsense)
        assert recognise(folder, home, {}) == sync_tools.NONE


def test_windows_names_the_folder_of_onedrive(folder):
    assert recognise(folder, Path("/x"), {"OneDrive": str(folder.parent)}) == sync_tools.ONEDRIVE
