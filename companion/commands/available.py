"""Which commands are offered where, of all there are: in help and palette, and in the hint line."""

from companion.commands.key_names import shown
from companion.commands.table import COMMANDS, EVERYWHERE, HOME, PLACES, SETUP, WELCOME, Command

MAX_HINTS = 6


def commands_in(place: str) -> list[Command]:
    """The commands that work in a place: its own first, then those that work everywhere.

    As long as nobody is set up there are no other places to go to.
    """
    beside = {f"place-{name}" for name in PLACES} | {"capture", "undo", "search"}
    beside = beside if place in (WELCOME, SETUP) else set()
    own = [c for c in COMMANDS if c.where == place]
    return own + [c for c in COMMANDS if c.where == EVERYWHERE and c.id not in beside]


def hints_in(place: str) -> list[Command]:
    """The commands to show in the hint line of a place: help first, six at most."""
    general = {c.id: c for c in COMMANDS if c.where == EVERYWHERE}
    own = [c for c in COMMANDS if c.where == place and c.hint]
    own += [c for c in COMMANDS if place in c.also_hinted]
    back = [] if place in (HOME, WELCOME, SETUP) else [general["back"]]
    return [general["help"], *own, *back, general["quit"], general["palette"]][:MAX_HINTS]


def keys_shown(command_id: str) -> str:
    """The first key of a command, as people know it."""
    return next(shown(c.keys[0]) for c in COMMANDS if c.id == command_id)
