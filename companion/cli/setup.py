"""`companion setup` and `companion where`."""

import argparse
from pathlib import Path

from companion.cli import output
from companion.cli.context import workspace_for
from companion.domain.errors import WrongUse
from companion.i18n import _
from companion.workspace.setup.setup import proposed_folder, report_on, set_up_alone, set_up_pair


def set_up(args: argparse.Namespace) -> int:
    """Make or join a pair, or begin alone."""
    workspace = workspace_for(args)
    if args.lang:
        workspace.set_language(args.lang)
    if args.alone:
        if args.partner or args.share:
            raise WrongUse(_("--alone goes without --partner and --folder."))
        set_up_alone(workspace, args.me)
    else:
        if not args.partner:
            raise WrongUse(_("Name your partner with --partner NAME, or begin with --alone."))
        folder = Path(args.share) if args.share else proposed_folder(workspace)
        for line in report_on(workspace, folder).lines():
            output.say(line)
        set_up_pair(workspace, args.me, args.partner, folder)
    names = _(" and ").join(person.name for person in workspace.pair.people)
    output.say(
        _("Ready: {names}, in {folder}. Type companion to begin.").format(
            names=names, folder=workspace.folder
        )
    )
    return 0


def where(args: argparse.Namespace) -> int:
    """Print every place this program uses."""
    workspace = workspace_for(args)
    places = workspace.places
    rows = [
        (_("settings"), places.settings),
        (_("private"), places.private),
        (_("alone"), places.alone),
        (_("log"), places.log),
    ]
    if workspace.is_set_up:
        rows.insert(0, (_("shared"), workspace.folder))
        rows.insert(3, (_("history"), places.history(workspace.space.id)))
        rows.insert(4, (_("pulse"), places.pulse(workspace.space.id)))
        rows.insert(4, (_("private notes"), places.private_notes(workspace.space.id)))
        rows.insert(4, (_("cards"), places.recall(workspace.space.id)))
        rows.insert(4, (_("search"), places.search(workspace.space.id)))
    output.write_columns((name, str(path)) for name, path in rows)
    return 0
