"""Records as a view of the text: the labelled lines of the notes, and what is stored about them.

Every reader makes the records of labelled lines from the text as it is: the app, the command line,
a saved file's tables, the list of all sessions, on both devices alike. So a record is there once
however its line came into the notes (typed above others, pasted, piped, merged), says what the line
says, and goes when the line goes. Typing writes nothing but the text.

Only what cannot stand in the line is stored, under the record's id and like any record's fields:
that it is done, that the line is only text, that it counts although a name is unknown. With it is
stored what the line said then, which serves twice:

- Letters that were cut and pasted, or removed and brought back, are new letters, and the line's id
  is a new one. What was stored about a line that is gone goes to the first line of its kind with
  the same words. Where there is none, the line was removed, and its record is gone with it.
- As long as the line still says the same, the stored record stands as it is. So closing a session
  stores all of them: they stay as they were agreed, also for versions that do not know of this
  view. If the line says something else, because somebody changed it before they knew of the close
  or after a closed session was reopened, the line counts.

Of lines that say the same, for the same person and day, at the same item and in the words of the
same person, the first makes a record and the others are further mentions of it. Where one of them
bears a stored record that stands, that is the record: each of these is there, also where two of
them came to say the same. When a record is changed where no line changes with it, it is stored
which lines mention it by then: they still do, as long as they and its own line say what they said.
A line that is typed later is a record of its own.

A record that bears no line stands for itself: typed elsewhere, or made of a line by an older
version. A line that says the same mentions it. What an older version typed bears no day; such a
line is read as of the day of its session, as long as that is open, and makes no record in a closed
one or between sessions. It mentions a record that stands for itself and says the same, whatever
the day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from companion.domain.dates import as_day
from companion.domain.note.labelled_lines import (
    NO_NAME,
    ONLY_TEXT,
    LabelledLine,
    LineReading,
    NoteLine,
    read_labelled,
)
from companion.domain.note.record_kinds import KINDS
from companion.domain.people import Pair
from companion.domain.session.clock import DONE
from companion.domain.session.notebook import OPEN, Notebook, Record
from companion.domain.session.stored_record import Mention, StoredRecord, StoredRecords

_NO_DAY = date(1970, 1, 1)
"""Stands for a day that is not known; what is read by it is compared, never shown."""


def with_labelled(
    notebook: Notebook, stored: StoredRecords, lines: Iterable[NoteLine], pair: Pair
) -> Notebook:
    """The notebook with all its records: those that stand for themselves, and those of lines."""
    closed = notebook.state == DONE
    order = {item: number for number, item in enumerate(notebook.items_in_order())}
    listed = sorted(lines, key=lambda line: (order.get(line.item, len(order)), line.row))
    read = list(_read(listed, pair, "" if closed else notebook.about.date))
    said = _said(read, stored)
    records = {kind: _standing(stored.get(kind, ()), said, closed) for kind in KINDS}
    labelled = tuple(_take_up(read, said, _mentions(read, stored), records))
    kinds: dict[str, Any] = {kind: tuple(found) for kind, found in records.items()}
    return replace(notebook, labelled=labelled, **kinds)


def _read(
    lines: Iterable[NoteLine], pair: Pair, day: str
) -> Iterator[tuple[NoteLine, LineReading, bool]]:
    """Each line with what it says, and whether that makes a record where nothing is stored yet."""
    for line in lines:
        known = as_day(line.read_on) or as_day(line.day) or as_day(day)
        reading = read_labelled(line.text, line.by, pair, known or _NO_DAY)
        if reading is not None:
            yield line, reading, known is not None


Read = tuple[NoteLine, LineReading, bool]


def _said(read: Iterable[Read], stored: StoredRecords) -> dict[str, StoredRecord]:
    """What is stored about the records of lines, by the lines' ids."""
    about = {(kind, s.record.id): s for kind in KINDS for s in stored.get(kind, ()) if s.is_of_line}
    found: dict[str, StoredRecord] = {}
    unsaid: list[tuple[NoteLine, LineReading]] = []
    for line, reading, _counts in read:
        entry = about.pop((reading.kind, line.id), None)
        if entry is not None:
            found[line.id] = entry
        else:
            unsaid.append((line, reading))
    left: dict[tuple[str, str], list[StoredRecord]] = {}
    for (kind, _record), entry in about.items():
        if entry.taken is not False:
            left.setdefault((kind, entry.line), []).append(entry)
    for line, reading in unsaid:
        same = left.get((reading.kind, reading.words))
        if same:
            found[line.id] = same.pop(0)
    return found


def _mentions(read: Iterable[Read], stored: StoredRecords) -> dict[str, str]:
    """The records that lines mention by what is stored, by the lines' ids."""
    known = {(kind, s.record.id): s for kind in KINDS for s in stored.get(kind, ())}
    found: dict[str, str] = {}
    for line, reading, _counts in read:
        entry = known.get((reading.kind, line.id))
        mention = entry.mention if entry else None
        record = known.get((reading.kind, mention.record)) if mention else None
        if record and mention == Mention(record.record.id, reading.words, record.line):
            found[line.id] = record.record.id
    return found


def _standing(
    stored: Iterable[StoredRecord], said: Mapping[str, StoredRecord], closed: bool
) -> list[Record]:
    """The records of a kind that need no line: their own, and those of a closed session's lines
    that are not there any more."""
    in_lines = {entry.record.id for entry in said.values()}

    def stands(entry: StoredRecord) -> bool:
        agreed = closed and entry.taken is not False and entry.record.id not in in_lines
        return bool(entry.record.text) and (entry.is_own or agreed)

    return [entry.record for entry in stored if stands(entry)]


def _take_up(
    read: Iterable[Read],
    said: Mapping[str, StoredRecord],
    mentions: Mapping[str, str],
    records: Mapping[str, list[Record]],
) -> Iterator[LabelledLine]:
    """What becomes of each line; the records they make are added to those that stand."""
    known = {_words(kind, r): r.id for kind, found in records.items() for r in found}
    whatever_day = {words[:-1]: record for words, record in known.items()}
    stand = {record.id for found in records.values() for record in found}
    for line, reading, _counts in read:
        entry = said.get(line.id)
        if entry and _says_still(entry, reading) and not _lacks(reading, entry):
            known.setdefault(_words(reading.kind, entry.record), entry.record.id)
            stand.add(entry.record.id)
    for line, reading, counts in read:
        entry = said.get(line.id)
        record, lacks = _record(line, reading, entry), _lacks(reading, entry)
        same, mentioned = _words(reading.kind, record), mentions.get(line.id, "")
        if mentioned not in stand:
            mentioned = known.get(same, "")
        if not (mentioned or line.day or line.read_on):
            mentioned = whatever_day.get(same[:-1], "")
        if not (counts or entry or mentioned):
            continue
        made = record.id if lacks or record.id in stand else mentioned or record.id
        if made == record.id and not lacks:
            known.setdefault(same, made)
            records[reading.kind].append(record)
        yield LabelledLine(line, reading, record.id, made, lacks)


def _record(line: NoteLine, reading: LineReading, entry: StoredRecord | None) -> Record:
    """The record of a line: as it is stored, if the line still says what it said then."""
    if entry and _says_still(entry, reading):
        return entry.record
    captured = reading.captured
    return Record(
        id=entry.record.id if entry else line.id,
        text=captured.text,
        by=line.by,
        who=captured.who,
        due=captured.due,
        state=entry.record.state if entry else OPEN,
        created=line.day,
        item=line.item,
    )


def _lacks(reading: LineReading, entry: StoredRecord | None) -> str:
    taken = entry.taken if entry else None
    if taken is False:
        return ONLY_TEXT
    return "" if taken and reading.lacks == NO_NAME else reading.lacks


def _says_still(entry: StoredRecord, reading: LineReading) -> bool:
    """Whether a line says what it said when its record was stored."""
    return bool(entry.record.text) and entry.line == reading.words


def _words(kind: str, record: Record) -> tuple[str, ...]:
    """What makes two records one, if a line makes one of them. The day stands last: in a line
    without a day of its own it may have been read as of another."""
    return kind, record.text, record.by, record.item, record.who, record.due
