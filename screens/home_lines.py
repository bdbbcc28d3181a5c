"""What comes next: the lines at the top of Home."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from companion.commands.places import LIBRARY, REVIEW
from companion.domain.session.precedence import precedence
from companion.domain.session.progress import Progress, next_lesson, next_to_read
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.lessons.library import LessonEntry
from companion.lessons.titles import title_in
from companion.workspace import Workspace
from companion.workspace.recall.due_count import due_count_of
from companion.workspace.session.programmes import Standing, standing
from screens.lesson.programme_words import next_words, step_words
from screens.shared.words import day_words, state_mark

FEW = 20
"""Lines about sessions: more would make the first screen wait for what nobody sees."""


def upcoming_lines(
    workspace: Workspace, usable: Sequence[LessonEntry], mine: Progress
) -> list[Option]:
    """Sessions to go on with or start, the lesson to read on in, the next one, and where else."""
    sessions = workspace.sessions()
    stands = standing(workspace)
    begun = [s for s in reversed(sessions) if s.state in ("planned", "running")]
    begun = sorted(begun, key=lambda s: precedence(s, begun), reverse=True)
    lines = [_session_line(s, title_in(workspace.language, s, usable), stands) for s in begun[:FEW]]
    read_on = next_to_read(mine, {s.lesson for s in sessions})
    if stands is None or stands.lesson != read_on:  # else the programme's line says the same
        lines += _lesson(usable, read_on, _("Read on: {title}"))
    if stands is None:
        lines += _advised(usable, sessions, mine)
    elif not any(s.lesson == stands.lesson for s in begun):  # else a session says the same
        lines.append(_step_line(workspace, usable, stands))
    if not sessions and workspace.index.plan is None and workspace.pair.partner is not None:
        lines.append(_line("library:programmes", _("Choose a programme")))
    lines.append(_line(LIBRARY, _("All lessons")))
    if count := due_count_of(workspace).count:
        from companion.domain.recall.due import amount_words

        words = amount_words(count)
        lines.append(_line(REVIEW, _("Review: {cards}").format(cards=words)))
    return lines


def _advised(
    usable: Sequence[LessonEntry], sessions: Sequence[Summary], mine: Progress
) -> list[Option]:
    """The first lesson in order that nobody has made a session of or begun, if there is one."""
    known = {s.lesson for s in sessions}.union(mine.begun, mine.finished)
    upcoming = next_lesson([(e.id, e.track) for e in usable], known)
    label = _("Next lesson: {title}") if known else _("Read first: {title}")
    return _lesson(usable, upcoming, label)


def _step_line(workspace: Workspace, usable: Sequence[LessonEntry], stands: Standing) -> Option:
    """The programme's next lesson; that there is none when all were held."""
    words = next_words(stands, workspace.environment.today())
    lesson = next((e for e in usable if e.id == stands.lesson), None)
    if lesson is None:
        return _line("library:step", words)
    return _lesson_line(lesson, _("Next lesson: {title}"), words)


def _lesson(usable: Sequence[LessonEntry], lesson: str, label: str) -> list[Option]:
    """A line for a lesson, if it is there; an own one may stand beside a shipped one of that id."""
    return [_lesson_line(e, label) for e in usable if e.id == lesson][:1]


def _lesson_line(entry: LessonEntry, label: str, *words: str) -> Option:
    minutes = _("{minutes} min").format(minutes=entry.duration)
    text = " · ".join((label.format(title=entry.title), minutes, *words))
    return _line(f"lesson:{entry.id}", text)


def _session_line(summary: Summary, title: str, stands: Standing | None) -> Option:
    begin = {"running": _("Go on: {title}"), "planned": _("Start: {title}")}[summary.state]
    parts = [begin.format(title=title), day_words(summary.date)]
    if stands is not None and summary.lesson == stands.lesson:
        parts.append(step_words(stands))
    text = f"{state_mark(summary.state)} {' · '.join(parts)}"
    return Option(Content(text), f"session:{summary.id}")


def _line(key: str, text: str) -> Option:
    return Option(Content(f"  {text}"), key)
