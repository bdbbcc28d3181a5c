"""The steps of the close: what they have in common, and those that need little more."""

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from companion.domain.errors import WrongUse
from companion.domain.lesson.lesson import Lesson
from companion.domain.people import BOTH
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.open_session import OpenSession
from screens.closing.closing_words import overview
from screens.closing.page import Page
from screens.dialogs.prompt import announce_refusal
from screens.shared.messages.saving import Edited
from screens.shared.undo import undo_step
from screens.widgets.frame import is_field
from screens.widgets.notes_area import NotesArea

CHECKLIST = "checklist/"
ROLES = ("mentor", "mentee", BOTH)


class Step(Vertical):
    """One part of the close, shown alone."""

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(classes="step")
        self.workspace = workspace
        self.session = session
        self.lesson: Lesson | None = None

    @property
    def title(self) -> str:
        """What it is about, in the language in use."""
        return ""

    @property
    def fields(self) -> list[Widget]:
        """What Enter goes through, in turn."""
        return [w for w in self.query("*") if isinstance(w, Input | TextArea) and w.display]

    def field_behind(self, widget: Widget | None) -> Widget | None:
        """The field that Enter leads to from this one; None behind the last."""
        fields = self.fields
        place = fields.index(widget) + 1 if widget in fields else len(fields)
        return fields[place] if place < len(fields) else None

    def field_near(self, widget: Widget | None) -> Widget | None:
        """The field that words typed at a widget are meant for: that of its box, else the first."""
        boxes = [] if widget is None else [box for box in widget.ancestors if "box" in box.classes]
        near = [f for f in self.fields if is_field(f) and set(boxes) & set(f.ancestors)]
        return next(iter([*near, *filter(is_field, self.fields)]), None)

    @property
    def first(self) -> Widget | None:
        """What has focus at first: a field, for there people type at once."""
        focusable = [w for w in self.query("*") if w.focusable and w.display]
        return next(iter([*self.fields, *focusable]), None)

    def relabel(self, lesson: Lesson | None) -> None:
        """Say everything in the language in use."""
        self.lesson = lesson
        self.show()

    def show(self) -> None:
        """Show what stands in the session."""

    def take(self) -> bool:
        """Write down what stands in fields; tells whether all of it could be."""
        return True

    def take_away(self) -> None:
        """Remove the line under the cursor, where there is one to remove."""
        self._ask_for_a_line()

    def show_history(self) -> None:
        """Show what the line under the cursor said before, where there is one."""
        self._ask_for_a_line()

    def _ask_for_a_line(self) -> None:
        self.notify(_("Choose a line of a list first."), severity="warning", markup=False)

    def do(self, pattern: str, act: Callable[[], object], *drafts: DraftText, **about: str) -> None:
        """Do something in the session that can be taken back, and hand over what was typed for it.

        Where it is refused, as by a close of the other's meanwhile, that is told.
        """
        try:
            with undo_step(self, self.session, pattern, **about):
                act()
        except WrongUse as error:
            announce_refusal(self.screen, str(error), *drafts)
            return
        for draft in drafts:
            draft.hand_over(unsaved_in=self.session.name)
        self.changed()

    def typed(self) -> None:
        """Have what was typed saved, and seen; a letter changes nothing else that is shown."""
        self.post_message(Page.Typed())
        self.app.post_message(Edited(self.session))

    def changed(self) -> None:
        """Have the session saved, and show it."""
        self.post_message(Edited(self.session))
        self.show()


class ChecklistStep(Step):
    """What the lesson asks to look back on."""

    @property
    def title(self) -> str:
        return _("Checklist")

    def compose(self) -> ComposeResult:
        yield OptionList(id="checklist", classes="box", markup=False)

    def show(self) -> None:
        box = self.query_one("#checklist", OptionList)
        box.border_title = Content(_("Checklist · Enter ticks"))
        lines = self.lesson.checklist if self.lesson else ()
        ticked = self.session.notebook.checks
        at = box.highlighted or 0
        options = []
        for number, text in enumerate(lines, start=1):
            key = f"{CHECKLIST}{number}"
            mark = "☑" if key in ticked else "☐"
            options.append(Option(Content(f"{mark} {' '.join(text.split())}"), key))
        none = [Option(Content(_("This lesson has no checklist.")), disabled=True)]
        box.set_options(options or none)
        box.highlighted = at if options else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick or untick a line of the checklist."""
        key = event.option_id or ""
        ticked = key in self.session.notebook.checks
        line = self.lesson.checklist[int(key.removeprefix(CHECKLIST)) - 1] if self.lesson else key
        pattern = N_("unticked: {line}") if ticked else N_("ticked: {line}")
        self.do(pattern, partial(self.session.tick, key, not ticked), line=line)


class ReflectionStep(Step):
    """The lesson's questions to look back with, each answered in a shared text."""

    @property
    def title(self) -> str:
        return _("Reflection")

    def compose(self) -> ComposeResult:
        for who in ROLES:
            with Vertical(id=f"box-{who}", classes="box"):
                yield Static(id=f"question-{who}", markup=False, classes="question")
                yield NotesArea(self.typed, self.workspace.pair.people, id=f"answer-{who}")

    def on_mount(self) -> None:
        """Take hold of the texts."""
        for who in ROLES:
            area = self.query_one(f"#answer-{who}", NotesArea)
            area.show(self.session.answer_editor(who))

    def show(self) -> None:
        questions = dict(self.lesson.reflection) if self.lesson else {}
        names = {"mentor": _("Mentor"), "mentee": _("Mentee"), BOTH: _("Both")}
        for who, name in names.items():
            title = _("Reflection · {who}").format(who=name)
            self.query_one(f"#box-{who}").border_title = Content(title)
            question = Content(" ".join(questions.get(who, "").split()))
            self.query_one(f"#question-{who}", Static).update(question)


class OverviewStep(Step):
    """What is there, what is not, and the button that closes."""

    @property
    def title(self) -> str:
        return _("Close session")

    def compose(self) -> ComposeResult:
        with Vertical(id="box-overview", classes="box"):
            yield Static(id="overview", markup=False)
        yield Button(id="finish", variant="primary")

    def show(self) -> None:
        today = self.workspace.environment.today()
        words = overview(self.session.notebook, self.workspace.pair, today)
        self.query_one("#overview", Static).update(Content(words))
        self.query_one("#finish", Button).label = Content(_("Close the session"))
