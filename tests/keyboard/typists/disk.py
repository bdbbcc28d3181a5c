"""A disk that fills up under somebody's app, and has room again: words wait for it, and it is said.

Their app may not let any file grow: what it writes at home or in the shared folder fails, as it
does on a full disk. That needs no disk of its own, and no leave to mount one.
"""

import time
from typing import TYPE_CHECKING

from typists.person import Person
from typists.verdict import LOST, UNTOLD

if TYPE_CHECKING:
    from typists.world import World

TOLD = 3.0
"""Seconds after which it is said that something cannot be saved."""
WRITTEN = 10.0
"""Seconds after which all is written, once there is room, on a busy machine too."""


def note_told(world: "World", person: Person) -> None:
    """What somebody has just typed cannot be saved: once, the screen has to say so."""
    if person.full_since is None or person.was_told:
        return
    typed = [w.text for w in world.missing(person.name) if w.step == world.step]
    if not typed:
        return
    deadline = person.time() + TOLD
    while not (seen := person.look()).says_not_saved and person.time() < deadline:
        world.pass_time(0.1)
    person.was_told = True
    if not seen.says_not_saved:
        world.report(UNTOLD, f"{person.name}'s {typed[-1]} cannot be saved, and nothing says so")


def make_room(world: "World", person: Person) -> None:
    """Without being asked, the app writes what it could not write before."""
    was_full = person.full_since is not None
    person.make_room()
    if not was_full or person.program is None:
        return
    deadline = time.monotonic() + WRITTEN
    while any(True for _word in world.missing(person.name)) and time.monotonic() < deadline:
        world.pass_time(0.2)
    for word in world.missing(person.name):
        world.report(LOST, f"{word.who}'s {word.text} (step {word.step}) once there was room again")
