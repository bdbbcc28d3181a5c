"""The three panes of a session: agenda, what to talk about, shared notes."""

import time
from collections.abc import Iterable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.widget import Widget
from textual.widgets import TextArea

from companion.commands.available import menu_shortcut
from companion.domain.session.agenda import WHOLE
from companion.domain.session.notebook import Notebook
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.session.agenda_list import AgendaList
from screens.session.agenda_words import own_guide, prepare_words
from screens.session.authorship import PRIVATE
from screens.session.guide import Guide
from screens.session.session_words import guide_for, item_title
from screens.session.ticks import TicksScreen
from screens.shared.messages.saving import Edited
from screens.shared.messages.sessions import SessionClosed, SessionLeft
from screens.shared.place import brings_words
from screens.widgets.fitted_line import FittedLine
from screens.widgets.frame import HintLine, takes_letters
from screens.widgets.notes_area import NotesArea

PANES = ("#agenda", "#guide", "#text")
"""What Tab goes round."""


class PanesScreen(TicksScreen):
    """What a session shows, and where one stands in it."""

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace, session)
        self.viewing = session.notebook.clock.current or WHOLE
        self._language = workspace.language
        self._followed = session.notebook.clock.current
        self._drawn = session.notebook

    def bars(self) -> Iterable[Widget]:
        """The clock in place of the place bar: nothing else matters now."""
        yield FittedLine(" · ", id="clock")

    def body(self) -> ComposeResult:
        """Three panes and the line that says who leads."""
        yield AgendaList(id="agenda", classes="pane")
        yield Guide(id="guide", classes="pane")
        with Vertical(id="notes", classes="pane"):
            yield NotesArea(
                self._typed, self.workspace.pair.people, id="text",
                lines_left=self.lines_left, mark_of=self.mark_of,
            )  # fmt: skip
        yield FittedLine(" │ ", id="lead")

    def on_mount(self) -> None:
        """Start with the notes of the item at hand; before the start with the agenda."""
        self.show_pane("#text" if self.runs else "#agenda")

    def refresh_content(self) -> None:
        """Show where the session stands."""
        if self._language != self.workspace.language:
            self._language = self.workspace.language
            self.lesson = self.workspace.lesson_of(self.session)
        self.query_one("#agenda").border_title = Content(_("Agenda"))
        self.query_one("#notes").border_title = Content(self.notes_title)
        notes = self.query_one(NotesArea)
        notes.placeholder = Content(_("Type here what you both want to keep."))
        notes.read_only = self.session.is_sealed
        self.show_item(self.viewing)
        self._drawn = self.session.notebook
        self.tick()
        self.query_one(HintLine).refresh()

    def notebook_changed(self) -> None:
        """Show what came from the other side; the item at hand follows, and the close does.

        Words in notes have been shown by their field, and words in the close stand only there: just
        what else changed is drawn anew, for a key that is pressed meanwhile waits for it.
        """
        if _beside_words(self.session.notebook) != _beside_words(self._drawn):
            self._tell_dropped()
            self.refresh_content()
            self.follow_the_close()
        else:
            self.tick()

    def tick(self) -> None:
        """Go where the other has gone, too; not in the middle of a word of mine."""
        super().tick()
        self.show_line_marks()
        self.follow_the_close()
        current = self.session.notebook.clock.current
        if current and current != self._followed and self.is_idle:
            starts, self._followed = not self._followed, current
            self.show_item(current)
            if starts:
                self.go_to_notes()

    def _tell_dropped(self) -> None:
        """Say that the item which is shown has been dropped since, and where its words are."""
        notebook, item = self.session.notebook, self._drawn.item(self.viewing)
        if item is not None and any(dropped.id == item.id for dropped in notebook.dropped):
            words = _("“{item}” was dropped from the agenda; what is written in it stays, below "
                      "the other items.")  # fmt: skip
            self.announcements.say(words.format(item=self.title_of(item)))

    def follow_the_close(self) -> None:
        """The other closed: read only from here on; not in the middle of a word of mine.

        The screen stays, for whoever goes on with their sentence: elsewhere letters are commands.
        """
        closed = self.session.notebook.state == "done" and not self.session.is_sealed
        if closed and self.is_idle and self.app.screen is self:
            self.stay_to_be_read()

    def stay_to_be_read(self) -> None:
        """The other closed the session: write nothing here any more; the news has told who did."""
        self.session.seal()
        self.refresh_content()
        self.post_message(SessionClosed())

    def leave(self) -> None:
        """The session is closed: go to its minutes."""
        self.session.seal()
        self.post_message(SessionLeft())

    # Panes

    def action_next_pane(self, step: int) -> None:
        """Go round the three parts; on a small screen one is shown at a time."""
        panes = [key for key in (*PANES, PRIVATE) if self.has_pane(key)]
        at = next((n for n, key in enumerate(panes) if self._has_focus(key)), 0)
        self.show_pane(panes[(at + step) % len(panes)])

    def step_back(self) -> bool:
        """From the notes or the guide to the agenda; tells whether there was a step to take.

        A running session is not left by a key that hands press by habit.
        """
        if not self._has_focus("#agenda"):
            self.show_pane("#agenda")
        elif self.runs:
            sentence = _("The session runs. Letters go to the notes; {way} leads home.")
            self.refuse(sentence.format(way=menu_shortcut("place-home")))
        else:
            return False
        return True

    def take_input(self, event: Key | Paste) -> bool:
        """Let what is typed go to the notes, whatever has the focus: to the private ones where
        these are open. Tells whether nothing is left to do with it."""
        if not brings_words(event):
            return False
        if takes_letters(self.focused):
            return False
        field = self.query_one(self._notes_selector, TextArea)
        if field.read_only:
            closed = _("This session is closed: its notes are only read. {way} leads home.")
            self.refuse(closed.format(way=menu_shortcut("place-home")))
            return True
        self.set_focus(field)
        return False

    def go_to_notes(self) -> None:
        """Go to the notes, for the session has begun; who types there already stays where they
        are: a private thought must not run on into the shared notes."""
        if not takes_letters(self.focused):
            self.show_pane(self._notes_selector)

    @property
    def _notes_selector(self) -> str:
        """Where letters go, as a selector: the private ones where these are open."""
        return PRIVATE if self.has_private_notes else "#text"

    def _has_focus(self, selector: str) -> bool:
        return self.focused is self.query_one(selector)

    def show_pane(self, selector: str) -> None:
        """Go to a part; on a small screen it takes the place of the one before."""
        widget = self.query_one(selector)
        for pane in self.query(".pane"):
            pane.set_class(pane is widget or widget in pane.query("*"), "-shown")
        widget.focus()

    def on_descendant_focus(self) -> None:
        """Show on a small screen the part that has the focus, however it got it."""
        for pane in self.query(".pane"):
            pane.set_class(pane.has_focus_within, "-shown")

    def show_item(self, item_id: str) -> None:
        """Show the prompts and the notes of an item, or of the session as a whole."""
        self.viewing = item_id
        notebook = self.session.notebook
        item = notebook.known_item(item_id)
        guide = self.query_one(Guide)
        title = item_title(item, self.lesson) if item else _("What it is about")
        guide.border_title = Content(title)
        marks = {key.partition("/")[2] for key in notebook.checks if key.startswith(f"{item_id}/")}
        lead = self.lead_of(item)
        if item is not None and not item.lesson_item:
            guide.show_page(own_guide(item, lead, self.workspace))
        else:
            guide.show_ticks(guide_for(item, self.lesson, lead), marks)
        notes = self.query_one("#notes")
        where = str(item.number or _("dropped")) if item else _("whole session")
        notes.border_subtitle = Content(where)
        if self.shown_item != item_id:
            self.query_one(NotesArea).show(self.session.note_editor(item_id))
        self.shown_item = item_id
        self.show_line_marks()
        planned = notebook.state == "planned"
        prepare = prepare_words(self.workspace, self.session) if planned else ""
        self.query_one(AgendaList).show(notebook, self.lesson, item_id, prepare)

    def went(self) -> None:
        """I went to another item."""
        self._followed = self.session.notebook.clock.current
        self.show_item(self._followed)
        self.changed()

    def _typed(self) -> None:
        self._typed_at = time.monotonic()
        self.post_message(Edited(self.session))

    def on_private_pane_typed(self) -> None:
        """Nobody is led away in the middle of a private word, either."""
        self._typed_at = time.monotonic()


def _beside_words(notebook: Notebook) -> Notebook:
    return replace(notebook, notes={}, labelled=(), close_texts=())
