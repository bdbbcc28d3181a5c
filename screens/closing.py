"""The close: look back together, agree, and close the session."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.commands import CLOSING
from companion.domain.capture import Captured, read_line
from companion.domain.dates import read_due, short_date
from companion.domain.errors import WrongUse
from companion.domain.lesson import Lesson
from companion.domain.notebook import Record
from companion.domain.people import BOTH
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.open_session import OpenSession
from screens.messages import Edited
from screens.place import bindings_for, fill_top_line
from screens.widgets.frame import HintLine, TopLine
from screens.widgets.notes_area import NotesArea

CHECKLIST = "checklist/"
ROLES = ("mentor", "mentee", BOTH)
KINDS = {"decisions": "decision", "actions": "action", "ideas": "idea", "feedback": "feedback"}
"""Tables, in the order they are asked for, with the lesson's word for each."""


class ClosingScreen(Screen[bool]):
    """A focus screen on top of the session; gives whether the session was closed."""

    CSS_PATH = "closing.tcss"
    BINDINGS = bindings_for(CLOSING)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        self.lesson: Lesson | None = workspace.lesson_of(session)

    def compose(self) -> ComposeResult:
        """One page from the checklist to the button that closes."""
        yield TopLine("")
        with VerticalScroll(id="page", can_focus=False):
            yield OptionList(id="checklist", classes="box", markup=False)
            for kind in KINDS:
                with Vertical(id=f"box-{kind}", classes="box records"):
                    yield Static(id=f"list-{kind}", markup=False, classes="list")
                    yield Input(id=f"add-{kind}", compact=True)
                    if kind == "actions":
                        yield Static(id="preview", markup=False)
            for who in ROLES:
                with Vertical(id=f"box-{who}", classes="box reflection"):
                    yield Static(id=f"question-{who}", markup=False, classes="question")
                    yield NotesArea(self._answered, self.workspace.pair.people, id=f"answer-{who}")
            yield Button(id="finish", variant="primary")
        yield HintLine(CLOSING)

    def on_mount(self) -> None:
        """Begin at the top."""
        for who in ROLES:
            answer = self.query_one(f"#answer-{who}", NotesArea)
            answer.show(self.session.writing_of_answer(who))
        self.relabel()
        self.query("OptionList, Input").first().focus()

    def relabel(self) -> None:
        """Say everything in the language in use."""
        self.lesson = self.workspace.lesson_of(self.session)
        self.query_one(TopLine).place = _("Close the session")
        self.show_status()
        self.query_one(HintLine).refresh()
        self.query_one("#finish", Button).label = _("Close the session")
        self.query_one("#checklist").border_title = _("Checklist · Enter ticks")
        titles = {"decisions": _("Decisions"), "actions": _("Actions, for each of you"),
                  "ideas": _("Ideas"), "feedback": _("Feedback to remember")}  # fmt: skip
        for kind, title in titles.items():
            self.query_one(f"#box-{kind}").border_title = title
            self.query_one(f"#add-{kind}", Input).placeholder = self._hint(kind)
        questions = dict(self.lesson.reflection) if self.lesson else {}
        names = {"mentor": _("Mentor"), "mentee": _("Mentee"), BOTH: _("Both")}
        for who, name in names.items():
            title = _("Reflection · {who}").format(who=name)
            self.query_one(f"#box-{who}").border_title = title
            question = Content(" ".join(questions.get(who, "").split()))
            self.query_one(f"#question-{who}", Static).update(question)
        self.notebook_changed()

    def show_status(self) -> None:
        """Say who we are and whether everything is saved."""
        fill_top_line(self.query_one(TopLine), self.workspace)

    def notebook_changed(self) -> None:
        """Show what came from the other side."""
        self._show_checklist()
        for kind in KINDS:
            self._show_records(kind)

    def action_finish(self) -> None:
        """Close the session."""
        self.session.finish()
        self.post_message(Edited(self.session))
        self.dismiss(True)

    def action_tick(self) -> None:
        """Tick the line of the checklist under the cursor."""
        if isinstance(self.focused, OptionList):
            self.focused.action_select()

    def on_button_pressed(self) -> None:
        """The button does what the key does."""
        self.action_finish()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick or untick a line of the checklist."""
        key = event.option_id or ""
        self.session.tick(key, key not in self.session.notebook.checks)
        self.post_message(Edited(self.session))
        self._show_checklist()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line will say about who and when."""
        if event.input.id == "add-actions":
            captured = self._read(event.value)
            self.query_one("#preview", Static).update(Content(self._preview(captured)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write a line down; the field is ready for the next one. An empty one goes on."""
        kind = (event.input.id or "").removeprefix("add-")
        if not event.value.strip():
            self.focus_next()
            return
        captured = self._read(event.value) if kind == "actions" else Captured(event.value)
        try:
            self.session.add(kind, captured)
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        event.input.value = ""
        self.post_message(Edited(self.session))
        self._show_records(kind)

    def _hint(self, kind: str) -> str:
        wanted = KINDS[kind]
        notes = self.lesson.notes if self.lesson else ()
        hint = next((text for its_kind, text in notes if its_kind == wanted), "")
        hint = " ".join(hint.split())
        if kind != "actions":
            return hint
        name = (self.workspace.pair.partner or self.workspace.pair.me).name
        example = _("@{name} fri").format(name=name.split()[0])
        return f"{hint} … {example}"

    def _answered(self) -> None:
        self.post_message(Edited(self.session))

    def _read(self, line: str) -> Captured:
        return read_line(line, self.workspace.pair.people, self.workspace.environment.today())

    def _preview(self, captured: Captured) -> str:
        tail = self._tail(captured.who, captured.due)
        return f"→ {tail}" if tail else ""

    def _tail(self, who: str, due: str) -> str:
        pair = self.workspace.pair
        name = _("both") if who == BOTH else pair.name_of(who)
        today = self.workspace.environment.today()
        day = short_date(read_due(due, today), today) if due else ""
        by = _("by {day}").format(day=day) if day else ""
        return " · ".join(part for part in (name, by) if part)

    def _show_checklist(self) -> None:
        box = self.query_one("#checklist", OptionList)
        lines = self.lesson.checklist if self.lesson else ()
        box.display = bool(lines)
        ticked = self.session.notebook.checks
        at = box.highlighted or 0
        options = []
        for number, text in enumerate(lines, start=1):
            key = f"{CHECKLIST}{number}"
            mark = "☑" if key in ticked else "☐"
            options.append(Option(Content(f"{mark} {' '.join(text.split())}"), key))
        box.set_options(options)
        box.highlighted = at

    def _show_records(self, kind: str) -> None:
        lines = [self._line(record) for record in self.session.notebook.records(kind)]
        shown = self.query_one(f"#list-{kind}", Static)
        shown.update(Content("\n".join(lines)))
        shown.display = bool(lines)

    def _line(self, record: Record) -> str:
        try:
            tail = self._tail(record.who, record.due)
        except WrongUse:
            tail = record.due
        return f"• {record.text}" + (f" · {tail}" if tail else "")
