"""What the threads that read and write files announce of the open documents."""

from dataclasses import dataclass
from datetime import datetime

from companion.storage.sync.shared_folder import FolderScan


@dataclass(frozen=True, slots=True)
class Saved:
    """A document's private copy is on disk."""

    name: str
    at: datetime
    order: int
    """Of the snapshot that was written."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A document is in the shared folder."""

    name: str
    at: datetime
    order: int
    """Of the snapshot that was published."""


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A document could not be written, privately or to the shared folder."""

    name: str
    error: OSError
    private: bool
    order: int = 0
    """Of the snapshot that could not be written; 0 for what came from the other side."""


@dataclass(frozen=True, slots=True)
class RemoteChange:
    """The shared folder holds something new for a document."""

    name: str
    scan: FolderScan


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody's own file shows that they have what was shared of a document."""

    name: str
    person: str
    at: datetime
    """When what they have was shared."""
    all: bool
    """Whether nothing was shared since."""


SaveEvent = Saved | Shared | NotSaved | RemoteChange | Acknowledged
