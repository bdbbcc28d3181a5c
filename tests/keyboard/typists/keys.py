"""What a terminal sends for each key, by the names that stand on keyboards."""

import re
import string

from companion.app.terminal_units import SEQUENCE_PAUSE, UnitReader
from companion.commands.table import COMMANDS

ESCAPE = "\x1b"
_ARROWS = {"Up": "A", "Down": "B", "Right": "C", "Left": "D", "Home": "H", "End": "F"}
_F1_TO_F4 = dict(zip(("F1", "F2", "F3", "F4"), "PQRS", strict=True))
_NUMBERED = {
    "Delete": 3, "PageUp": 5, "PageDown": 6, "F5": 15, "F6": 17, "F7": 18, "F8": 19, "F9": 20,
}  # fmt: skip

BYTES = {
    "Esc": ESCAPE,
    "Enter": "\r",
    "Tab": "\t",
    "Space": " ",
    "Backspace": "\x7f",
    "Shift+Tab": f"{ESCAPE}[Z",
    "Ctrl+Space": "\x00",
    "Ctrl+PageUp": f"{ESCAPE}[5;5~",
    **{f"Ctrl+{letter}": chr(ord(letter) - 64) for letter in string.ascii_uppercase},
    **{name: f"{ESCAPE}[{letter}" for name, letter in _ARROWS.items()},
    **{f"Shift+{name}": f"{ESCAPE}[1;2{letter}" for name, letter in _ARROWS.items()},
    **{name: f"{ESCAPE}O{letter}" for name, letter in _F1_TO_F4.items()},
    **{f"Shift+{name}": f"{ESCAPE}[1;2{letter}" for name, letter in _F1_TO_F4.items()},
    **{name: f"{ESCAPE}[{number}~" for name, number in _NUMBERED.items()},
    **{f"Shift+{name}": f"{ESCAPE}[{number};2~" for name, number in _NUMBERED.items()},
}
"""As xterm sends them; a single letter, digit or sign is a key of that name."""

_TEXTUAL = {
    "escape": "Esc", "question_mark": "?", "slash": "/", "left_square_bracket": "[",
    "right_square_bracket": "]", "plus": "+", "equals_sign": "=", "minus": "-",
    "ctrl+pageup": "Ctrl+PageUp", "space": "Space", "pageup": "PageUp", "pagedown": "PageDown",
    "shift+tab": "Shift+Tab", "ctrl+@": "Ctrl+Space",
}  # fmt: skip


def way_to(command: str) -> tuple[str, ...]:
    """The keys that lead to a command of the table from everywhere: the leader and its letters."""
    letters = next(one.leader for one in COMMANDS if one.id == command).split()
    return ("Ctrl+L", *("Space" if letter == "space" else letter for letter in letters))


def key_bytes(name: str) -> bytes:
    """What a terminal sends for a key."""
    return BYTES.get(name, name).encode()


def paste_bytes(text: str) -> bytes:
    """What a terminal sends for a paste, where the program wants to be told of one."""
    return f"{ESCAPE}[200~{text}{ESCAPE}[201~".replace("\n", "\r").encode()


def is_cut_short(data: bytes) -> bool:
    """Whether bytes begin a sequence that is not complete: for a while, the next letters go on."""
    reader = UnitReader()
    units = [*reader.feed(data.decode(errors="replace"))]
    return len([*units, *reader.pause(SEQUENCE_PAUSE)]) > len(units)


def mouse_bytes(button: int, column: int, row: int, *, released: bool = False) -> bytes:
    """What a terminal sends for a mouse button; 64 and 65 are the wheel. Counted from 0."""
    return f"{ESCAPE}[<{button};{column + 1};{row + 1}{'m' if released else 'M'}".encode()


def name_of(key: str) -> str:
    """A key's name, from what Textual calls it."""
    if key in _TEXTUAL or len(key) == 1:
        return _TEXTUAL.get(key, key)
    parts = key.split("+")
    name = _TEXTUAL.get(parts[-1], parts[-1].capitalize())
    return "+".join([*map(str.capitalize, parts[:-1]), re.sub(r"^[a-z]$", str.upper, name)])
