"""The table of commands keeps its own rules."""

import pytest

from companion.commands.available import commands_in, hints_in
from companion.commands.key_names import shown
from companion.commands.table import COMMANDS, EVERYWHERE

FORBIDDEN = {
    "f10", "f11", "f12", "ctrl+a", "ctrl+d", "ctrl+e", "ctrl+k", "ctrl+u", "ctrl+w",
    "ctrl+x", "ctrl+c", "ctrl+v", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+b", "ctrl+g",
    "ctrl+t", "ctrl+n",
}  # fmt: skip
"""Keys that fields, terminals, multiplexers or browsers take."""

PLACES = sorted({command.where for command in COMMANDS} - {EVERYWHERE})


def test_every_command_has_an_id_of_its_own():
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_no_command_uses_a_key_that_others_take():
    used = {key for command in COMMANDS for key in command.keys}
    assert not used & FORBIDDEN
    assert not {key for key in used if key.startswith("alt+")}


@pytest.mark.parametrize("place", PLACES)
def test_no_key_means_two_things_in_one_place(place):
    own = [c for c in commands_in(place) if c.where == place]
    keys = [key for command in own for key in command.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", PLACES)
def test_few_hints_and_help_among_them(place):
    hints = hints_in(place)
    assert len(hints) <= 6
    assert "help" in {hint.id for hint in hints}


@pytest.mark.parametrize(
    ("key", "name"),
    [("f3", "F3"), ("shift+f3", "Shift+F3"), ("ctrl+p", "^p"), ("escape", "Esc"), ("s", "s"),
     ("question_mark", "?"), ("shift+tab", "Shift+Tab")],
)  # fmt: skip
def test_keys_are_shown_as_people_know_them(key, name):
    assert shown(key) == name
