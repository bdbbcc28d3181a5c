"""Records that are made of the texts of the close.

To enter a text writes its records, each with what its line said then and a digest of the text. A
record stands as it is stored as long as the text has that digest. If somebody typed on, in another
window or before they knew, the text is read anew, so that nothing typed is lost. Once the session
is closed every line counts, entered or not, under whom it belongs to; an empty one makes no record.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from companion.domain.dates import as_day, find_due
from companion.domain.note.line_parser import ParsedLine, parse_line
from companion.domain.note.pasted_lines import split_lines
from companion.domain.people import Pair
from companion.domain.session.clock import DONE
from companion.domain.session.close_lines import entered_lines
from companion.domain.session.close_text import NEXT, CloseText, digest_of, named
from companion.domain.session.notebook import Notebook, Record
from companion.domain.session.record_ids import derived_id
from companion.domain.session.stored_record import StoredRecord, StoredRecords
from companion.domain.text import one_line


def read_close_line(text: CloseText, words: str, pair: Pair, day: date) -> ParsedLine:
    """What one line of a text says, read on that day; only an action names an owner and a day."""
    line = one_line(words, limit=None)
    captured = (
        parse_line(line, pair.people, day) if text.field.kind == "actions" else ParsedLine(line)
    )
    other = pair.other(text.field.by) if text.field.by and pair.partner else ""
    return replace(captured, who=captured.who or other)


def read_day(text: CloseText, day: date) -> date | None:
    """The last day that a text says, read on that day."""
    found = [due for line in split_lines(text.text) if (due := find_due(line, day))]
    return found[-1] if found else None


def with_close_texts(
    notebook: Notebook, stored: StoredRecords, texts: Iterable[CloseText], pair: Pair
) -> tuple[Notebook, StoredRecords]:
    """The notebook with its texts of the close, and what is stored, with the records they make."""
    texts = list(texts)
    entries = _entries(stored, texts)
    known = [_with_entries(text, entries[text.name], notebook) for text in texts]
    known = [_with_day(text, notebook) for text in known if text.text or text.entered]
    made = {text.name: _made(text, entries[text.name], notebook, pair) for text in known}
    resolved = {kind: tuple(_resolved(kind, found, made)) for kind, found in stored.items()}
    notebook = replace(notebook, close_texts=tuple(known))
    return _with_next_day(notebook) if notebook.state == DONE else notebook, resolved


def as_closed(notebook: Notebook, pair: Pair) -> Notebook:
    """The notebook as it would be if it were closed as it stands."""
    more: dict[str, list[Record]] = {}
    for text in notebook.unentered:
        if text.field.kind != NEXT:
            found = more.setdefault(text.field.kind, [*notebook.records(text.field.kind)])
            found += [record for _part, record in records_of(text, notebook, pair)]
    kinds: dict[str, Any] = {kind: tuple(found) for kind, found in more.items()}
    return _with_next_day(replace(notebook, **kinds))


def records_of(text: CloseText, notebook: Notebook, pair: Pair) -> Iterator[tuple[int, Record]]:
    """The records that a text makes as it is read by itself, each with the number of its line."""
    day = _typed_on(text, notebook)
    ids = dict(text.records)
    for part, words in enumerate(split_lines(text.text)):
        captured = read_close_line(text, words, pair, day)
        yield (
            part,
            Record(
                id=ids[part],
                text=captured.text or one_line(words, limit=None),
                by=text.by,
                who=captured.who,
                due=captured.due,
                created=text.day,
            ),
        )


def _typed_on(text: CloseText, notebook: Notebook) -> date:
    return as_day(text.day) or as_day(notebook.about.date) or date.min


def _entries(
    stored: StoredRecords, texts: Iterable[CloseText]
) -> dict[str, dict[int, StoredRecord]]:
    """What was entered from each of the texts, by the numbers of its lines."""
    of: dict[tuple[str, str], list[StoredRecord]] = {}
    for kind, found in stored.items():
        for entry in found:
            of.setdefault((kind, entry.source), []).append(entry)
    return {
        text.name: entered_lines(of.get((text.field.kind, text.name), ()), split_lines(text.text))
        for text in texts
    }


def _with_entries(
    text: CloseText, entries: Mapping[int, StoredRecord], notebook: Notebook
) -> CloseText:
    lines = {*range(len(split_lines(text.text)))}
    taken = {entry.record.id for entry in entries.values()}
    derived = (derived_id(f"{notebook.about.id}\n{text.name}\n{n}") for n in count())
    free = (record for record in derived if record not in taken)
    ids = {
        part: entries[part].record.id if part in entries else next(free)
        for part in sorted(lines | entries.keys())
    }
    read = digest_of(text.text)
    unread = any(entry.read != read for entry in entries.values())
    left = bool(entries) and text.field.kind != NEXT and not lines <= entries.keys()
    by_close = any(entry.by_close for entry in entries.values())
    return replace(
        text, entered=bool(entries), changed=unread or left, by_close=by_close,
        records=tuple(ids.items()),
    )  # fmt: skip


def _with_day(text: CloseText, notebook: Notebook) -> CloseText:
    is_day = text.field.kind == NEXT
    return replace(text, no_day=is_day and read_day(text, _typed_on(text, notebook)) is None)


def _made(
    text: CloseText, known: Mapping[int, StoredRecord], notebook: Notebook, pair: Pair
) -> dict[int, Record]:
    """The records that a text makes now, by the numbers of their lines."""
    read = digest_of(text.text)
    found = {part: entry.record for part, entry in known.items() if entry.read == read}
    if text.changed or (notebook.state == DONE and not text.entered):
        for part, record in records_of(text, notebook, pair):
            if part not in known:
                found[part] = record
            elif part not in found:
                before = known[part].record
                found[part] = replace(record, state=before.state, created=before.created)
    return found


def _resolved(
    kind: str, stored: Iterable[StoredRecord], made: Mapping[str, Mapping[int, Record]]
) -> list[StoredRecord]:
    """What is stored of a kind, with the records that texts make of it instead of those entered."""
    found = [entry for entry in stored if entry.source not in made]
    for name, records in made.items():
        text = named(name)
        if text is not None and text.field.kind == kind:
            found += [StoredRecord(r, source=name, part=part) for part, r in records.items()]
    return sorted(found, key=StoredRecord.order)


def _with_next_day(notebook: Notebook) -> Notebook:
    """The day of the next session as it counts at the close: the last that a text says."""
    texts = [t for t in notebook.close_texts if t.field.kind == NEXT and not t.is_entered_unchanged]
    day = notebook.about.next_date
    for text in sorted(texts, key=lambda t: (t.day, t.typist, t.number)):
        found = read_day(text, _typed_on(text, notebook))
        day = found.isoformat() if found else day
    return replace(notebook, about=replace(notebook.about, next_date=day))
