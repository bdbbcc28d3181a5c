"""Which commands are offered where, of all there are, and by which keys."""

from companion.commands.command import Command
from companion.commands.key_names import is_character, leader_label, shown
from companion.commands.places import (
    EVERYWHERE,
    HOME,
    OFF_RECORD,
    SESSION,
    SETUP,
    WELCOME,
    WORD_PLACES,
)
from companion.commands.table import COMMANDS
from companion.commands.terminals import Terminal, arrives

NOWHERE: frozenset[Terminal] = frozenset()
"""A terminal of which nothing is known, so that every key is taken to arrive."""

_OFF_RECORD = {
    "menu", "help", "palette", "journal", "capture", "private", "undo", "undo-list", "quit"
}  # fmt: skip
_WITHOUT_BACK = (HOME, WELCOME, SETUP, SESSION, OFF_RECORD)
"""Where Esc leads nowhere, or means something of the place's own."""
_ABOUT_RECORD = (SESSION, OFF_RECORD)
"""Whose own commands go off the record, and back."""

NEEDS_PAIR = frozenset({
    "place", "capture", "private_notes", "off_record", "undo", "undo_list", "search", "sync",
    "drafts",
})  # fmt: skip
"""The app's actions that there is nothing to do for as long as nobody is set up."""


def commands_in(place: str, *, in_session: bool = False) -> list[Command]:
    """The commands that work in a place: its own first, then those that work everywhere.

    As long as nobody is set up there are no other places to go to; off the record a dialog
    covers them. A command of the place's own takes the letter of a general one; but `in_session`,
    while one runs, no place takes that of the record: words are typed behind it.
    """
    own = [] if place == EVERYWHERE else [c for c in COMMANDS if c.where == place]
    if in_session and place not in _ABOUT_RECORD:
        letter = command("off-record").leader
        own = [c._replace(leader="") if c.leader == letter else c for c in own]
    taken = {c.leader for c in own}
    general = [c for c in COMMANDS if c.where == EVERYWHERE and c.leader not in taken - {""}]
    if place in (WELCOME, SETUP):
        general = [c for c in general if not _needs_pair(c)]
    elif place == OFF_RECORD:
        general = [c for c in general if c.id in _OFF_RECORD]
    return own + general


def _needs_pair(command: Command) -> bool:
    name = command.action.removeprefix("app.").partition("(")[0]
    return name in NEEDS_PAIR


def command(command_id: str) -> Command:
    """The command with this id."""
    return next(c for c in COMMANDS if c.id == command_id)


def keys_in(place: str, command: Command) -> tuple[str, ...]:
    """The keys that do a command in a place: where letters are words, none that a field takes.

    A key of the place's own means nothing else there.
    """
    if command.where != EVERYWHERE or place == EVERYWHERE:
        return command.keys
    taken = {key for c in COMMANDS if c.where == place for key in c.keys}
    words = place in WORD_PLACES
    return tuple(k for k in command.keys if k not in taken and not (words and is_character(k)))


def shortcuts_in(place: str, command: Command, here: frozenset[Terminal] = NOWHERE) -> list[str]:
    """All ways to a command from this terminal as people know them, the one of the menu first."""
    keys = [shown(key) for key in keys_in(place, command) if arrives(key, here)]
    leader = [leader_label(command.leader)] if command.leader else []
    return list(dict.fromkeys(leader + keys))


def way(
    place: str, command: Command, here: frozenset[Terminal] = NOWHERE, *, typing: bool = False
) -> str:
    """The shortest way to a command from this terminal; empty where there is none.

    `typing` says that a field has the focus, which takes characters as they are.
    """
    for key in keys_in(place, command):
        if arrives(key, here) and not (typing and is_character(key)):
            return shown(key)
    return leader_label(command.leader) if command.leader else ""


def footer_commands(place: str) -> list[Command]:
    """The commands for the hint line of a place, in the order of their worth; menu and help
    stand around them."""
    hidden = {"back"} if place in _WITHOUT_BACK else set()
    worth = [c for c in commands_in(place) if c.worth and c.id not in hidden]
    return sorted(worth, key=lambda c: -c.worth)


def menu_shortcut(command_id: str) -> str:
    """The way to a command that every terminal sends, for sentences: ^l g 4."""
    return leader_label(command(command_id).leader)
