"""The log: what went wrong, for whoever mends it."""

import contextlib
from pathlib import Path


def append_log(path: Path, text: str) -> None:
    """Add `text` to the log at `path`; where even that fails, nothing more can be done."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
