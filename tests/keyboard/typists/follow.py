"""Follows words from step to step: typed by whom and how, parted, removed."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from support.legibility import Cell

from companion.storage.private.private_notes_file import read_private
from screens.widgets.line_marks import TAKEN_UP
from screens.widgets.masked_area import DOT
from typists import intent
from typists.files import standing
from typists.person import Person
from typists.seen import Seen
from typists.steps import Step
from typists.verdict import CARET, DEAD, RECORD, caret_after
from typists.words import PRIVATE, Word, words_in

if TYPE_CHECKING:
    from typists.world import World

ERASERS = {
    "Backspace", "Ctrl+H", "Delete", "Ctrl+W", "Ctrl+U", "Ctrl+K", "Ctrl+D", "Ctrl+X", "Ctrl+Z",
    "Ctrl+Y", "u", "x", "X", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down", "Shift+Home",
    "Shift+End",
}  # fmt: skip
"""Keys that may take words away, or mark them to be written over."""

SAVED = 1.5
"""Seconds after which what was done stands in one's own files."""
NEWS = -2
"""The row with the news, which may repeat a line."""


def note_words(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """Take note of the words of a step, and where the caret stands behind the last of them."""
    other = next(one for one in world.people.values() if one is not person)
    turns = other.program is not None and other.look().off_record != before.off_record
    if intent.goes_where_it_is_seen(step, before):
        after = _once_seen(person, step, after)
    typed = intent.words_of(person.name, step, before, after, turns=turns)
    for word in typed:
        word.step, word.typed = world.step, person.time()
    world.words += typed
    if step.do == "erase":
        for word in typed:
            word.gone = "erased"
        return
    for what in _stays(person, lambda: _unmarked(person.look(), step, typed)):
        world.report(RECORD, what)
    typing = step.do in ("type", "type-slowly", "type-at-once") and not step.keys
    if typed and typing and step.text.endswith(typed[-1].text) and _alike(before, after):
        for what in _stays(person, lambda: caret_after(person.app.screen, typed[-1].text)):
            world.report(CARET, what)


def _once_seen(person: Person, step: Step, after: Seen) -> Seen:
    """A later look where the last word of a step is not seen yet; a busy machine draws late."""
    deadline = person.time() + 1
    last = words_in(step.text)[-1:]
    while not all(map(after.shows, last)) and person.time() < deadline:
        person.app.hear(0.05)
        after = person.look()
    return after


def _alike(before: Seen, after: Seen) -> bool:
    """Whether nothing opened or closed over the screen: the other's doing takes the caret along."""
    return (before.dialog is None) == (after.dialog is None) and (
        before.off_record == after.off_record
    )


def _stays(person: Person, wrong: Callable[[], str]) -> Iterator[str]:
    """What is wrong with a screen and stays so, once all is drawn; a busy machine draws late."""
    deadline = person.time() + 1
    while (what := wrong()) and person.time() < deadline:
        person.app.hear(0.05)
    if what:
        yield what


def _unmarked(after: Seen, step: Step, typed: list[Word]) -> str:
    """The first labelled line of a step that stands in the shared notes without its mark."""
    for line in step.text.split("\n"):
        label, _, words = line.partition(": ")
        if any(word.label and word.text == words.split(" ")[0] for word in typed):
            begins = re.escape(f"{label}: {words.split(' ')[0]}")
            rows = [row for row in after.rows[:NEWS] if re.search(rf"(?<!\w){begins}", row)]
            if rows and not any(re.search(rf"{TAKEN_UP}\s*{begins}", row) for row in rows):
                return f"{line} bears no mark"
    return ""


def note_parted(world: "World", person: Person, step: Step, around: str, after: Seen) -> None:
    """The caret may stand in the middle of a word, of `around`: what is typed there parts it."""
    if around and set(around) == {DOT}:
        person.was_among_dots = True
        return
    typed = "".join(key for key in step.keys if len(key) == 1) + step.text
    for word in world.words:
        was_whole = word.step < world.step and not after.shows(word.text)
        parted = word.text == around or after.is_parted(word.text, typed)
        if typed and was_whole and parted:
            word.gone = word.gone or f"{person.name} typed into it"


def is_parted_unseen(person: Person, word: Word) -> bool:
    """Whether a private word was typed into while only dots were to be seen: the notes say so."""
    if word.kind != PRIVATE or not person.was_among_dots:
        return False
    files = person.home.glob("private/spaces/*/private-notes/*/*.json")
    return any(_has_halves_of(word.text, read_private(path)) for path in files)


def _has_halves_of(word: str, text: str) -> bool:
    """Whether a text holds a word in two parts, with something between them."""
    text = unicodedata.normalize("NFC", text)
    return any(
        re.search(f"{word[:at]}.+{word[at:]}", text, re.DOTALL) for at in range(1, len(word))
    )


def note_erased(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """Keys that take words away may do so: what was on the screen, one's own undone words, and what
    the other shared, where one wrote over lines out of sight."""
    chooses = _chooses_undo(step, before)
    in_menu = step.do == "erase" and before.menu  # which takes letters, but no Backspace for them
    if ERASERS & set(step.keys) or step.do in ("double-click", "take-back") or chooses:
        person.erasing = 3
    elif in_menu:
        person.erasing = max(person.erasing, 1)
    if not person.erasing:
        return
    person.erasing -= 1
    writes_over = _writes_over(step) and before.in_session and _saves(world, person)
    undone = chooses or {"Ctrl+Z", "Ctrl+Y", "u"} & set(step.keys)
    for word in world.words:
        hidden = undone or in_menu or (word.kind == PRIVATE and before.private)
        own = word.who == person.name and hidden
        unseen = writes_over and _removed_unseen(world, person, word)
        if (own or unseen or before.shows(word.text)) and not after.shows(word.text):
            word.gone = word.gone or f"removed by {person.name}"


def _writes_over(step: Step) -> bool:
    """Whether a burst marks words and goes on with a key that may remove them."""
    return any(key.startswith("Shift+") and key in ERASERS for key in step.keys[:-1])


def _saves(world: "World", person: Person) -> bool:
    """Whether what somebody did comes into their own files; those of both are read by then."""
    world.pass_time(SAVED)
    world.files["shared"].refresh()
    return world.files[person.name].refresh()


def _removed_unseen(world: "World", person: Person, word: Word) -> bool:
    """Whether a word that the other shared was in what was written over, though not in sight."""
    if word.who == person.name:
        return False
    shared, own = (
        next(standing([world.files[name]], word.text), None) for name in ("shared", person.name)
    )
    return shared is not None and own is None


def note_undone(world: "World", person: Person, step: Step, before: Seen) -> None:
    """Undo takes records away, whose words may stay where they stand, in a line of the notes."""
    letters = step.text if before.menu or before.dialog is not None else ""
    if "u" not in (*step.keys, *letters) and not _chooses_undo(step, before):
        return
    for word in world.words:
        if word.who == person.name:
            word.label = ""
            if word.in_line:
                word.gone = word.gone or f"{person.name} may have taken it back"


def _chooses_undo(step: Step, before: Seen) -> bool:
    """Whether keys may choose to take something back: in its list, or in the menu by an arrow.

    Where nothing can go off the record the menu has no such letter, and stays open for the arrow.
    """
    return before.lists_steps or (step.keys == intent.GO_OFF and not before.in_session)


def note_written(world: "World", person: Person, step: Step, before: Seen, after: Seen) -> None:
    """What was written down, and taken back at once."""
    if step.do == "take-back" and before.dialog is None:  # which would have to be answered first
        for word in person.written:
            word.taken_back, word.gone = person.time(), "taken back"
    entered = step.keys == ("Enter",) and before.captures and not after.captures
    there = [word for word in world.words if not word.gone] if entered else []
    person.written = [word for word in there if before.shows_in_dialog(word.text)]


def note_dead(
    world: "World", person: Person, step: Step, before: Seen, cells: list[tuple[Cell, ...]]
) -> None:
    """Something has to come of a key that the hints name; clocks run on without it."""
    hinted = step.do == "press" and len(step.keys) == 1 and before.hints_at(step.keys[0])
    if not hinted or before.dialog is not None or cells != person.app.cells():
        return
    still = _without_digits(cells)

    def what() -> str:
        came = _without_digits(person.app.cells()) != still
        return "" if came else f"{person.name} presses {step.keys[0]} and nothing happens"

    for wrong in _stays(person, what):
        world.report(DEAD, wrong)


def _without_digits(cells: list[tuple[Cell, ...]]) -> list[Cell]:
    return [cell for row in cells for cell in row if not cell.text.isdigit()]
