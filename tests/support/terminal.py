"""A program in a pseudo terminal of its own: its keyboard, its screen, and how it ended."""

import atexit
import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Self

from support.ghostty import Screen
from support.legibility import Cell

PATIENCE = 20.0
"""Seconds after which something that does not happen is given up."""
QUIET = 0.025
"""Seconds without a sign of work after which a program waits for the next key: Textual draws up
to 17 ms after what it draws was decided."""
LOOKS = 6
"""Looks at it in that time."""
COMPANION = (sys.executable, "-m", "companion")
"""The command that opens the app of this checkout."""


def companion_env(home: Path, **more: str) -> dict[str, str]:
    """The environment of somebody at home in `home`, at a terminal of many colours."""
    ours = ("COMPANION", "LC_", "LANG", "TERM", "COLORTERM", "NO_COLOR", "ESCDELAY", "TEXTUAL",
            "COLUMNS", "LINES")  # fmt: skip
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**inherited, "COMPANION_HOME": str(home), "TERM": "xterm-256color",
            "COLORTERM": "truecolor", "LANG": "C.UTF-8", **more}  # fmt: skip


class Process:
    """A program that was started with a terminal as its standard files."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], terminal: str) -> None:
        files = [(os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
                 (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]  # fmt: skip
        # In a session of its own, the first terminal it opens is the one that controls it.
        self.pid = os.posix_spawnp(command[0], command, env, file_actions=files, setsid=True,
                                  setsigdef=signal.valid_signals())  # fmt: skip
        self._code: int | None = None

    def poll(self) -> int | None:
        """How it ended, a signal as a negative number; None while it runs."""
        if self._code is None:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if done else None
        return self._code


class Program:
    """A program, the terminal it runs in, and somebody who looks and types."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        *,
        answers: bool = False,
        start: Callable[[Sequence[str], Mapping[str, str], str], Process] = Process,
    ) -> None:
        """With `answers` the terminal tells what it is when it is asked, as Ghostty does; without,
        it keeps silent, as old ones do."""
        self.screen = Screen(columns, rows)
        self.received = bytearray()
        self._answers = answers
        self._unsent = bytearray()
        self._keyboard, self._terminal = os.openpty()
        os.set_blocking(self._keyboard, False)
        self._tell_size(columns, rows)
        self._found = termios.tcgetattr(self._terminal)
        self.started = time.perf_counter()
        self.process = start(command, env, os.ttyname(self._terminal))
        atexit.register(self.end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.end()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self.process.pid

    # Typing

    def keys(self, data: bytes | str) -> None:
        """Press keys, or send any other bytes; what the terminal has no room for goes later."""
        self._unsent += data.encode() if isinstance(data, str) else data
        self._push()

    def _push(self) -> None:
        with suppress(BlockingIOError):
            while self._unsent:
                del self._unsent[: os.write(self._keyboard, self._unsent[:1024])]

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told."""
        self.screen.resize(columns, rows)
        self._answer()
        self._tell_size(columns, rows)

    def _tell_size(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._keyboard, termios.TIOCSWINSZ, size)

    # Looking

    @property
    def text(self) -> str:
        """The screen as text."""
        return self.screen.text

    def cells(self) -> list[tuple[Cell, ...]]:
        """The screen as cells, row by row."""
        return self.screen.cells

    def hear(self, seconds: float = 0.0) -> bool:
        """Read what comes within so many seconds; tells whether anything did."""
        writable = [self._keyboard] if self._unsent else []
        readable, writable, _ = select.select([self._keyboard], writable, [], seconds)
        if writable:
            self._push()
        if not readable:
            return False
        data = os.read(self._keyboard, 65536)
        self.received += data
        self.screen.feed(data)
        self._answer()
        return True

    def _answer(self) -> None:
        replies = self.screen.replies()
        if self._answers and replies:
            self.keys(replies)

    def until(self, seen: str | Callable[[], object], patience: float = PATIENCE) -> float:
        """Wait until the screen shows a pattern, or until something is true; gives the moment.

        Raises AssertionError with the screen when that does not happen, or the program ends.
        """
        is_true = partial(self.shows, seen) if isinstance(seen, str) else seen
        deadline = time.perf_counter() + patience
        while not is_true():
            over = time.perf_counter() > deadline or self.process.poll() is not None
            if not self.hear(0.05) and over:
                raise AssertionError(f"{seen} did not come:\n{self.text}")
        return time.perf_counter()

    def shows(self, pattern: str) -> bool:
        """Whether the screen shows a pattern."""
        return re.search(pattern, self.text) is not None

    def rest(self, seconds: float = 0.3) -> None:
        """Read on until nothing has come for so long."""
        while self.hear(seconds):
            pass

    def settle(self, patience: float = PATIENCE, quiet: float = QUIET) -> float:
        """Read on until it waits for the next key; gives the seconds it was busy.

        That is when it has read all that was typed, writes nothing and sleeps in all its threads,
        for so long and at several looks: on a busy machine those are further apart.
        Raises AssertionError when that does not happen.
        """
        began = last = time.monotonic()
        calm = 0
        while calm < LOOKS or time.monotonic() - last < quiet:
            if time.monotonic() - began > patience:
                raise AssertionError(f"it is busy without end:\n{self.text}")
            calm += 1
            if self.hear(quiet / LOOKS) or not self._waits():
                last, calm = time.monotonic(), 0
        return last - began

    def _waits(self) -> bool:
        if self.process.poll() is not None:
            return True
        unread = struct.unpack("i", fcntl.ioctl(self._terminal, termios.FIONREAD, bytes(4)))[0]
        return not unread and not self._unsent and _sleeps(self.pid)

    # Ending

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the window; what it says then nobody reads."""
        os.close(self._keyboard)
        self._keyboard = -1

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait for its end; gives how it ended, a signal as a negative number.

        Raises AssertionError when it goes on.
        """
        deadline = time.monotonic() + patience
        while (code := self.process.poll()) is None:
            assert time.monotonic() < deadline, f"it goes on:\n{self.text}"
            if self._keyboard < 0 or not self.hear(0.02):
                time.sleep(0.005)
        while self._keyboard >= 0 and self.hear():
            pass
        return code

    def left_behind(self) -> list[str]:
        """What is not as it was found in the terminal, once the program has ended."""
        modes = {1049: "the alternate screen", 1000: "mouse clicks", 1003: "mouse moves",
                 1006: "mouse reports", 1004: "focus reports", 2004: "bracketed paste"}  # fmt: skip
        left = [f"{name} stayed on" for number, name in modes.items() if self.screen.mode(number)]
        if not self.screen.mode(25):
            left.append("the cursor stayed hidden")
        if self.screen.title:
            left.append(f"the title stayed {self.screen.title!r}")
        if termios.tcgetattr(self._terminal) != self._found:
            left.append("the terminal's line settings (echo, signals) stayed changed")
        return left

    def end(self) -> None:
        """Kill it if it runs, and take the terminal away; at the latest when the tests end."""
        atexit.unregister(self.end)
        if self.process.poll() is None:
            self.signal(signal.SIGKILL)
            self.ended()
        for file in (self._keyboard, self._terminal):
            with suppress(OSError):
                os.close(file)


def _sleeps(pid: int) -> bool:
    """Whether every thread of a process waits for something; where that cannot be told, yes."""
    with suppress(OSError):  # a thread, or the process, has just ended
        for task in Path(f"/proc/{pid}/task").iterdir():
            if task.joinpath("stat").read_text().rpartition(")")[2].split()[0] not in "STtZ":
                return False
    return True
