"""Opening the app: `companion` and `companion demo`."""

import argparse
import gc
import os
import sys

from companion.cli.context import workspace_for
from companion.commands.terminals import terminals_in
from companion.domain.errors import CompanionError, NoTerminal
from companion.workspace import Workspace
from companion.workspace.platform.terminal import this_terminal


def open_app(args: argparse.Namespace) -> int:
    """Open the app on this installation's own notes."""
    check_terminal()
    return _open(workspace_for(args))


def open_demo(args: argparse.Namespace) -> int:
    """Open the app on a made-up pair's notes, thrown away afterwards."""
    from companion.workspace.setup.demo import demo_workspace

    check_terminal()
    return _open(demo_workspace(_chosen_theme(args)))


def _chosen_theme(args: argparse.Namespace) -> str:
    """The theme in this installation's settings; the demo needs nothing else of them."""
    try:
        return workspace_for(args).settings.theme
    except CompanionError:
        return ""


def check_terminal() -> None:
    """Raise NoTerminal, with a way on, where the app cannot be drawn."""
    trouble = this_terminal().trouble
    if trouble:
        raise NoTerminal(trouble)


def _open(workspace: Workspace) -> int:
    if workspace.is_set_up:
        workspace.claim_device()  # what is wrong with the disk is said before the screen is drawn
    if this_terminal().has_few_colours:  # themes need more; without colours all can be read
        os.environ["NO_COLOR"] = "1"
    gc.disable()  # until the first screen stands: a start makes much and throws nothing away
    from companion.app.app import CompanionApp
    from companion.workspace.setup.demo import demo_workspace

    app = CompanionApp(workspace, demo_workspace, terminals_in(os.environ, sys.platform))
    app.run()
    workspace.close()
    return app.return_code or 0
