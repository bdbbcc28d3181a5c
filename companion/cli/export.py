"""`companion export`: the minutes of a session, and what other programs can do with it."""

import argparse
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from companion.cli import output
from companion.cli.actions import action_value
from companion.cli.context import ready_workspace
from companion.cli.notes import notes_value
from companion.domain.errors import CompanionError, NotFound
from companion.domain.export.minutes import markdown, page
from companion.domain.people import BOTH
from companion.domain.session.notebook import Notebook, Record
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.session.latest_session import latest_session

Format = Callable[[Workspace, Notebook], str]


def export(args: argparse.Namespace) -> int:
    """Print one session in the format that was asked for, or write it into a new file."""
    workspace = ready_workspace(args)
    if args.session:
        session = workspace.open_session(args.session)
    else:
        workspace.index.refresh()
        latest = latest_session(workspace)
        if latest is None:
            raise NotFound(_("No sessions yet. Make one with: companion session LESSON"))
        session = latest
    wanted = args.format or _by_name(args.out)
    data = FORMATS[wanted](workspace, session.notebook).encode("utf-8", "replace")
    if args.out:
        write_new(Path(args.out), data)
        output.say(_("Written: {path}").format(path=args.out))
    else:
        output.write_bytes(data)
    return 0


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, or says the same. Raises CompanionError."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise CompanionError(
            _("{path} is there already and was left as it is. Choose another name.").format(
                path=path
            )
        ) from None
    except OSError as error:
        raise CompanionError(
            _("{path} could not be written: {reason}. Choose another name.").format(
                path=path, reason=error.strerror
            )
        ) from None


def _by_name(out: str | None) -> str:
    ending = Path(out or "").suffix.lower().removeprefix(".")
    found = {"htm": "html"}.get(ending, ending)
    return found if found in FORMATS else "md"


def _markdown(workspace: Workspace, notebook: Notebook) -> str:
    return markdown(notebook, workspace.pair) + "\n"


def _html(workspace: Workspace, notebook: Notebook) -> str:
    from companion.domain.export.html_page import web_page

    return web_page(page(notebook, workspace.pair))


def _csv(workspace: Workspace, notebook: Notebook) -> str:
    from companion.domain.export.csv_table import sheet

    return sheet(action_value(workspace.pair, r, notebook.about.id) for r in notebook.actions)


def _ics(workspace: Workspace, notebook: Notebook) -> str:
    from companion.domain.export.icalendar import calendar

    return calendar(notebook, workspace.pair)


def _json(workspace: Workspace, notebook: Notebook) -> str:
    return output.json_text(session_value(workspace, notebook))


FORMATS: dict[str, Format] = {
    "md": _markdown, "html": _html, "json": _json, "csv": _csv, "ics": _ics
}  # fmt: skip


def session_value(workspace: Workspace, notebook: Notebook) -> dict[str, Any]:
    """The JSON value of a whole session: what `notes --json` says, and everything else."""
    about, clock, pair = notebook.about, notebook.clock, workspace.pair
    ended = clock.ended
    return notes_value(workspace, notebook) | {
        "date": about.date,
        "created": about.created,
        "state": notebook.state,
        "language": about.language,
        "track": about.track,
        "version": about.version,
        "mentor": pair.name_of(about.mentor) or None,
        "next": about.next_date or None,
        "complete": notebook.complete,
        "began": clock.began.isoformat() if clock.began else None,
        "ended": ended.isoformat() if ended else None,
        "spent": _seconds(clock.spent_in_all(ended)) if ended else None,
        "off_the_record": _seconds(clock.off_the_record(ended)) if ended else None,
        "agenda": [
            {"item": i.number, "id": i.id, "title": i.title, "minutes": i.minutes, "lead": i.lead,
             "state": clock.item_state(i.id), "why": clock.reasons.get(i.id) or None,
             "plus": clock.plus.get(i.id, 0),
             "spent": _seconds(clock.spent(i.id, ended)) if ended else None}
            for i in notebook.agenda
        ],
        **{kind: [_record(workspace, r) for r in notebook.records(kind)]
           for kind in ("questions", "appreciations", "points", "learned", "cards", "corrections")},
        "feedback": [_record(workspace, r) for r in notebook.feedback],
        "checks": sorted(notebook.checks),
        "pulse": [{"who": pair.name_of(who), **said} for who, said in notebook.pulses.items()],
    }  # fmt: skip


def _seconds(span: timedelta) -> int:
    return int(span.total_seconds())


def _record(workspace: Workspace, record: Record) -> dict[str, Any]:
    name_of = workspace.pair.name_of
    value: dict[str, Any] = {
        "id": record.id, "text": record.text, "by": name_of(record.by),
        "who": (record.who if record.who == BOTH else name_of(record.who)) or None,
        "created": record.created,
    }  # fmt: skip
    if record.answer or record.checked:
        value |= {"answer": record.answer, "checked": name_of(record.checked) or None}
    return value
