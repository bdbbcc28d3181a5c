"""The browser and the clipboard: the person's own, or none."""

import stat
import webbrowser

import pytest

from companion.workspace.platform.desktop import can_open, clipboard_tools, copy, open_address


@pytest.mark.parametrize(
    ("environ", "platform", "first"),
    [
        ({}, "darwin", "pbcopy"),
        ({}, "win32", "clip"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", "wl-copy"),
        ({"DISPLAY": ":0"}, "linux", "xclip"),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", "clip.exe"),
        ({}, "linux", ""),
        ({"SSH_CONNECTION": "1 2", "DISPLAY": ":10"}, "linux", ""),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", ""),
    ],
)
def test_the_clipboard_is_that_of_the_machine_one_sits_at(environ, platform, first):
    tools = clipboard_tools(environ, platform)
    assert (tools[0][0] if tools else "") == first


@pytest.mark.parametrize(
    ("environ", "platform", "can"),
    [({}, "linux", False), ({"DISPLAY": ":0"}, "linux", True), ({}, "darwin", True),
     ({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":10"}, "linux", False)],
)  # fmt: skip
def test_a_browser_opens_only_in_front_of_the_person(environ, platform, can):
    assert can_open(environ, platform) is can


@pytest.mark.parametrize("address", ["http://x.org", "file:///etc/passwd", "javascript:alert(1)"])
def test_only_secure_addresses_are_opened(monkeypatch, address):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    assert not open_address(address)
    assert open_address("https://x.org")
    assert opened == ["https://x.org"]


def tool(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_first_tool_that_can_copies(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    tool(tmp_path, "broken", "exit 1")
    tool(tmp_path, "works", f"cat > {tmp_path}/copied")
    assert copy("https://x.org/é", [["missing"], ["broken"], ["works"]]) == "works"
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "https://x.org/é"
    assert copy("x", [["missing"], ["broken"]]) == ""


def test_a_tool_that_hangs_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr("companion.workspace.platform.desktop.PATIENCE", 0.1)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    tool(tmp_path, "hangs", "exec sleep 20")
    assert copy("x", [["hangs"]]) == ""
