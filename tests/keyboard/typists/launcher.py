"""Starts the app from a process that has imported it already: five times as fast as anew.

A line of JSON asks; a line of JSON answers. Run by itself it is the process that forks.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typists import entry

ROOMS = Path(__file__).resolve().parents[3]


def environment() -> dict[str, str]:
    """The environment of a Python that finds the app and these tests."""
    tests = ROOMS / "tests"
    path = os.pathsep.join(map(str, (ROOMS, tests, tests / "keyboard")))
    return {**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color"}


class Launcher:
    """The process that has everything imported."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "typists.launcher"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )

    def ask(self, **what: Any) -> Any:
        """Ask for something; gives the answer."""
        process = self._process
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def start(self, env: Mapping[str, str], terminal: str) -> "Forked":
        """The app with this environment in this terminal."""
        return Forked(self, self.ask(start=dict(env), terminal=terminal))

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


class Forked:
    """An app that was forked."""

    def __init__(self, launcher: Launcher, pid: int) -> None:
        self.pid = pid
        self._launcher = launcher
        self._code: int | None = None

    def poll(self) -> int | None:
        """How it ended, a signal as a negative number; None while it runs."""
        if self._code is None and self._has_ended():
            self._code = self._launcher.ask(reap=self.pid)
        return self._code

    def _has_ended(self) -> bool:
        with Path(f"/proc/{self.pid}/stat").open() as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"


def serve() -> None:
    """Fork an app for each that is asked for, and tell how it ended; in the app: be it."""
    import companion.app.app
    import companion.cli.opening
    import screens.home
    import screens.session.session

    del companion, screens
    for line in sys.stdin:
        asked = json.loads(line)
        if "reap" in asked:
            answer = os.waitstatus_to_exitcode(os.waitpid(asked["reap"], 0)[1])
        elif not (answer := os.fork()):
            become(asked["start"], asked["terminal"])
            entry.main()
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def become(env: Mapping[str, str], terminal: str) -> None:
    """Be a process that begins in this terminal."""
    os.setsid()
    os.environ.clear()
    os.environ.update(env)
    file = os.open(terminal, os.O_RDWR)  # the first one: it controls this session
    for number in range(3):
        os.dup2(file, number)
    os.close(file)
    sys.argv = ["companion"]
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - they stay
        for number, mode, errors in ((0, "r", "surrogateescape"), (1, "w", "surrogateescape"),
                                     (2, "w", "backslashreplace"))
    )  # fmt: skip


if __name__ == "__main__":
    serve()
