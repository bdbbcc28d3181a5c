"""An app with a session open that nobody touches, beside a bare clock."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

from measured import MeasuredProgram

SETTLED, SECONDS = 15, 20
"""Seconds until the start of the clock is saved, shared and listed; and of one measurement."""


def left_alone(command: Sequence[str], env: Mapping[str, str]) -> MeasuredProgram:
    """The app with a session running, once all that its start brings about is done."""
    program = MeasuredProgram(command, env)
    program.until("Promises")
    program.keys("3")
    program.until("Not started")
    program.keys("\x1bOQ")  # F2
    program.until("min left")
    program.idle(SETTLED)
    return program


@dataclass
class Idle:
    """Both are measured over the same seconds: a busy machine makes both dearer."""

    command: Sequence[str]
    clock: Sequence[str]
    env: Mapping[str, str]
    _app: float = field(default=0.0, init=False)

    @cached_property
    def _both(self) -> tuple[MeasuredProgram, MeasuredProgram]:
        clock = MeasuredProgram(self.clock, self.env)
        clock.until("Ready")
        return left_alone(self.command, self.env), clock

    def bare(self) -> float:
        """Seconds of processor time that the clock takes; the app is measured beside it."""
        app, clock = self._both
        with ThreadPoolExecutor(1) as beside:
            measured = beside.submit(app.idle, SECONDS)
            taken = clock.idle(SECONDS)
        self._app = measured.result()
        return taken

    def app(self) -> float:
        """Seconds of processor time that the app took meanwhile."""
        return self._app
