"""Faults planted on purpose, one and more for each promise: seeds must notice every one of them."""

from collections.abc import Callable
from typing import NamedTuple

from typists import faults
from typists.verdict import (
    AUTHOR,
    CARET,
    CRASH,
    DEAD,
    DIFFER,
    DOUBLED,
    EXIT,
    FAINT,
    KEPT,
    LEAKED,
    LOST,
    ORDER,
    RECORD,
    SCREENS,
    SLOW,
    UNDO,
    UNTOLD,
    WIDE,
)  # fmt: skip


class Plant(NamedTuple):
    """A fault."""

    promise: int
    kinds: tuple[str, ...]
    """What it is found as."""
    plant: Callable[[], None]


PLANTS = {
    "drop-drafts": Plant(21, (LOST,), faults.drop_drafts),
    "give-up-saving": Plant(21, (LOST,), faults.give_up_saving),
    "say-nothing-of-a-full-disk": Plant(21, (UNTOLD,), faults.say_nothing_of_a_full_disk),
    "offer-again": Plant(21, (DOUBLED,), faults.offer_again),
    "drop-private-notes": Plant(21, (LOST,), faults.drop_private_notes),
    "number-all-alike": Plant(21, (DIFFER,), faults.number_all_alike),
    "leave-the-mouse": Plant(21, (EXIT,), faults.leave_the_mouse),
    "stale-value": Plant(22, (ORDER, LOST), faults.stale_value),
    "paste-twice": Plant(22, (DOUBLED,), faults.paste_twice),
    "letter-changes-place": Plant(23, (LOST,), faults.letter_changes_place),
    "other-author": Plant(23, (AUTHOR,), faults.other_author),
    "focus-stays-shared": Plant(24, (LEAKED,), faults.focus_stays_shared),
    "keep-off-record": Plant(24, (KEPT,), faults.keep_off_record),
    "ignore-labels": Plant(25, (RECORD,), faults.ignore_labels),
    "widen": Plant(26, (WIDE,), faults.widen),
    "repeat-blanks": Plant(26, (SCREENS,), faults.repeat_blanks),
    "hide-text": Plant(26, (FAINT,), faults.hide_text),
    "caret-astray": Plant(26, (CARET,), faults.caret_astray),
    "dead-key": Plant(27, (DEAD, LOST), faults.dead_key),
    "end-at-a-byte": Plant(28, (CRASH,), faults.end_at_a_byte),
    "undo-nothing": Plant(29, (UNDO,), faults.undo_nothing),
    "save-nothing": Plant(30, (LOST,), faults.save_nothing),
    "answer-late": Plant(22, (SLOW,), faults.answer_late),
}
"""Every one by its name."""
