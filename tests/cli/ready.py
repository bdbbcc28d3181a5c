"""A companion that has imported all it may need: it forks a process for each command.

Run by conftest.py. A line of JSON says what to do; a line with the exit code answers.
"""

import importlib
import json
import os
import pkgutil
import sys
import time

import companion.cli
from companion.cli import run


def become(env: dict[str, str], words: list[str], files: list[str]) -> None:
    """Be what `python -m companion WORDS` begins as, with these files to read and to write."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, name in enumerate(files):
        file = os.open(name, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["companion", *words]
    ways = (("r", "surrogateescape"), ("w", "surrogateescape"), ("w", "backslashreplace"))
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - they stay
        for number, (mode, errors) in enumerate(ways)
    )


def serve() -> None:
    """Answer until nobody asks any more; leaves with a command's own exit code in its process."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            become(**json.loads(line))
            run()
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    for module in pkgutil.iter_modules(companion.cli.__path__, "companion.cli."):
        importlib.import_module(module.name)
    for name in ("lessons.load", "lessons.entry_reader"):
        importlib.import_module(f"companion.{name}")
    serve()
