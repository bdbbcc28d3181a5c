"""What a search finds: one note, one action, one section of a lesson, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from companion.domain.dates import day_of
from companion.domain.export.minutes import title_or_month
from companion.domain.session.agenda import WHOLE
from companion.domain.session.notebook import Notebook, Record
from companion.i18n import N_, _

NOTE, ANSWER, SESSION, LESSON, CARD, MARGIN, PRIVATE, SKIPPED = (
    "note", "answer", "session", "lesson", "card", "margin", "private", "skipped"
)  # fmt: skip

RECORD_KIND = {
    "actions": "action",
    "ideas": "idea",
    "decisions": "decision",
    "feedback": "feedback",
    "questions": "question",
    "appreciations": "appreciation",
    "points": "point",
    "learned": "learned",
    "cards": CARD,
    "corrections": "correction",
}
"""What one record of each table is called."""

_NAMES = {
    NOTE: N_("note"),
    "action": N_("action"),
    "idea": N_("idea"),
    "decision": N_("decision"),
    "feedback": N_("feedback"),
    "question": N_("question"),
    "appreciation": N_("appreciation"),
    "point": N_("talking point"),
    "learned": N_("learned"),
    CARD: N_("card"),
    "correction": N_("correction"),
    ANSWER: N_("look back"),
    SESSION: N_("session"),
    LESSON: N_("lesson"),
    MARGIN: N_("note in the margin"),
    PRIVATE: N_("private note"),
    SKIPPED: N_("reason to skip"),
}
KINDS = tuple(_NAMES)
"""Everything that can be found."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that is found as a whole."""

    kind: str
    text: str
    heading: str = ""
    """What stands above it: the title of its agenda item or section, a card's question, or the
    words it was noted at in the margin."""
    document: str = ""
    """The document it stands in, "sessions/…" or "between/…"; empty for what is in a lesson."""
    lesson: str = ""
    """The lesson, or the one its session was held with, by its id."""
    title: str = ""
    """Of the session or the lesson."""
    language: str = ""
    """Of a lesson."""
    item: str = ""
    """The agenda item it belongs to, by its id."""
    number: int = 0
    """That item's number in the agenda."""
    record: str = ""
    day: str = ""
    """YYYY-MM-DD; empty for lessons."""
    who: tuple[str, ...] = ()
    """The ids of those who wrote it or whom it is for."""
    state: str = ""
    """For actions: open, done or dropped."""

    @property
    def session(self) -> str:
        """The id of the session; empty for what was noted between sessions, and for lessons."""
        kind, _slash, name = self.document.partition("/")
        return name if kind == "sessions" else ""


def kind_name(kind: str) -> str:
    """A kind as people call it, one of it."""
    return _(_NAMES[kind])


def passage_title(passage: Passage) -> str:
    """The title of the session or lesson, or what stands over a month between sessions."""
    if not passage.document:
        return passage.title
    return title_or_month(passage.title, passage.document.partition("/")[2])


def passage_place(passage: Passage) -> str:
    """Where in its session or lesson a passage stands."""
    if not (passage.document or passage.lesson):
        return _("your own cards")
    if not passage.document:
        return "" if passage.heading == passage.title else passage.heading
    if passage.kind in (NOTE, PRIVATE):
        if passage.item == WHOLE:
            return _("Session as a whole")
        return f"{passage.number}. {passage.heading}" if passage.number else passage.heading
    if passage.number:
        return _("agenda item {number}").format(number=passage.number)
    return ""


def passages_in(
    notebook: Notebook, document: str, authors: Mapping[str, tuple[str, ...]]
) -> list[Passage]:
    """All that a document says; `authors` gives who wrote in "notes:ITEM" and "answers:WHO"."""
    return [
        *_titles(notebook, document),
        *_notes(notebook, document, authors),
        *_skipped(notebook, document),
        *_answers(notebook, document, authors),
        *_records(notebook, document),
    ]


def _titles(notebook: Notebook, document: str) -> Iterator[Passage]:
    about = notebook.about
    if about.title:
        yield Passage(SESSION, "", about.title, document, about.lesson, about.title,
                      day=day_of(about.date))  # fmt: skip


def _notes(
    notebook: Notebook, document: str, authors: Mapping[str, tuple[str, ...]]
) -> Iterator[Passage]:
    about = notebook.about
    written = [key for key, text in notebook.notes.items() if text.strip()]
    added = [item.id for item in notebook.agenda if item.by and not item.source]
    for key in dict.fromkeys((*written, *added)):
        item = notebook.item(key)
        who = authors.get(f"notes:{key}", ()) or ((item.by,) if item else ())
        yield Passage(
            NOTE, notebook.notes.get(key, ""), notebook.item_title(key), document, about.lesson,
            about.title, item=key, number=notebook.item_number(key),
            day=day_of(about.date or f"{about.id}-01"), who=tuple(filter(None, who)),
        )  # fmt: skip


def _skipped(notebook: Notebook, document: str) -> Iterator[Passage]:
    """Why an agenda item was skipped, in the words that were given."""
    about = notebook.about
    for item, why in notebook.clock.reasons.items():
        yield Passage(SKIPPED, why, "", document, about.lesson, about.title, item=item,
                      number=notebook.item_number(item), day=day_of(about.date))  # fmt: skip


def _answers(
    notebook: Notebook, document: str, authors: Mapping[str, tuple[str, ...]]
) -> Iterator[Passage]:
    about = notebook.about
    for role, text in notebook.answers.items():
        if text.strip():
            who = authors.get(f"answers:{role}", ())
            yield Passage(ANSWER, text, "", document, about.lesson, about.title,
                          day=day_of(about.date), who=who)  # fmt: skip


def _records(notebook: Notebook, document: str) -> Iterator[Passage]:
    for table, kind in RECORD_KIND.items():
        for record in notebook.records(table):
            yield _record(notebook, document, kind, record)


def _record(notebook: Notebook, document: str, kind: str, record: Record) -> Passage:
    about = notebook.about
    heading, text = (record.text, record.answer) if kind == CARD else ("", record.text)
    who = dict.fromkeys(filter(None, (record.by, record.who)))
    return Passage(
        kind, text, heading, document, about.lesson, about.title, item=record.item,
        number=notebook.item_number(record.item), record=record.id,
        day=day_of(record.created) or day_of(about.date), who=tuple(who),
        state=record.state if kind == "action" else "",
    )  # fmt: skip
