"""`companion sessions` and `companion session`."""

import argparse

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.i18n import _


def list_sessions(args: argparse.Namespace) -> int:
    """Print all sessions, oldest first; or those that were thrown away, the last one first."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    found = workspace.index.thrown if args.thrown else workspace.sessions()
    if args.json:
        name_of = workspace.pair.name_of
        keys = ("id", "lesson", "title", "date", "state", "language")
        values = [{key: getattr(s, key) for key in keys} for s in found]
        if args.thrown:
            for value, s in zip(values, found, strict=True):
                value |= {"thrown": s.thrown_at, "thrown_by": name_of(s.thrown_by) or None}
        output.write_json(values)
        return 0
    if not found and args.thrown:
        output.say(_("No session was thrown away."))
    elif not found:
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


def throw_away(args: argparse.Namespace) -> int:
    """Throw a session away, for both, or bring it back; nothing of it is removed."""
    workspace = ready_workspace(args)
    session = workspace.open_session(args.session)
    if args.back:
        session.bring_back()
    else:
        session.throw_away()
        output.say(
            _("Thrown away, and kept. Bring it back with: companion drop --back {session}").format(
                session=session.id
            )
        )
    workspace.save(session)
    return 0


def reopen(args: argparse.Namespace) -> int:
    """Let a session that was closed lately be open again, its clock stopped."""
    workspace = ready_workspace(args)
    session = workspace.open_session(args.session)
    session.reopen()
    workspace.save(session)
    return 0


def state_in_words(state: str) -> str:
    """planned, running or done, in the language in use."""
    return {"planned": _("planned"), "running": _("running"), "done": _("done")}.get(state, state)
