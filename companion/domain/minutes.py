"""A session's notes as one readable page of Markdown."""

from datetime import date

from companion.domain.dates import find_due, short_date
from companion.domain.notebook import Notebook, Record
from companion.domain.people import BOTH, Pair
from companion.i18n import _

_BOXES = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}


def title_of(notebook: Notebook) -> str:
    """A session's title, or what stands over the notes of a month between sessions."""
    if notebook.about.title:
        return notebook.about.title
    return _("Between sessions, {month}").format(month=notebook.about.id)


def minutes(notebook: Notebook, pair: Pair) -> str:
    """The whole page: notes by agenda item, what was agreed, and the look back."""
    lines = [f"# {title_of(notebook)}", "", _facts(notebook, pair)]
    for number, title, text in notebook.written():
        heading = f"{number}. {title}" if number else _("Session as a whole")
        lines += ["", f"## {heading}", "", text.strip()]
    for kind, heading in _headings().items():
        records = notebook.records(kind)
        if records:
            lines += ["", f"## {heading}", "", *(_record_line(pair, kind, r) for r in records)]
    reflections = [(who, text) for who, text in notebook.answers.items() if text.strip()]
    if reflections:
        lines += ["", "## " + _("Reflection")]
        for who, text in reflections:
            lines += ["", f"**{_role(who)}:** {text.strip()}"]
    return "\n".join(lines)


def _headings() -> dict[str, str]:
    return {
        "decisions": _("Decisions"),
        "actions": _("Actions"),
        "ideas": _("Ideas"),
        "feedback": _("Feedback to remember"),
    }


def _facts(notebook: Notebook, pair: Pair) -> str:
    about = notebook.about
    facts = [_day(about.date)] if about.date else []
    if about.mentor:
        facts.append(_("mentor: {name}").format(name=pair.name_of(about.mentor)))
    clock = notebook.clock
    if clock.ended is not None:
        spent = round(clock.spent_in_all(clock.ended).total_seconds() / 60)
        facts.append(_("{minutes} min").format(minutes=spent))
    skipped = [item.title for item in notebook.agenda if item.id in clock.skipped]
    if skipped:
        facts.append(_("skipped: {items}").format(items=", ".join(skipped)))
    return " · ".join(facts)


def _day(text: str) -> str:
    day = find_due(text, date.min) if text[:4].isdigit() else None
    return f"{short_date(day)} {day.year}" if day else text


def _role(who: str) -> str:
    return {"mentor": _("Mentor"), "mentee": _("Mentee"), BOTH: _("Both")}.get(who, who)


def _record_line(pair: Pair, kind: str, record: Record) -> str:
    box = _BOXES.get(record.state, "") if kind == "actions" else ""
    who = _("both") if record.who == BOTH else pair.name_of(record.who)
    tail = " · ".join(part for part in (who, _day(record.due)) if part)
    return f"- {box}{record.text}" + (f" ({tail})" if tail else "")
