"""Records of a document in use, those of the notes' labelled lines among them.

What is done to a line's record never makes the list say other than the notes: its words are changed
in the notes, where they stand, and it is taken off the list by saying that the line is only text.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from companion.domain.errors import WrongUse
from companion.domain.note.labelled_lines import LabelledLine, NoteLine
from companion.domain.note.record_kinds import KINDS, find_label
from companion.domain.session.notebook import Record
from companion.domain.text import one_line
from companion.i18n import _
from companion.storage.document.document import Scalar
from companion.storage.document.schema import entity_fields
from companion.storage.document.stored_records import (
    LINE,
    TAKEN,
    fields_of_line,
    line_value,
    words_in,
)
from companion.workspace.document.in_memory_document import InMemoryDocument


class LineRecords(InMemoryDocument):
    """A document whose notes may hold lines that are records."""

    def change(self, kind: str, record: str, **values: Scalar) -> None:
        """Set fields of one record, such as state="done"."""
        self._set(kind, self._fields_for(kind, record, values))

    def read_over(self, was: Record, question: str, answer: str, checked: str = "") -> None:
        """Let a card be read over, as it was seen or with other words; `checked` is who did.

        Only the side that was given other words is set: the other one may be changed by somebody
        else at the same time. Raises WrongUse where the card is gone, both changed one side, or
        what would be called checked is not what was seen.
        """
        now = next((card for card in self.notebook.cards if card.id == was.id), None)
        if now is None:
            raise WrongUse(_("This card is not there any more."))
        seen, says, wanted = _sides(was), _sides(now), (question, answer)
        rows = list(zip(("text", "answer"), wanted, seen, says, strict=True))
        both = any(new != old and stands not in (new, old) for _name, new, old, stands in rows)
        if both or (checked and says not in (seen, wanted)):
            words = _("This card was changed meanwhile; it says: “{card}”")
            raise WrongUse(words.format(card=" → ".join(says)))
        values: dict[str, Scalar] = {name: new for name, new, old, _says in rows if new != old}
        self.change("cards", now.id, **values, **({"checked": checked} if checked else {}))

    def _fields_for(
        self, kind: str, record: str, values: Mapping[str, Scalar]
    ) -> dict[str, Scalar]:
        """The fields to set so that a record has these values."""
        line = self.notebook.line_of(kind, record)
        if line is None:
            return entity_fields(record, {**values, **self._stored_line(kind, record, values)})
        changed = replace(self._record_of(line), **cast("dict[str, Any]", values))
        return entity_fields(record, fields_of_line(changed, line.reading.words))

    def _stored_line(
        self, kind: str, record: str, values: Mapping[str, Scalar]
    ) -> dict[str, Scalar]:
        """What a line said that the other removed before they knew of the close: a text that was
        agreed counts only together with it."""
        said = words_in(self._document.fields(kind).get(f"{record}/{LINE}"))
        text = str(values.get("text") or "")
        return {LINE: line_value(said, text)} if said and text else {}

    def reword(self, line: LabelledLine, words: str) -> None:
        """Let the record of a line say something else: the words go where the line stands.

        Raises WrongUse where the notes can only be read.
        """
        self._write_line(line.line, words)
        # Whatever name it has, it is wanted.
        self._say(line.reading.kind, line.own, one_line(words, limit=None), True)

    def take_back(self, kind: str, record: str) -> None:
        """Let a record be gone that was written down by mistake; lines of the notes stay there."""
        lines = self.notebook.lines_of(kind, record)
        for line in lines:
            self.leave_as_text(line)
        if record not in [line.line.id for line in lines]:
            self.change(kind, record, text="")

    def take_up(self, line: LabelledLine) -> None:
        """Let a labelled line count, though a name is unknown or it was only text before.

        Raises WrongUse.
        """
        self._check_fields(line.reading.kind, entity_fields(line.own, {TAKEN: True}))
        self._say(line.reading.kind, line.own, line.reading.words, True)

    def leave_as_text(self, line: LabelledLine) -> None:
        """Let a labelled line be text like any other.

        This is said of these letters: a record that came to them from others may go to others yet.
        """
        self._say(line.reading.kind, line.line.id, line.reading.words, False)

    def store_lines(self) -> None:
        """Store the records of lines as they stand, and that those of lines now gone are gone."""
        for kind in KINDS:
            lines = [x for x in self.notebook.labelled if x.is_of(kind, x.own)]
            fields = self._document.fields(kind)
            gone = {key.partition("/")[0] for key in fields if key.endswith(f"/{LINE}")}
            gone -= {line.own for line in lines}
            stored = {f"{record}/text": "" for record in gone if fields.get(f"{record}/text")}
            for line in lines:
                found = fields_of_line(self._record_of(line), line.reading.words)
                stored |= entity_fields(line.own, found)
            self._set(kind, {key: v for key, v in stored.items() if fields.get(key) != v})

    def _record_of(self, line: LabelledLine) -> Record:
        records = self.notebook.records(line.reading.kind)
        return next(record for record in records if record.id == line.own)

    def _say(self, kind: str, own: str, words: str, taken: bool) -> None:
        """Say under an id whether the line that says `words` is a record."""
        values: dict[str, Scalar] = {LINE: line_value(words), TAKEN: taken, "text": ""}
        self._set(kind, entity_fields(own, values))

    def _write_line(self, line: NoteLine, words: str) -> str:
        """Let a labelled line of the notes say something else behind its label; gives all of it."""
        label = find_label(line.text)
        if label is None:
            return line.text
        rows = self.note(line.item).split("\n")
        rows[line.row] = f"{line.text[: label.end].rstrip()} {words}"
        self.write_note(line.item, "\n".join(rows))
        return rows[line.row]


def _sides(card: Record) -> tuple[str, str]:
    """The question and the answer of a card, as they stand in the fields they are changed in."""
    return one_line(card.text, limit=None), one_line(card.answer, limit=None)
