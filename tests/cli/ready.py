"""A companion that has imported all it may need: it forks a process for each command.

Run by conftest.py. A line of JSON says what to do; a line with the exit code answers.
"""

import gc
import importlib
import json
import multiprocessing
import os
import pkgutil
import sys
import time

import companion.cli
from companion.cli import run


def command(env: dict[str, str], words: list[str], files: list[str]) -> None:
    """Do what `python -m companion WORDS` does, with these files to read and to write."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    for number, name in enumerate(files):
        file = os.open(name, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["companion", *words]
    ways = (("r", "surrogateescape"), ("w", "surrogateescape"), ("w", "backslashreplace"))
    streams = [
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - they stay
        for number, (mode, errors) in enumerate(ways)
    ]
    sys.stdin, sys.stdout, sys.stderr = streams
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = streams
    run()


def serve() -> None:
    """Answer until nobody asks any more.

    A process of multiprocessing's leaves what was imported as it is when it ends. To take that
    apart, as Python does, takes longer than most commands do: each page is copied for it.
    """
    fork = multiprocessing.get_context("fork")
    gc.freeze()  # what is there already is no garbage: to look for some would copy it
    for line in sys.stdin:
        child = fork.Process(target=command, kwargs=json.loads(line))
        child.start()
        child.join()
        print(child.exitcode, flush=True)  # noqa: T201
        child.close()


if __name__ == "__main__":
    for module in pkgutil.iter_modules(companion.cli.__path__, "companion.cli."):
        importlib.import_module(module.name)
    for name in ("companion.lessons.load", "companion.lessons.entry_reader", "markdown_it"):
        importlib.import_module(name)
    serve()
