"""What stands where in a document: its roots as a Notebook.

Fields are flat, `ID/field`, so that two devices never make the same nested value twice. Content
comes from other machines: whatever has the wrong type is left out, never an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from companion.domain.lesson.programme import Plan
from companion.domain.note.labelled_lines import NoteLine
from companion.domain.note.pasted_lines import split_lines
from companion.domain.note.record_kinds import KINDS as LINE_KINDS
from companion.domain.people import Pair, Person, clean_name
from companion.domain.session.agenda import LEADERS, MOST_MINUTES, AgendaItem
from companion.domain.session.clock_reader import read_clock
from companion.domain.session.close_records import with_close_texts
from companion.domain.session.close_text import LINES, NEXT, CloseText, digest_of
from companion.domain.session.labelled_records import with_labelled
from companion.domain.session.notebook import RECORD_KINDS, About, Notebook, Record, Thrown
from companion.domain.session.stored_record import StoredRecord, StoredRecords
from companion.domain.text import clean, one_line
from companion.storage.document.clock_events import read_event
from companion.storage.document.document import Document
from companion.storage.document.revisions import read_revisions
from companion.storage.document.stored_records import BY_CLOSE, read_stored
from companion.storage.document.thrown import THROWN, who_threw_away
from companion.storage.document.untrusted_values import entities as _entities
from companion.storage.document.untrusted_values import fields as _fields
from companion.storage.document.untrusted_values import number as _int
from companion.storage.document.untrusted_values import rows_of as _list
from companion.storage.document.untrusted_values import texts as _texts
from companion.storage.document.untrusted_values import words as _str

NOTES = "notes:"
ANSWERS = "answers:"
ABOUT, AGENDA, CLOCK, CHECKS, PEOPLE, PLAN, LESSON, PULSE = (
    "about", "agenda", "clock", "checks", "people", "plan", "lesson", "pulse"
)  # fmt: skip

NOBODY = Pair(Person("", ""))
"""Stands for the pair where no name is read."""
BESIDE_LINES = tuple(kind for kind in RECORD_KINDS if kind not in LINE_KINDS)
"""The records that no line of the notes makes."""
AGREE = "agree"
"""The field of the pulse in which a person agrees to share it."""


def read_notebook(name: str, content: Mapping[str, Any]) -> Notebook:
    """The notebook in a document's content, without records of the notes' labelled lines, which
    only the document itself can tell; `name` is that of its folder."""
    beside, stored = read_without_notes(name, content)
    return with_records(replace(beside, notes=read_notes(content)), stored, (), (), NOBODY)


def with_records(
    notebook: Notebook,
    stored: StoredRecords,
    texts: Iterable[CloseText],
    lines: Iterable[NoteLine],
    pair: Pair,
) -> Notebook:
    """The notebook with all its records: stored ones, those of the close and those of the notes."""
    notebook, stored = with_close_texts(notebook, stored, texts, pair)
    records: dict[str, Any] = {
        kind: tuple(s.record for s in stored[kind] if s.record.text) for kind in BESIDE_LINES
    }
    return with_labelled(replace(notebook, **records), stored, lines, pair)


def read_without_notes(name: str, content: Mapping[str, Any]) -> tuple[Notebook, StoredRecords]:
    """All but the notes, the texts of the close and records; and what is stored about records."""
    events = tuple(e for e in map(read_event, _list(content, CLOCK)) if e is not None)
    clock = read_clock(events)
    agenda, dropped = _agenda(_entities(content, AGENDA), clock.visited)
    stored = {**read_stored(content), NEXT: _entered_days(_fields(content, ABOUT))}
    pulses = _agreed(_entities(content, PULSE))
    both = len(pulses) > 1
    beside = Notebook(
        about=_about(name, _fields(content, ABOUT)),
        agenda=agenda,
        dropped=dropped,
        events=events,
        clock=clock,
        answers=_texts(content, ANSWERS),
        checks=frozenset(one_line(k) for k, v in _fields(content, CHECKS).items() if v is True),
        revisions=read_revisions(content),
        people=_people(_entities(content, PEOPLE)),
        plan=_plan(_fields(content, PLAN)),
        thrown=_thrown(_fields(content, THROWN)),
        # Both or none: nobody sees the other's before their own is there to be seen.
        pulses=pulses if both and all(pulses.values()) else {},
        agreed=frozenset(pulses),
        unshared_pulses=tuple(who for who, found in pulses.items() if both and not found),
    )
    return beside, stored


def content_of(document: Document) -> dict[str, Any]:
    """What stands in a document, but for its lesson: that is long, and read by itself.

    Who threw it away stands there as it holds by now.
    """
    content = document.content(without=LESSON)
    if THROWN in content:
        content[THROWN] = who_threw_away(document)
    return content


def read_lesson_texts(document: Document) -> dict[str, str]:
    """The session's own copy of its lesson, by language."""
    fields = document.fields(LESSON)
    return {one_line(key): clean(_str(value)) for key, value in sorted(fields.items())}


def note_texts(document: Document) -> dict[str, str]:
    """The notes of a document by their items, as `read_notebook` reads them."""
    return read_notes(document.texts(NOTES))


def read_notes(content: Mapping[str, Any]) -> dict[str, str]:
    """The notes in a document's content, by their items."""
    return _texts(content, NOTES)


def entity_fields(entity_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The flat fields of one entity."""
    return {f"{entity_id}/{key}": value for key, value in values.items()}


def _about(name: str, fields: Mapping[str, Any]) -> About:
    def word(key: str) -> str:
        return one_line(_str(fields.get(key)))

    return About(
        id=name,
        kind=word("kind") or "session",
        lesson=word("lesson"),
        title=word("title"),
        language=word("language"),
        track=word("track"),
        version=word("version"),
        date=word("date"),
        created=word("created"),
        mentor=word("mentor"),
        next_date=word("next"),
        target=max(0, min(_int(fields.get("target")), MOST_MINUTES)),
    )


def _entered_days(fields: Mapping[str, Any]) -> tuple[StoredRecord, ...]:
    """What the texts of the close for the next day said when they were entered."""
    return tuple(
        StoredRecord(
            Record(name, ""),
            source=name,
            said=next(iter(split_lines(read)), ""),
            read=digest_of(read),
            by_close=fields.get(f"{name}/{BY_CLOSE}") is True,
        )
        for name, read in sorted(fields.items())
        if name.startswith(LINES) and isinstance(read, str)
    )


def _agenda(
    entities: Mapping[str, Mapping[str, Any]], begun: frozenset[str]
) -> tuple[tuple[AgendaItem, ...], tuple[AgendaItem, ...]]:
    """Return (active, dropped) items.

    An item that has been started is active even if the other device dropped it.
    """
    gone, off = (
        {key for key, values in entities.items() if values.get(field) is True} - begun
        for field in ("undone", "dropped")
    )
    found = sorted(
        (_int(values.get("order")), key) for key, values in entities.items() if key not in gone
    )
    kept = [key for _order, key in found if key not in off]
    return (
        tuple(_item(key, entities[key], number) for number, key in enumerate(kept, start=1)),
        tuple(_item(key, entities[key]) for _order, key in found if key in off),
    )


def _item(key: str, values: Mapping[str, Any], number: int = 0) -> AgendaItem:
    return AgendaItem(
        id=key,
        number=number,
        title=one_line(_str(values.get("title"))),
        minutes=max(0, min(_int(values.get("minutes")), MOST_MINUTES)),
        lead=values["lead"] if values.get("lead") in LEADERS else "both",
        lesson_item=_int(values.get("lesson")),
        by=one_line(_str(values.get("by"))),
        source=one_line(_str(values.get("source"))),
        order=_int(values.get("order")),
    )


def _people(entities: Mapping[str, Mapping[str, Any]]) -> tuple[Person, ...]:
    found = [
        Person(key, clean_name(_str(values.get("name"))) or key)
        for key, values in entities.items()
        if values.get("left") is not True
    ]
    return tuple(sorted(found, key=lambda person: person.id))


def _plan(fields: Mapping[str, Any]) -> Plan | None:
    programme, since, by = (one_line(_str(fields.get(k))) for k in ("programme", "since", "by"))
    return Plan(programme, since, by) if programme else None


def _thrown(fields: Mapping[str, Any]) -> Thrown | None:
    by, at = (one_line(_str(fields.get(key))) for key in ("by", "at"))
    return Thrown(by, at) if at else None


def _agreed(entities: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The pulse, as far as it is here, of everybody who would share theirs."""
    return {
        who: {one_line(key): one_line(_str(v)) for key, v in sorted(values.items()) if key != AGREE}
        for who, values in sorted(entities.items())
        if values.get(AGREE) is True
    }
