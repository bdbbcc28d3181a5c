"""Threads for what a hanging folder may hold up."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


class Worker:
    """A thread that does one thing after another, and keeps nobody from leaving.

    Threads of an executor do: Python waits for them at its end, however long a folder hangs.
    """

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._again: Callable[[], None] | None = None
        self._every = self._due = 0.0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def do(self, job: Callable[[], None]) -> "Future[None]":
        """Do this after all else; the future tells when it is done, or how it failed.

        A job that was cancelled before its turn is left out.
        """
        done: Future[None] = Future()
        self._jobs.put(lambda: _fulfil(done, job))
        return done

    def repeat(self, job: Callable[[], None], every: float) -> None:
        """Do this every so many seconds from now on, whenever nothing else waits.

        The thread wakes for it by itself: a timer of the screen's would wake that one as well.
        """
        self.do(lambda: self._begin(job, every))

    def stop(self, timeout: float | None) -> None:
        """End after what waits now; wait for that so many seconds, or until it is done."""
        self._jobs.put(None)
        self._thread.join(timeout)

    def _begin(self, job: Callable[[], None], every: float) -> None:
        self._again = lambda: _fulfil(Future(), job)
        self._every, self._due = every, time.monotonic() + every

    def _run(self) -> None:
        while (job := self._next()) is not None:
            job()

    def _next(self) -> Callable[[], None] | None:
        if self._again is None:
            return self._jobs.get()
        try:
            return self._jobs.get(timeout=max(0.0, self._due - time.monotonic()))
        except queue.Empty:
            self._due = time.monotonic() + self._every
            return self._again


def in_a_thread(job: Callable[[], T]) -> "Future[T]":
    """Do this in a thread of its own, which keeps nobody from leaving where it hangs."""
    done: Future[T] = Future()
    threading.Thread(target=_fulfil, args=(done, job), daemon=True).start()
    return done


def _fulfil(done: "Future[T]", job: Callable[[], T]) -> None:
    if done.set_running_or_notify_cancel():
        try:
            result = job()
        except BaseException as error:  # whoever asked for it is told; the thread lives on
            done.set_exception(error)
        else:
            done.set_result(result)
