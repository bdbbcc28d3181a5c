"""Where this system keeps a user's data.

The folders are those that platformdirs names, which a test holds against it; importing that takes
20 ms, half of all the time `companion --help` may take.
"""

import os
import sys
from collections.abc import Mapping

HOME_VARIABLE = "COMPANION_HOME"


def home_folder(environ: Mapping[str, str]) -> str:
    """The one folder for settings and private data: COMPANION_HOME, else the system's own place."""
    named = environ.get(HOME_VARIABLE, "")
    if named:
        return os.path.abspath(os.path.expanduser(named))  # noqa: PTH100, PTH111 - see above
    return os.path.join(_data_folder(environ, sys.platform), "companion")  # noqa: PTH118


def _data_folder(environ: Mapping[str, str], platform: str) -> str:
    if platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return local or os.path.expanduser("~\\AppData\\Local")  # noqa: PTH111
    if platform == "darwin":
        return os.path.expanduser("~/Library/Application Support")  # noqa: PTH111
    xdg = environ.get("XDG_DATA_HOME", "").strip()
    return xdg or os.path.expanduser("~/.local/share")  # noqa: PTH111
