"""A folder of documents: every device's files, listed and read without trusting any of them.

Names are never parsed: whatever plain file has `.json` in its name and is no temporary one is
read, conflict copies of any sync tool included, and who wrote it stands inside. Nothing here
writes. A missing folder has no documents; any other OSError is the caller's to tell.
"""

import contextlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from companion.storage.device_file import Damaged, DeviceFile, NewerFormat, read_device_file
from companion.storage.document import BadState, checked_state
from companion.storage.files import TEMPORARY, NotPlain, Signature

PROGRAMME = "programme"
SESSIONS = "sessions"
BETWEEN = "between"

MAX_FILES = 200
MAX_SESSIONS = 10_000

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

_STILL_COMING = (TEMPORARY, ".", "~syncthing~")
"""How the names of files begin that are being written or fetched; the last is Syncthing's on
Windows, elsewhere it hides them."""

DAMAGED, NEWER, FOREIGN, UNREADABLE = "damaged", "newer", "foreign", "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not shown, and why; it stays where it is."""

    path: Path
    kind: str
    """damaged, newer, foreign or unreadable; an unreadable file is tried again each time."""
    reason: str
    """The finding in technical words, for the log."""
    device: str = ""
    """Whose file it is, where that can be told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one document's folder."""

    files: tuple[DeviceFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: dict[str, Signature] = field(default_factory=dict)
    """The signature of every file there, also of those that were not read again."""


class Folder:
    """The shared folder, or the private mirror of one: both have the same shape."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, document: str) -> Path:
        """The folder of one document."""
        return self.root / document

    def documents(self, kind: str) -> list[str]:
        """The documents of a kind (sessions or between), by name, oldest first."""
        try:
            with os.scandir(self.root / kind) as entries:
                names = [
                    e.name
                    for e in entries
                    if _NAME.fullmatch(e.name) and e.is_dir(follow_symlinks=False)
                ]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [f"{kind}/{name}" for name in sorted(names)[-MAX_SESSIONS:]]

    def scan(self, document: str) -> dict[str, Signature]:
        """The files of a document that could be device files, with their signatures."""
        found: dict[str, Signature] = {}
        try:
            with os.scandir(self.path(document)) as entries:
                candidates = sorted((e for e in entries if _is_candidate(e.name)), key=_name)
                for entry in candidates[:MAX_FILES]:
                    with contextlib.suppress(FileNotFoundError):  # taken away since it was listed
                        status = entry.stat(follow_symlinks=False)
                        found[entry.name] = Signature(
                            status.st_size, status.st_mtime_ns, status.st_ino
                        )
        except (FileNotFoundError, NotADirectoryError):
            return {}
        return found

    def read(self, document: str, known: dict[str, Signature] | None = None) -> Reading:
        """Read what is new in a document against the signatures `known`."""
        seen = self.scan(document)
        files, problems = [], []
        for name, found in sorted(seen.items()):
            if known is not None and known.get(name) == found:
                continue
            result = _read(self.path(document) / name, document)
            if isinstance(result, Problem):
                problems.append(result)
            elif result is not None:
                files.append(result)
            if result is None or (isinstance(result, Problem) and result.kind == UNREADABLE):
                del seen[name]
        return Reading(tuple(files), tuple(problems), seen)


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name


def _is_candidate(name: str) -> bool:
    return ".json" in name and not name.startswith(_STILL_COMING)


def _read(path: Path, document: str) -> DeviceFile | Problem | None:
    try:
        file = read_device_file(path)
        if file.document != document:
            return Problem(path, FOREIGN, f"it belongs to {file.document!r}", file.device)
        checked_state(file.state)
    except NewerFormat as newer:
        return Problem(path, NEWER, "it was written by a newer version", newer.device)
    except NotPlain:
        return Problem(path, FOREIGN, "it is no plain file of a sensible size")
    except (Damaged, BadState) as error:
        return Problem(path, DAMAGED, str(error))
    except FileNotFoundError:  # a sync tool took it away meanwhile: next time
        return None
    except OSError as error:  # locked, half synced, a failing disk: says nothing of its content
        return Problem(path, UNREADABLE, str(error.strerror))
    return file
