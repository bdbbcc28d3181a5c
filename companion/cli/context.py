"""The workspace a command works in."""

import argparse
import os

from companion.domain.errors import NotSetUp
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.environment import environment_from


def workspace_for(args: argparse.Namespace) -> Workspace:
    """The workspace of this installation, set up or not."""
    return Workspace(environment_from(os.environ, args.folder or ""))


def ready_workspace(args: argparse.Namespace) -> Workspace:
    """The workspace of somebody who is set up. Raises NotSetUp."""
    workspace = workspace_for(args)
    if not workspace.is_set_up:
        folder = workspace.environment.folder
        if folder is not None and workspace.settings.spaces:
            raise NotSetUp(
                _(
                    "You have not joined {folder} yet. Run: companion setup --folder {folder} …"
                ).format(folder=folder)
            )
        raise NotSetUp(
            _("Nobody is set up here yet. Run companion, or: companion setup --me NAME --alone")
        )
    return workspace
