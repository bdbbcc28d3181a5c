"""Everything one document says, as a value: a session, the time between sessions, the programme."""

from dataclasses import dataclass, field, replace

from companion.domain.lesson.programme import Plan
from companion.domain.note.labelled_lines import LabelledLine
from companion.domain.people import Person
from companion.domain.session.agenda import WHOLE, AgendaItem
from companion.domain.session.clock import Clock, Event
from companion.domain.session.close_text import CloseText
from companion.domain.session.revisions import Revision

RECORD_KINDS = (
    "actions", "ideas", "decisions", "feedback", "questions", "appreciations", "points",
    "learned", "cards", "corrections",
)  # fmt: skip
"""What is captured in one line each, by the names their tables have.

`feedback` and `appreciations` say something from `by` to `who`; `points` are talking points for a
session to come; `learned` is what `by` learned; `cards` are questions `by` made of it, each with
its answer; `corrections` are added to a session that is closed.
"""

OPEN, DONE, DROPPED = "open", "done", "dropped"


@dataclass(frozen=True, slots=True)
class Record:
    """One action, idea, decision or piece of feedback."""

    id: str
    text: str
    by: str = ""
    """The id of the person who wrote it down."""
    who: str = ""
    """For actions: who does it; a person's id, "both" or empty. For feedback and appreciations:
    whom it is for. For cards: whom it was learned from."""
    due: str = ""
    """For actions: YYYY-MM-DD or empty."""
    state: str = OPEN
    created: str = ""
    """When, as ISO 8601 in UTC."""
    item: str = ""
    """The agenda item it was written down at, by its id; empty for none."""
    answer: str = ""
    """For cards: the answer."""
    checked: str = ""
    """For cards: the id of the person who read it over, correcting it or not."""


@dataclass(frozen=True, slots=True)
class About:
    """What kind of document it is and where it came from."""

    id: str
    """The name of its folder; empty for a document that has none of its own."""
    kind: str = "session"
    lesson: str = ""
    title: str = ""
    language: str = ""
    track: str = ""
    version: str = ""
    date: str = ""
    """The day the session is on, YYYY-MM-DD."""
    created: str = ""
    mentor: str = ""
    """The id of the person with the most practice in this topic; empty when alone or not chosen."""
    next_date: str = ""
    """The day the pair meets next, YYYY-MM-DD, as agreed at the close."""
    target: int = 0
    """Minutes the session is meant to take; 0 where nobody said."""


@dataclass(frozen=True, slots=True)
class Thrown:
    """That a session was thrown away; it can be brought back."""

    by: str
    at: str
    """When, as ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """One document, read."""

    about: About
    agenda: tuple[AgendaItem, ...] = ()
    dropped: tuple[AgendaItem, ...] = ()
    """Items taken off the agenda; they can be brought back."""
    events: tuple[Event, ...] = ()
    clock: Clock = field(default_factory=Clock)
    notes: dict[str, str] = field(default_factory=dict)
    """Shared text by the id of its agenda item; "0" is the session as a whole."""
    answers: dict[str, str] = field(default_factory=dict)
    """Reflection by who it is for: mentor, mentee, both."""
    actions: tuple[Record, ...] = ()
    ideas: tuple[Record, ...] = ()
    decisions: tuple[Record, ...] = ()
    feedback: tuple[Record, ...] = ()
    questions: tuple[Record, ...] = ()
    appreciations: tuple[Record, ...] = ()
    points: tuple[Record, ...] = ()
    learned: tuple[Record, ...] = ()
    cards: tuple[Record, ...] = ()
    corrections: tuple[Record, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """The changes of single records, oldest first."""
    checks: frozenset[str] = frozenset()
    """What was ticked: "checklist/2", or a prompt or step of an item: "i3/ask/1", "i3/do/2"."""
    pulses: dict[str, dict[str, str]] = field(default_factory=dict)
    """The pulse, by person and question; empty as long as not both have shared it."""
    agreed: frozenset[str] = frozenset()
    """Who would share their pulse if the other does."""
    unshared_pulses: tuple[str, ...] = ()
    """Who agreed, as somebody else did, and whose pulse does not stand here yet."""
    people: tuple[Person, ...] = ()
    labelled: tuple[LabelledLine, ...] = ()
    """The lines of the notes that begin with a label, in the order of the notes; the records that
    they make stand among the others."""
    close_texts: tuple[CloseText, ...] = ()
    """What was typed in the fields of the close; the records that it makes stand among the others.
    """
    plan: Plan | None = None
    """For the pair's own document: the programme they have adopted."""
    thrown: Thrown | None = None
    """Who threw it away, unless somebody has written in it since."""

    @property
    def state(self) -> str:
        """planned, running or done."""
        return self.clock.state

    def says_the_same(self, other: "Notebook") -> bool:
        """Whether nothing stands in one of the two that does not in the other."""
        return self._without_empty() == other._without_empty()

    def _without_empty(self) -> "Notebook":
        """Whoever looks at a text makes an empty one."""
        notes, answers = (
            {key: text for key, text in texts.items() if text}
            for texts in (self.notes, self.answers)
        )
        return replace(self, notes=notes, answers=answers)

    @property
    def complete(self) -> bool:
        """Whether each side has said what they learned; somebody alone is all there is."""
        sides = 2 if self.about.mentor else 1
        return len({record.by for record in self.learned}) >= sides

    def item(self, item_id: str) -> AgendaItem | None:
        """The agenda item with that id."""
        return next((i for i in self.agenda if i.id == item_id), None)

    def known_item(self, item_id: str) -> AgendaItem | None:
        """The item with that id, on the agenda or dropped from it."""
        return next((i for i in (*self.agenda, *self.dropped) if i.id == item_id), None)

    def item_title(self, item_id: str) -> str:
        """The title over an item's notes; empty for the session as a whole."""
        item = self.known_item(item_id)
        return item.title if item else ""

    def item_number(self, item_id: str) -> int:
        """The number of an item in the agenda; 0 for the whole."""
        item = self.item(item_id)
        return item.number if item else 0

    def written(self) -> list[tuple[int, str, str]]:
        """(number, title, text) of all notes that hold anything, in the order of the agenda.

        Notes of an item that is in no agenda any more come last, never lost.
        """
        return [
            (self.item_number(key), self.item_title(key), self.notes[key])
            for key in self.items_in_order()
            if self.notes.get(key, "").strip()
        ]

    def items_in_order(self) -> list[str]:
        """The ids of all items that may have notes: the whole, the agenda, and what is in none."""
        order = dict.fromkeys((WHOLE, *(i.id for i in self.agenda), *sorted(self.notes)))
        return list(order)

    def lines_of(self, kind: str, record: str) -> list[LabelledLine]:
        """The lines of the notes that say what this record says."""
        return [line for line in self.labelled if line.is_of(kind, record)]

    def line_of(self, kind: str, record: str) -> LabelledLine | None:
        """The line of the notes that makes this record; None for one that stands for itself."""
        return next((x for x in self.lines_of(kind, record) if x.own == record), None)

    def revisions_of(self, kind: str, record: str) -> tuple[Revision, ...]:
        """The changes of one record, oldest first."""
        return tuple(r for r in self.revisions if (r.kind, r.record) == (kind, record))

    @property
    def unentered(self) -> tuple[CloseText, ...]:
        """What was typed in the close and is not entered yet; once all is closed it counts, but for
        what was to be a day and says none.
        """
        closed = self.state == DONE
        return tuple(t for t in self.close_texts if t.is_unentered and (t.no_day or not closed))

    def close_text_of(self, kind: str, record: str) -> CloseText | None:
        """The text of the close that makes this record; None for any other record."""
        return next((t for t in self.close_texts if t.makes(kind, record)), None)

    def records(self, kind: str) -> tuple[Record, ...]:
        """The records of one kind, by the name of their table."""
        found: tuple[Record, ...] = getattr(self, kind)
        return found
