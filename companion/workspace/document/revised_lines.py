"""Agreed lines of a document in use that are changed, with what they said before."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from companion.domain.errors import WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.note.record_kinds import KINDS
from companion.domain.session.agreed_lines import typed
from companion.domain.session.notebook import DONE, Record
from companion.domain.session.revisions import Revision, next_number
from companion.domain.session.stored_record import Mention
from companion.domain.text import Patch, one_line, patch_between
from companion.i18n import _
from companion.storage.document.document import Scalar
from companion.storage.document.revisions import REVISIONS, revision_fields
from companion.storage.document.schema import entity_fields
from companion.storage.document.stored_records import (
    LINE,
    MENTIONS,
    fields_of_line,
    mention_value,
    words_in,
)
from companion.workspace.document.changes import Change, LineRevised, UndoOutcome
from companion.workspace.document.line_records import LineRecords
from companion.workspace.document.text_editing import check_room


class Rewording(NamedTuple):
    """A line of the notes as it stood before and after a reopening."""

    before: str
    after: str
    words: str
    """What stands behind its label since then."""


class RevisedLines(LineRecords):
    """A document whose records keep what they said before they were changed."""

    _reworded: Mapping[str, Rewording] = {}
    """By their ids the lines that this device reworded when it last reopened the session."""

    def revise(
        self, kind: str, record: str, wanted: ParsedLine, words: str = "", was: Record | None = None
    ) -> None:
        """Let a record say something else, also after the close; what it said is kept beside it.

        `words` is what was typed, for a line of the notes as long as they can be written in; `was`
        is the record that was seen then. Raises WrongUse where the record is gone or says
        something else by now, or nothing is left of it.
        """
        wanted = ParsedLine(one_line(wanted.text, limit=None), wanted.who, wanted.due)
        before = self._said(kind, record)
        if before is None:
            raise WrongUse(_("This line is not there any more."))
        if not wanted.text:
            raise WrongUse(_("There is nothing to write down: the text is empty."))
        if wanted == before:
            return
        if was is not None:
            self.check_unchanged(kind, was)
        with self.recorded():  # taken back as a whole, not field by field
            old_words = self._agree_anew(kind, record, wanted, words)
            revision = Revision(
                self._new_id(), kind, record, before, self._said(kind, record) or wanted, self.me,
                self._later().isoformat(timespec="microseconds"), self.notebook.state == DONE,
                old_words, next_number(self.notebook.revisions),
            )  # fmt: skip
            self._set(REVISIONS, revision_fields(revision))
        if self._record is not None:
            self._record.append(LineRevised(revision.id))

    def check_unchanged(self, kind: str, was: Record) -> None:
        """Raises WrongUse where a record says something else by now than was seen."""
        says = self._said(kind, was.id)
        if says is not None and says != _said_by(was):
            now = _("This line was changed meanwhile; it says: “{line}”")
            raise WrongUse(now.format(line=typed(kind, says, self.pair)))

    def reword_revised(self) -> None:
        """Let lines of the notes say what their records came to say while these were closed.

        Whoever types in such a line would throw that away. One there is no room for stays.
        """
        self._reworded = {}
        revised = {(r.kind, r.record) for r in self.notebook.revisions if r.closed}
        for kind in KINDS:
            for record in self.notebook.records(kind):
                if (kind, record.id) in revised:
                    with suppress(WrongUse):
                        self._reword_lines(kind, record)

    def _reword_lines(self, kind: str, record: Record) -> None:
        """Write what a record says in its lines; it stays as it is stored."""
        lines = self.notebook.lines_of(kind, record.id)
        if all(line.reading.captured == _said_by(record) for line in lines):
            return
        words = one_line(typed(kind, record, self.pair), limit=None)
        own = words if self.notebook.line_of(kind, record.id) else ""
        for line in lines:
            after = self._write_line(line.line, words)
            rewording = Rewording(line.line.text, after, words)
            self._reworded = {**self._reworded, line.line.id: rewording}
            if line.own == record.id:
                self._set(kind, entity_fields(record.id, fields_of_line(record, words)))
            else:
                mention = mention_value(Mention(record.id, words, own))
                self._set(kind, entity_fields(line.line.id, {MENTIONS: mention}))

    def remove_doubled_words(self) -> None:
        """Let lines say once what was written in them here and by the other, at the same time.

        Both devices do this: they take the same letters away, so that none is lost. Only what was
        reworded here in this reopening counts: the other may type the very same letters again.
        """
        reworded, self._reworded = self._reworded, {}
        for line in self.notebook.labelled:
            written = reworded.get(line.line.id)
            if written is not None and line.line.text == _written_twice(written):
                with suppress(WrongUse):
                    self._write_line(line.line, written.words)

    def undo_step(self, changes: Sequence[Change]) -> UndoOutcome:
        """Take back what a step changed; a line says again what it said."""
        outcome = super().undo_step(changes)
        for change in changes:
            if isinstance(change, LineRevised):
                outcome = outcome.joined(self._undo_revision(change.revision))
        return outcome

    def _undo_revision(self, name: str) -> UndoOutcome:
        revision = next((r for r in self.notebook.revisions if r.id == name), None)
        if revision is None:
            return UndoOutcome(taken=False, kept=True)
        kind, record = revision.kind, revision.record
        if self._said(kind, record) != revision.after:
            last = self.notebook.revisions_of(kind, record)[-1]
            return UndoOutcome(taken=False, kept=True, by=last.by if last.by != self.me else "")
        self.revise(kind, record, revision.before, revision.line)
        return UndoOutcome(taken=True)

    def _said(self, kind: str, record: str) -> ParsedLine | None:
        """What a record says, as far as it can be changed; None where it is gone."""
        found = next((r for r in self.notebook.records(kind) if r.id == record), None)
        return _said_by(found) if found is not None else None

    def _agree_anew(self, kind: str, record: str, wanted: ParsedLine, words: str) -> str:
        """Change a record, and each line that says it where the notes can be written in; gives what
        the first of these lines said.

        A closed session takes it without the check that keeps it as it is: the revision tells what
        it was.
        """
        lines = self.notebook.lines_of(kind, record)
        mentions = [line for line in lines if line.own != record]
        values: dict[str, Scalar] = {"text": wanted.text, "who": wanted.who, "due": wanted.due}
        if self.is_sealed or not lines:
            self._store_anew(kind, record, values, {x.line.id: x.reading.words for x in mentions})
            return ""
        words = one_line(words or typed(kind, wanted, self.pair), limit=None)
        own = self.notebook.line_of(kind, record)
        if own is not None:
            self.reword(own, words)
            values = {}  # it says what the line says
        if mentions:
            self._store_anew(kind, record, values, {x.line.id: words for x in mentions})
        for line in mentions:
            self.reword(line, words)
        return lines[0].reading.words

    def _store_anew(
        self, kind: str, record: str, values: Mapping[str, Scalar], mentions: Mapping[str, str]
    ) -> None:
        """Store what a record says by now, and by their ids what the lines say that mention it."""
        fields = self._fields_for(kind, record, values)
        own = words_in({**self._document.fields(kind), **fields}.get(f"{record}/{LINE}"))
        for line, words in mentions.items():
            value = mention_value(Mention(record, words, own))
            fields |= entity_fields(line, {MENTIONS: value})
        check_room(self._document, 0, Patch(0, 0, str(values.get("text", ""))))
        super()._set(kind, fields)
        self._notebook = None


def _said_by(record: Record) -> ParsedLine:
    return ParsedLine(record.text, record.who, record.due)


def _written_twice(written: Rewording) -> str:
    """What a line says in which two devices wrote the same at the same time."""
    patch = patch_between(written.before, written.after)
    if patch is None:
        return written.after
    return Patch(patch.end, 0, patch.inserted).applied(written.after)
