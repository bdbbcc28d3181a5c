"""The steps of the close in which lines are written down."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.domain.capture import Captured, read_line
from companion.domain.dates import find_due, read_due, short_date
from companion.domain.errors import WrongUse
from companion.domain.minutes import card_words
from companion.domain.notebook import Record
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace import Workspace
from screens.ask import AskScreen
from screens.card import CardScreen, Written
from screens.closing_words import action_line, preview, promise_words, vague_note
from screens.question import QuestionScreen
from screens.widgets.record_box import RecordBox
from screens.widgets.steps import Step

LABELS = {"decisions": "decision", "actions": "action", "ideas": "idea", "feedback": "feedback"}
"""Kinds with the word that lessons have for them."""
NEW = "new:"
"""Begins the lines that make a new card; the id of who makes it follows."""


class RecordsStep(Step):
    """A step of boxes, each with the lines of one kind."""

    def boxes(self) -> list[RecordBox]:
        """The boxes, from top to bottom."""
        return []

    def compose(self) -> ComposeResult:
        yield from self.boxes()

    def show(self) -> None:
        for box in self.query(RecordBox):
            box.show([(r.id, self.words(r, box.kind)) for r in self._records(box)])

    def take(self) -> bool:
        done = True
        for box in self.query(RecordBox):
            line, box.value = box.value, ""
            done = self._write(box, line) and done
        return done

    def remove(self) -> None:
        box = next((box for box in self.query(RecordBox) if box.cursor), None)
        if box is not None:
            record = next(r for r in self._records(box) if r.id == box.cursor)
            sentence = _("Remove “{line}”?").format(line=one_line(record.text, 60))
            screen = QuestionScreen(sentence, _("Remove"), _("Keep"))
            self.app.push_screen(screen, partial(self._remove, box.kind, record.id))

    def words(self, record: Record, kind: str) -> str:
        """A record in the list."""
        if kind != "actions":
            return f"• {record.text}"
        today = self.workspace.environment.today()
        return f"• {promise_words(record, self.workspace.pair, today)}"

    def on_record_box_written(self, event: RecordBox.Written) -> None:
        """Write a line down; the field is ready for the next one."""
        if event.line.strip():
            event.stop()  # an empty one means: go on, which the screen does
            self._write(event.box, event.line)

    def on_record_box_chosen(self, event: RecordBox.Chosen) -> None:
        """Change a line."""
        records = self.session.notebook.records(event.box.kind)
        record = next((r for r in records if r.id == event.record), None)
        if record is not None:
            actions = event.box.kind == "actions"
            line = action_line(record, self.workspace.pair) if actions else record.text
            screen = AskScreen(str(event.box.border_title), line, _("Save"))
            self.app.push_screen(screen, partial(self._change, event.box, record))

    def pairs(self, kind: str) -> list[RecordBox]:
        """A box for each person's lines of a kind, mine first."""
        pair = self.workspace.pair
        marks = ("-me", "-other")
        return [
            RecordBox(kind, p.id, pair.other(p.id) if pair.partner else "", mark)
            for p, mark in zip(pair.people, marks, strict=False)
        ]

    def hint(self, kind: str) -> str:
        """What the lesson asks to write down of a kind."""
        notes = self.lesson.notes if self.lesson else ()
        return " ".join(next((text for its, text in notes if its == LABELS[kind]), "").split())

    def read(self, kind: str, line: str) -> Captured:
        """A line as a record; only an action has an owner and a date in it."""
        if kind != "actions":
            return Captured(line)
        return read_line(line, self.workspace.pair.people, self.workspace.environment.today())

    def _records(self, box: RecordBox) -> list[Record]:
        """What stands in a box; lines of somebody who is in no pair stand in the first."""
        ids = {person.id for person in self.workspace.pair.people}
        me = self.workspace.pair.me.id
        return [
            record
            for record in self.session.notebook.records(box.kind)
            if not box.by or record.by == box.by or (record.by not in ids and box.by == me)
        ]

    def _write(self, box: RecordBox, line: str) -> bool:
        if not line.strip():
            return True
        captured = self.read(box.kind, line)
        who = captured.who or box.who
        try:
            self.session.add(box.kind, Captured(captured.text, who, captured.due), by=box.by)
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            box.value = line + box.value
            return False
        self.changed()
        return True

    def _remove(self, kind: str, record: str, sure: bool | None) -> None:
        if sure:
            self.session.change(kind, record, text="")
            self.changed()

    def _change(self, box: RecordBox, record: Record, line: str | None) -> None:
        if line:
            captured = self.read(box.kind, line)
            values = {"text": captured.text}
            if box.kind == "actions":
                values |= {"who": captured.who, "due": captured.due}
            self.session.change(box.kind, record.id, **values)
            self.changed()


class LearnedStep(RecordsStep):
    """One line each on what they learned, and cards to remember it by."""

    @property
    def title(self) -> str:
        return _("What you learned")

    def boxes(self) -> list[RecordBox]:
        return self.pairs("learned")

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield OptionList(id="cards", classes="box", markup=False)

    def show(self) -> None:
        super().show()
        for box in self.query(RecordBox):
            name = self.workspace.pair.name_of(box.by)
            box.label(_("{name}: I learned").format(name=name), _("one line is enough"))
        self._show_cards()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Make a card, or read one over."""
        key = event.option_id or ""
        card = next((c for c in self.session.notebook.cards if c.id == key), None)
        if card is not None:
            screen = card_screen(card, self.workspace)
            self.app.push_screen(screen, partial(self._read_over, card))
        elif key.startswith(NEW):
            by = key.removeprefix(NEW)
            name = self.workspace.pair.name_of(by)
            screen = CardScreen(_("A card by {name}").format(name=name))
            self.app.push_screen(screen, partial(self._add, by))

    def _show_cards(self) -> None:
        pair = self.workspace.pair
        cards = self.query_one("#cards", OptionList)
        cards.border_title = _("Cards, one to three: a question to remember by, and its answer")
        at = cards.highlighted or 0
        options = [
            Option(Content(f"• {c.text} → {c.answer} · {card_words(pair, c)}"), c.id)
            for c in self.session.notebook.cards
        ]
        for person in pair.people:
            words = "+ " + _("A new card by {name}").format(name=person.name)
            options.append(Option(Content(words), NEW + person.id))
        cards.set_options(options)
        cards.highlighted = min(at, len(options) - 1)

    def _add(self, by: str, written: Written | None) -> None:
        if written is None:
            return
        pair = self.workspace.pair
        who = pair.other(by) if pair.partner else ""
        try:
            self.session.add("cards", Captured(written.question, who), by=by, answer=written.answer)
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
        self.changed()

    def _read_over(self, card: Record, written: Written | None) -> None:
        if written is not None:
            self.session.change("cards", card.id, **card_fields(card, written, self.workspace))
            self.changed()


class GivenStep(RecordsStep):
    """One appreciation and one honest point each way."""

    @property
    def title(self) -> str:
        return _("To each other")

    def boxes(self) -> list[RecordBox]:
        return [*self.pairs("appreciations"), *self.pairs("feedback")]

    def show(self) -> None:
        super().show()
        titles = {"appreciations": _("{name} to {other}: what I appreciated"),
                  "feedback": _("{name} to {other}: one honest point")}  # fmt: skip
        point = self.hint("feedback") or _("When …, you …, and then I …")
        examples = {"appreciations": _("When you …, it helped me to …"), "feedback": point}
        hint = _("situation: when and where · behaviour: what I saw · effect: what it did")
        for box in self.query(RecordBox):
            names = {
                "name": self.workspace.pair.name_of(box.by),
                "other": self.workspace.pair.name_of(box.who),
            }
            box.note = partial(vague_note, hint=hint)
            box.label(titles[box.kind].format(**names), examples[box.kind])


class AgreedStep(RecordsStep):
    """Decisions, promises, ideas, and the day you meet next."""

    @property
    def title(self) -> str:
        return _("What you agree")

    def boxes(self) -> list[RecordBox]:
        return [RecordBox("decisions"), RecordBox("actions"), RecordBox("ideas")]

    def compose(self) -> ComposeResult:
        yield from super().compose()
        with Vertical(id="box-next", classes="box"):
            yield Input(id="next-date", compact=True)
            yield Static(id="next-day", markup=False)

    def on_mount(self) -> None:
        """Begin with the day agreed before."""
        self.query_one("#next-date", Input).value = self.session.notebook.about.next_date

    def show(self) -> None:
        super().show()
        pair, today = self.workspace.pair, self.workspace.environment.today()
        titles = {"decisions": _("Decisions"), "actions": _("Promises: actions for each of you"),
                  "ideas": _("Ideas")}  # fmt: skip
        name = (pair.partner or pair.me).name.partition(" ")[0]
        example = _("@{name} fri").format(name=name)
        for box in self.query(RecordBox):
            action = box.kind == "actions"
            if action:
                box.note = lambda line: preview(self.read("actions", line), pair, today)
            hint = self.hint(box.kind)
            box.label(titles[box.kind], f"{hint} … {example}".strip() if action else hint)
        self.query_one("#box-next").border_title = _("Next session")
        field = self.query_one("#next-date", Input)
        field.placeholder = _("fri, +2w, 1 dec or 2026-12-01")
        if not field.has_focus:
            field.value = self.session.notebook.about.next_date
        self._show_day()

    def take(self) -> bool:
        return super().take() and self._take_day()

    def on_input_changed(self) -> None:
        """Show which day is meant."""
        self._show_day()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the day; then go on, which the screen does."""
        if not self._take_day():
            event.stop()

    def _show_day(self) -> None:
        today = self.workspace.environment.today()
        day = find_due(self.query_one("#next-date", Input).value, today)
        words = f"→ {short_date(day, today)}" if day else ""
        self.query_one("#next-day", Static).update(Content(words))

    def _take_day(self) -> bool:
        field, today = self.query_one("#next-date", Input), self.workspace.environment.today()
        try:
            day = read_due(field.value, today).isoformat() if field.value.strip() else ""
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            field.focus()
            return False
        if day != self.session.notebook.about.next_date:
            self.session.set_next_date(day)
            self.changed()
        return True


def card_screen(card: Record, workspace: Workspace) -> CardScreen:
    """A card to read over by whoever did not make it."""
    pair = workspace.pair
    checker = pair.name_of(pair.other(card.by)) if pair.partner else ""
    title = _("A card by {name}").format(name=pair.name_of(card.by))
    return CardScreen(title, card.text, card.answer, checker)


def card_fields(card: Record, written: Written, workspace: Workspace) -> dict[str, str]:
    """The fields of a card that was read over or changed."""
    fields = {"text": written.question, "answer": written.answer}
    return fields | ({"checked": workspace.pair.other(card.by)} if written.checked else {})
