"""A terminal for measuring: starts a program, keeps its screen, and reads the clock."""

import atexit
import os
import pty
import re
import select
import signal
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

ENOUGH = 20.0
"""Seconds after which a program that shows nothing is given up."""


@dataclass(frozen=True, slots=True)
class Painted:
    """How a start went."""

    seconds: float
    """From the start of the process to the screen showing what was waited for."""
    peak_mib: float
    """Most memory the process had up to then, in MiB."""


class Program:
    """A program in a pseudo terminal of its own."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.received = bytearray()
        self.started = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            import fcntl
            import termios

            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], list(command), dict(env))
        atexit.register(self.end)

    def until(self, pattern: str) -> float:
        """Wait until the screen shows `pattern`; gives the moment. Raises TimeoutError."""
        wanted = re.compile(pattern)
        deadline = time.perf_counter() + ENOUGH
        while time.perf_counter() < deadline:
            if self._hear(0.2):
                now = time.perf_counter()
                if wanted.search(self._shown()):
                    return now
        raise TimeoutError(self._shown())

    def rest(self, seconds: float = 0.3) -> None:
        """Read on until nothing has come for so long."""
        while self._hear(seconds):
            pass

    def _shown(self) -> str:
        """The screen as text; pyte's own `display` fails over some joined emoji."""
        lines, columns = range(self._screen.lines), range(self._screen.columns)
        cells = self._screen.buffer
        return "\n".join("".join(cells[y][x].data for x in columns) for y in lines)

    def _hear(self, seconds: float) -> bool:
        """Read what comes within so many seconds; tells whether anything did."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # the program has ended
            return False
        self.received += data
        self._stream.feed(data)
        return True

    def keys(self, text: str) -> None:
        """Press keys."""
        os.write(self._terminal, text.encode())

    def idle(self, seconds: float) -> float:
        """Seconds of processor time that it takes while nobody touches it for so long."""
        before, deadline = self._processor_time(), time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                self._stream.feed(os.read(self._terminal, 65536))
        return self._processor_time() - before

    def _processor_time(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def changed(self, keys: str) -> float:
        """Seconds from a key to other text on the screen. Raises TimeoutError."""
        self.rest(0.02)
        before = self._shown()
        began = time.perf_counter()
        self.keys(keys)
        while time.perf_counter() < began + ENOUGH:
            if self._hear(0.2):
                now = time.perf_counter()
                if self._shown() != before:
                    return now - began
        raise TimeoutError(before)

    def typed(self, letter: str) -> float:
        """Seconds from a letter's key to one more of it on the screen. Raises TimeoutError."""
        while select.select([self._terminal], [], [], 0)[0]:
            self._stream.feed(os.read(self._terminal, 65536))
        before = self._count(letter)
        began = time.perf_counter()
        self.keys(letter)
        while time.perf_counter() < began + ENOUGH:
            if select.select([self._terminal], [], [], 0.2)[0]:
                self._stream.feed(os.read(self._terminal, 65536))
                now = time.perf_counter()
                if self._count(letter) > before:
                    return now - began
        raise TimeoutError("\n".join(self._screen.display))

    def _count(self, letter: str) -> int:
        return sum(line.count(letter) for line in self._screen.display)

    def peak_mib(self) -> float:
        """Most memory so far, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0

    def end(self) -> None:
        """Stop it; at the latest this happens when the measuring program ends."""
        atexit.unregister(self.end)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)


def paint(command: Sequence[str], env: Mapping[str, str], pattern: str) -> Painted:
    """Start a program, wait for its screen, stop it."""
    program = Program(command, env)
    try:
        seconds = program.until(pattern) - program.started
        return Painted(seconds, program.peak_mib())
    finally:
        program.end()
