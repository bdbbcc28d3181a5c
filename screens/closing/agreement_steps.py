"""The steps of the close about what each says to the other, and what both agree."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from companion.domain.dates import find_due, read_due, short_date
from companion.domain.errors import WrongUse
from companion.domain.note.drafts import NEXT_DATE, DraftOf
from companion.i18n import N_, _
from companion.workspace.document.drafts import DraftText
from screens.closing.closing_words import preview, vague_note
from screens.closing.record_box import RecordBox
from screens.closing.record_steps import RecordsStep
from screens.widgets.draft_input import DraftInput


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
        return [self.box("decisions"), self.box("actions"), self.box("ideas")]

    def compose(self) -> ComposeResult:
        yield from super().compose()
        with Vertical(id="box-next", classes="box"):
            day = self.session.notebook.about.next_date
            yield DraftInput(self._day_draft(), begins_as=day, id="next-date", compact=True)
            yield Static(id="next-day", markup=False)

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
        field = self.query_one("#next-date", DraftInput)
        field.placeholder = _("fri, +2w, 1 dec or 2026-12-01")
        if not field.has_focus:
            field.show(self._day_draft(), self.session.notebook.about.next_date)
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
        field, today = self.query_one("#next-date", DraftInput), self.workspace.environment.today()
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
        self._day_draft().hand_over()
        field.show(self._day_draft(), day)
        return True

    def _day_draft(self) -> DraftText:
        about = self.session.notebook.about
        of = DraftOf(NEXT_DATE, (self.session.id,))
        return self.workspace.drafts.field(of, about.title, begins_as=about.next_date)
