"""The program is told to end: the terminal is gone, somebody sent a signal, or a disk hangs.

What was typed is done and saved first, then the terminal is left as it was found.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress

SIGNALS = ("SIGHUP", "SIGTERM", "SIGINT")
"""The terminal is gone, the program is to end, it is interrupted; Windows has no SIGHUP."""
KEYS_PATIENCE = 4.0
"""Seconds for what was typed before the signal to be done."""
PATIENCE = 8.0
"""Seconds for all of it, where a disk or folder hangs; what was typed before that is saved."""
LAST_PATIENCE = 1.0
"""Seconds for a terminal that takes nothing any more."""


class Termination:
    """Ends the program in order, once, whatever is told how often."""

    def __init__(
        self,
        keys_are_done: Callable[[], Awaitable[None]],
        save: Callable[[], None],
        leave_terminal: Callable[[], None],
    ) -> None:
        self._keys_are_done = keys_are_done
        self._save = save
        self._leave_terminal = leave_terminal
        self._task: asyncio.Task[None] | None = None
        self._ways_out: list[threading.Timer] = []
        """What ends the program at the latest where somebody chose to leave."""

    def install(self) -> None:
        """Heed the signals in this thread's loop, also one that whoever started it had ignored.

        Without it a signal would end the program in mid-word. Exit codes are 128 and the number of
        the signal, as shells say it: 129, 143, 130.
        """
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            # Windows has no such handlers, and a test's loop may run in another thread.
            with suppress(AttributeError, NotImplementedError, ValueError, RuntimeError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._begin, 128 + number)

    def leave_within(self, seconds: float) -> None:
        """Leave after so many seconds, unless the app ended before: what hangs then is cut off."""
        self._ways_out += self._leave_at_last(seconds, 0)

    def ended(self) -> None:
        """The app ended in order."""
        for timer in self._ways_out:
            timer.cancel()

    def _leave_at_last(self, seconds: float, code: int) -> list[threading.Timer]:
        return [
            _after(seconds, self._leave, code),
            _after(seconds + LAST_PATIENCE, os._exit, code),
        ]

    def _begin(self, code: int) -> None:
        if self._task is None:
            self._leave_at_last(PATIENCE, code)
            self._task = asyncio.create_task(self._end(code))

    async def _end(self, code: int) -> None:
        try:
            await self._do_and_save()
        finally:
            self._leave(code)

    async def _do_and_save(self) -> None:
        """Do what was typed, then save, whatever became of the first."""
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._keys_are_done(), KEYS_PATIENCE)
        finally:
            self._save()

    def _leave(self, code: int) -> None:
        """Not by Textual's way out, which waits for all that is still at work."""
        try:
            self._leave_terminal()
        finally:
            os._exit(code)


def _after(seconds: float, do: Callable[[int], object], code: int) -> threading.Timer:
    timer = threading.Timer(seconds, do, (code,))
    timer.daemon = True
    timer.start()
    return timer
