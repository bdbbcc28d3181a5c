"""Opening the app: `companion` and `companion demo`."""

import argparse
import gc
import os
import sys

from companion.cli.context import workspace_for
from companion.domain.errors import NoTerminal
from companion.i18n import _
from companion.workspace import Workspace


def open_app(args: argparse.Namespace) -> int:
    """Open the app on this installation's own notes."""
    check_terminal()
    return _open(workspace_for(args))


def open_demo(_args: argparse.Namespace) -> int:
    """Open the app on a made-up pair's notes, thrown away afterwards."""
    from companion.workspace.demo import demo_workspace

    check_terminal()
    return _open(demo_workspace())


def check_terminal() -> None:
    """Raise NoTerminal, with a way on, where the app cannot be drawn."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(
            _("The app needs a terminal, and this is a pipe. Commands work here: companion --help")
        )
    if os.environ.get("TERM", "") in ("dumb", "unknown") or not (
        os.environ.get("TERM") or sys.platform == "win32"
    ):
        raise NoTerminal(
            _("This terminal cannot draw the app (TERM={term}). Commands work: companion --help")
            .format(term=os.environ.get("TERM", ""))
        )  # fmt: skip
    try:
        "│⇄☐✓▶".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        raise NoTerminal(
            _("This terminal shows no letters beyond ASCII. Set LANG to a UTF-8 one, for example "
              "LANG=C.UTF-8, or use the commands: companion --help")
        ) from None  # fmt: skip


def _open(workspace: Workspace) -> int:
    if workspace.is_set_up:
        workspace.take_device()  # what is wrong with the disk is said before the screen is drawn
    gc.disable()  # until the first screen stands: a start makes much and throws nothing away
    from companion.app import CompanionApp
    from companion.workspace.demo import demo_workspace

    app = CompanionApp(workspace, demo_workspace)
    app.run()
    workspace.close()
    return app.return_code or 0
