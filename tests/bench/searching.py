"""How long a search takes: a key while typing, and reading everything anew."""

import sqlite3
import statistics
import time
from collections.abc import Callable

from archive import Archive, open_archive

from companion.lessons.parse.draft import read_draft
from companion.storage.sync.summary_index import read_current
from companion.workspace.search.search import Search

TYPED = ("feedback", "open questions", "nobody answers", "vraag gevolg", "wat de ander zegt")
KEYS = [words[:end] for words in TYPED for end in range(1, len(words) + 1) if words[end - 1] != " "]
"""What is asked while that is typed, letter by letter."""


def a_key(archive: Archive) -> Callable[[], float]:
    """Seconds in the worker for one key, the one in the middle of all."""
    ask = _typing(archive)
    return lambda: statistics.median(_seconds(ask, words) for words in KEYS)


def the_slowest_key(archive: Archive) -> Callable[[], float]:
    """Seconds in the worker for the slowest of them."""
    ask = _typing(archive)
    return lambda: max(_seconds(ask, words) for words in KEYS)


def a_bare_key(archive: Archive) -> Callable[[], float]:
    """Seconds for the same in a bare FTS5 table of the same texts."""
    ask = _bare(archive)
    return lambda: statistics.median(_seconds(ask, words) for words in KEYS)


def the_slowest_bare_key(archive: Archive) -> Callable[[], float]:
    """Seconds for the slowest of those."""
    ask = _bare(archive)
    return lambda: max(_seconds(ask, words) for words in KEYS)


def read_anew(archive: Archive) -> Callable[[], float]:
    """Seconds to make the cache from nothing."""
    workspace = open_archive(archive)

    def anew() -> None:
        for file in list(workspace.places.space(workspace.space.id).glob("search.sqlite*")):
            file.unlink()
        search = Search(workspace)
        search.refresh()
        search.close()

    return lambda: _seconds(anew)


def open_everything(archive: Archive) -> Callable[[], float]:
    """Seconds to open the same documents and lessons, and to keep nothing of them."""
    workspace = open_archive(archive)

    def everything() -> None:
        for name in workspace.store.documents("sessions"):
            read_current(workspace.store, name)
        for lesson in workspace.library.texts():
            text = lesson.read()
            assert isinstance(text, str)
            read_draft(text, lesson.entry.path)

    return lambda: _seconds(everything)


def _typing(archive: Archive) -> Callable[[str], object]:
    search = Search(open_archive(archive))
    search.refresh()
    return lambda words: search.find(words, typing=True)


def _bare(archive: Archive) -> Callable[[str], object]:
    workspace = open_archive(archive)
    Search(workspace).refresh()
    kept = sqlite3.connect(workspace.places.search(workspace.space.id))
    bare = sqlite3.connect(":memory:", check_same_thread=False)
    bare.execute("CREATE VIRTUAL TABLE t USING fts5(heading, text, prefix = '1 2 3')")
    bare.executemany("INSERT INTO t VALUES (?, ?)", kept.execute("SELECT heading, text FROM words"))
    kept.close()
    ask = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank"
    return lambda words: bare.execute(ask, (f"{words}*",)).fetchall()


def _seconds(job: Callable[..., object], *what: str) -> float:
    began = time.perf_counter()
    job(*what)
    return time.perf_counter() - began
