"""What a folder that somebody wants to share is like, found without writing to it."""

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from companion.domain.fault_messages import reason
from companion.domain.people import Person
from companion.i18n import _, ngettext
from companion.storage.disk.paths import Places, is_inside
from companion.storage.document.schema import content_of, read_notebook
from companion.storage.sync.shared_folder import PROGRAMME, Folder

OURS = ("README.txt", "programme", "sessions", "between", "lessons")
"""What companion itself puts into a shared folder."""

LITTLE_SPACE = 50 * 2**20
"""Bytes free below which a person is warned."""


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What a folder is like, found without writing to it."""

    path: Path
    trouble: str = ""
    """Why it cannot be used, as a sentence; empty when it can."""
    people: tuple[Person, ...] = ()
    """The pair that is there already."""
    strangers: int = 0
    """How many other files and folders stand in it."""
    free: int | None = None
    """Bytes free, where that can be told."""
    is_new: bool = False
    """Whether the folder has yet to be made."""

    def lines(self) -> list[str]:
        """The report in words, one finding a line."""
        if self.trouble:
            return ["! " + self.trouble]
        found = [_("✓ it will be made") if self.is_new else _("✓ it exists and can be written to")]
        if self.people:
            names = _(" and ").join(p.name for p in self.people)
            found.append(_("✓ it holds the notes of {names}; you join them").format(names=names))
        if self.strangers:
            found.append(
                ngettext(
                    "! {count} other file stands there; companion leaves it alone",
                    "! {count} other files stand there; companion leaves them alone",
                    self.strangers,
                ).format(count=self.strangers)
            )
        if self.free is not None and self.free < LITTLE_SPACE:
            found.append(_("! there is hardly any room left on that disk"))
        return found


def examine(path: Path, places: Places) -> FolderReport:
    """Look at a folder somebody wants to share; nothing is written."""
    trouble = _trouble(path, places)
    if trouble:
        return FolderReport(path, trouble)
    if not path.exists():
        return FolderReport(path, is_new=True, free=free_space(path))
    names = [entry.name for entry in path.iterdir()]
    strangers = [name for name in names if name not in OURS and not name.startswith(".")]
    return FolderReport(path, "", people_in(path), len(strangers), free_space(path))


def people_in(path: Path) -> tuple[Person, ...]:
    """The people whose notes stand in a folder."""
    from companion.storage.document.document import Document

    with contextlib.suppress(OSError):
        reading = Folder(path).read(PROGRAMME)
        document, _twins = Document.merged(reading.files)
        return read_notebook(PROGRAMME, content_of(document)).people
    return ()


def _trouble(path: Path, places: Places) -> str:
    if is_inside(places.home, path):
        return _("{path} holds companion's private files; choose another folder.").format(path=path)
    nearest = path
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    try:
        if not nearest.is_dir():
            return _("{path} is not a folder; choose another one.").format(path=nearest)
        if not os.access(nearest, os.W_OK | os.X_OK | os.R_OK):
            return _(
                "{path} may not be written to by you; choose another folder or ask for access."
            ).format(path=nearest)
    except OSError as error:
        return _("{path}: {reason}; choose another folder.").format(path=path, reason=reason(error))
    return ""


def free_space(path: Path) -> int | None:
    """Bytes free on the disk that `path` is on, or would be; None where that cannot be told."""
    while not path.exists() and path != path.parent:
        path = path.parent
    with contextlib.suppress(OSError):
        return shutil.disk_usage(path).free
    return None
