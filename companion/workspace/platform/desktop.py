"""What lies outside the program: the browser and the clipboard of this machine."""

import os
import subprocess
import sys
from collections.abc import Mapping
from shutil import which

PATIENCE = 2.0
"""Seconds that a clipboard tool may take."""
SECURE = "https://"
"""How the addresses begin that are opened; all others are only shown and copied."""


def is_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the person sits at another machine: the clipboard here is not theirs."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def can_open(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a browser would open in front of the person, and not over this terminal."""
    if is_remote(environ):
        return False
    graphical = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    return platform in ("darwin", "win32") or bool(graphical)


def open_address(address: str) -> bool:
    """Open an address in the browser; tells whether one took it. May take seconds."""
    import webbrowser  # 10 ms, and rarely wanted

    try:
        return address.startswith(SECURE) and webbrowser.open(address)
    except webbrowser.Error:
        return False


def clipboard_tools(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> list[list[str]]:
    """The commands that could copy here, best first."""
    if is_remote(environ):
        return []
    if platform == "darwin":
        return [["pbcopy"]]
    if platform == "win32":
        return [["clip"]]
    tools = [["wl-copy"]] if environ.get("WAYLAND_DISPLAY") else []
    if environ.get("DISPLAY"):
        tools += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return tools + ([["clip.exe"]] if environ.get("WSL_DISTRO_NAME") else [])


def copy(text: str, tools: list[list[str]]) -> str:
    """Copy with the first of these tools that can; gives its name, or nothing. May take seconds."""
    for tool in tools:
        data = text.encode("utf-16-le" if tool[0].startswith("clip") else "utf-8", "replace")
        path = which(tool[0])
        if path is None:
            continue
        try:
            subprocess.run([path, *tool[1:]], input=data, timeout=PATIENCE, check=True,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            continue
        return tool[0]
    return ""
