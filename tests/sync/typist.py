"""A program that types as a person does, through companion's own storage and saving.

    python typist.py HOME SESSION LETTER SEED

It types words such as a17A, key by key, all into one paragraph, now and then after another word of
anybody's. `type` and `rest` on standard input begin and end that; the end of input quits. Each line
it prints is one event as JSON; `at` is a time on the clock that all programs of a machine share.
"""

import json
import queue
import random
import re
import sys
import threading
import time

from companion.app.autosave import POLL, TICK
from companion.workspace import Workspace
from companion.workspace.autosave.document_saver import DocumentSaver
from companion.workspace.autosave.save_events import RemoteChange
from companion.workspace.environment import environment_from

KEY = 0.15
"""Seconds between two keys."""
LOOK = 0.01
"""Seconds between two looks at whether a timer is due."""
JUMPS = 0.1
"""How often a word goes elsewhere than after my last one."""
ITEM = "0"
WORD = re.compile(r"[a-z]\d+[A-Z]")


class Typist:
    """One open session, the saver that the app has too, and a caret."""

    def __init__(self, home: str, session: str, letter: str, seed: int) -> None:
        self._workspace = Workspace(environment_from({"COMPANION_HOME": home}))
        self._workspace.put_right()
        self._session = self._workspace.open_session(session)
        self._news: queue.SimpleQueue = queue.SimpleQueue()
        self._saver = DocumentSaver(
            self._workspace.store, self._news.put, self._workspace.environment.now, time.monotonic
        )
        self._saver.watch(self._session)
        self._saver.poll_every(POLL)
        self._letter, self._chance = letter, random.Random(seed)
        self._number = 0
        self._after = self._begun = ""
        """The word that the caret stands after, and what of the next one is typed."""
        self._timers = {self._key: KEY, self._saver.tick: TICK}
        self._due = dict.fromkeys(self._timers, time.monotonic())
        self.typing, self.open = False, True

    def run(self) -> None:
        """Type and look for news until it is told to quit; a word that is begun is ended."""
        self._show()
        while self.open or self._begun:
            self._hear()
            for do, pause in self._timers.items():
                if time.monotonic() >= self._due[do]:
                    self._due[do] += pause
                    do()
        self._saver.stop()
        self._workspace.close()

    def obey(self) -> None:
        """Do what standard input says, in a thread of its own."""
        for line in sys.stdin:
            self.typing = line.strip() == "type"
        self.typing = self.open = False

    def _key(self) -> None:
        if not self._begun:
            if not self.typing:
                return
            self._begin_word()
        whole = f"{self._letter}{self._number}{self._letter.upper()}"
        text, at = self._session.note(ITEM), self._caret()
        key = whole[len(self._begun)]
        self._session.write_note(ITEM, text[:at] + key + text[at:])
        self._saver.edited(self._session)
        self._begun += key
        if self._begun == whole:
            self._after, self._begun = whole, ""
            tell("typed", word=whole)
            self._show()

    def _begin_word(self) -> None:
        self._number += 1
        words = WORD.findall(self._session.note(ITEM))
        if words and (not self._after or self._chance.random() < JUMPS):
            self._after = self._chance.choice(words)

    def _caret(self) -> int:
        """Where the next key goes; the begun word may have moved, but is still the only one."""
        text = self._session.note(ITEM)
        if not self._begun:
            return text.index(self._after) + len(self._after)
        found = re.search(rf"{self._begun}(?!\d*{self._letter.upper()})", text)
        assert found, f"{self._begun} is no longer there"
        return found.end()

    def _hear(self) -> None:
        try:
            news = self._news.get(timeout=LOOK)
        except queue.Empty:
            return
        if not isinstance(news, RemoteChange):
            self._saver.apply_result(news)
            return
        before = self._session.seen
        if self._saver.merge(news):
            new = [name for name, found in news.scan.seen.items() if before.get(name) != found]
            folder = self._workspace.store.shared.path(news.name)
            tell("merged", waited=[time.time() - (folder / n).stat().st_ctime for n in new])
            self._show()

    def _show(self) -> None:
        tell("shown", text=self._session.note(ITEM))


def tell(kind: str, **what: object) -> None:
    """Print one event."""
    print(json.dumps({"at": time.monotonic(), "kind": kind, **what}), flush=True)  # noqa: T201


if __name__ == "__main__":
    typist = Typist(*sys.argv[1:4], seed=int(sys.argv[4]))
    threading.Thread(target=typist.obey, daemon=True).start()
    typist.run()
