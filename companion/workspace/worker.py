"""A thread for what a hanging folder may hold up."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future


class Worker:
    """A thread that does one thing after another, and keeps nobody from leaving.

    Threads of an executor do: Python waits for them at its end, however long a folder hangs.
    """

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def do(self, job: Callable[[], None]) -> "Future[None]":
        """Do this after all else; the future tells when it is done, or how it failed.

        A job that was cancelled before its turn is left out.
        """
        done: Future[None] = Future()
        self._jobs.put(lambda: _fulfil(done, job))
        return done

    def stop(self, timeout: float | None) -> None:
        """End after what waits now; wait for that so many seconds, or until it is done."""
        self._jobs.put(None)
        self._thread.join(timeout)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


def _fulfil(done: "Future[None]", job: Callable[[], None]) -> None:
    if done.set_running_or_notify_cancel():
        try:
            job()
        except BaseException as error:  # whoever asked for it is told; the thread lives on
            done.set_exception(error)
        else:
            done.set_result(None)
