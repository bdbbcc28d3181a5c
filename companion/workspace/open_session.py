"""A session in use: its lesson, its clock, who leads."""

from datetime import date
from typing import TYPE_CHECKING

from companion.domain import clock
from companion.domain.agenda import WHOLE, AgendaItem
from companion.domain.errors import WrongUse
from companion.domain.lead import leader_of
from companion.domain.people import BOTH, Pair
from companion.domain.preparing import Changes, fields_of, undoing
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.document import Scalar
from companion.storage.schema import ABOUT, AGENDA, LESSON, entity_fields
from companion.workspace.session_events import SessionEvents

if TYPE_CHECKING:
    from companion.domain.lesson import Lesson


class OpenSession(SessionEvents):
    """A session that people hold."""

    def fill(
        self,
        lesson: "Lesson",
        texts: dict[str, str],
        day: date,
        mentor: str,
        agenda: tuple[AgendaItem, ...],
        target: int,
    ) -> None:
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
            "target": target,
        }
        self._set(ABOUT, about)
        self._set(LESSON, {**texts})
        for item in agenda:
            self._set(AGENDA, entity_fields(item.id, fields_of(item)))

    def arrange(self, changes: Changes) -> Changes:
        """Change the agenda; gives what takes that back."""
        back = undoing(self.notebook, changes)
        for item, values in changes.items():
            self._set(AGENDA, entity_fields(item, values))
        return back

    def aim_for(self, minutes: int) -> None:
        """Say how many minutes the session is meant to take."""
        self._set(ABOUT, {"target": minutes})

    def move_to(self, day: date) -> None:
        """Hold the session on another day. Raises WrongUse once it has begun."""
        if self.notebook.state != clock.PLANNED:
            raise WrongUse(_("This session has begun: its day stays as it is."))
        self._set(ABOUT, {"date": day.isoformat()})

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

    def set_mentor(self, person: str) -> None:
        """Say who has the most practice in this topic."""
        self._set(ABOUT, {"mentor": person})

    def leader(self, item: AgendaItem, pair: Pair) -> str:
        """Who leads an item: a person's id or "both"."""
        found = self.notebook.clock
        handed = found.lead if item.id == found.current else ""
        return leader_of(item, handed, self.notebook.about.mentor, pair)

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
