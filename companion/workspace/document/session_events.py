"""What happens in a session, written down as events of its clock."""

from collections.abc import Sequence
from datetime import datetime

from companion.domain.errors import WrongUse
from companion.domain.session import clock
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.clock import Event
from companion.domain.session.undo_conflicts import find_effective, overtaken_by, start_acted_on_by
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.document.clock_events import event_value
from companion.storage.document.schema import CLOCK
from companion.workspace.document.changes import Change, EventHappened, UndoOutcome
from companion.workspace.document.open_document import OpenDocument


class SessionEvents(OpenDocument):
    """A document with a clock: where it stands, and what is done to it."""

    @property
    def current(self) -> AgendaItem | None:
        """The agenda item at hand."""
        return self.notebook.item(self.notebook.clock.current)

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

    def start_timer(self, step: str, minutes: int) -> None:
        """Start the small clock of a step of the item at hand."""
        self._note_event(clock.TIMER, item=self.notebook.clock.current, minutes=minutes, to=step)

    def stop_timer(self) -> None:
        """Stop the small clock that runs, if one does."""
        timer = self.notebook.clock.timer
        if timer is not None:
            self._note_event(clock.TIMER, item=timer.item, to=timer.step)

    def ask_off_record(self) -> None:
        """Ask the other, at their own device, to go off the record; whoever has the pen here."""
        self._note_event(clock.ASK_OFF, by=self.owner)

    def refuse_off_record(self) -> None:
        """Rather stay on the record; also takes back what I asked."""
        self._note_event(clock.NOT_OFF)

    def go_off_record(self) -> None:
        """Go off the record, as both agreed."""
        self._note_event(clock.OFF)

    def end_off_record(self) -> None:
        """Go back on the record."""
        if self.notebook.clock.off_since is not None:
            self._note_event(clock.ON)

    def leave_out(self, since: datetime) -> None:
        """Count nothing of the time from a moment until now."""
        self._note_event(clock.PAUSE, at=since)
        self._note_event(clock.RESUME)

    def count_in(self) -> None:
        """Let all time up to now count, and have a sign that somebody said so.

        Letting a clock run on that runs changes nothing; from now on this is the moment last known.
        """
        self._note_event(clock.RESUME)

    def _note_event(
        self,
        kind: str,
        item: str = "",
        minutes: int = 0,
        to: str = "",
        why: str = "",
        at: datetime | None = None,
        by: str = "",
    ) -> None:
        event = Event(
            at or self._now(), by or self.me, kind, item, minutes, to, why, self._new_id(),
            self.notebook.clock.round,
        )  # fmt: skip
        self._append(event)

    def _append(self, event: Event) -> None:
        self._document.append(CLOCK, event_value(event))
        self._notebook = None
        if self._record is not None:
            self._record.append(EventHappened(event.id))

    # Taking back

    def undo_step(self, changes: Sequence[Change]) -> UndoOutcome:
        """Take back what a step changed, and what was pressed in it. Raises WrongUse."""
        pressed = [change.event for change in changes if isinstance(change, EventHappened)]
        if pressed and self.notebook.state == clock.DONE:
            raise WrongUse(
                _("This session is closed: its clock stays as it is. x in Notes reopens it.")
            )
        outcome = super().undo_step(changes)
        for event in pressed:
            outcome = outcome.joined(self._undo_event(event))
        return outcome

    def _undo_event(self, name: str) -> UndoOutcome:
        events = self.notebook.events
        event = find_effective(events, name)
        if event is None:
            return UndoOutcome(taken=False)
        if event.kind == clock.START and (by := start_acted_on_by(events, event)) is not None:
            return UndoOutcome(taken=False, kept=True, by=by)
        by = overtaken_by(events, event)
        self._append(Event(self._now(), event.by, clock.UNDO, to=name, id=self._new_id()))
        return UndoOutcome(taken=True, kept=bool(by), by=by)
