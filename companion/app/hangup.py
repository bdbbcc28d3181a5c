"""The terminal goes away: its window is closed, or the connection to it breaks."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

PATIENCE = 5.0
"""Seconds to save in, where a folder hangs; what was typed a moment before is saved anyway."""


def heed_hangup(save: Callable[[], None]) -> None:
    """Have `save` called in this thread's loop once the terminal is gone, and end then.

    Without it the signal would end the program in mid-sentence, or, where whoever started it had
    that signal ignored, leave it running with nobody to see it. Windows has no such signal.
    """
    with suppress(AttributeError, NotImplementedError, ValueError, RuntimeError):
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, _save_and_end, save)


def _save_and_end(save: Callable[[], None]) -> None:
    """Not by Textual's way out: that speaks to a terminal."""
    end = threading.Timer(PATIENCE, _end)
    end.daemon = True
    end.start()
    try:
        save()
    finally:
        _end()


def _end() -> None:
    os._exit(128 + signal.SIGHUP)  # as shells say it
