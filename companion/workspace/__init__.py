"""What a front end can do: one object for the app and the command line alike."""

from companion.workspace.environment import Environment
from companion.workspace.workspace import Workspace

__all__ = ["Environment", "Workspace"]
