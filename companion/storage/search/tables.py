"""The tables a search looks in, and how a query is put to SQLite."""

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, NamedTuple

from companion.domain.search.passages import Passage
from companion.domain.search.query import Query
from companion.domain.search.terms import Needle, terms_in

_APPLICATION, _VERSION = 0x636F6D70, 2
_COLUMNS = tuple(f.name for f in fields(Passage))
_MADE = (
    "CREATE TABLE source (name TEXT PRIMARY KEY, seen TEXT NOT NULL)",
    # The text last: what a query sorts and filters by is read without it.
    f"""CREATE TABLE passage (id INTEGER PRIMARY KEY, source TEXT NOT NULL,
        {", ".join(sorted(_COLUMNS, key="text".__eq__))})""",
    "CREATE INDEX passage_source ON passage (source)",
)
_INDEXED = """CREATE VIRTUAL TABLE words USING fts5(heading, text,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')"""
_PLAIN = "CREATE TABLE words (heading TEXT, text TEXT)"
_HEADING_WEIGHT = 4.0


class Source(NamedTuple):
    """One document or lesson with its passages."""

    name: str
    seen: str
    """What changes when it does."""
    passages: list[Passage]


class Found(NamedTuple):
    """What a query found, best first."""

    total: int
    passages: list[Passage]
    """The first of them."""


class ForeignDatabase(sqlite3.DatabaseError):
    """A file that holds something else, or what another version put there."""


def has_index(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite can index words; without it every text is looked through."""
    found = connection.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
    return found.fetchone() is not None


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, and leave any other as it is.

    Raises Foreign for those, and for a damaged one.
    """
    indexed = has_index(connection)
    mark = _VERSION * 2 + indexed
    if _marks(connection) == (_APPLICATION, mark):
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise ForeignDatabase
        return
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        for statement in (*_MADE, _INDEXED if indexed else _PLAIN):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {mark}")
    connection.execute("COMMIT")
    if _marks(connection) != (_APPLICATION, mark):
        raise ForeignDatabase


def put(
    connection: sqlite3.Connection, sources: Iterable[Source], gone: Iterable[str] = ()
) -> None:
    """Let these stand in the tables as they are now, and those that are gone no more."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name in gone:
            _remove(connection, name)
        for source in sources:
            _remove(connection, source.name)
            _add(connection, source)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def find(connection: sqlite3.Connection, query: Query, most: int) -> Found:
    """The passages that a query finds, at most so many of them; those alike newest first."""
    if query.is_empty:
        return Found(0, [])
    indexed = has_index(connection)
    conditions, values = _filters(query)
    order = ""
    for needle in query.without:
        condition, wanted = _holding((needle,), indexed)
        conditions.append(f"id NOT IN (SELECT rowid FROM words WHERE {condition})")
        values += wanted
    if query.needles:
        condition, wanted = _holding(query.needles, indexed)
        conditions.insert(0, condition)
        values = wanted + values
        order = (
            f"bm25(words, {_HEADING_WEIGHT}, 1.0)," if indexed else "instr(words.heading, ?) = 0,"
        )
        values += [] if indexed else [_stretch(query.needles[0])]
    tables = "words JOIN passage ON id = words.rowid" if query.needles else "passage"
    ids = connection.execute(
        f"SELECT id FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY {order} day DESC, id",
        values,
    ).fetchall()
    return Found(len(ids), [_passage(connection, number) for (number,) in ids[:most]])


def _filters(query: Query) -> tuple[list[str], list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if query.kinds:
        conditions.append(f"kind IN ({_marks_for(query.kinds)})")
        values += sorted(query.kinds)
    if query.people:
        one = " OR ".join("instr(who, ?)" for _person in query.people)
        conditions.append(f"({one})")
        values += [f"\n{person}\n" for person in sorted(query.people)]
    for sign, day in ((">=", query.after), ("<", query.before)):
        if day is not None:
            conditions.append(f"day <> '' AND day {sign} ?")
            values.append(day.isoformat())
    return conditions, values


def _holding(needles: tuple[Needle, ...], indexed: bool) -> tuple[str, list[Any]]:
    """The condition on `words` that all of these stand there, with its values."""
    if indexed:
        return "words MATCH ?", [" AND ".join(map(_match, needles))]
    either = "(instr(words.heading, ?) OR instr(words.text, ?))"
    wanted = [_stretch(needle) for needle in needles]
    return " AND ".join(either for _needle in needles), [w for w in wanted for _twice in (0, 1)]


def _match(needle: Needle) -> str:
    phrase = " ".join(map(_spelled, needle.terms))
    return f'"{phrase}"' + ("*" if needle.is_prefix else "")


def _stretch(needle: Needle) -> str:
    return " " + " ".join(map(_spelled, needle.terms)) + ("" if needle.is_prefix else " ")


def _written(text: str) -> str:
    """A text as the words it is found by."""
    return f" {' '.join(map(_spelled, terms_in(text)))} "


def _spelled(term: str) -> str:
    """A term in letters that SQLite knows as such: it has no emoji, nor all that Python has."""
    if term.isascii():
        return term
    return "".join(c if c.isalpha() and c < "\u2000" else f"u{ord(c):06x}" for c in term)


def _remove(connection: sqlite3.Connection, name: str) -> None:
    ids = "SELECT id FROM passage WHERE source = ?"
    connection.execute(f"DELETE FROM words WHERE rowid IN ({ids})", (name,))
    connection.execute("DELETE FROM passage WHERE source = ?", (name,))
    connection.execute("DELETE FROM source WHERE name = ?", (name,))


def _add(connection: sqlite3.Connection, source: Source) -> None:
    columns = ("source", *_COLUMNS)
    insert = f"INSERT INTO passage ({', '.join(columns)}) VALUES ({_marks_for(columns)})"
    for passage in source.passages:
        values = {name: getattr(passage, name) for name in _COLUMNS}
        values["who"] = "".join(f"\n{person}\n" for person in passage.who)
        done = connection.execute(insert, (source.name, *values.values()))
        connection.execute(
            "INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)",
            (done.lastrowid, _written(passage.heading), _written(passage.text)),
        )
    connection.execute("INSERT INTO source VALUES (?, ?)", (source.name, source.seen))


def _passage(connection: sqlite3.Connection, number: int) -> Passage:
    row = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM passage WHERE id = ?", (number,))
    values = dict(zip(_COLUMNS, row.fetchone(), strict=True))
    return Passage(**{**values, "who": tuple(filter(None, values["who"].split("\n")))})


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    names = ("application_id", "user_version")
    first, second = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    return int(first), int(second)


def _marks_for(values: Iterable[object]) -> str:
    return ", ".join("?" for _value in values)
