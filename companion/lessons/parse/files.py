"""Lesson files as bytes: found and read with care, since anybody may have put them there."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from companion.domain.lesson_issue import Finding
from companion.domain.text import clean
from companion.i18n import _
from companion.lessons.parse.vocabulary import FENCE, WORDS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MAX_BYTES = 64 * 2**10
"""Four times a long lesson; Markdown of this size is read in a second or two, whatever it says."""


def shown(path: "Path | Traversable") -> str:
    """A path as it can be printed: on one line, without what could steer a terminal."""
    return " ".join(clean(str(path)).split("\n"))


def read_file(path: Path) -> str | Finding:
    """The text of a plain file, or why it cannot be had. Neither follows links nor waits."""
    return _decoded(lambda: _plain_bytes(path), shown(path))


def read_resource(resource: "Traversable") -> str | Finding:
    """The text of a file that came with the program, wherever that is installed."""
    return _decoded(resource.read_bytes, shown(resource))


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; False where that cannot be found out."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether there is anything of this name; False where that cannot be found out."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def find_lessons(folder: Path, *, any_name: bool) -> Iterator[Path | Finding]:
    """The lesson files in and below a folder, by name, and the folders that cannot be opened.

    With `any_name` that is every Markdown file, else those whose name ends in a language or
    whose text opens with front matter.
    """
    troubles: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(parent, name) for name in sorted((*folders, *names)) if _is_markdown(name)]
        yield from (path for path in paths if any_name or _is_lesson(path))
    for trouble in troubles:
        path = Path(os.fsdecode(trouble.filename or folder))
        yield _cannot_be_read(shown(path), trouble.strerror or "?")


def _is_markdown(name: str) -> bool:
    return name.endswith(".md") and not name.startswith((".", "~$"))


def _is_lesson(path: Path) -> bool:
    if path.name.endswith(tuple(f".{language}.md" for language in WORDS)):
        return True
    with suppress(OSError, ValueError):
        return _plain_bytes(path, 16).removeprefix(b"\xef\xbb\xbf").startswith(FENCE.encode())
    return False


def _plain_bytes(path: Path, limit: int = MAX_BYTES + 1) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise ValueError(_("it is not a plain file"))
    with open(path, "rb", opener=_with_care) as file:
        return file.read(limit)


def _with_care(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _decoded(read: Callable[[], bytes], path: str) -> str | Finding:
    try:
        data = read()
    except OSError as error:
        return _cannot_be_read(path, error.strerror or str(error))
    except ValueError as error:
        return _cannot_be_read(path, str(error))
    if len(data) > MAX_BYTES:
        return too_large(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("this file is not UTF-8 (byte {number}). Save it as UTF-8.")
        return Finding(path, 1, "F001", sentence.format(number=error.start + 1))


def too_large(path: str) -> Finding:
    """The finding for a file that is more than a lesson can be."""
    sentence = _("this file is larger than {size} KiB; a lesson is a few pages of text.")
    return Finding(path, 1, "F007", sentence.format(size=MAX_BYTES // 2**10))


def _cannot_be_read(path: str, reason: str) -> Finding:
    sentence = _("this file cannot be read: {reason}.")
    return Finding(path, 1, "F008", sentence.format(reason=reason))
