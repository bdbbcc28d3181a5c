"""A session in use: its lesson, its clock, who leads."""

from datetime import date
from typing import TYPE_CHECKING

from companion.domain.errors import WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import Pair
from companion.domain.session import clock
from companion.domain.session.agenda import WHOLE, AgendaItem
from companion.domain.session.agenda_edits import Changes, fields_of
from companion.domain.session.lead import leader_of, passes_to
from companion.domain.session.notebook import RECORD_KINDS
from companion.i18n import _
from companion.storage.document.document import Scalar
from companion.storage.document.revisions import REVISIONS
from companion.storage.document.schema import (
    ABOUT,
    AGENDA,
    AGREE,
    LESSON,
    PULSE,
    entity_fields,
    read_lesson_texts,
)
from companion.storage.document.stored_records import LINE, OF
from companion.workspace.document.session_lifecycle import SessionLifecycle

if TYPE_CHECKING:
    from companion.domain.lesson.lesson import Lesson


ADDED_LATER = ("learned", "cards", "corrections", REVISIONS, PULSE)
"""What may still be added once a session is closed; of other records only the state changes."""


class OpenSession(SessionLifecycle):
    """A session that people hold."""

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

    def arrange(self, changes: Changes) -> None:
        """Change the agenda."""
        for item, values in changes.items():
            self._set(AGENDA, entity_fields(item, values))

    def set_target(self, minutes: int) -> None:
        """Say how many minutes the session is meant to take."""
        self._set(ABOUT, {"target": minutes})

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

    def correct(self, text: str, by: str = "") -> None:
        """Add a correction to a closed session; what stands there stays. Raises WrongUse."""
        if self.notebook.state != clock.DONE:
            raise WrongUse(_("This session is not closed yet: write in its notes instead."))
        self.add("corrections", ParsedLine(text), by=by)

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
            to = passes_to(self.leader(self.current, pair), pair)
            self._note_event(clock.LEAD, to=to)

    def _set(self, root: str, fields: dict[str, Scalar]) -> None:
        if self.is_sealed:
            self._check_fields(root, fields)
        super()._set(root, fields)

    def _check_fields(self, root: str, fields: dict[str, Scalar]) -> None:
        """Raise WrongUse where a closed session may not say this.

        Also where the person here does not know of the close yet: what they are typing then is
        kept, and does not ask.
        """
        is_closed = self.notebook.state == clock.DONE
        if is_closed and root not in ADDED_LATER and not self._only_ticks(root, fields):
            raise self._is_read_only()

    def _only_ticks(self, root: str, fields: dict[str, Scalar]) -> bool:
        """Whether fields say of records nothing new but their state."""
        if root not in RECORD_KINDS:
            return False
        records = {record.id: record for record in self.notebook.records(root)}
        for key, value in fields.items():
            record, _slash, name = key.partition("/")
            known = getattr(records.get(record), name, None)
            if name not in ("state", LINE, OF) and known != value:
                return False
        return True

    def check_open(self) -> None:
        """Raise WrongUse where the session is read-only."""
        if self.is_sealed:
            raise self._is_read_only()

    def _is_read_only(self) -> WrongUse:
        return WrongUse(
            _(
                "This session is closed and can only be read. Add a correction: c in Notes, "
                "or companion note --session {session} --correction TEXT"
            ).format(session=self.id)
        )
