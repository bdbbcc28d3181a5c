"""What an agreed line said before somebody changed it, and who did."""

from dataclasses import dataclass

from companion.domain.note.capture import Captured

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
    before: Captured
    after: Captured
    by: str = ""
    """The id of the person who changed it."""
    at: str = ""
    """When, as ISO 8601 in UTC. Shown, and the order in which revisions are listed; what the record
    says is told by the record itself."""
    closed: bool = False
    """Whether the session was closed by then."""
    line: str = ""
    """For a record that is a line of the notes: what stood behind its label before."""
