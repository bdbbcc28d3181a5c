"""What the outside world gives a workspace: places, time, chance, and how this user is called."""

import getpass
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from companion.storage.disk.device_id import random_id
from companion.storage.disk.paths import FOLDER_VARIABLE, Places, find_paths


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that differs from machine to machine and from moment to moment."""

    places: Places
    now: Callable[[], datetime]
    """The time now, in UTC."""
    new_id: Callable[[], str] = random_id
    """A fresh random id of lower-case letters and digits."""
    folder: Path | None = None
    """The shared folder that COMPANION_FOLDER or --folder names."""
    login: str = ""
    """The name this user has on this machine."""

    def today(self) -> date:
        """The day it is where the user is."""
        return self.now().astimezone().date()


def environment_from(environ: Mapping[str, str], folder: str = "") -> Environment:
    """The environment of this process; `folder` is what --folder names."""
    named = folder or environ.get(FOLDER_VARIABLE, "")
    return Environment(
        places=find_paths(environ),
        now=lambda: datetime.now(UTC),
        folder=named_path(named).absolute() if named else None,
        login=_login(),
    )


def named_path(words: str) -> Path:
    """The path that somebody names, where ~ is their home; the home of nobody is a mere name."""
    return Path(os.path.expanduser(words))  # noqa: PTH111 - Path's own raises for such a home


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's tables
        return ""
