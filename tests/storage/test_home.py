import sys
from pathlib import Path

import pytest
from platformdirs import user_data_path
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from companion.storage.disk import data_dir as home
from companion.storage.disk.data_dir import home_folder


@pytest.fixture(autouse=True)
def user(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def test_it_is_where_platformdirs_says():
    assert Path(home_folder({})) == user_data_path("companion", appauthor=False)


@pytest.mark.skipif(sys.platform == "win32", reason="names of other systems")
@pytest.mark.parametrize("data_home", ["", " ", "/data", "/data/"])
def test_on_each_system(monkeypatch, data_home):
    monkeypatch.setenv("XDG_DATA_HOME", data_home)
    environ = {"XDG_DATA_HOME": data_home}
    for platform, folders in (("linux", Unix), ("freebsd14", Unix), ("darwin", MacOS)):
        expected = Path(folders("companion", appauthor=False).user_data_dir)
        if platform == "darwin":
            expected = Path.home() / "Library" / "Application Support" / "companion"
        monkeypatch.setattr(home.sys, "platform", platform)
        assert Path(home_folder(environ)) == expected


def test_on_windows(monkeypatch):
    monkeypatch.setattr(home.sys, "platform", "win32")
    local = "C:\\Users\\anna\\AppData\\Local"
    assert home_folder({"LOCALAPPDATA": local}).startswith(local)
    assert "AppData" in home_folder({})


def test_a_named_home_comes_first(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert home_folder({"COMPANION_HOME": "/x/../y"}) == "/y"
    assert home_folder({"COMPANION_HOME": "~/x"}) == str(tmp_path / "x")
    assert home_folder({"COMPANION_HOME": "x"}) == str(tmp_path / "x")
