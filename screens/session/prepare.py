"""Preparing a session: its agenda, and what waits to be talked about."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.commands.places import PREPARE
from companion.domain.dates import read_due, short_date
from companion.domain.errors import CompanionError, WrongUse
from companion.domain.note.drafts import DAY, NEW_ITEM, DraftKey
from companion.domain.session import agenda_edits as preparing
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.carry_over import WaitingItem, lead_of, to_agenda_item
from companion.domain.session.notebook import DROPPED, OPEN
from companion.domain.text import one_line
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.points import set_point, waiting
from companion.workspace.session.undo import UndoStep
from screens.dialogs.prompt import PromptScreen, announce_refusal
from screens.session.agenda_lines import ITEM, OFF, WAITING, AgendaLines
from screens.session.agenda_words import shares_words, total_words
from screens.shared.messages.saving import Edited
from screens.shared.messages.undo import StepDone
from screens.shared.place import PlaceScreen, bindings_for
from screens.shared.undo import NAMED, undo_step
from screens.shared.words import as_date
from screens.widgets.tools import Tools

TITLE_LIMIT = 200
LET_GO = N_("agenda: {item} let go")

Edit = Callable[..., preparing.Changes]
"""Gives the fields to write for an edit of the agenda; raises WrongUse where it may not be."""


class PrepareScreen(PlaceScreen):
    """A focus screen on top of the session: the agenda, what waits, what was dropped."""

    CSS_PATH = "prepare.tcss"
    PLACE = PREPARE
    FIRST_FOCUS = "#lines"
    BINDINGS = bindings_for(PREPARE)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace)
        self.session = session
        self._language, self._lesson = workspace.language, workspace.lesson_of(session)
        self._waiting: dict[str, WaitingItem] = {}
        self._let_go: set[str] = set()
        """Points that were let go here; the list of all sessions hears of it later."""

    @property
    def place_name(self) -> str:
        """What is prepared."""
        about = self.session.notebook.about
        title = self._lesson.meta.title if self._lesson is not None else about.title
        return f"{_('Prepare')} ▸ {title}"

    def bars(self) -> Iterable[Widget]:
        """How long it takes, in place of the place bar: Esc leads back."""
        yield Static(id="total", markup=False)

    def body(self) -> ComposeResult:
        """The lines, and what can be done with the one under the cursor."""
        yield AgendaLines(id="lines", classes="box", markup=False)
        yield Tools(PREPARE)

    def relabel(self) -> None:
        """Say everything in the language in use; the title of its place is the lesson's in it."""
        if self._language != self.workspace.language:
            self._language = self.workspace.language
            self._lesson = self.workspace.lesson_of(self.session)
        super().relabel()

    def refresh_content(self) -> None:
        """Show the agenda as it is now."""
        notebook, pair = self.session.notebook, self.workspace.pair
        day = as_date(notebook.about.date)
        words = [short_date(day, self.workspace.environment.today()) if day else "",
                 total_words(notebook), shares_words(notebook, pair)]  # fmt: skip
        self.query_one("#total", Static).update(Content(" · ".join(filter(None, words))))
        found = [w for w in waiting(self.workspace, self.session) if w.source not in self._let_go]
        self._waiting = {w.source: w for w in found}
        self.query_one(AgendaLines).show(self.session, self._lesson, found, pair)
        self.query_one(Tools).relabel()

    def notebook_changed(self) -> None:
        """Show what came from the other side."""
        self.refresh_content()

    def on_option_list_option_selected(self) -> None:
        """Enter in the list."""
        self.action_take()

    # Keys

    def action_move(self, step: int) -> None:
        """One place up or down."""
        self._change(N_("agenda: {item} moved"), preparing.moved, step)

    def action_minutes(self, by: int) -> None:
        """A minute more or fewer."""
        self._change(N_("agenda: minutes of {item}"), preparing.lengthened, by)

    def action_pass_on(self) -> None:
        """Somebody else leads it."""
        self._change(N_("agenda: who leads {item}"), preparing.lead_changed)

    def action_add(self) -> None:
        """Ask for a new item."""
        draft = self._draft(NEW_ITEM)
        ask = PromptScreen(_("New item, such as: Budget 10 min"), draft, _("Add"), TITLE_LIMIT)
        self.app.push_screen(ask, partial(self._add, draft))

    def action_take(self) -> None:
        """Take what waits, or bring back what was dropped."""
        kind, key = self.query_one(AgendaLines).chosen
        if kind == WAITING:
            item = self._waiting_item(key)
            with self._step(N_("agenda: {item} added"), item=item.title):
                self._edit(preparing.added, item)
        elif kind == OFF:
            title = self.session.notebook.item_title(key)
            with self._step(N_("agenda: {item} brought back"), item=title):
                self._edit(preparing.brought_back, key)
        elif key:
            self.notify(_("This is on the agenda already."), severity="warning", markup=False)

    def action_drop(self) -> None:
        """Drop an item, or let go of what waits."""
        kind, key = self.query_one(AgendaLines).chosen
        if kind == WAITING and self._waiting[key].is_point:
            self._let_go_point(key, self._waiting[key].text)
        elif kind == WAITING:
            item = self._waiting_item(key)
            with self._step(LET_GO, item=item.title):
                self._edit(preparing.let_go, item)
        else:
            self._change(N_("agenda: {item} dropped"), preparing.dropped)

    def action_fit(self, minutes: int) -> None:
        """Fit the agenda to so many minutes."""
        with self._step(N_("agenda fitted to {minutes} min"), minutes=str(minutes)):
            if self._edit(preparing.fitted, minutes):
                self.session.set_target(minutes)
                self._changed()

    def action_date(self) -> None:
        """Ask for another day."""
        day = self.session.notebook.about.date
        question = _("On which day? Such as: fri, +3d or 1 dec")
        draft = self._draft(DAY, begins_as=day)
        ask = PromptScreen(question, draft, _("Move it"), 40)
        self.app.push_screen(ask, partial(self._move_to, draft))

    # What follows

    def _draft(self, kind: str, begins_as: str = "") -> DraftText:
        of = DraftKey(kind, (self.session.id,))
        return self.workspace.drafts.field(of, self.session.notebook.about.title, begins_as)

    def _add(self, draft: DraftText, line: str | None) -> None:
        if not line:
            return
        title, minutes = preparing.read_item(line)
        mentor = self.session.notebook.about.mentor
        lead = lead_of(self.session.me, mentor, self.workspace.pair)
        key = self.workspace.environment.new_id()
        item = AgendaItem(key, title, minutes, lead, by=self.session.me)
        after = self.query_one(AgendaLines).chosen[1]
        try:
            with self._step(N_("agenda: {item} added"), item=title):
                self.session.arrange(preparing.added(self.session.notebook, item, after))
        except WrongUse as error:
            announce_refusal(self, str(error), draft)
            return
        draft.hand_over(unsaved_in=self.session.name)
        self._changed()
        self.query_one(AgendaLines).go_to(key)

    def _move_to(self, draft: DraftText, text: str | None) -> None:
        try:
            if text:
                day = read_due(text, self.workspace.environment.today())
                with self._step(N_("another day for the session")):
                    self.session.move_to(day)
                draft.hand_over(unsaved_in=self.session.name)
                self._changed()
        except WrongUse as error:
            announce_refusal(self, str(error), draft)

    def _waiting_item(self, source: str) -> AgendaItem:
        """What waits, as the agenda item it becomes."""
        mentor = self.session.notebook.about.mentor
        return to_agenda_item(self._waiting[source], mentor, self.workspace.pair)

    def _let_go_point(self, source: str, text: str) -> None:
        self._let_go.add(source)
        try:
            set_point(self.workspace, self.session, source, DROPPED)
        except CompanionError as error:
            self._tell(error)
        back = partial(self._take_up_point, source)
        self.post_message(StepDone(UndoStep(LET_GO, {"item": one_line(text, NAMED)}, back=back)))
        self._changed()

    def _take_up_point(self, source: str) -> None:
        """Let it wait again. Raises CompanionError."""
        self._let_go.discard(source)
        if set_point(self.workspace, self.session, source, OPEN):
            self.app.post_message(Edited(self.session))

    def _change(self, pattern: str, edit: Edit, *about: object) -> None:
        """Edit the item under the cursor, as a step of this name."""
        kind, key = self.query_one(AgendaLines).chosen
        if kind != ITEM:
            self.notify(
                _("This is not on the agenda: Enter takes it."), severity="warning", markup=False
            )
            return
        with self._step(pattern, item=self.session.notebook.item_title(key)):
            self._edit(edit, key, *about)

    def _edit(self, edit: Edit, *about: object) -> bool:
        """Edit the agenda; tells whether it could be done."""
        try:
            self.session.arrange(edit(self.session.notebook, *about))
        except WrongUse as error:
            self._tell(error)
            return False
        self._changed()
        return True

    def _step(self, pattern: str, **about: str) -> AbstractContextManager[None]:
        return undo_step(self, self.session, pattern, **about)

    def _changed(self) -> None:
        self.post_message(Edited(self.session))
        self.refresh_content()

    def _tell(self, error: CompanionError) -> None:
        self.notify(str(error), severity="warning", markup=False)
