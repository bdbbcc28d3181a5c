"""The steps of the close about what each says to the other, and what both agree."""

from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from companion.domain.dates import find_due, read_due, short_date
from companion.domain.errors import WrongUse
from companion.domain.session.close_text import NEXT, CloseField
from companion.domain.text import one_line
from companion.i18n import N_, _
from screens.closing.closing_words import preview, vague_note
from screens.closing.record_box import RecordBox
from screens.closing.record_steps import RecordsStep
from screens.closing.typing_lines import TypingLines
from screens.closing.unrecorded_lines import UnrecordedLines
from screens.dialogs.choice import QuestionScreen
from screens.widgets.draft_input import DraftInput

DAY = CloseField(NEXT)


class AppreciationStep(RecordsStep):
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
            source = self.session.close_text_editor(self._day)
            yield DraftInput(source, typed=self.typed, id="next-date", compact=True)
            yield Static(id="next-day", markup=False)
            yield TypingLines(self.session, self.workspace.pair, DAY, id="next-typing")
        yield UnrecordedLines(self._take_up)

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
        self.query_one("#box-next").border_title = Content(_("Next session"))
        field = self.query_one("#next-date", DraftInput)
        self._follow_day(field)
        self._show_day()
        self.query_one(UnrecordedLines).show(self.session.notebook, pair)

    def _preview(self, box: RecordBox, line: str) -> str:
        today = self.workspace.environment.today()
        return preview(self.read(box, line), self.workspace.pair, today)

    def take(self) -> bool:
        return super().take() and self._take_day()

    def take_away(self) -> None:
        """Remove what a list's cursor is on; at the field for the next session its agreed day."""
        day = self.session.notebook.about.next_date
        if not day or not self.query_one("#next-date").has_focus:
            super().take_away()
        else:
            sentence = _("Remove “{line}”?").format(line=day)
            screen = QuestionScreen(sentence, _("Remove"), _("Keep"))
            self.app.push_screen(screen, self._remove_day)

    def on_input_changed(self) -> None:
        """Show which day is meant."""
        self._show_day()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the day; then go on, which the screen does."""
        if not self._take_day():
            event.stop()

    def _show_day(self) -> None:
        """Say which day is typed, or agreed where nothing is."""
        today = self.workspace.environment.today()
        field, agreed = self.query_one("#next-date", Input), self.session.notebook.about.next_date
        field.placeholder = agreed or _("fri, +2w, 1 dec or 2026-12-01")
        day = find_due(field.value if field.value.strip() else agreed, today)
        words = Content(f"→ {short_date(day, today)}" if day else "")
        line = self.query_one("#next-day", Static)
        if words != line.content:
            line.update(words)

    def _follow_day(self, field: DraftInput, entered: bool = False) -> None:
        """Show what is typed there; once it is entered, here or elsewhere, it is empty again."""
        before = self._day
        self._day = self.session.close_text_in(DAY, None if entered else before)
        if self._day.name != before.name:
            field.show(self.session.close_text_editor(self._day))
        self.query_one("#next-typing", TypingLines).follow()

    def _take_day(self) -> bool:
        """Let the day that is typed be agreed; where nothing is, it stays as it is."""
        field, today = self.query_one("#next-date", DraftInput), self.workspace.environment.today()
        if not field.value.strip():
            return True
        try:
            day = read_due(field.value, today).isoformat()
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            field.focus()
            return False
        self._enter_day(day)
        return True

    def _take_up(self, own: str) -> None:
        """Let a labelled line of the notes count; it may have changed since it was listed."""
        line = next((x for x in self.session.notebook.labelled if x.own == own and x.lacks), None)
        if line is not None:
            words = one_line(line.line.text, 60)
            self.do(N_("taken up: {line}"), partial(self.session.take_up, line), line=words)
        else:
            self.changed()

    def _remove_day(self, sure: bool | None) -> None:
        if sure:
            self._enter_day("")

    def _enter_day(self, day: str) -> None:
        def enter() -> None:
            self.session.enter_day(self.session.close_text_in(DAY, self._day), day)
            self._follow_day(self.query_one("#next-date", DraftInput), entered=True)

        self.do(N_("day of the next session"), enter)
