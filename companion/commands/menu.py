"""The menu behind the leader key: what stands in it, and what a letter does there."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from companion.commands.available import commands_in
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import NAMES, SESSION
from companion.i18n import N_, _

Offers = Callable[[Command], CommandState]
"""Tells how a command stands now."""


CANNOT = "–"
"""Marks what cannot be done now."""


class SubMenu(NamedTuple):
    """A second menu, which one letter of the first leads to."""

    label: str
    """What its line in the first one says."""
    title: str
    also: str = ""
    """The id of a general command that stands in it as well."""


SECOND = {
    "g": SubMenu(N_("Go to a place …"), N_("Go to")),
    "e": SubMenu(N_("End: close, leave …"), N_("End"), "quit"),
}
"""The second menus, by their letters."""

_SESSION = (
    (N_("This item"), "nbtmksah"),
    (N_("You two, your words"), "lpovrwfz"),
    (N_("Session and app"), "cjyuUge? q"),
)
_ELSEWHERE = ((N_("Anywhere"), "wfvuUjy"), (N_("App"), "g? q"))
"""The columns of the first menu with the letters in their order; a place's own come before."""


class Entry(NamedTuple):
    """One line of the menu."""

    letter: str
    """A character; a blank for Space."""
    label: str
    """What it does now, in the language in use."""
    command: Command | None
    """None for the line that leads to a second menu."""
    refusal: str = ""
    """Why it cannot be done now."""


class Column(NamedTuple):
    """Entries under a title."""

    title: str
    entries: list[Entry]


def menu_of(place: str, second: str, offers: Offers, *, in_session: bool = False) -> list[Column]:
    """The first menu of a place, or the second one behind a letter."""
    commands = commands_in(place, in_session=in_session)
    entries = {entry.letter: entry for entry in _entries(commands, second, offers)}
    if second:
        return [Column(_(SECOND[second].title), list(entries.values()))]
    columns = _SESSION if place == SESSION else _ELSEWHERE
    named = {letter for _title, letters in columns for letter in letters}
    own = [entry for letter, entry in entries.items() if letter not in named]
    found = [Column(_(title), [entries[letter] for letter in letters if letter in entries])
             for title, letters in columns]  # fmt: skip
    if place == SESSION:  # what has no place of its own yet
        found[0].entries.extend(own)
        return found
    return [column for column in (Column(_(NAMES.get(place, "")), own), *found) if column.entries]


def _entries(commands: list[Command], second: str, offers: Offers) -> Iterator[Entry]:
    led: set[str] = set()
    for command in commands:
        first, _blank, rest = command.leader.partition(" ")
        if second and ((first == second and rest) or command.id == SECOND[second].also):
            yield _entry(rest or first, command, offers)
        elif not second and rest and first not in led:
            led.add(first)
            yield Entry(first, _(SECOND[first].label), None)
        elif not second and first and not rest:
            yield _entry(" " if first == "space" else first, command, offers)


def _entry(letter: str, command: Command, offers: Offers) -> Entry:
    offer = offers(command)
    label = offer.label or _(command.label)
    if offer.about:
        label = f"{label}: {offer.about}"
    if offer.refusal:
        label = f"{_(command.label)}: {CANNOT}"
    return Entry(letter, label, command, offer.refusal)
