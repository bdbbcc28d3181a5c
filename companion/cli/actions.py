"""`companion actions`, `action` and `done`."""

import argparse
from typing import Any

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.domain.dates import read_due
from companion.domain.errors import NotFound, WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import BOTH, Pair, find_person
from companion.domain.session.notebook import DONE, OPEN, Record
from companion.i18n import _
from companion.workspace.session.destinations import open_latest_for_writing


def list_actions(args: argparse.Namespace) -> int:
    """Print all actions; as text the open ones, as JSON all of them."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    found = workspace.actions()
    pair = workspace.pair
    if args.json:
        values = [action_value(pair, r, s.id if s.kind == "session" else None) for s, r in found]
        output.write_json(values)
        return 0
    open_ones = [r for _summary, r in found if r.state == OPEN]
    if not open_ones:
        output.say(_("Nothing is open."))
    output.write_columns((r.id, pair.name_or_both(r.who), r.due, r.text) for r in open_ones)
    return 0


def add_action(args: argparse.Namespace) -> int:
    """Add an action to the latest session, or to what is kept between sessions."""
    workspace = ready_workspace(args)
    who = _who(workspace.pair, args.who) if args.who else ""
    due = read_due(args.due, workspace.environment.today()).isoformat() if args.due else ""
    document = open_latest_for_writing(workspace)
    output.write(document.add("actions", ParsedLine(args.text, who, due)))
    workspace.save(document)
    return 0


def finish_action(args: argparse.Namespace) -> int:
    """Mark one action as done."""
    workspace = ready_workspace(args)
    workspace.index.refresh()
    matches = [(s, r) for s, r in workspace.actions() if r.id.startswith(args.id)]
    if len(matches) != 1:
        sentence = (
            _("More than one action begins with {id}; write more of it.")
            if matches
            else _("There is no action {id}. See: companion actions")
        )
        raise NotFound(sentence.format(id=args.id))
    summary, record = matches[0]
    document = workspace.open_document(summary)
    document.change("actions", record.id, state=DONE)
    workspace.save(document)
    return 0


def action_value(pair: Pair, record: Record, session: str | None) -> dict[str, Any]:
    """The JSON value of an action."""
    who = record.who if record.who == BOTH else pair.name_of(record.who)
    return {"id": record.id, "text": record.text, "who": who or None, "due": record.due or None,
            "state": record.state, "session": session, "created": record.created}  # fmt: skip


def _who(pair: Pair, name: str) -> str:
    person = find_person(pair.people, name)
    if person is not None:
        return person.id
    if name.casefold() in (BOTH, _("both")):
        return BOTH
    names = ", ".join(p.name for p in pair.people)
    raise WrongUse(
        _("Nobody here is called {name}; choose {names} or both.").format(name=name, names=names)
    )
