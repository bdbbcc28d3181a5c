"""The steps of the close about what each says to the other, and what both agree."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from companion.domain.dates import find_due, read_due, short_date
from companion.domain.errors import WrongUse
from companion.i18n import N_, _
from screens.closing.closing_words import preview, vague_note
from screens.closing.record_box import RecordBox
from screens.closing.record_steps import RecordsStep
from screens.widgets.whole_letters import LetterInput


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
            yield LetterInput(id="next-date", compact=True)
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
            with self.step(N_("day of the next session")):
                self.session.set_next_date(day)
            self.changed()
        return True
