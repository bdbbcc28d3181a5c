"""Agreed lines as people type them."""

from datetime import date

from companion.domain.note.capture import Captured, read_line
from companion.domain.people import Pair
from companion.domain.session.notebook import Record


def typed(kind: str, said: Captured | Record, pair: Pair) -> str:
    """A line as it would be typed; only of an action does it hold who does it and by when."""
    if kind != "actions":
        return said.text
    name = pair.name_or_both(said.who).partition(" ")[0]
    return " ".join(part for part in (said.text, f"@{name}" if name else "", said.due) if part)


def read_typed(kind: str, line: str, record: Record, pair: Pair, today: date) -> Captured:
    """What a record says once its line is typed anew."""
    if kind == "actions":
        return read_line(line, pair.people, today)
    return Captured(line, record.who, record.due)
