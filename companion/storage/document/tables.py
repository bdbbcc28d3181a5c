"""A notebook as the readable tables of a device file: for people and other programs."""

from dataclasses import asdict

from companion.domain.session.agenda import AgendaItem
from companion.domain.session.close_text import CloseText
from companion.domain.session.notebook import RECORD_KINDS, Notebook
from companion.storage.document.device_file import Row, Tables, rows
from companion.storage.document.revisions import REVISIONS, revision_row
from companion.storage.document.stored_records import record_row

TABLES = (
    "session",
    "people",
    "plan",
    "agenda",
    "notes",
    "answers",
    "checks",
    "pulse",
    "unentered",
    *RECORD_KINDS,
    REVISIONS,
)
"""The readable tables that this version writes."""


def tables_of(notebook: Notebook) -> Tables:
    """The readable tables of a notebook; empty ones are left out."""
    tables = {
        "session": [_session_row(notebook)] if notebook.about.lesson else [],
        "people": [{"id": p.id, "name": p.name} for p in notebook.people],
        "plan": [asdict(notebook.plan)] if notebook.plan else [],
        "agenda": [_agenda_row(notebook, item) for item in notebook.agenda],
        "notes": [{"item": n, "title": t, "text": x} for n, t, x in notebook.written()],
        "answers": [{"who": k, "text": v} for k, v in notebook.answers.items() if v],
        "checks": [{"ticked": key} for key in sorted(notebook.checks)],
        "pulse": [{"who": who, **answers} for who, answers in notebook.pulses.items()],
        "unentered": [_unentered_row(text) for text in notebook.unentered],
        **{kind: [record_row(r) for r in notebook.records(kind)] for kind in RECORD_KINDS},
        REVISIONS: [revision_row(revision) for revision in notebook.revisions],
    }
    return {name: rows(content) for name, content in tables.items() if content}


def _session_row(notebook: Notebook) -> Row:
    about = notebook.about
    return {"id": about.id, "lesson": about.lesson, "title": about.title, "date": about.date,
            "state": notebook.state, "language": about.language,
            "mentor": about.mentor, "next": about.next_date, **_thrown_row(notebook)}  # fmt: skip


def _unentered_row(text: CloseText) -> Row:
    """What somebody typed in the close of a session that is open, and did not enter."""
    return {"field": text.field.kind, "by": text.by, "typist": text.typist, "text": text.text}


def _thrown_row(notebook: Notebook) -> Row:
    thrown = notebook.thrown
    return {"thrown": thrown.at, "thrown_by": thrown.by} if thrown else {}


def _agenda_row(notebook: Notebook, item: AgendaItem) -> Row:
    why = notebook.clock.reasons.get(item.id)
    return {"item": item.number, "title": item.title, "minutes": item.minutes, "lead": item.lead,
            "state": notebook.clock.item_state(item.id), "id": item.id, "by": item.by,
            **({"why": why} if why else {})}  # fmt: skip
