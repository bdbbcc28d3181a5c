"""Which terminal this is, and which keys never arrive from it.

A key that a terminal keeps for itself, or that takes a second hand to press, is hinted nowhere on
that terminal: another key of the same command is, or the way through the menu, which uses only
letters that every terminal sends.
"""

from collections.abc import Mapping
from enum import StrEnum


class Terminal(StrEnum):
    """Terminals, and programs that run between one and the app, that keep keys for themselves."""

    GNOME = "GNOME Terminal"
    """And others that are made of its VTE."""
    MAC = "a Mac's keyboard"
    """Its F-keys need fn; two input sources take Ctrl and Space."""
    VSCODE = "VS Code"
    ZELLIJ = "zellij"


_VTE, _VSC, _ZJ, _MAC = Terminal.GNOME, Terminal.VSCODE, Terminal.ZELLIJ, Terminal.MAC

FAILS_IN: Mapping[str, frozenset[Terminal]] = {
    "f1": frozenset({_VTE, _VSC, _MAC}),
    "f5": frozenset({_VSC, _MAC}),
    **{f"f{number}": frozenset({_MAC}) for number in (2, 3, 4, 6, 7, 8, 9)},
    **{f"ctrl+{letter}": frozenset({_ZJ}) for letter in "nost"},
    "ctrl+f": frozenset({_VSC}),
    "ctrl+pageup": frozenset({_VTE, _VSC, _MAC}),
    "ctrl+p": frozenset({_VSC, _ZJ}),
    "ctrl+q": frozenset({_VSC, _ZJ}),
    "ctrl+@": frozenset({_MAC}),
    "ctrl+space": frozenset({_MAC}),
}
"""Where a key does not arrive, or not from everybody; elsewhere it does."""


def terminals_in(environ: Mapping[str, str], platform: str = "") -> frozenset[Terminal]:
    """The terminals that these variables tell of: one may run inside another.

    `platform` is what Python calls the system; over SSH that is not the keyboard's.
    """
    program = environ.get("TERM_PROGRAM", "")
    at_hand = not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    signs = {
        Terminal.GNOME: "VTE_VERSION" in environ,
        Terminal.MAC: program in ("Apple_Terminal", "iTerm.app")
        or environ.get("LC_TERMINAL") == "iTerm2"
        or (platform == "darwin" and at_hand),
        Terminal.VSCODE: program == "vscode",
        Terminal.ZELLIJ: "ZELLIJ" in environ,
    }
    return frozenset(terminal for terminal, is_here in signs.items() if is_here)


def arrives(key: str, here: frozenset[Terminal]) -> bool:
    """Whether a key arrives from these terminals, whoever presses it."""
    return not FAILS_IN.get(key, frozenset()) & here
