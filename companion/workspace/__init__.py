"""What a front end can do: one object for the app and the command line alike."""

from companion.workspace.core import Workspace
from companion.workspace.environment import Environment

__all__ = ["Environment", "Workspace"]
