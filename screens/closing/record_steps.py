"""The steps of the close in which lines are written down."""

from collections.abc import Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.events import DescendantFocus
from textual.widgets import Input

from companion.domain.errors import WrongUse
from companion.domain.note.drafts import CHANGE, DraftKey
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.agreed_lines import caret_in, read_line_as_typed, typed
from companion.domain.session.close_records import read_close_line
from companion.domain.session.close_text import CloseField
from companion.domain.session.notebook import Record
from companion.domain.text import one_line
from companion.i18n import N_, _
from companion.workspace.document.changes import Change, by_entity
from companion.workspace.document.draft_text import DraftText
from companion.workspace.session.undo import LINES_WRITTEN, made
from screens.closing.closing_words import promise_words
from screens.closing.page import Page
from screens.closing.record_box import RecordBox
from screens.closing.steps import Step
from screens.dialogs.choice import QuestionScreen
from screens.dialogs.line_history import LineHistoryScreen
from screens.dialogs.prompt import PromptScreen
from screens.shared.undo import post_undo_step

LABELS = {"decisions": "decision", "actions": "action", "ideas": "idea", "feedback": "feedback"}
"""Kinds with the word that lessons have for them."""


class RecordsStep(Step):
    """A step of boxes, each with the lines of one kind."""

    _typed_in: RecordBox | None = None
    """Where something was typed last since this step was come to."""
    _at: Input | None = None
    """The field that has the keys, or had them last: a button or a list may have them now."""

    def boxes(self) -> list[RecordBox]:
        """The boxes, from top to bottom."""
        return []

    def compose(self) -> ComposeResult:
        yield from self.boxes()

    def show(self) -> None:
        for box in self.query(RecordBox):
            box.follow()
            box.show([(r.id, self.words(r, box.kind)) for r in self._listed(box)])

    def take(self) -> bool:
        """Enter the line that somebody is typing; one that was left half stays what it is."""
        box, focused = self._typed_in, self.screen.focused
        at = focused if isinstance(focused, Input) else self._at
        is_elsewhere = at is not None and box not in at.ancestors
        if box is not None and not is_elsewhere and not self._enter(box):
            return False
        self._typed_in = None
        return True

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Remember the field that has the keys."""
        if isinstance(event.widget, Input):
            self._at = event.widget

    def typed_in(self, box: RecordBox) -> None:
        """Something was typed in a box."""
        self._typed_in = box
        self.typed()

    def box(self, kind: str, by: str = "", who: str = "", mark: str = "") -> RecordBox:
        """A box for the lines of a kind."""
        return RecordBox(CloseField(kind, by), self, who, mark)

    def enter(self, box: RecordBox) -> None:
        """Let the line in a box be a record: its field is ready for the next; an empty one goes on.

        What is typed behind a line stands under the same name: to go on would lead to the other's.
        """
        self.post_message(Page.Typed())  # the key is seen to do something, like a letter
        nothing = not box.value.strip()
        if self._enter(box) and nothing:
            box.post_message(RecordBox.Done())

    def take_away(self) -> None:
        box = next((box for box in self.query(RecordBox) if box.cursor), None)
        if box is None:
            super().take_away()
            return
        record = next(r for r in self._records(box) if r.id == box.cursor)
        sentence = _("Remove “{line}”?").format(line=one_line(record.text, 60))
        screen = QuestionScreen(sentence, _("Remove"), _("Keep"))
        self.app.push_screen(screen, partial(self._remove, box.kind, record))

    def show_history(self) -> None:
        box = next((box for box in self.query(RecordBox) if box.cursor), None)
        if box is None:
            super().show_history()
            return
        record = next(r for r in self._records(box) if r.id == box.cursor)
        notebook = self.session.notebook
        self.app.push_screen(LineHistoryScreen(self.workspace, notebook, box.kind, record))

    def words(self, record: Record, kind: str) -> str:
        """A record in the list."""
        if kind != "actions":
            return f"• {record.text}"
        today = self.workspace.environment.today()
        return f"• {promise_words(record, self.workspace.pair, today)}"

    def on_record_box_chosen(self, event: RecordBox.Chosen) -> None:
        """Change a line."""
        records = self.session.notebook.records(event.box.kind)
        record = next((r for r in records if r.id == event.record), None)
        if record is not None:
            line = typed(event.box.kind, record, self.workspace.pair)
            of = DraftKey(CHANGE, (self.session.id, event.box.kind, record.id))
            title = self.session.notebook.about.title
            draft = self.workspace.drafts.field(of, title, begins_as=line)
            caret = caret_in(line, record)
            screen = PromptScreen(event.box.title, draft, _("Save"), caret=caret)
            self.app.push_screen(screen, partial(self._change, event.box.kind, record, draft))

    def pairs(self, kind: str) -> list[RecordBox]:
        """A box for each person's lines of a kind, mine first."""
        pair = self.workspace.pair
        marks = ("-me", "-other")
        return [
            self.box(kind, p.id, pair.other(p.id) if pair.partner else "", mark)
            for p, mark in zip(pair.people, marks, strict=False)
        ]

    def hint(self, kind: str) -> str:
        """What the lesson asks to write down of a kind."""
        notes = self.lesson.notes if self.lesson else ()
        return " ".join(next((text for its, text in notes if its == LABELS[kind]), "").split())

    def read(self, box: RecordBox, line: str) -> ParsedLine:
        """What a line in a box would say."""
        today = self.workspace.environment.today()
        return read_close_line(box.typed, line, self.workspace.pair, today)

    def _records(self, box: RecordBox) -> list[Record]:
        """What stands in a box; lines of somebody who is in no pair stand in the first."""
        ids = {person.id for person in self.workspace.pair.people}
        me = self.workspace.pair.me.id
        return [
            record
            for record in self.session.notebook.records(box.kind)
            if not box.by or record.by == box.by or (record.by not in ids and box.by == me)
        ]

    def _listed(self, box: RecordBox) -> list[Record]:
        """The records in a box's list, the newest last: all but those that stand in its field."""
        listed = [r for r in self._records(box) if not box.typed.makes(box.kind, r.id)]
        return sorted(listed, key=lambda record: record.created)

    def _enter(self, box: RecordBox) -> bool:
        """Let what stands in a box's field be records; tells whether it could be."""
        text = self.session.close_text_in(box.field, box.typed)
        try:
            self.session.check_entry(text)
            with self.session.recorded() as changes:
                records = self.session.enter(text)
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            return False
        self._tell_lines(box.kind, records, by_entity(changes))
        if text.text.strip():
            box.follow(entered=True)
            self.changed()
        return True

    def _tell_lines(
        self, kind: str, records: list[Record], changes: Mapping[str, Sequence[Change]]
    ) -> None:
        """Let the lines that were entered be one step.

        One that was removed here while another window entered it is no part of it: it was not
        entered here.
        """
        entered = [record for record in records if record.text and record.id in changes]
        if len(entered) > 1:
            done = [change for record in entered for change in changes[record.id]]
            post_undo_step(self, self.session, done, LINES_WRITTEN, count=str(len(entered)))
            return
        for record in entered:
            name = self.workspace.pair.name_or_both(record.who)
            post_undo_step(self, self.session, changes[record.id], made(kind, name),
                      text=record.text, who=name)  # fmt: skip

    def _remove(self, kind: str, record: Record, sure: bool | None) -> None:
        if sure:
            take_back = partial(self._take_back, kind, record)
            self.do(N_("removed: {text}"), take_back, text=record.text)

    def _take_back(self, kind: str, record: Record) -> None:
        self.session.check_unchanged(kind, record)
        self.session.take_back(kind, record.id)

    def _change(self, kind: str, record: Record, draft: DraftText, line: str | None) -> None:
        if not line:
            return
        today = self.workspace.environment.today()
        wanted = read_line_as_typed(kind, line, record, self.workspace.pair, today)
        revise = partial(self.session.revise, kind, record.id, wanted, line, was=record)
        self.do(N_("changed: {text}"), revise, draft, text=record.text)
