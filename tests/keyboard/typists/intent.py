"""What somebody means by a step: for whose eyes its words are, and whether they must be kept.

Told from what the screen showed before it, for that is what the person looked at.
"""

import unicodedata

from companion.domain.note.record_kinds import split_label
from typists.keys import way_to
from typists.seen import Seen
from typists.steps import Step
from typists.words import OFF_RECORD, PRIVATE, SHARED, Word, words_in

PEOPLE = ("Anna", "Bert")
OFF = way_to("session-off-record")
"""Off the record, or back on it."""
GO_OFF = (*OFF, "Down", "Enter")
"""Off the record, as agreed by two who sit together."""
ASK_OFF = (*OFF, "Down", "Down", "Enter")
"""Ask the other to go off the record."""
WRITE_DOWN = "write-down-at-once"
"""The step that leads back to where it began: in between, its words were asked for."""
PRIVATE_KEYS = (("F7",), way_to("session-private"))
"""Open or close the private notes."""
LEAVES_LINE = (("Esc",), ("Enter",))
"""Close the line that is being written down."""
TO_OTHER_FIELDS = ((), ("Tab",), ("Shift+Tab",))
"""Before words that go where they are seen afterwards: into the field that has the keys, or the
next one."""


def words_of(who: str, step: Step, before: Seen, after: Seen, *, turns: bool = False) -> list[Word]:
    """The words of a step; which step and when is for others to say. `turns` as for `meaning`."""
    kind, due = meaning(step, before, after, turns=turns)
    other = next(name for name in PEOPLE if name != who)
    beside = kind == PRIVATE and goes_where_it_is_seen(step, before)
    found = []
    for text in words_in(step.text):
        is_due = after.shows(text) if due is None else due
        unseen = before.off_record or before.menu  # whose letters may pass it
        pen_is_passed = before.pen_is_passed or (unseen and after.pen_is_passed)
        author = other if pen_is_passed else who
        one = Word(text, who, kind, 0, 0.0, is_due, author=author)
        one.in_line = after.captures or step.do == WRITE_DOWN or not before.in_session
        if one.in_line and after.dialog and not after.captures:
            one.author = ""
        heading = after.heading_over(text).split(" ")[0].rstrip(":")
        if one.in_line and heading in PEOPLE:  # a field of the close for what one says to the other
            one.author = heading
        if after.off_record and not before.off_record and after.shows(text):
            one.due = False  # the other went off the record while this was typed
        if beside and _shown_elsewhere(after, text):
            one.kind = SHARED  # typed in sight, into the shared notes beside the private ones
        if after.refuses and not after.shows(text):
            one.due = False
        if after.is_looked_for(text):
            one.due = False  # nobody's note
        found.append(one)
    if found and step.text.startswith(found[0].text) and before.takes_next_key and not step.keys:
        found[0].due = False  # its first letter was that key
    if kind == SHARED and due and before.in_session and not step.keys:
        _expect_records(found, step.text)
    return found


def goes_where_it_is_seen(step: Step, before: Seen) -> bool:
    """Whether the words of a step go to the private notes or to the shared ones beside them."""
    return before.private and (step.keys in TO_OTHER_FIELDS or before.types_in_shared)


def meaning(
    step: Step, before: Seen, after: Seen, *, turns: bool = False
) -> tuple[str, bool | None]:
    """For whose eyes, and whether it must be kept: None where that depends on what is seen.

    `turns`: the other has gone off the record or back, and that may arrive between look and key.
    Then both may be meant, and only words that are seen afterwards have to be kept.
    """
    keys = step.keys
    if keys[-1:] == ("Ctrl+F",) and before.dialog is None and not before.off_record:
        return PRIVATE, False  # what is looked for is nobody's note
    goes_on = after.searches and step.do != WRITE_DOWN
    if before.searches and (keys in TO_OTHER_FIELDS or goes_on):
        return PRIVATE, False
    if turns and keys and not after.off_record:
        goes_private = before.private != (keys in PRIVATE_KEYS)  # which open them, or close them
        goes_private &= before.in_session and keys[-1] != "F8"  # which writes down for both
        return PRIVATE if goes_private and not before.off_record else SHARED, None
    if before.off_record:
        return _off_record(step, before, after)
    if keys and keys[-1] == "F8" and not before.captures:
        return SHARED, True
    if before.menu or not before.in_session:  # letters are commands there
        return SHARED, None
    if keys == GO_OFF:
        return OFF_RECORD, False
    if keys in PRIVATE_KEYS:
        if before.private:
            return SHARED, None
        return PRIVATE, True if after.in_session else None
    kind = PRIVATE if before.private else SHARED
    return kind, True if after.in_session else None


def _off_record(step: Step, before: Seen, after: Seen) -> tuple[str, bool | None]:
    keys, writes_down = step.keys, after.captures or step.do == WRITE_DOWN
    if before.menu and not after.off_record:  # letters are commands there, and one has led back
        return SHARED, None
    if before.captures and keys[-1:] not in LEAVES_LINE:  # which was asked for on the record
        return SHARED, not keys
    if keys and keys[-1] == "F8" and after.back_on_record and writes_down:
        is_sure = before.back_on_record or after.captures  # else it ended in this very moment
        return SHARED, True if is_sure else None
    if not keys or (before.back_on_record and keys != ("Esc",)):
        return OFF_RECORD, False
    if keys in (OFF, ("Esc",)) and after.in_session:
        return SHARED, True
    return OFF_RECORD if after.off_record else SHARED, False


def _shown_elsewhere(after: Seen, word: str) -> bool:
    """Whether a word stands in sight outside the box of the private notes."""
    return after.shows(word) and not after.shows_in_private(word)


def _expect_records(words: list[Word], text: str) -> None:
    """Each whole line that begins with a label makes a record of the words in it."""
    for line in unicodedata.normalize("NFC", text).split("\n")[1:]:
        kind, rest = split_label(line) or ("", "")
        for word in words:
            if kind and word.text in words_in(rest):
                word.label = kind
