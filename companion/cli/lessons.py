"""`companion lessons`, `lesson`, `check` and `lesson-new`."""

import argparse
from pathlib import Path
from typing import Any

from companion.cli import output
from companion.cli.context import workspace_for
from companion.domain.errors import CompanionError, WrongUse
from companion.domain.fault_messages import reason
from companion.domain.lesson.lesson import Lesson
from companion.i18n import LANGUAGES, _
from companion.workspace import Workspace

_KEYS = ("id", "track", "title", "language", "duration", "level", "version", "path")


def list_lessons(args: argparse.Namespace) -> int:
    """Print what lessons there are: with --json every file, else one line a lesson."""
    workspace = workspace_for(args)
    found = workspace.library.all_entries()
    if args.lang:
        found = [e for e in found if e.language == args.lang]
    elif not args.json:
        found = workspace.library.entries(workspace.language)
    if args.track:
        found = [e for e in found if e.track == args.track]
    if args.json:
        output.write_json([{key: getattr(entry, key) for key in _KEYS} for entry in found])
        return 0
    for entry in found:
        if entry.problem:
            output.say(f"{entry.problem.path}:{entry.problem.line}: {entry.problem.message}")
    usable = [e for e in found if not e.problem]
    minutes = _("{minutes} min")
    output.write_columns(
        (e.id, minutes.format(minutes=e.duration), e.language, e.title) for e in usable
    )
    return 0


def show_lesson(args: argparse.Namespace) -> int:
    """Print one lesson as text, or with --json in its parts."""
    from companion.cli.lesson_text import lesson_parts, lesson_text

    workspace = workspace_for(args)
    language = args.lang or workspace.language
    if args.json:
        lesson = workspace.library.load(args.id, language)
        output.write_json({**lesson_parts(lesson), "study": _study(workspace, lesson)})
    else:
        output.write(lesson_text(workspace.library.page(args.id, language)))
    return 0


def _study(workspace: Workspace, lesson: Lesson) -> dict[str, Any] | None:
    """How far I am with a lesson by myself, and what I answered; None before there is anybody."""
    from companion.workspace.lesson.margins import Reading
    from companion.workspace.lesson.progress import partner_finished, progress_of
    from companion.workspace.lesson.study import LessonStudy

    if not workspace.is_set_up:
        return None
    workspace.index.refresh()
    name, mine = lesson.meta.id, progress_of(workspace)
    answers = LessonStudy(Reading(workspace, name), lesson).answers.values()
    return {
        "progress": mine.of(name) or "new",
        "finished": mine.finished.get(name, ""),
        "partner_finished": partner_finished(workspace).get(name, ""),
        "answers": [{"question": a.question, "text": a.text, "done": a.ticked, "at": a.at}
                    for a in answers],
    }  # fmt: skip


def check(args: argparse.Namespace) -> int:
    """Print what the authors of lessons should mend; 1 when something must be."""
    from companion.lessons.check.run import check_paths

    workspace = workspace_for(args)
    paths = [Path(path) for path in args.paths]
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise WrongUse(_("{path} is not there.").format(path=missing))
    own = workspace.folder / "lessons" if workspace.is_set_up else None
    findings = check_paths(paths, workspace.environment.today(), own)
    for f in findings:
        output.write(f"{f.path}:{f.line}: {f.code} {f.message}")
    return 1 if any(not f.is_warning for f in findings) else 0


def new_lesson(args: argparse.Namespace) -> int:
    """Write an empty valid lesson in both languages; never over a file that is there."""
    from companion.lessons.template import lesson_template

    today = workspace_for(args).environment.today()
    folder = Path(args.out or ".")
    texts = {
        folder / f"{args.id}.{language}.md": lesson_template(args.id, language, today)
        for language in LANGUAGES
    }
    taken = next((path for path in texts if path.exists()), None)
    if taken is not None:
        raise WrongUse(
            _("{path} is there already; choose another id or folder.").format(path=taken)
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="\n")
            output.write(str(path))
    except OSError as error:
        sentence = _("{path} cannot be written: {reason}.")
        raise CompanionError(sentence.format(path=folder, reason=reason(error))) from None
    return 0
