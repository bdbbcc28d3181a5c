"""The table of commands keeps its own rules."""

import pytest

from companion import i18n
from companion.commands.available import command as command_named
from companion.commands.available import (
    commands_in,
    footer_commands,
    keys_in,
    menu_shortcut,
    shortcuts_in,
    way,
)
from companion.commands.command_state import CommandState
from companion.commands.key_names import is_character, leader_label, shown
from companion.commands.menu import CANNOT, SECOND, menu_of
from companion.commands.places import EVERYWHERE, NAMES, SESSION, WORD_PLACES
from companion.commands.table import COMMANDS
from companion.commands.terminals import FAILS_IN, Terminal, arrives, terminals_in

FORBIDDEN = {
    "f10", "f11", "f12", "ctrl+a", "ctrl+d", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w",
    "ctrl+x", "ctrl+c", "ctrl+v", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b", "ctrl+g",
    "ctrl+y", "ctrl+z",
}  # fmt: skip
"""Keys that fields, terminals, multiplexers or browsers take."""
WITHOUT_LEADER = {"tab", "shift+tab", "ctrl+l"}
"""What a command has that needs no way through the menu: these arrive from everywhere."""

PLACES = sorted({command.where for command in COMMANDS} - {EVERYWHERE})


def letters(place: str, second: str = "") -> list[str]:
    columns = menu_of(place, second, lambda _command: CommandState())
    return [entry.letter for column in columns for entry in column.entries]


def test_every_command_has_an_id_of_its_own():
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_no_command_uses_a_key_that_others_take():
    used = {key for command in COMMANDS for key in command.keys}
    assert not used & FORBIDDEN
    assert not {key for key in used if key.startswith(("alt+", "shift+f"))}


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_in_one_place(place):
    keys = [key for command in commands_in(place) for key in keys_in(place, command)]
    doubled = {key for key in keys if keys.count(key) > 1}
    # A place of its own asks first what these mean, and hands on what it does not need.
    assert doubled <= {"escape", "tab", "shift+tab"}


# The way through the menu


def test_each_part_of_a_way_can_be_read():
    for command in COMMANDS:
        assert all(leader_label(command.leader).split(" ")), command.id


def test_every_command_has_a_way_through_the_menu():
    without = [c.id for c in COMMANDS if not c.leader and not WITHOUT_LEADER & set(c.keys)]
    assert without == []


def test_ways_through_the_menu_are_single_characters_each():
    for command in COMMANDS:
        parts = [" " if part == "space" else part for part in command.leader.split()]
        assert all(len(part) == 1 and part.isprintable() and part.isascii() for part in parts)
        assert len(parts) <= 2
        assert len(parts) < 2 or parts[0] in SECOND


@pytest.mark.parametrize("place", PLACES)
def test_a_letter_means_one_thing_in_a_menu(place):
    for second in ("", *SECOND):
        found = letters(place, second)
        assert len(found) == len(set(found)), second


@pytest.mark.parametrize("place", PLACES)
def test_every_command_of_a_place_stands_in_its_menu(place):
    entries = [
        (second, entry)
        for second in ("", *SECOND)
        for column in menu_of(place, second, lambda _command: CommandState())
        for entry in column.entries
    ]
    led = {entry.command.id for _second, entry in entries if entry.command is not None}
    assert led == {c.id for c in commands_in(place) if c.leader}
    for second, entry in entries:
        if entry.command is not None and entry.command.id != SECOND.get(second, SECOND["e"]).also:
            letter = "space" if entry.letter == " " else entry.letter
            assert entry.command.leader == f"{second} {letter}".strip()


@pytest.mark.parametrize("place", sorted(set(PLACES) - {"off the record", "welcome", "setup"}))
def test_these_letters_mean_the_same_everywhere(place):
    columns = menu_of(place, "", lambda _command: CommandState())
    entries = {e.letter: e for column in columns for e in column.entries}
    labels = {"w": "capture", "f": "search", "y": "sync", "q": "quit", "?": "help", " ": "palette"}
    for letter, command_id in labels.items():
        assert entries[letter].command is command_named(command_id)
    assert entries["u"].label == "Undo"
    assert entries["g"].command is None


def test_letters_are_the_same_in_both_languages():
    english = {place: letters(place) for place in PLACES}
    i18n.use_language("nl")
    assert {place: letters(place) for place in PLACES} == english


def test_every_place_has_a_name_over_its_commands():
    assert set(PLACES) <= set(NAMES)


def test_what_cannot_be_done_stays_in_its_row_and_says_so():
    can = menu_of(SESSION, "", lambda _command: CommandState("Lead to Anna", about="x"))
    cannot = menu_of(SESSION, "", lambda _command: CommandState("Lead to Anna", "It is over."))
    assert [[e.letter for e in c.entries] for c in can] == [
        [e.letter for e in c.entries] for c in cannot
    ]
    entry = next(e for c in cannot for e in c.entries if e.letter == "l")
    assert entry.label == f"Lead: {CANNOT}" and entry.refusal == "It is over."
    assert next(e for c in can for e in c.entries if e.letter == "l").label == "Lead to Anna: x"


# Where letters are words


@pytest.mark.parametrize("place", sorted(WORD_PLACES))
def test_where_letters_are_words_no_command_has_one(place):
    keys = {key for command in commands_in(place) for key in keys_in(place, command)}
    typed = {key for key in keys if is_character(key)}
    assert typed == ({"space"} if place == "closing" else set())  # the blank ticks in lists


# Terminals


@pytest.mark.parametrize(
    ("environ", "platform", "here"),
    [
        ({"TERM": "xterm-256color"}, "linux", set()),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux,1,0"}, "linux", set()),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "linux", {Terminal.GNOME}),
        ({"TERM": "xterm-kitty"}, "linux", set()),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, "linux", set()),
        ({"TERM": "foot"}, "linux", set()),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, "linux", set()),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, "linux", {Terminal.VSCODE}),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "darwin", {Terminal.MAC}),
        ({"TERM_PROGRAM": "iTerm.app"}, "darwin", {Terminal.MAC}),
        ({"TERM_PROGRAM": "vscode"}, "darwin", {Terminal.MAC, Terminal.VSCODE}),
        ({"LC_TERMINAL": "iTerm2", "SSH_TTY": "/dev/pts/1"}, "linux", {Terminal.MAC}),
        ({"TERM": "xterm-256color", "SSH_CONNECTION": "1 2 3 4"}, "darwin", set()),
        ({"VTE_VERSION": "7600", "ZELLIJ": "0"}, "linux", {Terminal.GNOME, Terminal.ZELLIJ}),
        ({}, "win32", set()),
    ],
)  # fmt: skip
def test_which_terminal_this_is(environ, platform, here):
    assert terminals_in(environ, platform) == here


def test_the_first_key_of_the_menu_arrives_everywhere():
    assert all(arrives("ctrl+l", frozenset({terminal})) for terminal in Terminal)
    assert "ctrl+l" not in FAILS_IN


@pytest.mark.parametrize("terminal", Terminal)
def test_the_way_that_is_hinted_arrives_from_this_terminal(terminal):
    here = frozenset({terminal})
    fails = {shown(key) for key, where in FAILS_IN.items() if terminal in where}
    for place, command in ((where, one) for where in PLACES for one in commands_in(where)):
        for typing in (False, True):
            found = way(place, command, here, typing=typing)
            assert found not in fails, (place, command.id)
            assert found or not command.leader, (place, command.id)
        assert not fails & set(shortcuts_in(place, command, here)), (place, command.id)


def test_a_key_that_fails_gives_way_to_the_next_and_at_last_to_the_menu():
    step = command_named("session-next")
    assert way(SESSION, step) == "^n"
    assert way(SESSION, step, frozenset({Terminal.ZELLIJ})) == "F3"
    assert way(SESSION, step, frozenset({Terminal.ZELLIJ, Terminal.MAC})) == "^l n"
    assert way(SESSION, command_named("capture"), frozenset({Terminal.MAC})) == "^l w"
    assert way(SESSION, command_named("help"), frozenset({Terminal.GNOME})) == "^l ?"


def test_help_lists_the_way_through_the_menu_and_the_keys_that_arrive():
    step = command_named("session-next")
    assert shortcuts_in(SESSION, step) == ["^l n", "^n", "F3"]
    assert shortcuts_in(SESSION, step, frozenset({Terminal.ZELLIJ, Terminal.MAC})) == ["^l n"]
    assert shortcuts_in(SESSION, command_named("menu")) == ["^l", "^Space", "F9"]
    assert shortcuts_in(SESSION, command_named("undo")) == ["^l u"], "a letter is a word there"


# Hints


@pytest.mark.parametrize("place", PLACES)
def test_hints_come_in_the_order_of_their_worth(place):
    worths = [hint.worth for hint in footer_commands(place)]
    assert worths == sorted(worths, reverse=True)
    assert 0 not in worths


@pytest.mark.parametrize(
    ("key", "name"),
    [("f3", "F3"), ("shift+f3", "Shift+F3"), ("ctrl+p", "^p"), ("escape", "Esc"), ("s", "s"),
     ("question_mark", "?"), ("shift+tab", "Shift+Tab"), ("ctrl+pageup", "^PgUp"),
     ("ctrl+@", "^Space"), ("ctrl+space", "^Space"), ("shift+up", "Shift+↑")],
)  # fmt: skip
def test_keys_are_shown_as_people_know_them(key, name):
    assert shown(key) == name


def test_ways_through_the_menu_are_shown_as_people_press_them():
    assert leader_label("g 4") == "^l g 4"
    assert leader_label("space") == "^l Space"
    assert menu_shortcut("session-pause") == "^l c"
