"""`companion ideas` and `idea`."""

import argparse
from typing import Any

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import Pair
from companion.domain.session.notebook import Record
from companion.i18n import _
from companion.workspace.session.destinations import open_latest_for_writing


def list_ideas(args: argparse.Namespace) -> int:
    """Print all ideas, oldest first."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    found, pair = workspace.ideas(), workspace.pair
    if args.json:
        values = [idea_value(pair, r, s.id if s.kind == "session" else None) for s, r in found]
        output.write_json(values)
        return 0
    if not found:
        output.say(_("No ideas yet."))
    output.write_columns((r.id, pair.name_of(r.by), r.text) for _summary, r in found)
    return 0


def add_idea(args: argparse.Namespace) -> int:
    """Add an idea to the latest session, or to what is kept between sessions."""
    workspace = ready_workspace(args)
    document = open_latest_for_writing(workspace)
    output.write(document.add("ideas", ParsedLine(args.text)))
    workspace.save(document)
    return 0


def idea_value(pair: Pair, record: Record, session: str | None) -> dict[str, Any]:
    """The JSON value of an idea."""
    return {"id": record.id, "text": record.text, "by": pair.name_of(record.by),
            "state": record.state, "steps": [], "session": session}  # fmt: skip
