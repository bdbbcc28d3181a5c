"""An agenda on paper: one page of plain text, whatever the lesson has to say."""

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from companion.domain.lesson.lesson import Lesson
from companion.domain.session.agenda import AgendaItem, total_minutes
from companion.domain.text import one_line
from companion.i18n import _
from companion.lessons.parse.blocks import plain_text
from companion.lessons.parse.vocabulary import PURPOSE

WIDTH, LINES = 80, 66
"""What fits a sheet: 66 lines of 80 columns have done so since line printers."""

_MARKER = re.compile(r"\s*\[S\d+\]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_GAP = 2
_RULE = "_" * WIDTH
"""Room to write on."""


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much of a lesson stands on the page."""

    homework: bool = True
    steps: bool = True
    whole: bool = True
    """Whole steps and the whole purpose, or the first sentences of them."""
    checklist: bool = True
    prompts: int = 9
    """For each item at most."""


_DETAILS = (
    _Detail(),
    _Detail(homework=False),
    _Detail(homework=False, prompts=2),
    _Detail(homework=False, prompts=2, whole=False),
    _Detail(homework=False, prompts=1, whole=False),
    _Detail(homework=False, prompts=2, whole=False, steps=False),
    _Detail(homework=False, prompts=1, whole=False, steps=False),
    _Detail(homework=False, prompts=1, whole=False, steps=False, checklist=False),
)
"""From everything to what every agenda has room for."""


def agenda_page(
    lesson: Lesson, agenda: tuple[AgendaItem, ...], lead_of: Callable[[AgendaItem], str]
) -> str:
    """The page: at most 66 lines of 80 columns, with room to write on.

    Where the lesson has more than fits, the page says what it leaves out.
    """
    for detail in _DETAILS:
        parts = _parts(lesson, agenda, lead_of, detail)
        for gap in ([""], []):
            lines = [line for part in parts for line in (*part, *gap)]
            if len(lines) <= LINES:
                return "\n".join(lines).rstrip()
    more = _("More than one page has room for: companion lesson {id}").format(id=lesson.meta.id)
    return "\n".join([*lines[: LINES - 1], more])


def _parts(
    lesson: Lesson,
    agenda: tuple[AgendaItem, ...],
    lead_of: Callable[[AgendaItem], str],
    detail: _Detail,
) -> list[list[str]]:
    items = [list(_item(lesson, item, lead_of(item), detail)) for item in agenda]
    parts = [list(_head(lesson, agenda, detail)), *items, *_sheet(lesson, detail)]
    left_out = ", ".join(_left_out(detail))
    if left_out:
        sentence = _("Left out for want of room: {parts}. All of it: companion lesson {id}")
        parts.append(_wrapped(sentence.format(parts=left_out, id=lesson.meta.id)))
    return [part for part in parts if part]


def _head(lesson: Lesson, agenda: tuple[AgendaItem, ...], detail: _Detail) -> Iterator[str]:
    minutes = _("{minutes} min").format(minutes=total_minutes(agenda))
    yield _both_ends(one_line(lesson.meta.title), f"{lesson.meta.id} · {minutes}")
    purpose = _plain(dict(lesson.sections).get(PURPOSE, ""))
    yield from _wrapped(purpose if detail.whole else _sentences(purpose, 2))
    blank = "_" * 18
    yield _("Date {blank}  Mentor {blank}  Mentee {blank}").format(blank=blank)


def _item(lesson: Lesson, item: AgendaItem, lead: str, detail: _Detail) -> Iterator[str]:
    minutes = _("{minutes} min").format(minutes=item.minutes)
    yield _both_ends(f"{item.number}. {one_line(item.title)}", f"{minutes} · {lead}", fill="·")
    found = next((i for i in lesson.agenda if i.number == item.lesson_item), None)
    if found is None:
        return
    if detail.steps:
        for number, step in enumerate(found.steps, start=1):
            said = _plain(step)
            yield from _wrapped(said if detail.whole else _sentences(said, 1), f"   {number}. ")
    for prompt in found.prompts[: detail.prompts]:
        yield from _wrapped(_plain(prompt), "   ? ")


def _sheet(lesson: Lesson, detail: _Detail) -> Iterator[list[str]]:
    """What is ticked and filled in."""
    if detail.checklist:
        yield [line for task in lesson.checklist for line in _wrapped(_plain(task), "[ ] ")]
    names = {"decision": _("Decision"), "action": _("Action"), "idea": _("Idea"),
             "feedback": _("Feedback")}  # fmt: skip
    notes = [[*_wrapped(f"{names[kind]}: {_plain(text)}"), _RULE] for kind, text in lesson.notes]
    yield [line for note in notes for line in note]
    if detail.homework:
        who = {"mentor": _("Mentor"), "mentee": _("Mentee"), "both": _("Both")}
        jobs = (f"{who[job.who]}: {_plain(job.text)}" for job in lesson.homework)
        yield [line for job in jobs for line in _wrapped(job, "→ ")]


def _left_out(detail: _Detail) -> list[str]:
    parts = [
        (detail.homework, _("homework")),
        (detail.steps, _("steps")),
        (detail.whole or not detail.steps, _("parts of steps")),
        (detail.prompts == _Detail().prompts, _("some questions")),
        (detail.checklist, _("checklist")),
    ]
    return [name for there, name in parts if not there]


def _plain(markdown: str) -> str:
    return _MARKER.sub("", " ".join(plain_text(markdown).split()))


def _sentences(text: str, count: int) -> str:
    return " ".join(_SENTENCE_END.split(text)[:count])


def _wrapped(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
        break_on_hyphens=False,
    )  # fmt: skip


def _both_ends(left: str, right: str, fill: str = " ") -> str:
    room = WIDTH - len(right) - 2 * _GAP
    if len(left) > room:
        left = left[: room - 1] + "…"
    return f"{left} {fill * (WIDTH - len(left) - len(right) - _GAP)} {right}"
