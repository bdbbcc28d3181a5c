"""The steps of the close about what each says to the other, and what both agree."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from companion.domain.dates import find_due, read_due, short_date
from companion.domain.errors import WrongUse
from companion.domain.session.close_text import NEXT, CloseField
from companion.i18n import N_, _
from companion.workspace.document.prefilled_text import PrefilledText
from screens.closing.closing_words import preview, vague_note
from screens.closing.record_box import RecordBox
from screens.closing.record_steps import RecordsStep
from screens.closing.typing_lines import TypingLines
from screens.widgets.draft_input import DraftInput

DAY = CloseField(NEXT)


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
        self._day = self.session.close_text_in(DAY)
        with Vertical(id="box-next", classes="box"):
            day = self.session.notebook.about.next_date
            yield DraftInput(
                self._day_source(), begins_as=day, typed=self.typed, id="next-date", compact=True
            )
            yield Static(id="next-day", markup=False)
            yield TypingLines(id="next-typing", markup=False)

    def show(self) -> None:
        super().show()
        pair = self.workspace.pair
        titles = {"decisions": _("Decisions"), "actions": _("Promises: actions for each of you"),
                  "ideas": _("Ideas")}  # fmt: skip
        name = (pair.partner or pair.me).name.partition(" ")[0]
        example = _("@{name} fri").format(name=name)
        for box in self.query(RecordBox):
            action = box.kind == "actions"
            if action:
                box.note = partial(self._preview, box)
            hint = self.hint(box.kind)
            box.label(titles[box.kind], f"{hint} … {example}".strip() if action else hint)
        self.query_one("#box-next").border_title = _("Next session")
        field = self.query_one("#next-date", DraftInput)
        field.placeholder = _("fri, +2w, 1 dec or 2026-12-01")
        self._follow_day(field)
        self._show_day()

    def _preview(self, box: RecordBox, line: str) -> str:
        today = self.workspace.environment.today()
        return preview(self.read(box, line), self.workspace.pair, today)

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
        words = Content(f"→ {short_date(day, today)}" if day else "")
        line = self.query_one("#next-day", Static)
        if words != line.content:
            line.update(words)

    def _follow_day(self, field: DraftInput, entered: bool = False) -> None:
        """Show what is typed there, or the agreed day; that does not change under the caret."""
        before = self._day
        self._day = self.session.close_text_in(DAY, None if entered else before)
        if self._day.name != before.name or not (field.has_focus or self._day.text):
            field.show(self._day_source(), self.session.notebook.about.next_date)
        typing = self.query_one("#next-typing", TypingLines)
        typing.show(self.session.notebook, DAY, self.session.me, self.workspace.pair)

    def _take_day(self) -> bool:
        field, today = self.query_one("#next-date", DraftInput), self.workspace.environment.today()
        try:
            day = read_due(field.value, today).isoformat() if field.value.strip() else ""
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            field.focus()
            return False
        text = self.session.close_text_in(DAY, self._day)
        if text.text or day != self.session.notebook.about.next_date:
            with self.step(N_("day of the next session")):
                self.session.enter_day(text, day)
            self._follow_day(field, entered=True)
            self.changed()
        return True

    def _day_source(self) -> PrefilledText:
        writing = self.session.writing_of_close(self._day)
        return PrefilledText(writing, self.session.notebook.about.next_date)
