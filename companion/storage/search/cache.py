"""All passages in one SQLite file to search in: a cache, which may be deleted at any time.

Whatever becomes of the file, a search goes on: a damaged or foreign one is thrown away and made
anew; where that cannot be, the passages stand in memory for as long as the program runs.
"""

import contextlib
import os
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from companion.domain.search.query import Query
from companion.storage.disk.atomic_files import make_private
from companion.storage.search import tables as search_tables
from companion.storage.search.tables import Found, Source

T = TypeVar("T")

_PATIENCE = 2.0
"""Seconds that another program may write before this one goes on without the file."""
_NOT_ITS_FAULT = (
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM,
)  # fmt: skip
"""What goes wrong around a file that may be whole: it is left as it is."""
_SIDE_FILES = ("-journal", "-wal", "-shm", "")


class Lost(Exception):
    """The cache is empty now: what stood in it is to be put there again."""


class SearchCache:
    """The file, for one program; any of its threads may use it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._inode: int | None = None
        """Of the file in use; None when the passages stand in memory."""
        self._is_closed = False
        self._connection = self._begin()

    def close(self) -> None:
        """Let go of the file; whoever still asks hears that all is lost."""
        with self._turn:
            self._is_closed = True
            self._connection.close()

    def sources(self) -> dict[str, str]:
        """What stands in it: the names with what changes when they do. Raises Lost.

        Where somebody deleted the file, it is made anew first.
        """
        with self._turn:
            if (
                not self._is_closed
                and self._inode is not None
                and _inode(self._path) != self._inode
            ):
                self._connection.close()
                self._connection = self._begin()
        return self._do(lambda c: dict(c.execute("SELECT name, seen FROM source").fetchall()))

    def put(self, sources: Iterable[Source], gone: Iterable[str] = ()) -> None:
        """Let these stand in it as they are now, and those that are gone no more. Raises Lost."""
        self._do(lambda c: search_tables.put(c, sources, gone))

    def find(self, query: Query, most: int) -> Found:
        """The passages that a query finds, at most so many of them. Raises Lost."""
        return self._do(lambda c: search_tables.find(c, query, most))

    def _do(self, job: Callable[[sqlite3.Connection], T]) -> T:
        with self._turn:
            if self._is_closed:
                raise Lost
            try:
                return job(self._connection)
            except sqlite3.ProgrammingError:  # a mistake of ours is no reason to throw it away
                raise
            except sqlite3.DatabaseError as error:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.close()
                self._connection = self._after(error)
                raise Lost from error

    def _begin(self) -> sqlite3.Connection:
        try:
            return self._opened()
        except (OSError, sqlite3.Error) as error:
            return self._after(error)

    def _after(self, error: OSError | sqlite3.Error) -> sqlite3.Connection:
        """What to go on with when the file in use, if any was, is no good."""
        if self._inode is None and not isinstance(error, sqlite3.Error | _NotPlain):
            return self._memory()
        if isinstance(error, sqlite3.Error) and _cause(error) in _NOT_ITS_FAULT:
            return self._memory()
        try:
            for ending in _SIDE_FILES:
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
            return self._opened()
        except (OSError, sqlite3.Error):
            return self._memory()

    def _memory(self) -> sqlite3.Connection:
        self._inode = None
        connection = _connect(":memory:")
        search_tables.make_tables(connection)
        return connection

    def _opened(self) -> sqlite3.Connection:
        """The file, made where there is none. Raises OSError, or sqlite3.Error for a bad one."""
        self._inode = None
        make_private(self._path.parent)
        _make_private_file(self._path)
        connection = _connect(self._path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            search_tables.make_tables(connection)
        except BaseException:
            connection.close()
            raise
        self._inode = _inode(self._path)
        return connection


class _NotPlain(OSError):
    """Something else than a plain file has its name."""


def _connect(path: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)


def _make_private_file(path: Path) -> None:
    """Let there be a plain file that only this user may open. Raises OSError."""
    if _exists(path) and not stat.S_ISREG(path.lstat().st_mode):
        raise _NotPlain
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) != 0o600:
            path.chmod(0o600)
    finally:
        os.close(descriptor)


def _exists(path: Path) -> bool:
    return _inode(path) != 0


def _inode(path: Path) -> int:
    """Tells one file from the next of its name; 0 where there is none."""
    try:
        return path.lstat().st_ino
    except OSError:
        return 0


def _cause(error: sqlite3.Error) -> int:
    """The primary code of an error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
