"""`companion note` and `companion notes`."""

import argparse
import sys
from typing import Any

from companion.cli import output
from companion.cli.actions import action_value
from companion.cli.context import ready_workspace
from companion.cli.ideas import idea_value
from companion.domain.errors import WrongUse
from companion.domain.export.minutes import minutes, title_of
from companion.domain.people import Pair
from companion.domain.session.agenda import WHOLE
from companion.domain.session.agreed_lines import typed
from companion.domain.session.notebook import RECORD_KINDS, Notebook, Record
from companion.domain.session.revisions import Revision
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.destinations import open_latest_for_writing, open_named_for_writing
from companion.workspace.session.latest_session import latest_session


def add_note(args: argparse.Namespace) -> int:
    """Add a paragraph to a session's notes, or to what is kept between sessions."""
    workspace = ready_workspace(args)
    text = sys.stdin.read() if args.text == "-" else args.text
    if args.correction:
        return _correct(workspace, args.session, args.item, text)
    named = args.session
    document = (
        open_named_for_writing(workspace, named) if named else open_latest_for_writing(workspace)
    )
    if isinstance(document, OpenSession):
        item = document.item_numbered(args.item)
    elif args.item:
        raise WrongUse(_("No session is planned or running, so there are no agenda items."))
    else:
        item = WHOLE
    document.add_paragraph(text, item)
    workspace.save(document)
    return 0


def _correct(workspace: Workspace, name: str | None, item: int, text: str) -> int:
    if not name:
        raise WrongUse(_("Name the session: companion note --session ID --correction TEXT"))
    if item:
        raise WrongUse(_("A correction belongs to the whole session: leave --item out."))
    session = open_named_for_writing(workspace, name)
    session.correct(text)
    workspace.save(session)
    return 0


def show_notes(args: argparse.Namespace) -> int:
    """Print the notes of one session, or of all, oldest first."""
    workspace = ready_workspace(args)
    if args.session:
        notebook = workspace.open_session(args.session).notebook
        _print_one(workspace, notebook, args.json)
        return 0
    workspace.index.refresh()
    found = [workspace.open_document(s).notebook for s in workspace.index.summaries]
    kept = [n for n in found if n.about.lesson or n.written() or any(map(n.records, RECORD_KINDS))]
    if args.json:
        output.write_json([notes_value(workspace, n) for n in kept])
        return 0
    if not kept:
        output.say(_("No notes yet."))
    for notebook in kept:
        _print_one(workspace, notebook, False)
        output.write("")
    return 0


def notes_value(workspace: Workspace, notebook: Notebook) -> dict[str, Any]:
    """The JSON value of one document's notes."""
    about, pair = notebook.about, workspace.pair
    session = about.id if about.lesson else None
    return {
        "session": session,
        "lesson": about.lesson or None,
        "title": title_of(notebook),
        "notes": [{"item": n, "title": t, "text": x} for n, t, x in notebook.written()],
        "actions": [action_value(pair, r, session) for r in notebook.actions],
        "ideas": [idea_value(pair, r, session) for r in notebook.ideas],
        "decisions": [_line_value(workspace, r) for r in notebook.decisions],
        "feedback": [_line_value(workspace, r) for r in notebook.feedback],
        "reflection": [{"who": w, "text": t} for w, t in notebook.answers.items() if t.strip()],
        "changes": [_change_value(pair, revision) for revision in notebook.revisions],
    }  # fmt: skip


def _line_value(workspace: Workspace, record: Record) -> dict[str, Any]:
    return {"id": record.id, "text": record.text, "by": workspace.pair.name_of(record.by),
            "created": record.created}  # fmt: skip


def _change_value(pair: Pair, revision: Revision) -> dict[str, Any]:
    """One change of a line, which is named by its list and its id; the line before and after the
    change as it would be typed."""
    return {"of": revision.kind, "id": revision.record, "by": pair.name_of(revision.by),
            "at": revision.at, "from": typed(revision.kind, revision.before, pair),
            "to": typed(revision.kind, revision.after, pair)}  # fmt: skip


def document_for(workspace: Workspace, session: str | None) -> OpenDocument:
    """The session that is named, else the latest one, else what is kept between sessions."""
    if session:
        return workspace.open_session(session)
    return latest_session(workspace) or workspace.between()


def _print_one(workspace: Workspace, notebook: Notebook, as_json: bool) -> None:
    if as_json:
        output.write_json(notes_value(workspace, notebook))
        return
    output.write(minutes(notebook, workspace.pair))
