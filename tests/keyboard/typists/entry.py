"""What is run in place of `python -m companion`: the same, with a clock that a test can wind and a
shared folder that it can slow down.

KEYBOARD_CLOCK names a file with the seconds to add to the real time; KEYBOARD_DELAY one with those
that each write below KEYBOARD_FOLDER takes; KEYBOARD_PLANT a fault that is planted on purpose. None
of them is known to the program itself.
"""

import os
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.cli import context, run
from companion.workspace.environment import Environment

CLOCK, PLANT = "KEYBOARD_CLOCK", "KEYBOARD_PLANT"
FOLDER, DELAY = "KEYBOARD_FOLDER", "KEYBOARD_DELAY"


def seconds_in(file: Path) -> float:
    """The seconds that a file says; none without it."""
    with suppress(OSError, ValueError):
        return float(file.read_text())
    return 0.0


def shifted_now(clock: Path) -> datetime:
    """The time now, as the file winds it."""
    return datetime.now(UTC) + timedelta(seconds=seconds_in(clock))


def slow_down(folder: Path, delay: Path) -> None:
    """Let each file that is opened below a folder to be written take its seconds from now on."""
    begins = f"{folder}{os.sep}"

    def hear(event: str, about: tuple[object, ...]) -> None:
        if event == "open" and str(about[0]).startswith(begins):
            _path, _mode, flags = about
            if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
                time.sleep(seconds_in(delay))

    sys.addaudithook(hear)


def main() -> None:
    """Run `companion` with the words of the command line."""
    clock, real = Path(os.environ[CLOCK]), context.environment_from

    def environment(*about: object) -> Environment:
        return replace(real(*about), now=lambda: shifted_now(clock))  # type: ignore[arg-type]

    context.environment_from = environment
    slow_down(Path(os.environ[FOLDER]), Path(os.environ[DELAY]))
    if os.environ.get(PLANT):
        from typists.plants import PLANTS

        PLANTS[os.environ[PLANT]].plant()
    sys.argv[0] = "companion"
    run()


if __name__ == "__main__":
    main()
