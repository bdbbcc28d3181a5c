"""A session in use: its lesson, its clock, who leads."""

from datetime import date
from typing import TYPE_CHECKING

from companion.domain.errors import WrongUse
from companion.domain.note.capture import Captured
from companion.domain.people import BOTH, Pair
from companion.domain.session import clock
from companion.domain.session.agenda import WHOLE, AgendaItem
from companion.domain.session.agenda_edits import Changes, fields_of, undoing
from companion.domain.session.lead import leader_of
from companion.domain.session.notebook import RECORD_KINDS
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.document.document import Scalar
from companion.storage.document.schema import (
    ABOUT,
    AGENDA,
    AGREE,
    LESSON,
    PULSE,
    entity_fields,
    read_lesson_texts,
)
from companion.storage.sync.shared_folder import Reading
from companion.workspace.document.session_events import SessionEvents

if TYPE_CHECKING:
    from companion.domain.lesson.lesson import Lesson


ADDED_LATER = ("learned", "cards", "corrections", PULSE)
"""What may still be added once a session is closed; of other records only the state changes."""


class OpenSession(SessionEvents):
    """A session that people hold."""

    _sealed: bool | None = None
    """Whether it is read-only; None as long as nobody has asked."""

    @property
    def lesson_texts(self) -> dict[str, str]:
        """The session's own copy of its lesson, by language."""
        return read_lesson_texts(self._document)

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
    def is_sealed(self) -> bool:
        """Whether it is read-only: closed, and this person knows.

        What somebody is typing while the other closes is kept, as what arrives late is.
        """
        if self._sealed is None:
            self._sealed = self.notebook.state == clock.DONE
        return self._sealed

    def merge(self, reading: Reading) -> bool:
        """Take in what other devices wrote; a close among it is news, not known yet."""
        self._sealed = self.is_sealed
        return super().merge(reading)

    def seal(self) -> None:
        """The person here knows now that the session is closed."""
        self._sealed = True

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
        """Close the session; nothing happens when it is closed already."""
        if self.notebook.state == clock.PLANNED:
            first = self.notebook.agenda[:1]
            self._note_event(clock.START, item=first[0].id if first else "")
        if self.notebook.state != clock.DONE:
            self._note_event(clock.CLOSE)
        self.take_pen_back()
        self.seal()

    def pass_pen(self, pair: Pair) -> None:
        """Let what is written here from now on be the other's, or mine again."""
        self.me = pair.other(self.me)

    def take_pen_back(self) -> None:
        """Let what is written here be mine again."""
        self.me = self.owner

    @property
    def closed_by(self) -> str:
        """The id of the person who closed it; empty while it is open."""
        events = self.notebook.events
        return next((e.by for e in events if e.kind == clock.CLOSE), "")

    def set_next_date(self, day: str) -> None:
        """Say when the pair meets next, as YYYY-MM-DD; empty for not agreed."""
        self._set(ABOUT, {"next": day})

    def correct(self, text: str, by: str = "") -> None:
        """Add a correction to a closed session; what stands there stays. Raises WrongUse."""
        if self.notebook.state != clock.DONE:
            raise WrongUse(_("This session is not closed yet: write in its notes instead."))
        self.add("corrections", Captured(text), by=by)

    def agree_to_share(self, person: str) -> None:
        """Somebody would share their pulse if the other does; says nothing of what it is."""
        self._set(PULSE, entity_fields(person, {AGREE: True}))

    def share_pulse(self, person: str, answers: dict[str, str]) -> None:
        """Put somebody's pulse here. Only for a pulse that both agreed to share."""
        self._set(PULSE, entity_fields(person, answers))

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

    def _set(self, root: str, fields: dict[str, Scalar]) -> None:
        ticks = root in RECORD_KINDS and all(key.endswith("/state") for key in fields)
        if root not in ADDED_LATER and not ticks:
            self.check_open()
        super()._set(root, fields)

    def check_open(self) -> None:
        """Raise WrongUse where the session is read-only."""
        if self.is_sealed:
            raise WrongUse(
                _(
                    "This session is closed and can only be read. Add a correction: c in Notes, "
                    "or companion note --session {session} --correction TEXT"
                ).format(session=self.id)
            )
