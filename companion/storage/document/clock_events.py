"""Events of a session's clock as values of a document's list, and back."""

from datetime import UTC, datetime
from typing import Any

from companion.domain.session.agenda import MOST_MINUTES
from companion.domain.session.clock import KINDS, Event
from companion.domain.text import one_line
from companion.storage.document.untrusted_values import number as _int
from companion.storage.document.untrusted_values import words as _str


def event_value(event: Event) -> dict[str, Any]:
    """An event as the clock's list keeps it; fields that say nothing are left out."""
    values = {"at": event.at.isoformat(timespec="milliseconds"), "by": event.by, "do": event.kind,
              "item": event.item, "minutes": event.minutes, "to": event.to,
              "why": event.why, "id": event.id, "round": event.round}  # fmt: skip
    return {key: value for key, value in values.items() if value}


def read_event(value: Any) -> Event | None:
    """The event in a value of the clock's list; None where it is none."""
    if not isinstance(value, dict) or value.get("do") not in KINDS:
        return None
    try:
        at = datetime.fromisoformat(_str(value.get("at")))
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Event(
        at=at,
        by=one_line(_str(value.get("by"))),
        kind=value["do"],
        item=one_line(_str(value.get("item"))),
        minutes=max(-MOST_MINUTES, min(_int(value.get("minutes")), MOST_MINUTES)),
        to=one_line(_str(value.get("to"))),
        why=one_line(_str(value.get("why"))),
        id=one_line(_str(value.get("id"))),
        round=_int(value.get("round")),
    )
