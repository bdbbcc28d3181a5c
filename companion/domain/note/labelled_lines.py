"""Lines of the notes that begin with a label ("Action: …", "Besluit: …"): what each of them says.

A labelled line becomes a record by being there. Nothing is stored when it is typed: whoever reads
the notes finds these lines in the text as it is and makes the same records of them (see
`domain/session/labelled_records.py`). Here one line is read for itself.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from companion.domain.note.line_parser import ParsedLine, parse_line_as, unknown_name
from companion.domain.note.record_kinds import find_label
from companion.domain.people import Pair
from companion.domain.text import one_line

NO_WORDS, NO_NAME, ONLY_TEXT = "words", "name", "text"
"""Why a labelled line is no record: nothing stands behind the label, the name behind an @ is
nobody's, or somebody said that it is only text."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line with a label, as it stands in the notes."""

    item: str
    """The id of the agenda item in whose note it stands."""
    row: int
    """Its number in that note, from 0."""
    text: str
    id: str
    """The id of the record it makes. It belongs to the first letter of the label, so that it is
    the same on every device and whatever is typed before, behind or in the line."""
    by: str = ""
    """The id of the person who typed that letter; empty where it is not known."""
    day: str = ""
    """The day on which they did, YYYY-MM-DD; empty where an older version wrote it."""
    read_on: str = ""
    """The day on which the end of the line was typed: from then on "fri" counts."""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a labelled line says."""

    kind: str
    words: str
    """All that stands behind the label, with one blank between words."""
    captured: ParsedLine
    lacks: str = ""
    """What keeps it from being a record: NO_WORDS or NO_NAME; empty for nothing."""


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A labelled line of the notes, and what became of it."""

    line: NoteLine
    reading: LineReading
    own: str
    """The id under which all that is said about this line is stored."""
    record: str
    """The id of the record that the line makes or mentions (see `labelled_records.py`)."""
    lacks: str = ""
    """Why it was not taken up: NO_WORDS, NO_NAME or ONLY_TEXT; empty where it was."""

    def is_of(self, kind: str, record: str) -> bool:
        """Whether it was taken up as this record."""
        return (self.reading.kind, self.record, self.lacks) == (kind, record, "")


_REMEMBERED = 500
"""Characters of a line up to which it is remembered what it says: while a note is typed, all of
its other lines are read again and again."""


def read_labelled(line: str, by: str, pair: Pair, today: date) -> LineReading | None:
    """What a line says that this person typed on that day; None where it has no label."""
    return (_remembered if len(line) <= _REMEMBERED else _read)(line, by, pair, today)


def _read(line: str, by: str, pair: Pair, today: date) -> LineReading | None:
    label = find_label(line)
    if label is None:
        return None
    words = one_line(line[label.end :], limit=None)
    captured = parse_line_as(label.kind, words, by, pair, today)
    lacks = ""
    if not captured.text:
        lacks = NO_WORDS
    elif unknown_name(label.kind, words, pair):
        lacks = NO_NAME
    return LineReading(label.kind, words, captured, lacks)


_remembered = lru_cache(maxsize=2048)(_read)
