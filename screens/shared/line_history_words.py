"""What is said of an agreed line that was changed."""

from datetime import date, datetime

from companion.domain.dates import short_date
from companion.domain.people import Pair
from companion.domain.session.agreed_lines import typed
from companion.domain.session.notebook import Notebook, Record
from companion.i18n import _, ngettext


def changed_words(notebook: Notebook, kind: str, record: Record) -> str:
    """How often a line was changed; empty where it never was."""
    count = len(notebook.revisions_of(kind, record.id))
    words = ngettext("changed once", "changed {count} times", count).format(count=count)
    return words if count else ""


def history_of(notebook: Notebook, kind: str, record: Record, pair: Pair, today: date) -> str:
    """Who changed a line and when, newest first, each with what goes and what comes."""
    revisions = notebook.revisions_of(kind, record.id)
    if not revisions:
        return _("Nobody has changed this line.")
    parts = [
        f"{_moment(revision.at, today)} · {_by(revision.by, pair)}\n"
        f"− {typed(kind, revision.before, pair)}\n"
        f"+ {typed(kind, revision.after, pair)}"
        for revision in reversed(revisions)
    ]
    return "\n\n".join(parts)


def _by(person: str, pair: Pair) -> str:
    return _("{name} changed it").format(name=pair.name_of(person))


def _moment(text: str, today: date) -> str:
    """A time as the clock here shows it; what is none stays as it is."""
    try:
        at = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return text
    return f"{short_date(at.date(), today)} {at:%H:%M}"
