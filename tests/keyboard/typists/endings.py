"""How an app ends, by its keys or by a signal: what was typed is there, the terminal as found."""

import signal
from typing import TYPE_CHECKING

from typists.person import Person
from typists.verdict import CRASH, EXIT, LOST

if TYPE_CHECKING:
    from typists.world import World

SAVED = 1.05
"""Seconds after the last key from which a kill takes nothing away."""
PROMISED = {"leave": 0, "close-window": 128 + signal.SIGHUP, "terminate": 128 + signal.SIGTERM}
"""How an app ends, by what ends it."""


def end(world: "World", person: Person, how: str) -> None:
    """End an app; what is saved then is there."""
    if person.program is None:
        return
    safe = _safe(world, person, how)
    code = _ended(person, how)
    for word in world.words:
        if word.who == person.name and word.taken_back > safe:
            word.taken_back = 0.0
    for word in world.missing(person.name):
        if word.typed <= safe:
            world.report(LOST, f"{word.who}'s {word.text} (step {word.step}) after: {how}")
        word.gone = f"not saved before: {how}"
    if how.startswith("kill"):
        note_killed(world, person)
    _check(world, person, how, code)
    person.take_away()


def note_killed(world: "World", person: Person) -> None:
    """What stands in a draft once an app was killed may have been handed over already."""
    own = world.files[person.name]
    for word in world.words:
        if any("drafts" in path.parts for path in own.holding(word.text)):
            word.killed_in_draft = True


def _safe(world: "World", person: Person, how: str = "leave") -> float:
    """Up to when what was typed has to be there, however the app ends; waits for it if asked to."""
    until = person.time() + SAVED if how == "kill-saved" else 0.0
    while person.time() < until:
        world.pass_time(0.05)
    full = float("inf") if person.full_since is None else person.full_since
    return min(person.time() - (SAVED if how.startswith("kill") else 0), full - SAVED)


def _ended(person: Person, how: str) -> int | None:
    app = person.app
    match how:
        case "leave":
            return person.leave()
        case "close-window":
            app.hang_up()
        case "terminate":
            app.signal(signal.SIGTERM)
        case _:
            app.signal(signal.SIGKILL)
    return app.ended()


def _check(world: "World", person: Person, how: str, code: int | None) -> None:
    if code != PROMISED.get(how, code):
        world.report(EXIT, f"{how} ends with {code}, not {PROMISED[how]}")
    if how in ("leave", "terminate") and (left := person.app.left_behind()):
        world.report(EXIT, f"{how}: {', '.join(left)}")
    if b"Traceback" in person.app.received[-20_000:]:
        world.report(CRASH, f"{how}: {_last_words(person)}")


def ended_by_itself(world: "World", person: Person) -> None:
    """Take note of an app that ended at a key: it was left, or it crashed."""
    code = person.app.ended()
    if code:
        world.report(CRASH, f"{person.name}'s app ended with {code}: {_last_words(person)}")
    safe = _safe(world, person)
    for word in world.missing(person.name):
        how = "in a crash" if code else "after: leave"
        if word.typed <= safe:
            world.report(LOST, f"{word.who}'s {word.text} (step {word.step}) {how}")
        word.gone = f"lost {how}"
    if code:
        note_killed(world, person)
    _check(world, person, "" if code else "leave", code)
    person.take_away()


def _last_words(person: Person) -> str:
    """What a crash left on the screen, and in the log."""
    lines = [line.strip(" │╭╮╰╯─") for line in person.app.text.splitlines()]
    log = person.home / "companion.log"
    lines += log.read_text().splitlines()[-8:] if log.exists() else []
    return " / ".join([line for line in lines if line][-16:])
