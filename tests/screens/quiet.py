"""Waiting for an app until it has nothing to do, and no longer."""

import asyncio
from concurrent.futures import Future
from typing import Any

FRAME = 0.02
"""Seconds within which Textual draws what changed."""
PATIENCE = 0.25
"""Seconds that threads are waited for: some tests let a folder hang."""

jobs: "set[Job]" = set()
"""What threads have still to do."""


class Job(Future[Any]):
    """What a thread was asked to do, known as long as it is not done."""

    def __init__(self) -> None:
        super().__init__()
        jobs.add(self)
        self.add_done_callback(jobs.discard)


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is left to run, nothing is about to be drawn and no thread is at work.

    Textual's own looks every 20 ms whether the processor rests, twice or more for each key: that
    is most of the time of a test, and too soon when the machine is busy with something else.
    What is always about to be drawn is let be after so many frames as fit in `max_sleep`: a slow
    machine gets as many as a fast one.
    """
    loop = asyncio.get_running_loop()
    begun = loop.time()
    frames = 0
    while True:
        await asyncio.sleep(0)
        waited, wait = loop.time() - begun, _next(loop) - loop.time()
        if loop._ready and waited < max_sleep:  # two that wait would keep each other busy for ever
            continue
        if wait < FRAME and frames * FRAME < max_sleep:
            frames += 1
            await asyncio.sleep(wait)
        elif (jobs and waited < PATIENCE) or waited < min_sleep:
            await asyncio.sleep(0.001)
        else:
            return


def _next(loop: asyncio.AbstractEventLoop) -> float:
    return min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=1e9)
