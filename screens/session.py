"""The session: agenda left, what to talk about in the middle, shared notes right."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.commands import SESSION
from companion.domain.agenda import WHOLE, AgendaItem
from companion.domain.lesson import Lesson
from companion.domain.people import BOTH
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.open_session import OpenSession
from screens.messages import Edited, SessionLeft
from screens.place import bindings_for
from screens.session_words import clock_line, guide_for, item_title, lead_words, typing_words
from screens.widgets.markdown_lines import MarkdownLines
from screens.widgets.notes_area import NotesArea
from screens.words import ITEM_MARKS
from screens.writers import PRIVATE, WritersScreen

PLUS_MINUTES = 2
FOLLOW_PAUSE = 2.0
"""Seconds without a key after which the screen goes where the other has gone."""
PANES = ("#agenda", "#guide", "#text")
"""What Tab goes round."""
CLOSE = "close"
"""The last line of the agenda, after its items."""


class SessionScreen(WritersScreen):
    """A session being held; leaving it does not stop it."""

    CSS_PATH = "session.tcss"
    PLACE = SESSION
    BINDINGS = bindings_for(SESSION)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace)
        self.session = session
        self.lesson: Lesson | None = workspace.lesson_of(session)
        self.viewing = session.notebook.clock.current or WHOLE
        """The id of the item whose prompts and notes are shown."""
        self._language = workspace.language
        self._shown = ""
        self._agenda: list[tuple[str, str]] = []
        self._followed = session.notebook.clock.current
        self._typed_at = 0.0
        self._rung: set[str] = set()

    def bars(self) -> Iterable[Widget]:
        """The clock in place of the place bar: nothing else matters now."""
        yield Static(id="clock", markup=False)

    def body(self) -> ComposeResult:
        """Three panes and the line that says who leads."""
        agenda = OptionList(id="agenda", classes="pane", markup=False)
        agenda.border_title = _("Agenda")
        yield agenda
        yield MarkdownLines(id="guide", classes="pane")
        with Vertical(id="notes", classes="pane") as notes:
            notes.border_title = self.notes_title
            yield NotesArea(
                self._typed,
                self.workspace.pair.people,
                id="text",
                placeholder=_("Type here what you both want to keep."),
                finished=self.line_finished,
            )
        yield Static(id="lead", markup=False)

    def on_mount(self) -> None:
        """Start with the notes of the item at hand; before the start with the agenda."""
        super().on_mount()
        self.set_interval(1, self._tick)
        running = self.session.notebook.state == "running"
        self.show_pane("#text" if running else "#agenda")

    def refresh_content(self) -> None:
        """Show where the session stands."""
        if self._language != self.workspace.language:
            self._language = self.workspace.language
            self.lesson = self.workspace.lesson_of(self.session)
        self.query_one("#agenda").border_title = _("Agenda")
        self.query_one("#notes").border_title = self.notes_title
        self.query_one(NotesArea).placeholder = _("Type here what you both want to keep.")
        self._show_item(self.viewing)
        self._fill_agenda()
        self._tick()

    def notebook_changed(self) -> None:
        """Show what came from the other side; the item at hand follows."""
        self.refresh_content()

    # Keys

    def action_pause(self) -> None:
        """Start, or stop the clock, or let it run on."""
        if self.session.notebook.state == "planned":
            self.session.start()
            self._moved()
            self.show_pane("#text")
        elif self.session.notebook.state == "running":
            self.session.pause_or_resume()
            self._changed()

    def action_next_item(self) -> None:
        """Start, go on to the next item, or after the last one to the close."""
        if self.session.notebook.state == "planned":
            self.action_pause()
            return
        following = self.session.neighbour(1)
        if following is None:
            self.action_close_session()
        else:
            self._go(following)

    def action_previous_item(self) -> None:
        """Go back to the item before."""
        previous = self.session.neighbour(-1)
        if previous is not None:
            self._go(previous)

    def action_skip(self) -> None:
        """Skip the item at hand; after the last one comes the close."""
        if self._runs():
            following = self.session.skip()
            self._moved()
            if following is None:
                self.action_close_session()

    def action_plus(self) -> None:
        """Two more minutes for the item at hand."""
        if self._runs():
            self.session.plus(PLUS_MINUTES)
            self._rung.discard(self.session.notebook.clock.current)
            self._changed()

    def action_hand_over(self) -> None:
        """The lead goes to the other; before the start, the mentor's part does."""
        if self.workspace.pair.partner is None:
            self.notify(_("You are on your own here: you lead."), markup=False)
        elif self.session.notebook.state != "done":
            self.session.hand_over(self.workspace.pair)
            self._changed()
            self._show_item(self.viewing)

    def action_history(self) -> None:
        """See what the notes said before."""
        from screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.workspace, self.session), self._after_history)

    def action_close_session(self) -> None:
        """Look back together; the session is closed from there."""
        from screens.closing import ClosingScreen

        if self.session.notebook.state != "done":
            self.app.push_screen(ClosingScreen(self.workspace, self.session), self._after_closing)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Before the start and after the close the cursor leafs through the agenda."""
        chosen = event.option_id or ""
        if not self._runs() and chosen != CLOSE and chosen != self.viewing:
            self._show_item(chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to an item, look at the whole, or close."""
        chosen = event.option_id or ""
        item = self.session.notebook.item(chosen)
        if chosen == CLOSE:
            self.action_close_session()
        elif item is not None and self._runs():
            self._go(item)
        else:
            self._show_item(chosen)

    def action_next_pane(self, step: int) -> None:
        """Go round the three parts; on a small screen one is shown at a time."""
        panes = [key for key in (*PANES, PRIVATE) if self.has_pane(key)]
        at = next((n for n, key in enumerate(panes) if self._has_focus(key)), 0)
        self.show_pane(panes[(at + step) % len(panes)])

    def step_back(self) -> bool:
        """From the notes or the guide to the agenda; tells whether there was a step to take."""
        if self._has_focus("#agenda"):
            return False
        self.show_pane("#agenda")
        return True

    # What follows

    def _has_focus(self, selector: str) -> bool:
        return self.focused is self.query_one(selector)

    def show_pane(self, selector: str) -> None:
        """Go to a part of the screen; on a small one it stands there alone."""
        widget = self.query_one(selector)
        for pane in self.query(".pane"):
            pane.set_class(pane is widget or widget in pane.query("*"), "-shown")
        widget.focus()

    def _runs(self) -> bool:
        return self.session.notebook.state == "running"

    def _follow(self) -> None:
        """Show the item the other went on to; not in the middle of a word of mine."""
        current = self.session.notebook.clock.current
        idle = time.monotonic() - self._typed_at > FOLLOW_PAUSE
        if current and current != self._followed and idle:
            self._followed = current
            self._show_item(current)
            self._fill_agenda()

    def _typed(self) -> None:
        self._typed_at = time.monotonic()
        self.post_message(Edited(self.session))

    def _go(self, item: AgendaItem) -> None:
        if self._runs():
            self.session.go(item.id)
            self._moved()

    def _moved(self) -> None:
        self._followed = self.session.notebook.clock.current
        self._show_item(self._followed)
        self._changed()

    def _changed(self) -> None:
        self.post_message(Edited(self.session))
        self.refresh_content()

    def _after_history(self, brought_back: bool | None) -> None:
        if brought_back:
            self._changed()

    def _after_closing(self, closed: bool | None) -> None:
        if closed:
            self.post_message(SessionLeft())
        self.refresh_content()

    def _show_item(self, item_id: str) -> None:
        self.viewing = item_id
        item = self.session.notebook.item(item_id)
        guide = self.query_one("#guide", MarkdownLines)
        guide.border_title = item_title(item, self.lesson) if item else _("What it is about")
        guide.show(guide_for(item, self.lesson, self._lead_of(item)))
        notes = self.query_one("#notes")
        title = f"{item.number}" if item else _("whole session")
        notes.border_subtitle = title
        if self._shown != item_id:
            self.query_one(NotesArea).show(self.session.writing_of_note(item_id))
        self._shown = item_id

    def _fill_agenda(self) -> None:
        notebook = self.session.notebook
        agenda = self.query_one("#agenda", OptionList)
        lines = [("  " + _("Whole session"), WHOLE)]
        for item in notebook.agenda:
            state = notebook.clock.item_state(item.id)
            minutes = item.minutes + notebook.clock.plus.get(item.id, 0)
            title = item_title(item, self.lesson)
            lines.append((f"{ITEM_MARKS[state]} {item.number} {title} · {minutes}", item.id))
        if notebook.state != "done":
            lines.append(("■ " + _("Close the session"), CLOSE))
        with self.prevent(OptionList.OptionHighlighted):
            if lines != self._agenda:  # most of what arrives is words in a note
                agenda.set_options(Option(Content(text), key) for text, key in lines)
                self._agenda = lines
            keys = [key for _text, key in lines]
            agenda.highlighted = keys.index(self.viewing) if self.viewing in keys else 0

    def _lead_of(self, item: AgendaItem | None) -> str:
        if item is None:
            return ""
        leader = self.session.leader(item, self.workspace.pair)
        return _("both of you") if leader == BOTH else self.workspace.pair.name_of(leader)

    def _show_lead(self) -> None:
        notebook, pair = self.session.notebook, self.workspace.pair
        parts = [lead_words(notebook, pair, self._lead_of), *self.pen_words]
        item = self.session.typing().get(pair.partner.id) if pair.partner else None
        if pair.partner and item is not None:
            parts.append(typing_words(notebook.item(item), pair.partner.name))
        line, words = self.query_one("#lead", Static), Content(" │ ".join(parts))
        if line.content != words:
            line.update(words)

    def _tick(self) -> None:
        self._follow()
        now = self.workspace.environment.now()
        line = clock_line(self.session.notebook, self.lesson, now)
        clock = self.query_one("#clock", Static)
        if clock.content != line:
            clock.update(line, layout=False)
        self._show_lead()
        self._ring(now)

    def _ring(self, now: datetime) -> None:
        """Say once that an item's time is up; nothing is forced."""
        current, clock = self.session.current, self.session.notebook.clock
        if current is None or not self._runs() or current.id in self._rung:
            return
        if clock.remaining(current.id, current.minutes, now) <= timedelta():
            self._rung.add(current.id)
            title = item_title(current, self.lesson)
            self.app.bell()
            self.notify(_("Time is up for: {title}. F3 goes on, Shift+F2 adds two minutes.").format(
                title=title), markup=False)  # fmt: skip
