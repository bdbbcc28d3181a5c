"""The next session and what is due, for a calendar program (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from companion.domain.export.minutes import title_of
from companion.domain.people import Pair
from companion.domain.session.notebook import OPEN, Notebook, Record
from companion.i18n import _

LONGEST_LINE = 75
"""Octets of a line without its end."""
_BEGINNING = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//companion//companion//EN",
              "CALSCALE:GREGORIAN", "METHOD:PUBLISH")  # fmt: skip


def calendar(notebook: Notebook, pair: Pair) -> str:
    """A calendar with a whole day for each; importing it again doubles nothing."""
    lines = [*_BEGINNING, *_events(notebook, pair), "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _events(notebook: Notebook, pair: Pair) -> Iterator[str]:
    about = notebook.about
    names = " & ".join(sorted(person.name for person in pair.people))
    day = _day(about.next_date)
    if day is not None:
        summary = _("companion: next session of {names}").format(names=names)
        yield from _event(f"{about.id}-next", about.created, day, summary, "")
    for record in notebook.actions:
        due = _day(record.due)
        if due is not None and record.state == OPEN:
            summary = _with_owner(record, pair)
            about_it = _("Agreed in: {title}").format(title=title_of(notebook))
            yield from _event(f"{about.id}-{record.id}", record.created, due, summary, about_it)


def _with_owner(record: Record, pair: Pair) -> str:
    who = pair.name_or_both(record.who)
    return f"{record.text} ({who})" if who else record.text


def _event(name: str, made: str, day: date, summary: str, description: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(name)}@companion"
    yield f"DTSTAMP:{_moment(made, day):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_digits(day)}"
    yield f"DTEND;VALUE=DATE:{_digits(min(day, date.max - timedelta(days=1)) + timedelta(days=1))}"
    yield f"SUMMARY:{_text(summary)}"
    if description:
        yield f"DESCRIPTION:{_text(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(text: str, day: date) -> datetime:
    """When it was made, in UTC; never now, so that both sides make the same file."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")  # strftime leaves zeros before a year out on Linux


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, no character cut; all but the first begin blank."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
