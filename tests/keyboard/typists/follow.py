"""Follows words from step to step: typed by whom and how, parted, removed."""

import time
from typing import TYPE_CHECKING

from typists import intent
from typists.person import Person
from typists.seen import Seen
from typists.steps import Step
from typists.verdict import CARET, caret_after
from typists.words import PRIVATE

if TYPE_CHECKING:
    from typists.world import World

ERASERS = {
    "Backspace", "Delete", "Ctrl+W", "Ctrl+U", "Ctrl+K", "Ctrl+D", "Ctrl+X", "Ctrl+Z", "Ctrl+Y",
    "u", "x", "X", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+Home", "Shift+End",
}  # fmt: skip
"""Keys that may take words away, or mark them to be written over."""


def note_words(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """Take note of the words of a step, and where the caret stands behind the last of them."""
    typed = intent.words_of(person.name, step, before, after)
    for word in typed:
        word.step, word.typed = world.step, time.monotonic()
    world.words += typed
    if step.do == "erase":
        for word in typed:
            word.gone = "erased"
    elif typed and step.do in ("type", "type-slowly", "type-at-once") and not step.keys:
        last = typed[-1]
        if step.text.endswith(last.text) and (wrong := _caret_that_stays_wrong(person, last.text)):
            world.report(CARET, wrong)


def _caret_that_stays_wrong(person: Person, word: str) -> str:
    """What is wrong with the caret behind a word, once all is drawn; a busy machine draws late."""
    deadline = time.monotonic() + 1
    while (wrong := caret_after(person.app.screen, word)) and time.monotonic() < deadline:
        person.app.hear(0.05)
    return wrong


def note_parted(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """The caret may stand in the middle of a word: what is typed there parts it."""
    for word in world.words:
        stood = word.step < world.step and before.shows(word.text) and not after.shows(word.text)
        if step.text and stood and after.has_room_for(word.text, step.text):
            word.gone = word.gone or f"{person.name} typed into it"


def note_erased(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """Keys that take words away may do so: what was on the screen, and one's own undone words."""
    if ERASERS & set(step.keys) or step.do in ("double-click", "take-back"):
        person.erasing = 3
    if not person.erasing:
        return
    person.erasing -= 1
    undone = {"Ctrl+Z", "Ctrl+Y", "u"} & set(step.keys)
    for word in world.words:
        own = word.who == person.name and (undone or (word.kind == PRIVATE and before.private))
        if (own or before.shows(word.text)) and not after.shows(word.text):
            word.gone = word.gone or f"removed by {person.name}"


def note_undone(world: "World", person: Person, step: Step, before: Seen) -> None:
    """Undo takes records away, whose words may stay where they stand, in a line of the notes."""
    letters = step.text if before.menu or not before.in_session else ""
    if "u" not in (*step.keys, *letters):
        return
    for word in world.words:
        if word.who == person.name:
            word.label = ""
            if word.in_line:
                word.gone = word.gone or f"{person.name} may have taken it back"


def note_written(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """What was written down, and taken back at once."""
    if step.do == "take-back" and before.dialog is None:  # which would have to be answered first
        for word in person.written:
            word.taken_back, word.gone = time.monotonic(), "taken back"
    entered = step.keys == ("Enter",) and before.captures and not after.captures
    there = [word for word in world.words if not word.gone] if entered else []
    person.written = [word for word in there if before.shows_in_dialog(word.text)]
