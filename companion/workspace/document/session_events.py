"""What happens in a session, written down as events of its clock."""

from datetime import datetime

from companion.domain.session import clock
from companion.domain.session.clock import Event
from companion.storage.document.schema import CLOCK, event_value
from companion.workspace.document.open_document import OpenDocument


class SessionEvents(OpenDocument):
    """A document with a clock: small clocks of steps, off the record, time that was missed."""

    def start_timer(self, step: str, minutes: int) -> None:
        """Start the small clock of a step of the item at hand."""
        self._note_event(clock.TIMER, item=self.notebook.clock.current, minutes=minutes, to=step)

    def stop_timer(self) -> None:
        """Stop the small clock that runs, if one does."""
        timer = self.notebook.clock.timer
        if timer is not None:
            self._note_event(clock.TIMER, item=timer.item, to=timer.step)

    def ask_off(self) -> None:
        """Ask the other, at their own device, to go off the record; whoever has the pen here."""
        self._note_event(clock.ASK_OFF, by=self.owner)

    def refuse_off(self) -> None:
        """Rather stay on the record; also takes back what I asked."""
        self._note_event(clock.NOT_OFF)

    def go_off(self) -> None:
        """Go off the record, as both agreed."""
        self._note_event(clock.OFF)

    def end_off(self) -> None:
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
        event = Event(at or self._now(), by or self.me, kind, item, minutes, to, why)
        self._document.append(CLOCK, event_value(event))
        self._notebook = None
