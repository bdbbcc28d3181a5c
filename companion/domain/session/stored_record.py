"""What a document keeps under a record's id; `labelled_records.py` says what for."""

from collections.abc import Mapping
from dataclasses import dataclass

from companion.domain.session.notebook import Record


@dataclass(frozen=True, slots=True)
class Mention:
    """That a line mentioned a record when the record was changed."""

    record: str
    """The record's id."""
    words: str
    """What the line said then."""
    line: str
    """What the record's own line said then; empty for a record that stands for itself."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """What a document keeps under a record's id."""

    record: Record
    """Its text is empty where only something else is said about a line's record."""
    line: str = ""
    """What the record's line said when this was stored; empty for a record of its own."""
    taken: bool | None = None
    """Whether somebody said that the line is a record, or is none."""
    source: str = ""
    """The text of the close that it was entered from; empty for any other record."""
    part: int = 0
    """Which line of that text it was."""
    said: str = ""
    """What that line said when it was entered."""
    read: str = ""
    """A digest of what the whole text said then."""
    by_close: bool = False
    """Whether the close entered it, and nobody else did."""
    mention: Mention | None = None
    """What was mentioned by the line with this id."""

    @property
    def is_of_line(self) -> bool:
        """Whether it is about a line's record, or about what becomes of the line."""
        return bool(self.line) or self.taken is not None

    @property
    def is_own(self) -> bool:
        """Whether a record stands for itself, without any line."""
        return bool(self.record.text) and not self.is_of_line

    def order(self) -> tuple[str, str, int, str]:
        """Sorts them from old to new, those of one text as they stand there."""
        return self.record.created, self.source, self.part, self.record.id


StoredRecords = Mapping[str, tuple[StoredRecord, ...]]
"""By kind."""
