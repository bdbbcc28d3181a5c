"""What is run in place of `python -m companion`: the same, with a clock that a test can wind.

KEYBOARD_CLOCK names a file with the seconds to add to the real time; KEYBOARD_PLANT a fault that is
planted on purpose. Neither is known to the program itself.
"""

import os
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.cli import context, run
from companion.workspace.environment import Environment

CLOCK, PLANT = "KEYBOARD_CLOCK", "KEYBOARD_PLANT"


def shifted_now(clock: Path) -> datetime:
    """The time now, as the file winds it."""
    seconds = 0.0
    with suppress(OSError, ValueError):
        seconds = float(clock.read_text())
    return datetime.now(UTC) + timedelta(seconds=seconds)


def main() -> None:
    """Run `companion` with the words of the command line."""
    clock, real = Path(os.environ[CLOCK]), context.environment_from

    def environment(*about: object) -> Environment:
        return replace(real(*about), now=lambda: shifted_now(clock))  # type: ignore[arg-type]

    context.environment_from = environment
    if os.environ.get(PLANT):
        from typists.plants import PLANTS

        PLANTS[os.environ[PLANT]].plant()
    sys.argv[0] = "companion"
    run()


if __name__ == "__main__":
    main()
