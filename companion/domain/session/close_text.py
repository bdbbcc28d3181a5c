"""Texts of the close: what somebody types in its fields is shared text from its first letter.

Each person types in a text of their own, one for each line of a field: two people who type into
one field never write over each other, and two windows of one person type in the same text. Where
both windows begin it at once, each has a line of its own there, and each line is a record: glued
together they would say what nobody typed.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

LINES = "lines:"
"""The names of all texts of the close begin with this."""
NEXT = "next"
"""The field for the day of the next session; the others are named by the kind of their records."""
KINDS = ("learned", "appreciations", "feedback", "decisions", "actions", "ideas", NEXT)
DATED = ("actions", NEXT)
"""Fields whose lines may say a day, by the day on which they are read."""

_NAME = re.compile(r"lines:([a-z]+):([\w-]{0,40}):([\w-]{1,40}):(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class CloseField:
    """A field of the close."""

    kind: str
    by: str = ""
    """The id of the person whose lines stand there; empty where they are those of who types."""


@dataclass(frozen=True, slots=True)
class CloseText:
    """What one person typed for one line of a field."""

    field: CloseField
    typist: str
    number: int
    """How many lines they had entered in this field before."""
    text: str = ""
    day: str = ""
    """The day on which its last letter was typed, YYYY-MM-DD; told of lines that may say a day."""
    entered: bool = False
    changed: bool = False
    """Whether it says anything that was not entered, though some of it was."""
    by_close: bool = False
    """Whether the close entered it, and nobody else did: somebody may be in the middle of it."""
    no_day: bool = False
    """Whether it was typed as the day of the next session and says none: it makes no record."""
    records: tuple[tuple[int, str], ...] = ()
    """The ids of the records it makes, each with the number of its line in the text."""

    @property
    def name(self) -> str:
        """The name of the shared text."""
        return f"{LINES}{self.field.kind}:{self.field.by}:{self.typist}:{self.number}"

    @property
    def by(self) -> str:
        """The id of the person whose words these are."""
        return self.field.by or self.typist

    def makes(self, kind: str, record: str) -> bool:
        """Whether it makes the record of that kind and id."""
        return self.field.kind == kind and any(made == record for _part, made in self.records)

    @property
    def is_entered_unchanged(self) -> bool:
        """Whether it says what it said when it was entered."""
        return self.entered and not self.changed

    @property
    def is_unentered(self) -> bool:
        """Whether it says something that nobody has entered."""
        return bool(self.text.strip()) and (not self.entered or (self.no_day and self.changed))


def digest_of(text: str) -> str:
    """16 hexadecimal digits that tell what a text says from whatever else it may come to say."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def named(name: str) -> CloseText | None:
    """The text of that name; None where it is none of the close."""
    found = _NAME.fullmatch(name)
    if found is None or found[1] not in KINDS:
        return None
    text = CloseText(CloseField(found[1], found[2]), found[3], int(found[4]))
    return text if text.name == name else None


def next_text(field: CloseField, typist: str, texts: Iterable[CloseText]) -> CloseText:
    """The text that somebody types in next in a field: behind all they have entered there."""
    entered = [t.number for t in texts if (t.field, t.typist) == (field, typist) and t.entered]
    return CloseText(field, typist, max(entered, default=-1) + 1)
