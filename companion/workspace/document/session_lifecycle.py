"""A session as a whole: closed, reopened, thrown away, and whose words are typed in it."""

from collections.abc import Sequence
from datetime import date

from companion.domain.errors import WrongUse
from companion.domain.people import Pair
from companion.domain.session import clock
from companion.domain.session.reopening import may_reopen
from companion.i18n import _
from companion.storage.document.schema import ABOUT
from companion.storage.document.thrown import bring_back, throw_away
from companion.storage.sync.shared_folder import FolderScan
from companion.workspace.document.changes import Change, Changed, EventHappened, Listed, UndoOutcome
from companion.workspace.document.close_entry import CloseEntry


class SessionLifecycle(CloseEntry):
    """A document with a clock that is closed some day, for both."""

    _closes_known: int | None = None
    """How many times it was closed as this person knows; None as long as nobody has asked."""

    def move_to(self, day: date) -> None:
        """Hold the session on another day. Raises WrongUse once it has begun."""
        self._check_planned()
        self._set(ABOUT, {"date": day.isoformat()})

    def undo_step(self, changes: Sequence[Change]) -> UndoOutcome:
        """Take back what a step did. Raises WrongUse where it may not be changed any more."""
        if any(isinstance(c, Changed) and (c.root, c.key) == (ABOUT, "date") for c in changes):
            self._check_planned()
        kinds = {event.id: event.kind for event in self.notebook.events}
        pressed = {kinds.get(c.event) for c in changes if isinstance(c, EventHappened)}
        if pressed & {clock.CLOSE, clock.REOPEN}:
            return self._undo_close() if clock.CLOSE in pressed else self._undo_reopening()
        outcome = super().undo_step(changes)
        for change in changes:
            if isinstance(change, Listed):
                outcome = outcome.joined(self._undo_listed(change))
        return outcome

    def _undo_close(self) -> UndoOutcome:
        if self.notebook.state != clock.DONE:
            return UndoOutcome(taken=False, kept=True)
        self.reopen()
        return UndoOutcome(taken=True)

    def _undo_reopening(self) -> UndoOutcome:
        """Unless it was closed again, or its clock was let run: then somebody holds it."""
        if self.notebook.state == clock.DONE or not self.notebook.clock.paused:
            return UndoOutcome(taken=False, kept=True)
        self.finish()
        return UndoOutcome(taken=True)

    def _undo_listed(self, change: Listed) -> UndoOutcome:
        if not change.there:
            self.bring_back()
        elif self.notebook.says_the_same(change.then):
            self.throw_away()
        else:
            return UndoOutcome(taken=False, kept=True)
        return UndoOutcome(taken=True)

    def _check_planned(self) -> None:
        if self.notebook.state != clock.PLANNED:
            raise WrongUse(_("This session has begun: its day stays as it is."))

    @property
    def is_sealed(self) -> bool:
        """Whether it is read-only: closed, and this person knows.

        What somebody is typing while the other closes is kept, as what arrives late is.
        """
        if self._closes_known is None:
            self.seal()
        return self.notebook.state == clock.DONE and self._closes_known == self._closes

    @property
    def _closes(self) -> int:
        found = self.notebook.clock
        return found.round + (found.state == clock.DONE)

    def merge(self, scan: FolderScan) -> bool:
        """Merge what other devices wrote; a close among it is news, not known yet."""
        if self._closes_known is None:
            self.seal()
        reopenings, was_open = self._reopenings, self.notebook.state != clock.DONE
        changed = super().merge(scan)
        if changed and was_open and self._reopenings > reopenings:  # with the other's rewording
            self.remove_doubled_words()
        return changed

    @property
    def _reopenings(self) -> int:
        return sum(event.kind == clock.REOPEN for event in self.notebook.events)

    def seal(self) -> None:
        """The person here knows now that the session is closed, where it is."""
        self._closes_known = self._closes

    def finish(self) -> None:
        """Close the session; nothing happens when it is closed already."""
        if self.notebook.state == clock.PLANNED:
            first = self.notebook.agenda[:1]
            self._note_event(clock.START, item=first[0].id if first else "")
        if self.notebook.state != clock.DONE:
            self.store_lines()
            self.enter_all()
            self._note_event(clock.CLOSE)
        self.take_pen_back()
        self.seal()

    def reopen(self) -> None:
        """Let a session that was closed be open again, its clock stopped.

        Raises WrongUse where it is not closed, or has been for too long.
        """
        if self.notebook.state != clock.DONE:
            raise WrongUse(_("This session is open already."))
        if not may_reopen(self.notebook.clock, self._now()):
            raise WrongUse(
                _(
                    "This session has been closed for too long to be reopened. Add a correction: "
                    "c in Notes, or companion note --session {session} --correction TEXT"
                ).format(session=self.id)
            )
        self._note_event(clock.REOPEN)
        self.reword_revised()

    def throw_away(self) -> None:
        """Let it be gone from all lists, for both; whoever writes in it brings it back.

        Raises WrongUse while it is off the record: out of all lists it would hold back no line any
        more, though the other still reads that nothing is written down.
        """
        if self.notebook.clock.off_since is not None:
            raise WrongUse(
                _(
                    "This session is off the record. Go back on the record first; then it can be "
                    "thrown away."
                )
            )
        at = self._now().isoformat(timespec="seconds")
        throw_away(self._document, self._new_id(), self.owner, at)
        self._note_listed(False)

    def bring_back(self) -> None:
        """Let it be in the lists again, whoever threw it away."""
        bring_back(self._document)
        self._note_listed(True)

    def _note_listed(self, there: bool) -> None:
        self._forget_notebook()
        if self._record is not None:
            self._record.append(Listed(there, self.notebook))

    def pass_pen(self, pair: Pair) -> None:
        """Let what is written here from now on be the other's, or mine again."""
        self.me = pair.other(self.me)

    def take_pen_back(self) -> None:
        """Let what is written here be mine again."""
        self.me = self.owner

    @property
    def closed_by(self) -> str:
        """The id of the person who closed it; empty while it is open."""
        return self.notebook.clock.closed_by
