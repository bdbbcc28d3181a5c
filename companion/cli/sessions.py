"""`companion sessions` and `companion session`."""

import argparse

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.i18n import _


def list_sessions(args: argparse.Namespace) -> int:
    """Print all sessions, oldest first."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    found = workspace.sessions()
    if args.json:
        keys = ("id", "lesson", "title", "date", "state", "language")
        output.write_json([{key: getattr(s, key) for key in keys} for s in found])
        return 0
    if not found:
        output.say(_("No sessions yet. Make one with: companion session LESSON"))
    output.write_columns((s.date, state_in_words(s.state), s.id, s.title) for s in found)
    return 0


def new_session(args: argparse.Namespace) -> int:
    """Make a session from a lesson and print its id."""
    session = ready_workspace(args).create_session(args.lesson, args.minutes)
    if args.json:
        output.write_json({"id": session.id})
    else:
        output.write(session.id)
    return 0


def state_in_words(state: str) -> str:
    """planned, running or done, in the language in use."""
    return {"planned": _("planned"), "running": _("running"), "done": _("done")}.get(state, state)
