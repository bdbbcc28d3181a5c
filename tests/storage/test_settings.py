import json
import os
from pathlib import Path

import pytest
from tinydb import TinyDB

from companion.domain.errors import CompanionError
from companion.storage.disk.paths import Places, find_paths, is_inside
from companion.storage.private.settings import Settings, Space, load_settings, save_settings

ALONE = Space("s1", "/home/anna/alone", "anna", "Anna", alone=True)
PAIR = Space("s2", "/sync/both", "anna", "Anna")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


def test_settings_come_back(path):
    assert load_settings(path) == Settings()
    assert not path.exists()
    settings = Settings("nl", theme="light").with_space(ALONE).with_space(PAIR)
    save_settings(path, settings)
    assert load_settings(path) == settings
    with TinyDB(path) as db:
        assert len(db.table("spaces")) == 2


def test_spaces():
    settings = Settings().with_space(ALONE).with_space(PAIR)
    assert Settings().space is None
    assert settings.space == PAIR
    assert settings.space_for(Path("/home/anna/alone")) == ALONE
    assert settings.space_for(Path("/elsewhere")) is None
    moved = settings.with_space(Space("s1", "/new", "anna", "Anna"))
    assert moved.space.folder == "/new"
    assert len(moved.spaces) == 2


def test_settings_from_before_there_were_themes(path):
    save_settings(path, Settings("en", "s1", (ALONE,)))
    data = json.loads(path.read_text())
    del data["settings"]["1"]["theme"]
    path.write_text(json.dumps(data))
    assert load_settings(path) == Settings("en", "s1", (ALONE,))


def test_what_a_later_version_added_does_no_harm(path):
    save_settings(path, Settings("en", "s1", (ALONE,)))
    data = json.loads(path.read_text())
    data["spaces"]["1"]["colour"] = "red"
    data["moods"] = {"1": {}}
    path.write_text(json.dumps(data))
    assert load_settings(path) == Settings("en", "s1", (ALONE,))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"\x00" * 99, b"\xef\xbb\xbf{}", b"[" * 100_000, b"NaN",
        b'{"spaces": []}', b'{"spaces": {"1": 5}}', b'{"spaces": {"1": {}}}',
        b'{"spaces": {"1": {"id": "a", "folder": 5, "me": "b", "me_name": "c"}}}',
        b'{"spaces": {"x": {}}}', b'{"settings": {"1": null}}', b'{"settings": 5}',
    ],
)  # fmt: skip
def test_settings_that_cannot_be_understood_are_never_written_over(path, data):
    path.write_bytes(data)
    with pytest.raises(CompanionError, match=r"settings\.json cannot be read"):
        load_settings(path)
    assert path.read_bytes() == data


def test_settings_cut_anywhere_are_told_apart(path):
    save_settings(path, Settings("en", "s1", (ALONE,)))
    data = path.read_bytes()
    for length in range(len(data) - 2):
        path.write_bytes(data[:length])
        with pytest.raises(CompanionError):
            load_settings(path)


def test_a_disk_that_is_full_leaves_the_old_settings(path, monkeypatch):
    save_settings(path, Settings("en"))

    def fail(_descriptor):
        raise OSError(28, "full")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="full"):
            save_settings(path, Settings("nl"))
    assert load_settings(path).language == "en"


def test_places_by_variable_and_by_default(tmp_path, monkeypatch):
    places = find_paths({"COMPANION_HOME": str(tmp_path / "h")})
    assert places == Places(tmp_path / "h")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_paths({"COMPANION_HOME": "~/x"}).home == tmp_path / "x"
    assert find_paths({"COMPANION_HOME": "x"}).home == Path.cwd() / "x"
    assert find_paths({}).home.name == "companion"
    assert find_paths({"COMPANION_HOME": ""}).home.name == "companion"


def test_all_private_places_lie_in_the_home(tmp_path):
    places = Places(tmp_path)
    private = [places.devices, places.mirror("s"), places.aside("s"), places.index("s"),
               places.lesson_index, places.space("s")]  # fmt: skip
    assert all(is_inside(place, places.private) for place in private)
    for place in (places.settings, places.alone, places.log, places.private):
        assert is_inside(place, tmp_path)


def test_inside_follows_links(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert is_inside(tmp_path / "link" / "x", tmp_path / "real")
    assert is_inside(tmp_path, tmp_path)
    assert not is_inside(tmp_path, tmp_path / "real")
    assert not is_inside(tmp_path / "really", tmp_path / "real")
