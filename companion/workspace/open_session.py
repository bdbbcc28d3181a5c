"""A session in use: its lesson, its clock, who leads."""

from datetime import date
from typing import TYPE_CHECKING

from companion.domain import clock
from companion.domain.agenda import WHOLE, AgendaItem, agenda_of
from companion.domain.clock import Event
from companion.domain.errors import WrongUse
from companion.domain.people import BOTH, Pair
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.document import Scalar
from companion.storage.schema import ABOUT, AGENDA, CLOCK, LESSON, entity_fields, event_value
from companion.workspace.open_document import OpenDocument

if TYPE_CHECKING:
    from companion.domain.lesson import Lesson

MENTOR, MENTEE = "mentor", "mentee"


class OpenSession(OpenDocument):
    """A session that people hold."""

    def fill(self, lesson: "Lesson", texts: dict[str, str], day: date, mentor: str) -> None:
        """Make a new session of this lesson; it keeps its own copy of the lesson, by language.

        Only the device that makes a session fills it: filled on two, everything stood there twice.
        """
        meta = lesson.meta
        about: dict[str, Scalar] = {
            "kind": "session",
            "lesson": meta.id,
            "title": meta.title,
            "track": meta.track,
            "language": meta.language,
            "version": meta.version,
            "date": day.isoformat(),
            "created": self._now().isoformat(timespec="seconds"),
            "mentor": mentor,
        }
        self._set(ABOUT, about)
        self._set(LESSON, {**texts})
        for item in agenda_of(lesson):
            self._set(AGENDA, entity_fields(item.id, _agenda_fields(item)))

    @property
    def current(self) -> AgendaItem | None:
        """The agenda item at hand."""
        return self.notebook.item(self.notebook.clock.current)

    def item_numbered(self, number: int) -> str:
        """The id of the item with that number; 0 is the session as a whole. Raises WrongUse."""
        if number == 0:
            return WHOLE
        for item in self.notebook.agenda:
            if item.number == number:
                return item.id
        raise WrongUse(
            _("This session has no agenda item {number}; it has 1 to {last}.").format(
                number=number, last=len(self.notebook.agenda)
            )
        )

    def start(self) -> None:
        """Start the clock at the first item; nothing happens when it runs already."""
        if self.notebook.state == clock.PLANNED and self.notebook.agenda:
            self._note_event(clock.START, item=self.notebook.agenda[0].id)

    def go(self, item: str) -> None:
        """Go to an agenda item."""
        if item != self.notebook.clock.current:
            self._note_event(clock.ITEM, item=item)

    def neighbour(self, step: int) -> AgendaItem | None:
        """The agenda item `step` places from the current one, if there is one."""
        agenda = self.notebook.agenda
        current = self.current
        place = (agenda.index(current) if current in agenda else -1) + step
        return agenda[place] if 0 <= place < len(agenda) else None

    def skip(self, why: str = "") -> AgendaItem | None:
        """Mark the current item as skipped and go to the next; gives that one, if there is one."""
        following = self.neighbour(1)
        if self.current is not None:
            self._note_event(clock.SKIP, item=self.current.id, why=one_line(why))
        if following is not None:
            self.go(following.id)
        return following

    def plus(self, minutes: int) -> None:
        """Give the current item more time."""
        if self.current is not None:
            self._note_event(clock.PLUS, item=self.current.id, minutes=minutes)

    def pause_or_resume(self) -> None:
        """Stop the clock, or let it run on."""
        paused = self.notebook.clock.paused
        self._note_event(clock.RESUME if paused else clock.PAUSE)

    def finish(self) -> None:
        """Close the session."""
        if self.notebook.state == clock.PLANNED:
            self.start()
        self._note_event(clock.CLOSE)
        self.take_pen_back()

    def pass_pen(self, pair: Pair) -> None:
        """Let what is written here from now on be the other's, or mine again."""
        self.me = pair.other(self.me)

    def take_pen_back(self) -> None:
        """Let what is written here be mine again."""
        self.me = self.owner

    def set_mentor(self, person: str) -> None:
        """Say who has the most practice in this topic."""
        self._set(ABOUT, {"mentor": person})

    def leader(self, item: AgendaItem, pair: Pair) -> str:
        """Who leads an item: a person's id or "both"."""
        found = self.notebook.clock
        if item.id == found.current and found.lead:
            return found.lead
        mentor = self.notebook.about.mentor
        if pair.partner is None or not mentor or item.lead == BOTH:
            return BOTH if pair.partner else pair.me.id
        return mentor if item.lead == MENTOR else pair.other(mentor)

    def hand_over(self, pair: Pair) -> None:
        """Give the other the lead: before the start the mentor's part, afterwards this item."""
        if pair.partner is None:
            return
        if self.notebook.state == clock.PLANNED:
            self.set_mentor(pair.other(self.notebook.about.mentor or pair.partner.id))
        elif self.current is not None:
            leader = self.leader(self.current, pair)
            to = pair.me.id if leader == BOTH else pair.other(leader)
            self._note_event(clock.LEAD, to=to)

    def _note_event(
        self, kind: str, item: str = "", minutes: int = 0, to: str = "", why: str = ""
    ) -> None:
        event = Event(self._now(), self.me, kind, item, minutes, to, why)
        self._document.append(CLOCK, event_value(event))
        self._notebook = None


def _agenda_fields(item: AgendaItem) -> dict[str, Scalar]:
    return {
        "title": item.title,
        "minutes": item.minutes,
        "lead": item.lead,
        "order": item.number,
        "lesson": item.lesson_item,
        **{key: value for key, value in (("by", item.by), ("source", item.source)) if value},
    }
