"""What screens tell the app of whose notes are to be shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from companion.workspace import Workspace


@dataclass(eq=False, repr=False)
class WorkspaceChanged(Message):
    """Somebody has set up, or changed with whom and where they share."""

    workspace: "Workspace"


@dataclass(eq=False, repr=False)
class DemoWanted(Message):
    """Somebody wants to look around in a made-up pair's notes."""
