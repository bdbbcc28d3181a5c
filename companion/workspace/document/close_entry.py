"""Entering what was typed in the fields of the close: it becomes records and an agreed day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from companion.domain.errors import WrongUse
from companion.domain.note.pasted_lines import join_lines, split_lines
from companion.domain.session.close_records import read_close_line, read_day, records_of
from companion.domain.session.close_text import NEXT, CloseField, CloseText, next_text
from companion.domain.session.notebook import Record
from companion.domain.text import Patch, clean
from companion.i18n import _
from companion.storage.document.document import Scalar
from companion.storage.document.schema import ABOUT, entity_fields
from companion.storage.document.stored_records import BY_CLOSE, OF, of_values, record_row
from companion.workspace.document.changes import Change, EntityMade, UndoOutcome
from companion.workspace.document.session_events import SessionEvents
from companion.workspace.document.text_editing import TextEditor, check_room


class CloseEntry(SessionEvents):
    """A session in whose close people type."""

    def close_text_editor(self, text: CloseText) -> TextEditor:
        """A text of the close, to type in."""
        return self._writing(text.name)

    def _today(self) -> date:
        return self._now().astimezone().date()

    def close_text(self, name: str) -> CloseText | None:
        """A text of the close as it stands; None as long as nothing was typed there."""
        return next((t for t in self.notebook.close_texts if t.name == name), None)

    def close_text_in(self, field: CloseField, before: CloseText | None = None) -> CloseText:
        """The text to type in in a field, which showed `before` and was not left by Enter there.

        It stays as long as anything stands there that was not entered. A close enters all there
        is: then it stays as well, also once that is taken back.
        """
        if before is not None and before.typist == self.me:
            now = self.close_text(before.name)
            if now is None or not now.is_entered_unchanged or now.by_close:
                return now or before
        text = next_text(field, self.me, self.notebook.close_texts)
        return self.close_text(text.name) or text

    def check_entry(self, text: CloseText) -> None:
        """Raise WrongUse where a line of a text says nothing that could be written down."""
        today, lines = self._today(), split_lines(text.text)
        if not all(read_close_line(text, line, self.pair, today).text for line in lines):
            raise WrongUse(_("There is nothing to write down: the text is empty."))

    def enter(self, text: CloseText, by_close: bool = False) -> list[Record]:
        """Let the lines of a text be records, all in one change; gives them, gone ones too.

        Raises WrongUse where it may not or would not fit; nothing is done then.
        """
        records = self._read_anew(text)
        for record in records.values():
            check_room(self._document, 0, Patch(0, 0, record.text))
        if records:
            kind, ids = text.field.kind, [record.id for record in records.values()]
            self._set(kind, _fields(text, records) | self._entered_by(kind, ids, by_close))
        return [*records.values()]

    def _read_anew(self, text: CloseText) -> dict[int, Record]:
        """The records that a text becomes when it is entered now, by the numbers of its lines."""
        known = {record.id: record for record in self._records(text)}
        read = replace(text, day=self._today().isoformat())
        made = {}
        for part, record in records_of(read, self.notebook, self.pair):
            before = known.get(record.id)
            now = self._later().isoformat(timespec="microseconds")
            created = before.created if before else now
            state = before.state if before else record.state
            made[part] = replace(record, created=created, state=state)
        gone = {part: Record(key, "") for part, key in text.records if part not in made}
        return made | gone

    def take_back(self, kind: str, record: str) -> None:
        """Let a record be gone that was written down by mistake, and its words with it.

        Raises WrongUse where it has to stay; nothing is changed then.
        """
        self._check_fields(kind, entity_fields(record, {"text": ""}))
        text = self.notebook.close_text_of(kind, record)
        if text is not None and not text.is_entered_unchanged:
            with self.recorded():  # no part of the step that takes it back
                self._set(kind, self._as_shown(text))
        super().take_back(kind, record)
        if text is not None:
            self._forget_words(text.name)

    def undo_step(self, changes: Sequence[Change]) -> UndoOutcome:
        """Take back what a step changed; words of lines that are not entered any more go too."""
        outcome = super().undo_step(changes)
        made = [change for change in changes if isinstance(change, EntityMade)]
        for text in {self.notebook.close_text_of(change.root, change.entity) for change in made}:
            if text is not None:
                self._forget_words(text.name)
        return outcome

    def _forget_words(self, name: str) -> None:
        """Let lines whose records are gone leave a text: the shared files hold them no more.

        A record that is brought back says what it said by itself. Nothing refuses this: after the
        close, or where there is no room, words must not stay behind whose record could go.
        """
        text = self.close_text(name)
        if text is None or not text.is_entered_unchanged:  # somebody has typed on
            return
        lines, ids = split_lines(text.text), dict(text.records)
        standing = {record.id for record in self._records(text)}
        kept = [part for part in range(len(lines)) if ids[part] in standing]
        if len(kept) == len(lines):
            return
        words = clean(join_lines(lines[part] for part in kept))
        patch = self._patch(name, words)
        if patch is not None:
            self._edit(name, patch)
        left = {*ids} - {*kept}
        order = [ids[part] for part in (*kept, *sorted(left))]
        sources = of_values(name, words, range(len(order)))
        with self.recorded():
            kind = text.field.kind
            self._set(kind, {f"{order[at]}/{OF}": value for at, value in sources.items()})

    def enter_day(self, text: CloseText, day: str, by_close: bool = False) -> None:
        """Let the day that a text says, YYYY-MM-DD or empty, be that of the next session.

        Raises WrongUse.
        """
        fields: dict[str, Scalar] = {"next": day}
        if not day:
            self._check_fields(ABOUT, fields)
        if text.text:
            fields[text.name] = text.text
            fields |= self._entered_by(ABOUT, [text.name], by_close)
        self._set(ABOUT, fields)

    def _entered_by(self, root: str, names: Iterable[str], by_close: bool) -> dict[str, Scalar]:
        """The fields that say whether the close entered them; none where nobody ever said so."""
        known = self._document.fields(root)
        keys = [f"{name}/{BY_CLOSE}" for name in names]
        return {key: by_close for key in keys if by_close or key in known}

    def enter_all(self) -> None:
        """Enter whatever stands in fields of the close, which counts from now on.

        Of two days for the next session the own one counts. A text that would not fit counts as it
        is, and keeps no other from being entered.
        """
        left = [text for text in self.notebook.close_texts if not text.is_entered_unchanged]
        for text in sorted(left, key=lambda text: text.typist == self.me):
            with suppress(WrongUse):
                self._enter_whole(text)

    def _enter_whole(self, text: CloseText) -> None:
        if text.field.kind != NEXT:
            self.enter(text, by_close=True)
        elif day := read_day(text, self._today()):
            self.enter_day(text, day.isoformat(), by_close=True)

    def _fields_for(
        self, kind: str, record: str, values: Mapping[str, Scalar]
    ) -> dict[str, Scalar]:
        """The fields to set so that a record has these values, and goes on having them."""
        fields = super()._fields_for(kind, record, values)
        text = self.notebook.close_text_of(kind, record)
        if text is None:
            return fields
        if "text" in values:  # together: what another window enters meanwhile is no mix of both
            part = next(part for part, made in text.records if made == record)
            fields[f"{record}/{OF}"] = of_values(text.name, text.text, [part])[part]
        return {**({} if text.is_entered_unchanged else self._as_shown(text)), **fields}

    def _as_shown(self, text: CloseText) -> dict[str, Scalar]:
        """The fields of all records that a text makes now."""
        shown = {record.id: record for record in self._records(text)}
        return _fields(text, {part: shown.get(key, Record(key, "")) for part, key in text.records})

    def _records(self, text: CloseText) -> Iterator[Record]:
        """The records that a text makes now."""
        made = {record for _part, record in text.records}
        for record in self.notebook.records(text.field.kind):
            if record.id in made:
                yield record


def _fields(text: CloseText, records: Mapping[int, Record]) -> dict[str, Scalar]:
    """What to keep of records of a text, by the numbers of their lines."""
    sources = of_values(text.name, text.text, records)
    found: dict[str, Scalar] = {}
    for part, record in records.items():
        row = {key: value for key, value in record_row(record).items() if value and key != "id"}
        found |= entity_fields(record.id, {**row, "text": record.text, OF: sources[part]})
    return found
