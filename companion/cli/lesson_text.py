"""One lesson for a terminal, a pipe or a program."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rich.cells import cell_len

from companion.domain.dates import short_date
from companion.domain.lesson.lesson import Lesson, LessonMeta, LessonPage
from companion.domain.text import one_line
from companion.i18n import _
from companion.layout.markdown import Layout, read_tokens
from companion.layout.wrapping import MEASURE, Line, wrapped

NARROWEST = 20
UNDERLINES = {1: "=", 2: "-"}
"""What stands below a heading of each level."""


def lesson_text(lesson: LessonPage) -> str:
    """The lesson as the app shows it, in lines that fit; its sources below."""
    width = max(NARROWEST, min(_columns(), MEASURE))
    meta = lesson.meta
    addresses = {source.id: source.url for source in meta.sources}
    layout = Layout(width)
    lines = [_plain(line) for line in layout.lines(read_tokens(lesson.markdown, addresses))]
    for part in reversed(layout.parts):
        if part.level in UNDERLINES:
            longest = max(map(cell_len, lines[part.first : part.end]))
            lines.insert(part.end, UNDERLINES[part.level] * longest)
    return "\n".join([*lines, *_sources(meta, width)]).rstrip()


def lesson_parts(lesson: Lesson) -> dict[str, Any]:
    """All parts of a lesson, by the names that are never changed."""
    meta = lesson.meta
    return {
        **asdict(meta),
        "updated": meta.updated.isoformat(),
        "review_by": meta.review_by.isoformat(),
        "sources": [{**asdict(s), "checked": s.checked.isoformat()} for s in meta.sources],
        "sections": [{"name": name, "markdown": text} for name, text in lesson.sections],
        "agenda": [_without_line(asdict(item)) for item in lesson.agenda],
        "checklist": lesson.checklist,
        "notes": [{"kind": kind, "text": text} for kind, text in lesson.notes],
        "lookup": lesson.lookup,
        "reflection": [{"who": who, "text": text} for who, text in lesson.reflection],
        "homework": [asdict(task) for task in lesson.homework],
        "tips": lesson.tips,
        "recall": [_without_line(asdict(question)) for question in lesson.recall],
        "markdown": lesson.markdown,
    }


def _columns() -> int:
    try:
        return os.get_terminal_size().columns
    except OSError:  # a pipe
        return MEASURE


def _sources(meta: LessonMeta, width: int) -> Iterator[str]:
    if meta.sources:
        yield from ("", _("Sources"))
    for source in meta.sources:
        day = f"{short_date(source.checked)} {source.checked.year}"
        said = f"[{source.id}] {one_line(source.title)}"
        checked = _("checked on {day}").format(day=day)
        yield ""
        yield from map(_plain, wrapped([(said, "")], width))
        yield one_line(source.url, None)  # whole, so that it can be clicked
        yield checked


def _plain(line: Line) -> str:
    return "".join(text for text, _style in line).rstrip()


def _without_line(part: dict[str, Any]) -> dict[str, Any]:
    """Without the line in the file, which says nothing to a program."""
    return {key: value for key, value in part.items() if key != "line"}
