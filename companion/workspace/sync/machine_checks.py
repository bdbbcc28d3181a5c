"""How this computer is: its terminal, the program's parts, and the private folder."""

import os
import platform
import tempfile
from importlib import metadata
from pathlib import Path

from companion import __version__
from companion.domain.diagnosis import Check
from companion.domain.fault_messages import reason
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.disk.paths import Places
from companion.workspace.platform.terminal import LEAST_COLUMNS, LEAST_LINES, Terminal
from companion.workspace.setup.folder_check import LITTLE_SPACE, free_space

_PARTS = ("textual", "tinydb", "pycrdt", "fsrs")
_MEBIBYTE = 2**20


def terminal_check(terminal: Terminal) -> Check:
    """Whether the app can be drawn; a pipe is no fault, for commands are often read by programs."""
    if not terminal.is_terminal or terminal.trouble:
        return Check("terminal", not terminal.is_terminal, terminal.trouble)
    size = f"{terminal.columns}x{terminal.lines}"
    if terminal.is_small:
        return Check(
            "terminal", False, _("The terminal's window is small: {size}.").format(size=size),
            _("Make it at least {columns} wide and {lines} high.").format(
                columns=LEAST_COLUMNS, lines=LEAST_LINES
            ),
        )  # fmt: skip
    sentence = _("The terminal can draw the app: {kind}, {encoding}, {size}.")
    return Check(
        "terminal", True,
        sentence.format(kind=one_line(terminal.kind, 40), encoding=terminal.encoding, size=size),
    )  # fmt: skip


def versions_check() -> Check:
    """What runs here, for whoever is asked for help."""
    found = [f"companion {__version__}", f"Python {platform.python_version()}"]
    missing = []
    for part in _PARTS:
        try:
            found.append(f"{part} {metadata.version(part)}")
        except metadata.PackageNotFoundError:
            missing.append(part)
    found.append(platform.platform(terse=True))
    message = ", ".join(found)
    if not missing:
        return Check("versions", True, message)
    sentence = _("{found}; missing: {parts}.").format(found=message, parts=", ".join(missing))
    return Check("versions", False, sentence, _("Install companion again, with all its parts."))


def private_checks(places: Places) -> list[Check]:
    """Whether private copies can be kept, for this person alone, and for how long."""
    if not places.private.is_dir():
        sentence = _("The private folder {path} is made when you set up.")
        return [Check("private-folder", True, sentence.format(path=places.private))]
    return [_private_folder(places.private), space_check("private-space", places.private)]


def space_check(name: str, path: Path) -> Check:
    """Whether there is room on the disk that `path` is on."""
    free = free_space(path)
    if free is None:
        return Check(name, True, _("How much room {path} has cannot be told.").format(path=path))
    if free >= LITTLE_SPACE:
        sentence = _("{path} has room: {size} free.")
        return Check(name, True, sentence.format(path=path, size=size_words(free)))
    sentence = _("The disk of {path} is nearly full: {size} free.")
    return Check(name, False, sentence.format(path=path, size=size_words(free)),
                 _("Make room there, before saving fails."))  # fmt: skip


def size_words(size: int) -> str:
    """Bytes as "3 MB" or "41 GB"; less than one MB is "under 1 MB"."""
    if size < _MEBIBYTE:
        return _("under 1 MB")
    if size < 1024 * _MEBIBYTE:
        return _("{count} MB").format(count=size // _MEBIBYTE)
    return _("{count} GB").format(count=size // (1024 * _MEBIBYTE))


def _private_folder(folder: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"companion")
        others_may = os.name == "posix" and folder.stat().st_mode & 0o077
    except OSError as error:
        sentence = _("The private folder {path} cannot be used: {reason}.")
        return Check("private-folder", False, sentence.format(path=folder, reason=reason(error)),
                     _("Make it writable for you; until then nothing can be saved."))  # fmt: skip
    if others_may:
        return Check("private-folder", False,
                     _("Others may look into the private folder {path}.").format(path=folder),
                     _("Type: chmod 700 {path}").format(path=folder))  # fmt: skip
    sentence = _("The private folder {path} can be written to, by you alone.")
    return Check("private-folder", True, sentence.format(path=folder))
