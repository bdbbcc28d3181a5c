"""Searching while somebody types: in threads of their own, so that typing never waits."""

from collections.abc import Callable
from functools import partial
from typing import Any

from companion.storage.disk.threads import Worker, run_in_thread
from companion.workspace import Workspace
from companion.workspace.search.search import Answer, Search


class Searcher:
    """One thread finds what was typed last; another reads what changed, and tells how far it is.

    What it has to say is said by `say`, which hands a call over to the thread of the screen. With
    an answer goes whether it comes from all there is; one to what is asked no more is dropped.
    """

    def __init__(
        self,
        workspace: Workspace,
        say: Callable[..., Any],
        answered: Callable[[Answer, bool], None],
        progressed: Callable[[int, int], None],
    ) -> None:
        self._say, self._answered, self._progressed = say, answered, progressed
        self._worker = Worker("companion-search")
        self._search: Search | None = None
        self._words = ""
        self._asked = 0
        self._is_reading = self._is_again = self._is_stopped = False
        self._has_read = False
        """Whether all there is was read."""
        self._worker.do(partial(self._open, workspace))

    def ask(self, words: str) -> None:
        """Find this; what was asked before is asked no more."""
        self._words = words
        self._asked += 1
        self._worker.do(partial(self._find, self._asked, words, self._has_read))

    def read(self) -> None:
        """Read what changed since the last time."""
        if self._is_reading:
            self._is_again = True
        elif self._search is not None and not self._is_stopped:
            self._is_reading = True
            run_in_thread(partial(self._read, self._search))

    def stop(self) -> None:
        """Let the threads end."""
        self._is_stopped = True
        self._worker.do(self._close)
        self._worker.stop(timeout=0)

    # In their own threads

    def _open(self, workspace: Workspace) -> None:
        self._search = Search(workspace)
        self._say(self.read)

    def _close(self) -> None:
        if self._search is not None:
            self._search.close()

    def _find(self, number: int, words: str, of_all: bool) -> None:
        if number == self._asked and self._search is not None and not self._is_stopped:
            self._say(self._take, number, self._search.find(words, typing=True), of_all)

    def _read(self, search: Search) -> None:
        is_all = False
        try:
            search.refresh(partial(self._say, self._heard), lambda: self._is_stopped)
            is_all = True
        finally:
            self._say(self._have_read, is_all)

    # In the screen's

    def _take(self, number: int, answer: Answer, of_all: bool) -> None:
        if number == self._asked and not self._is_stopped:
            is_lost = self._search is not None and self._search.is_lost
            self._answered(answer, of_all and not is_lost)
            if is_lost:
                self._has_read = False
                self.read()

    def _heard(self, done: int, total: int) -> None:
        if not self._is_stopped:
            self._has_read = self._has_read and done >= total
            self._progressed(done, total)
            self.ask(self._words)

    def _have_read(self, is_all: bool) -> None:
        self._is_reading = False
        if not self._is_stopped:
            self._progressed(0, 0)
            if self._is_again:
                self._is_again = False
                self.read()
            elif is_all and not self._has_read:
                self._has_read = True
                self.ask(self._words)
