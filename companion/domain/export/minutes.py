"""A session's notes as one readable page, the same on both devices."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from companion.domain.dates import day_or_text, full_date
from companion.domain.export.session_facts import facts
from companion.domain.people import BOTH, Pair
from companion.domain.session.notebook import Notebook, Record
from companion.domain.session.pulse import answer_words, question_words
from companion.i18n import _

TITLE, HEADING, TEXT, LINE = "title", "heading", "text", "line"


class Block(NamedTuple):
    """A piece of the page; its text is what people wrote, never markup."""

    kind: str
    """title, heading, text, or one line of a list."""
    text: str


_BOXES = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}
_SIGNED = ("questions", "appreciations", "feedback", "learned")
"""Kinds that are somebody's own words, and say whose."""
_MARKS = {TITLE: "# ", HEADING: "## ", LINE: "- ", TEXT: ""}
_MARKUP = re.compile(r"[\\`<\[]|^[ \t]*(?=[#=~]|---|\*\*\*|___)", re.MULTILINE)
"""What in people's words would be a heading, a link, a picture, HTML or code in Markdown."""


def title_of(notebook: Notebook) -> str:
    """A session's title, or what stands over the notes of a month between sessions."""
    return title_or_month(notebook.about.title, notebook.about.id)


def title_or_month(title: str, name: str) -> str:
    """A title, or where there is none what stands over the month that a document is called by."""
    return title or _("Between sessions, {month}").format(month=name)


def minutes(notebook: Notebook, pair: Pair) -> str:
    """The whole page as text, with the words as they were typed."""
    return _joined(page(notebook, pair))


def markdown(notebook: Notebook, pair: Pair) -> str:
    """The whole page as Markdown, in which nothing that people wrote can pose as its markup."""
    return _joined([Block(b.kind, _escaped(b)) for b in page(notebook, pair)])


def _joined(blocks: list[Block]) -> str:
    parts: list[str] = []
    for number, block in enumerate(blocks):
        if number and not (block.kind == LINE and blocks[number - 1].kind == LINE):
            parts.append("")
        margin = "\n  " if block.kind == LINE else "\n"
        parts.append(_MARKS[block.kind] + block.text.replace("\n", margin))
    return "\n".join(parts)


def _escaped(block: Block) -> str:
    box = block.text[:4] if block.kind == LINE and block.text[:4] in _BOXES.values() else ""
    words = _MARKUP.sub(lambda found: f"\\{found[0]}" if found[0].strip() else f"{found[0]}\\",
                        block.text.removeprefix(box))  # fmt: skip
    return box + words


def page(notebook: Notebook, pair: Pair) -> list[Block]:
    """The whole page in blocks: notes by agenda item, what was agreed, and the look back."""
    blocks = [Block(TITLE, title_of(notebook)), Block(TEXT, facts(notebook, pair))]
    for number, title, text in notebook.written():
        blocks.append(Block(HEADING, _heading_of(number, title)))
        blocks.append(Block(TEXT, text.strip()))
    for kind, heading in _headings().items():
        lines = [
            _record_line(pair, kind, record) + _changed(pair, notebook, kind, record)
            for record in notebook.records(kind)
        ]
        blocks += _section(heading, lines)
    blocks += _section(_("Next session"), [*_next_lines(notebook, pair)])
    answers = {who: text.strip() for who, text in notebook.answers.items()}
    reflection = [f"{_role(who)}: {text}" for who, text in answers.items() if text]
    blocks += _section(_("Reflection"), reflection)
    blocks += _section(_("Pulse, shared by both"), _pulse_lines(notebook, pair))
    corrections = [_correction(pair, record) for record in notebook.corrections]
    blocks += _section(_("Corrections, added after the close"), corrections)
    return [block for block in blocks if block.text]


def _heading_of(number: int, title: str) -> str:
    """What stands over the notes of an item; one that was dropped has no number."""
    if number:
        return f"{number}. {title}"
    return dropped_words(title) if title else _("Session as a whole")


def dropped_words(title: str) -> str:
    """An item by its title, where it is on the agenda no more."""
    return _("{title} (dropped)").format(title=title)


def _section(heading: str, lines: list[str]) -> list[Block]:
    return [Block(HEADING, heading), *(Block(LINE, line) for line in lines)] if lines else []


def _headings() -> dict[str, str]:
    return {
        "decisions": _("Decisions"),
        "actions": _("Actions"),
        "ideas": _("Ideas"),
        "questions": _("Questions"),
        "appreciations": _("Appreciation"),
        "feedback": _("Feedback to remember"),
        "learned": _("Learned"),
        "cards": _("Cards to remember by"),
    }


def _role(who: str) -> str:
    return {"mentor": _("Mentor"), "mentee": _("Mentee"), BOTH: _("Both")}.get(who, who)


def _record_line(pair: Pair, kind: str, record: Record) -> str:
    if kind == "actions":
        who = pair.name_or_both(record.who)
        tail = " · ".join(part for part in (who, full_date(record.due)) if part)
        return f"{_BOXES.get(record.state, '')}{record.text}" + (f" ({tail})" if tail else "")
    if kind == "cards":
        return "\n".join(filter(None, (record.text, record.answer, card_words(pair, record))))
    said = _said(pair, kind, record) if kind in _SIGNED and record.by else ""
    return f"{said}: {record.text}" if said else record.text


def _changed(pair: Pair, notebook: Notebook, kind: str, record: Record) -> str:
    """That an agreed line was changed after the close, and by whom: both relied on it."""
    later = [r for r in notebook.revisions_of(kind, record.id) if r.closed]
    if not later:
        return ""
    name, day = pair.name_of(later[-1].by), full_date(day_or_text(later[-1].at))
    return " · " + _("changed by {name}, {day}").format(name=name, day=day)


def _said(pair: Pair, kind: str, record: Record) -> str:
    by, who = pair.name_of(record.by), pair.name_of(record.who)
    if not who:
        return by
    pattern = _("{name}, from {other}") if kind == "learned" else _("{name} to {other}")
    return pattern.format(name=by, other=who)


def card_words(pair: Pair, card: Record) -> str:
    """Who made a card, from whom it was learned, and who read it over."""
    parts = [_("by {name}").format(name=pair.name_of(card.by))] if card.by else []
    if card.who:
        parts.append(_("learned from {name}").format(name=pair.name_of(card.who)))
    if card.checked:
        parts.append(_("checked by {name}").format(name=pair.name_of(card.checked)))
    return ", ".join(parts)


def _pulse_lines(notebook: Notebook, pair: Pair) -> list[str]:
    return [
        f"{pair.name_of(who)} · {question_words(question)} {answer_words(answer)}"
        for who, answers in notebook.pulses.items()
        for question, answer in answers.items()
    ]


def _next_lines(notebook: Notebook, pair: Pair) -> Iterator[str]:
    """The agreed day, and what somebody typed there that says none."""
    if notebook.about.next_date:
        yield full_date(notebook.about.next_date)
    for text in notebook.unentered:
        if text.no_day:
            yield f"{text.text.strip()} ({pair.name_of(text.typist)})"


def _correction(pair: Pair, record: Record) -> str:
    day = full_date(day_or_text(record.created))
    tail = ", ".join(part for part in (pair.name_of(record.by), day) if part)
    return f"{record.text} ({tail})" if tail else record.text
