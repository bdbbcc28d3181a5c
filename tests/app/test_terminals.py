"""What eight terminals send for each key of the table: each way that is hinted there arrives."""

import pytest

from companion.app.terminal_driver import InputReader
from companion.commands.available import commands_in, keys_in, way, ways_in
from companion.commands.everywhere import MENU_KEYS
from companion.commands.key_names import LEADER, is_character, leader_shown, shown
from companion.commands.places import EVERYWHERE
from companion.commands.table import COMMANDS
from companion.commands.terminals import FAILS_IN, Terminal, arrives

CSI, SS3 = "\x1b[", "\x1bO"
PLACES = sorted({command.where for command in COMMANDS} - {EVERYWHERE})

F1_TO_F4 = dict(zip(("f1", "f2", "f3", "f4"), "PQRS", strict=True))
F5_ON = {"f5": 15, "f6": 17, "f7": 18, "f8": 19, "f9": 20}
ARROWS = {"up": "A", "down": "B"}
PLAIN = {"escape": "\x1b", "enter": "\r", "tab": "\t", "shift+tab": f"{CSI}Z", "space": " ",
         "ctrl+@": "\0"}  # fmt: skip
SIGNS = {"question_mark": "?", "slash": "/", "left_square_bracket": "[",
         "right_square_bracket": "]", "plus": "+", "equals_sign": "=", "minus": "-"}  # fmt: skip


def legacy(key: str) -> str:
    """What xterm sends, and all that know of no newer way."""
    modifier, _plus, name = key.rpartition("+")
    if key in PLAIN:
        return PLAIN[key]
    if is_character(key):
        return SIGNS.get(key, key)
    if modifier == "ctrl" and len(name) == 1:
        return chr(ord(name) & 0x1F)
    if name in ARROWS:
        return f"{CSI}1;2{ARROWS[name]}" if modifier else f"{CSI}{ARROWS[name]}"
    if name in F1_TO_F4:
        return f"{SS3}{F1_TO_F4[name]}"
    numbers = {"delete": 3, "pageup": 5, "pagedown": 6, **F5_ON}
    return f"{CSI}{numbers[name]}{';5' if modifier else ''}~"


def kitty(key: str, numlock: int = 128) -> str:
    """What kitty and foot send with NumLock on, in the protocol that Textual asks them for."""
    modifier, _plus, name = key.rpartition("+")
    bits = {"ctrl": 4, "shift": 1, "": 0}[modifier] + numlock + 1
    codes = {"escape": 27, "enter": 13, "tab": 9}
    if key in ("ctrl+@", "ctrl+space"):
        return f"{CSI}32;{bits}u"
    if is_character(key):  # with the text that it types
        text = " " if key == "space" else SIGNS.get(key, key)
        return f"{CSI}{ord(text.lower())};{numlock + 1};{ord(text)}u"
    if name in codes:
        return f"{CSI}{codes[name]};{bits}u"
    if modifier == "ctrl" and len(name) == 1:
        return f"{CSI}{ord(name)};{bits}u"
    if name in ARROWS:
        return f"{CSI}1;{bits}{ARROWS[name]}"
    if name in F1_TO_F4:
        return f"{CSI}1;{bits}{F1_TO_F4[name]}"
    numbers = {"delete": 3, "pageup": 5, "pagedown": 6, **F5_ON}
    return f"{CSI}{numbers[name]};{bits}~"


TERMINALS = {
    "xterm": (legacy, frozenset()),
    "tmux": (legacy, frozenset()),
    "GNOME Terminal": (legacy, frozenset({Terminal.GNOME})),
    "kitty": (kitty, frozenset({Terminal.KITTY})),
    "foot": (kitty, frozenset({Terminal.FOOT})),
    "Windows Terminal": (legacy, frozenset()),
    "macOS Terminal": (legacy, frozenset({Terminal.MAC})),
    "iTerm2": (legacy, frozenset({Terminal.MAC})),
}


def keys_of(data: str) -> list[str]:
    reader = InputReader()
    return [event.key for event in (*reader.feed(data), *reader.pause(9))]


@pytest.mark.parametrize("name", TERMINALS)
def test_every_key_of_the_table_arrives_as_itself(name):
    send, _here = TERMINALS[name]
    keys = {key for command in COMMANDS for key in command.keys} - {"ctrl+space"}
    assert {key: keys_of(send(key)) for key in keys} == {key: [key] for key in keys}


@pytest.mark.parametrize("name", TERMINALS)
def test_every_way_through_the_menu_arrives(name):
    send, _here = TERMINALS[name]
    for command in COMMANDS:
        letters = command.leader.split()
        sent = "".join(send("space" if c == "space" else c) for c in letters)
        reader = InputReader()
        found = [event for event in reader.feed(send(LEADER) + sent) if hasattr(event, "key")]
        assert found[0].key in MENU_KEYS
        typed = ["space" if event.character == " " else event.character for event in found[1:]]
        assert typed == letters, command.id


@pytest.mark.parametrize("name", TERMINALS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_hinted_is_what_this_terminal_sends(name, place):
    send, here = TERMINALS[name]
    for command in commands_in(place):
        hinted = way(place, command, here)
        keys = [key for key in keys_in(place, command) if shown(key) == hinted]
        if keys:
            assert all(arrives(key, here) for key in keys)
            assert any(keys_of(send(key)) == [key] for key in keys), (command.id, hinted)
        else:
            assert hinted == (leader_shown(command.leader) if command.leader else "")
        assert command.leader == "" or leader_shown(command.leader) in ways_in(place, command, here)


def test_what_fails_somewhere_is_a_key_of_the_table():
    """A fact about a key that nothing has would never be looked at again."""
    assert set(FAILS_IN) <= {key for command in COMMANDS for key in command.keys}
