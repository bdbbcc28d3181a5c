"""Records as a document keeps them: flat fields, `ID/field`, under a root for each kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from companion.domain.note.pasted_lines import split_lines
from companion.domain.session.close_text import digest_of
from companion.domain.session.notebook import RECORD_KINDS, Record
from companion.domain.session.stored_record import Mention, StoredRecord, StoredRecords
from companion.domain.text import clean, one_line
from companion.storage.document.device_file import Row
from companion.storage.document.untrusted_values import entities, words

LINE = "line"
"""The field that says which line of the notes a record was made of: its words then, and below them
the text that was stored with them. In one field, because two devices may store something at once:
a text that is not the one stored with the words stands for nothing."""
OF = "of"
"""The field that says what a record was entered from in the close: the name of the text and the
number of the line in it; below them what the line said then, and a digest of the whole text. Older
versions keep the whole text below them: they take one with a digest for changed since, and read its
lines anew. So they show each line as it was typed, without what was changed in its record."""
BY_CLOSE = "by_close"
"""The field that says that the close entered it, and nobody else did."""
MENTIONS = "mentions"
"""The field that says which record a line mentions: its id, what the line says and what the
record's own line says, below each other."""
TAKEN = "taken"
"""The field in which somebody says that a line is a record, or is only text."""

_PART = re.compile(r"\d{1,6}", re.ASCII)
_DIGEST = re.compile(r"sha256:([0-9a-f]{16})")

Fields = dict[str, str | int | bool | None]


def read_stored(content: Mapping[str, Any]) -> StoredRecords:
    """All that is kept about records, by kind, oldest first."""
    return {kind: _stored(entities(content, kind)) for kind in RECORD_KINDS}


def record_row(record: Record) -> Row:
    """A record as a row of a readable table."""
    row = {"id": record.id, "text": record.text, "by": record.by, "who": record.who,
           "due": record.due, "state": record.state, "created": record.created}  # fmt: skip
    more = {"item": record.item, "answer": record.answer, "checked": record.checked}
    return row | {key: value for key, value in more.items() if value}


def line_value(words: str, text: str = "") -> str:
    """The value of `LINE`; without a text where only something else is said about the line."""
    return f"{words}\n{text}"


def words_in(line: object) -> str:
    """What the line said, from a value of `LINE`; empty where there is none."""
    return words(line).partition("\n")[0]


def mention_value(mention: Mention) -> str:
    """The value of `MENTIONS`."""
    return f"{mention.record}\n{mention.words}\n{mention.line}"


def of_values(name: str, text: str, parts: Iterable[int]) -> dict[int, str]:
    """The values of `OF` for records of a text that says this, by the numbers of their lines."""
    lines, digest = dict(enumerate(split_lines(text))), digest_of(text)
    return {part: f"{name}/{part}\n{lines.get(part, '')}\nsha256:{digest}" for part in parts}


def fields_of_line(record: Record, words: str) -> Fields:
    """What to keep of a record whose line says `words`, so that it stands as it is."""
    row = record_row(record)
    del row["id"]
    return {**row, "item": record.item, LINE: line_value(words, record.text)}


def _stored(found: Mapping[str, Mapping[str, Any]]) -> tuple[StoredRecord, ...]:
    stored = [_entry(_record(key, values), values) for key, values in found.items()]
    return tuple(sorted(stored, key=StoredRecord.order))


def _entry(record: Record, values: Mapping[str, Any]) -> StoredRecord:
    line, _break, text = words(values.get(LINE)).partition("\n")
    if line and clean(text) != record.text:
        record = replace(record, text="")
    by_close = values.get(BY_CLOSE) is True
    entered = _entered_from(words(values.get(OF)))
    mention = _mention(words(values.get(MENTIONS)))
    return StoredRecord(
        record, one_line(line, limit=None), _taken(values), *entered, by_close, mention
    )


def _mention(value: str) -> Mention | None:
    parts = [one_line(part, limit=None) for part in value.split("\n")]
    return Mention(*parts) if len(parts) == 3 else None


def _entered_from(value: str) -> tuple[str, int, str, str]:
    """What `OF` says: the name of the text, the line's number and words, the text's digest."""
    source, _break, read = value.partition("\n")
    name, _slash, part = source.partition("/")
    if not _PART.fullmatch(part):
        return "", 0, "", ""
    said, _break, last = read.rpartition("\n")
    digest = _DIGEST.fullmatch(last)
    if digest:
        return name, int(part), said, digest[1]
    lines = split_lines(read)
    return name, int(part), lines[int(part)] if int(part) < len(lines) else "", digest_of(read)


def _record(key: str, values: Mapping[str, Any]) -> Record:
    return Record(
        id=key,
        text=clean(words(values.get("text"))),
        by=one_line(words(values.get("by"))),
        who=one_line(words(values.get("who"))),
        due=one_line(words(values.get("due"))),
        state=one_line(words(values.get("state"))) or "open",
        created=one_line(words(values.get("created"))),
        item=one_line(words(values.get("item"))),
        answer=clean(words(values.get("answer"))),
        checked=one_line(words(values.get("checked"))),
    )


def _taken(values: Mapping[str, Any]) -> bool | None:
    taken = values.get(TAKEN)
    return taken if isinstance(taken, bool) else None
