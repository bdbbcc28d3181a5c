"""Starts a program in a terminal and reads the clock: how long keys and screens take."""

import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from support.terminal import Program


@dataclass(frozen=True, slots=True)
class Painted:
    """How a start went."""

    seconds: float
    """From the start of the process to the screen showing what was waited for."""
    peak_mib: float
    """Most memory the process had up to then, in MiB."""


class MeasuredProgram(Program):
    """A program in a terminal, with what it costs."""

    def idle(self, seconds: float) -> float:
        """Seconds of processor time that it takes while nobody touches it for so long."""
        before, deadline = self._processor_time(), time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self.hear(left)
        return self._processor_time() - before

    def wakes(self) -> dict[int, int]:
        """How often each of its threads has gone to sleep so far, by the thread's number."""
        counts = {}
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(OSError):  # a thread that has just ended
                counts[int(task.name)] = _sleeps_of(task)
        return counts

    def _processor_time(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def changed(self, keys: str) -> float:
        """Seconds from a key to other text on the screen. Raises AssertionError."""
        self.rest(0.02)
        before = self.text
        began = time.perf_counter()
        self.keys(keys)
        return self.until(lambda: self.text != before) - began

    def typed(self, letter: str) -> float:
        """Seconds from a letter's key to one more of it on the screen. Raises AssertionError."""
        while self.hear():
            pass
        before = self.text.count(letter)
        began = time.perf_counter()
        self.keys(letter)
        return self.until(lambda: self.text.count(letter) > before) - began

    def peak_mib(self) -> float:
        """Most memory so far, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0


def _sleeps_of(task: Path) -> int:
    found = re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M)
    return int(found[1]) if found else 0


def paint(command: Sequence[str], env: Mapping[str, str], pattern: str) -> Painted:
    """Start a program, wait for its screen, stop it."""
    with MeasuredProgram(command, env) as program:
        seconds = program.until(pattern) - program.started
        return Painted(seconds, program.peak_mib())
