"""Preparing a session: its agenda, and what waits to be talked about."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.commands.table import PREPARE
from companion.domain.dates import read_due, short_date
from companion.domain.errors import CompanionError, WrongUse
from companion.domain.session import agenda_edits as preparing
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.carry_over import Waiting, as_item, lead_of
from companion.domain.session.notebook import DROPPED, OPEN
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.points import set_point, waiting
from screens.dialogs.prompt import AskScreen
from screens.session.agenda_lines import ITEM, OFF, WAITING, AgendaLines
from screens.session.agenda_words import shares_words, total_words
from screens.shared.messages import Edited
from screens.shared.place import PlaceScreen, bindings_for
from screens.shared.words import as_date
from screens.widgets.tools import Tools

TITLE_LIMIT = 200


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
        self._waiting: dict[str, Waiting] = {}
        self._let_go: set[str] = set()
        """Points that were let go here; the list of all sessions hears of it later."""
        self._back: list[Callable[[], object]] = []
        """What takes my changes back, the last one last."""

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

    def refresh_content(self) -> None:
        """Show the agenda as it is now."""
        if self._language != self.workspace.language:
            self._language = self.workspace.language
            self._lesson = self.workspace.lesson_of(self.session)
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
        self._change(preparing.moved, step)

    def action_minutes(self, by: int) -> None:
        """A minute more or fewer."""
        self._change(preparing.lengthened, by)

    def action_pass_on(self) -> None:
        """Somebody else leads it."""
        self._change(preparing.passed_on)

    def action_add(self) -> None:
        """Ask for a new item."""
        self.app.push_screen(
            AskScreen(_("New item, such as: Budget 10 min"), "", _("Add"), TITLE_LIMIT), self._add
        )

    def action_take(self) -> None:
        """Take what waits, or bring back what was dropped."""
        kind, key = self.query_one(AgendaLines).chosen
        if kind == WAITING:
            mentor = self.session.notebook.about.mentor
            item = as_item(self._waiting[key], mentor, self.workspace.pair)
            self._edit(preparing.added, item)
        elif kind == OFF:
            self._edit(preparing.brought_back, key)

    def action_drop(self) -> None:
        """Drop an item, or let go of what waits."""
        kind, key = self.query_one(AgendaLines).chosen
        if kind == WAITING and self._waiting[key].is_point:
            self._set_point(key, DROPPED)
            self._back.append(partial(self._set_point, key, OPEN))
        elif kind == WAITING:
            mentor = self.session.notebook.about.mentor
            item = as_item(self._waiting[key], mentor, self.workspace.pair)
            self._edit(preparing.let_go, item)
        else:
            self._change(preparing.dropped)

    def action_fit(self, minutes: int) -> None:
        """Fit the agenda to so many minutes."""
        target = self.session.notebook.about.target
        back = self._arrange(preparing.fitted, minutes)
        if back is not None and (back or target != minutes):
            self.session.aim_for(minutes)
            self._back.append(partial(self._unfit, back, target))
            self._changed()

    def action_date(self) -> None:
        """Ask for another day."""
        day = self.session.notebook.about.date
        question = _("On which day? Such as: fri, +3d or 1 dec")
        self.app.push_screen(AskScreen(question, day, _("Move it"), 40), self._move_to)

    def action_undo(self) -> None:
        """Take back the last change made here."""
        if not self._back:
            self.notify(_("There is nothing to take back."), markup=False)
            return
        try:
            self._back.pop()()
        except WrongUse as error:
            self._tell(error)
        self._changed()

    # What follows

    def _add(self, line: str | None) -> None:
        if line:
            title, minutes = preparing.read_item(line)
            mentor = self.session.notebook.about.mentor
            lead = lead_of(self.session.me, mentor, self.workspace.pair)
            key = self.workspace.environment.new_id()
            item = AgendaItem(key, title, minutes, lead, by=self.session.me)
            self._edit(preparing.added, item, self.query_one(AgendaLines).chosen[1])
            self.query_one(AgendaLines).go_to(key)

    def _unfit(self, back: preparing.Changes, target: int) -> None:
        self.session.arrange(back)
        self.session.aim_for(target)

    def _move_to(self, text: str | None) -> None:
        before = as_date(self.session.notebook.about.date)
        try:
            if text:
                day = read_due(text, self.workspace.environment.today())
                self.session.move_to(day)
                if before is not None and before != day:
                    self._back.append(partial(self.session.move_to, before))
                self._changed()
        except WrongUse as error:
            self._tell(error)

    def _set_point(self, source: str, state: str) -> None:
        (self._let_go.discard if state == OPEN else self._let_go.add)(source)
        try:
            set_point(self.workspace, self.session, source, state)
        except CompanionError as error:
            self._tell(error)
        self._changed()

    def _change(self, edit: Callable[..., preparing.Changes], *about: object) -> None:
        """Edit the item under the cursor."""
        kind, key = self.query_one(AgendaLines).chosen
        if kind != ITEM:
            self.notify(_("This is not on the agenda: Enter takes it."), markup=False)
        else:
            self._edit(edit, key, *about)

    def _edit(self, edit: Callable[..., preparing.Changes], *about: object) -> None:
        back = self._arrange(edit, *about)
        if back:
            self._back.append(partial(self.session.arrange, back))

    def _arrange(
        self, edit: Callable[..., preparing.Changes], *about: object
    ) -> preparing.Changes | None:
        """Edit the agenda; gives what takes that back: nothing where all is as it was before, and
        None where it cannot be done."""
        try:
            changes = edit(self.session.notebook, *about)
        except WrongUse as error:
            self._tell(error)
            return None
        back = self.session.arrange(changes)
        self._changed()
        return back if back != changes else {}

    def _changed(self) -> None:
        self.post_message(Edited(self.session))
        self.refresh_content()

    def _tell(self, error: CompanionError) -> None:
        self.notify(str(error), severity="warning", markup=False)
