"""What an agreed line said before somebody changed it, and who did."""

from collections.abc import Iterable
from dataclasses import dataclass

from companion.domain.note.line_parser import ParsedLine

REVISED_KINDS = (
    "decisions", "actions", "ideas", "questions", "appreciations", "feedback", "points", "learned"
)  # fmt: skip
"""The records that can be changed line by line, in the order in which minutes list them; cards are
read over instead, and a correction has its own words for what it corrects."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of one record."""

    id: str
    kind: str
    record: str
    """The id of the record, among those of its kind."""
    before: ParsedLine
    after: ParsedLine
    by: str = ""
    """The id of the person who changed it."""
    at: str = ""
    """When, as ISO 8601 in UTC; shown only, for a clock may be wrong."""
    closed: bool = False
    """Whether the session was closed by then."""
    line: str = ""
    """For a record that stands in the notes: what stood behind the label of its line before."""
    number: int = 0
    """Greater than that of every change which was known where this one was made (a Lamport clock):
    the order in which changes are listed, the same everywhere. What the record says is told by the
    record itself."""


def next_number(revisions: Iterable[Revision]) -> int:
    """The number of a change that is made where these are known."""
    return max((revision.number for revision in revisions), default=0) + 1
