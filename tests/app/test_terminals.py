"""What eight terminals send for each key of the table of commands: it does what the help says, or
the help names another way there."""

import csv
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from companion.app.terminal_driver import InputReader
from companion.commands.available import commands_in, keys_in, shortcuts_in, way
from companion.commands.everywhere import MENU_KEYS
from companion.commands.key_names import LEADER, is_character, leader_label, shown
from companion.commands.places import EVERYWHERE
from companion.commands.table import COMMANDS
from companion.commands.terminals import FAILS_IN, arrives, terminals_in

TABLE = Path(__file__).parents[1] / "terminals.csv"
"""A row for each terminal and key: what it sends, in printf's notation, kitty and foot with NumLock
on; and what the help names it there, nothing where the terminal or the keyboard keeps it."""
PLACES = sorted({command.where for command in COMMANDS} - {EVERYWHERE})
KEYS = {key for command in COMMANDS for key in command.keys}
LETTERS = {letter for command in COMMANDS for letter in command.leader.split()}
MAC = {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}
TERMINALS = {
    "xterm": {"TERM": "xterm-256color"},
    "tmux": {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-1000/default,1,0"},
    "GNOME Terminal": {"TERM": "xterm-256color", "VTE_VERSION": "7600"},
    "kitty": {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"},
    "foot": {"TERM": "foot"},
    "Windows Terminal": {"TERM": "xterm-256color", "WT_SESSION": "1"},
    "macOS Terminal": MAC,
    "iTerm2": {**MAC, "TERM_PROGRAM": "iTerm.app", "LC_TERMINAL": "iTerm2"},
}
"""What each tells the programs in it."""


@cache
def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def sent(terminal):
    """What a terminal sends, by key."""
    found = {row["key"]: row["bytes"] for row in rows() if row["terminal"] == terminal}
    return {key: data.encode().decode("unicode_escape") for key, data in found.items()}


def typed(terminal, letter):
    """What a terminal sends for a letter of a way through the menu, by its key or its sign."""
    found = sent(terminal)
    return next(data for key, data in found.items() if letter in (key, shown(key)))


def keys_of(data):
    reader = InputReader()
    return [event.key for event in (*reader.feed(data), *reader.pause(9))]


def runs(place):
    """Which command each key runs in a place: its own before those that work everywhere."""
    found = {}
    for command in commands_in(place):
        for key in keys_in(place, command):
            found.setdefault(key, command.id)
    return found


def test_each_terminal_has_a_row_for_each_key_and_no_other():
    signs = {shown(key): key for key in sent("xterm") if is_character(key)}
    wanted = KEYS | {signs.get(letter, letter) for letter in LETTERS}
    listed = [(row["terminal"], row["key"]) for row in rows()]
    assert sorted(listed) == sorted((name, key) for name in TERMINALS for key in wanted)


@pytest.mark.skipif(not shutil.which("printf"), reason="there is no printf here")
def test_printf_sends_what_the_table_says():
    """So each row can be tried by hand, as with printf '\\033[18~'."""
    for terminal in TERMINALS:
        written = "x".join(row["bytes"] for row in rows() if row["terminal"] == terminal)
        made = subprocess.run(["printf", f"x{written}"], capture_output=True, check=True).stdout
        assert made == ("x" + "x".join(sent(terminal).values())).encode()


@pytest.mark.parametrize("terminal", TERMINALS)
def test_the_help_names_each_key_that_arrives_and_no_other(terminal):
    here = terminals_in(TERMINALS[terminal])
    for row in (row for row in rows() if row["terminal"] == terminal):
        assert row["names"] == (shown(row["key"]) if arrives(row["key"], here) else ""), row


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("place", PLACES)
def test_every_key_runs_its_command_or_the_help_names_another_way(terminal, place):
    here, does = terminals_in(TERMINALS[terminal]), runs(place)
    for command in commands_in(place):
        keys = [key for key in keys_in(place, command) if does[key] == command.id]
        named = shortcuts_in(place, command, here)
        for key in keys:
            found = [does.get(one) for one in keys_of(sent(terminal)[key])]
            assert found == [command.id], (key, found)
            if not arrives(key, here):
                assert shown(key) not in named
                assert named, f"{command.id} has no way there"
        assert command.leader == "" or leader_label(command.leader) in named
        hinted = way(place, command, here)
        assert not keys or hinted in named, command.id


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_way_through_the_menu_arrives(terminal):
    for command in COMMANDS:
        letters = command.leader.split()
        reader = InputReader()
        data = typed(terminal, LEADER) + "".join(typed(terminal, one) for one in letters)
        found = [event for event in reader.feed(data) if hasattr(event, "key")]
        assert found[0].key in MENU_KEYS
        said = ["space" if event.character == " " else event.character for event in found[1:]]
        assert said == letters, command.id


def test_what_fails_somewhere_is_a_key_of_the_table():
    """A fact about a key that nothing has would never be looked at again."""
    assert set(FAILS_IN) <= KEYS
