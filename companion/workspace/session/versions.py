"""Earlier versions of a document's notes: to look at, and to bring back."""

from dataclasses import dataclass

from companion.domain.note.note_versions import Version, sizes
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument


@dataclass(frozen=True, slots=True)
class NumberedVersion:
    """A version as lists show it."""

    number: int
    """From 1, the oldest."""
    version: Version
    comes: int
    goes: int
    """About how many characters would come and go if it were brought back now."""


def versions(workspace: Workspace, document: OpenDocument) -> list[NumberedVersion]:
    """What the notes of a document said before, oldest first."""
    found = workspace.store.history.versions(document.name)
    return [
        NumberedVersion(number, version, *sizes(document.note(version.item), version.text))
        for number, version in enumerate(found, start=1)
    ]


def bring_back(workspace: Workspace, document: OpenDocument, version: Version) -> bool:
    """Let a note say again what it said; tells whether that is anything else than it says now.

    This is an edit like any other: it merges, and is not saved yet. What the note says now becomes
    a version too, so that bringing back can be undone. Raises WrongUse where it can only be read.
    """
    document.check_open()
    workspace.store.keep_next(document.name, version.item, document.note(version.item))
    return document.write_note(version.item, version.text)
