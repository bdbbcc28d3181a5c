"""A session's notes as one readable page."""

from datetime import date
from typing import NamedTuple

from companion.domain.agenda import AgendaItem
from companion.domain.clock import Clock
from companion.domain.dates import find_due, short_date
from companion.domain.notebook import Notebook, Record
from companion.domain.people import BOTH, Pair
from companion.i18n import _

TITLE, HEADING, TEXT, LINE = "title", "heading", "text", "line"


class Block(NamedTuple):
    """A piece of the page; its text is what people wrote, never markup."""

    kind: str
    """title, heading, text, or one line of a list."""
    text: str


_BOXES = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}


def title_of(notebook: Notebook) -> str:
    """A session's title, or what stands over the notes of a month between sessions."""
    if notebook.about.title:
        return notebook.about.title
    return _("Between sessions, {month}").format(month=notebook.about.id)


def minutes(notebook: Notebook, pair: Pair) -> str:
    """The whole page as Markdown."""
    marks = {TITLE: "# ", HEADING: "## ", LINE: "- ", TEXT: ""}
    parts: list[str] = []
    for number, block in enumerate(page(notebook, pair)):
        if number and not (block.kind == LINE and parts[-1].startswith("- ")):
            parts.append("")
        parts.append(marks[block.kind] + block.text)
    return "\n".join(parts)


def page(notebook: Notebook, pair: Pair) -> list[Block]:
    """The whole page in blocks: notes by agenda item, what was agreed, and the look back."""
    blocks = [Block(TITLE, title_of(notebook)), Block(TEXT, _facts(notebook, pair))]
    for number, title, text in notebook.written():
        blocks.append(Block(HEADING, f"{number}. {title}" if number else _("Session as a whole")))
        blocks.append(Block(TEXT, text.strip()))
    for kind, heading in _headings().items():
        records = notebook.records(kind)
        if records:
            blocks.append(Block(HEADING, heading))
            blocks += [Block(LINE, _record_line(pair, kind, record)) for record in records]
    reflections = [(who, text) for who, text in notebook.answers.items() if text.strip()]
    if reflections:
        blocks.append(Block(HEADING, _("Reflection")))
        blocks += [Block(LINE, f"{_role(who)}: {text.strip()}") for who, text in reflections]
    return [block for block in blocks if block.text]


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
    skipped = [_skipped(notebook, item) for item in notebook.agenda if item.id in clock.skipped]
    if skipped:
        facts.append(_("skipped: {items}").format(items=", ".join(skipped)))
    if clock.off_before:
        facts.append(_off_the_record(clock, pair))
    return " · ".join(facts)


def _skipped(notebook: Notebook, item: AgendaItem) -> str:
    reason = notebook.clock.reasons.get(item.id, "")
    return f"{item.title} ({reason})" if reason else item.title


def _off_the_record(clock: Clock, pair: Pair) -> str:
    """That something was said which nothing was kept of, and for how long; no more than that."""
    minutes = max(1, round(clock.off_before.total_seconds() / 60))
    if pair.partner is None:
        return _("{minutes} min off the record").format(minutes=minutes)
    return _("{minutes} min off the record, agreed by both").format(minutes=minutes)


def _day(text: str) -> str:
    day = find_due(text, date.min) if text[:4].isdigit() else None
    return f"{short_date(day)} {day.year}" if day else text


def _role(who: str) -> str:
    return {"mentor": _("Mentor"), "mentee": _("Mentee"), BOTH: _("Both")}.get(who, who)


def _record_line(pair: Pair, kind: str, record: Record) -> str:
    box = _BOXES.get(record.state, "") if kind == "actions" else ""
    who = _("both") if record.who == BOTH else pair.name_of(record.who)
    tail = " · ".join(part for part in (who, _day(record.due)) if part)
    return f"{box}{record.text}" + (f" ({tail})" if tail else "")
