"""`companion point` and `companion points`."""

import argparse

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.notebook import OPEN
from companion.i18n import _
from companion.workspace.session.destinations import (
    open_named_for_writing,
    open_planned_for_writing,
)
from companion.workspace.session.points import POINTS, points


def add_point(args: argparse.Namespace) -> int:
    """Add a talking point to a session, by default to the next one; print its id."""
    workspace = ready_workspace(args)
    named = args.session
    document = (
        open_named_for_writing(workspace, named) if named else open_planned_for_writing(workspace)
    )
    output.write(document.add(POINTS, ParsedLine(args.text)))
    workspace.save(document)
    return 0


def list_points(args: argparse.Namespace) -> int:
    """Print all talking points; as text the open ones, as JSON all of them."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    found, pair = points(workspace), workspace.pair
    if args.json:
        values = [
            {"id": r.id, "text": r.text, "by": pair.name_of(r.by), "state": r.state,
             "session": s.id if s.kind == "session" else None, "created": r.created}
            for s, r in found
        ]  # fmt: skip
        output.write_json(values)
        return 0
    waiting = [r for _summary, r in found if r.state == OPEN]
    if not waiting:
        output.say(_("Nothing waits for next time."))
    output.write_columns((r.id, pair.name_of(r.by), r.text) for r in waiting)
    return 0
