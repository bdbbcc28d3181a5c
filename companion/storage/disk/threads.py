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


class Debounce:
    """A thread that does one job a moment after it was last asked to, and not at every asking.

    It needs no timer of the screen's, so that no screen that opens or closes can hold the job up.
    """

    def __init__(
        self, job: Callable[[], float | None], pause: float, limit: float, name: str
    ) -> None:
        self._job = job
        """Gives after how many seconds it is to be done again; None where that is not needed."""
        self._pause, self._limit = pause, limit
        self._name = name
        self._changed = threading.Condition()
        self._turn = threading.Lock()
        self._asked: float | None = None
        self._due: float | None = None
        self._thread: threading.Thread | None = None

    def ask(self, *, at_once: bool = False) -> None:
        """Do the job when nobody has asked for `pause` seconds, or at the latest after `limit`."""
        with self._changed:
            now = time.monotonic()
            self._asked = now if self._asked is None else self._asked
            due = min(now + self._pause, self._asked + self._limit)
            if self._due is None or self._due > now:  # what is due already is put off by nobody
                self._wake_at(now if at_once else due)

    def flush(self) -> None:
        """Do the job now, in the thread that asks."""
        with self._changed:
            self._asked = self._due = None
        self._do()

    def stop(self) -> None:
        """Do the job a last time if it is due, and end."""
        with self._changed:
            waits = self._due is not None
            thread, self._thread, self._due = self._thread, None, None
            self._changed.notify()
        if thread is not None:
            thread.join()
        if waits:
            self._do()

    def _wake_at(self, due: float) -> None:
        sleeps_longer = self._due is None or due < self._due
        self._due = due
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        elif sleeps_longer:
            self._changed.notify()

    def _run(self) -> None:
        while self._wait():
            self._do()

    def _wait(self) -> bool:
        """Wait until the job is due; tells whether it still is wanted."""
        with self._changed:
            while self._thread is threading.current_thread():
                left = None if self._due is None else self._due - time.monotonic()
                if left is not None and left <= 0:
                    self._asked = self._due = None
                    return True
                self._changed.wait(left)
        return False

    def _do(self) -> None:
        with self._turn:
            again = self._job()
        if again is not None:
            with self._changed:
                if self._due is None and self._thread is not None:
                    self._wake_at(time.monotonic() + again)


def run_in_thread(job: Callable[[], T]) -> "Future[T]":
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
