"""A session's screen as far as it goes about whose words are written, and for whose eyes."""

import time
from datetime import timedelta
from functools import partial

from companion.commands.available import command, menu_shortcut
from companion.commands.places import SESSION
from companion.domain.errors import CompanionError
from companion.domain.note.labelled_lines import LineReading, read_labelled
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.private_notes import PrivateNotes, open_private_notes
from companion.workspace.session.undo import UndoStep
from screens.dialogs.refusal import private_notes_closed
from screens.session.live import LiveScreen
from screens.session.private_pane import PrivatePane, RevealScreen
from screens.shared.messages.records import LinesFinished
from screens.shared.messages.undo import StepDone
from screens.widgets.line_marks import LEFT, TAKEN_UP
from screens.widgets.notes_area import NotesArea

PRIVATE = "#private-text"
"""The field of the private notes, there when they are open."""
JUST_NOW = timedelta(minutes=1)
"""So long after something came from the other's own device they are taken to sit at it."""


class AuthorshipScreen(LiveScreen):
    """The pen, private notes, and lines of the shared notes that become records."""

    shown_item = ""
    """The id of the item whose notes stand in the field; empty before there are any."""

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace, session)
        self._told: dict[str, tuple[LineReading, str]] = {}
        """What was told last of each labelled line."""

    def show_pane(self, selector: str) -> None:
        """Go to a part of the screen."""
        raise NotImplementedError

    def has_pane(self, selector: str) -> bool:
        """Whether a part is there to go to; on a small screen the others wait out of sight."""
        found = self.query(selector)
        covered = selector == "#guide" and self.has_class("-private")
        return bool(found) and not (covered and self.has_class("-narrow"))

    def relabel(self) -> None:
        """Say everything in the language in use."""
        super().relabel()
        for pane in self.query(PrivatePane):
            pane.relabel()

    # Whose words

    @property
    def notes_title(self) -> str:
        """What stands over the shared notes: whose words are typed, unless they are mine."""
        if self.session.me == self.session.owner:
            return _("Shared notes")
        return _("Pen: {name} · shared notes").format(name=self._first_name(self.session.me))

    def action_pass_pen(self) -> None:
        """What is typed here from now on are the other's words."""
        pair, session = self.workspace.pair, self.session
        if self._cannot("session-pen"):
            return
        before = self._first_name(session.me)
        session.pass_pen(pair)
        self.close_private_notes()
        sentence = _("Whose words: {before} ▸ {after}").format(
            before=before, after=self._first_name(session.me)
        )
        if session.me != session.owner and session.was_active(session.me, JUST_NOW):
            sentence += "\n" + _(
                "{name} writes on another computer too; both count as theirs."
            ).format(name=self._first_name(session.me))
        self.refresh_content()
        back = partial(self._pass_pen_back, session.me)
        name = {"name": self._first_name(session.me)}
        self.post_message(StepDone(UndoStep(N_("pen to {name}"), name, back=back), sentence))

    def _pass_pen_back(self, holder: str) -> None:
        """Unless it was passed or taken back since."""
        if self.session.me == holder:
            self.session.pass_pen(self.workspace.pair)
            self.close_private_notes()
            self.refresh_content()

    def on_screen_suspend(self) -> None:
        """Who leaves the session takes the pen along; a dialog over it is no leaving."""
        if self.app.current_mode != SESSION:
            self.session.take_pen_back()

    def _first_name(self, person: str) -> str:
        return self.workspace.pair.name_of(person).split()[0]

    # Lines that become records

    def mark_of(self, line: str) -> str:
        """The mark that a line of the notes deserves by its words."""
        today = self.workspace.environment.today()
        reading = read_labelled(line, self.session.me, self.workspace.pair, today)
        return "" if reading is None else LEFT if reading.lacks else TAKEN_UP

    def show_line_marks(self) -> None:
        """Mark the labelled lines of the item shown as what became of them."""
        marks = {
            line.line.row: LEFT if line.lacks else TAKEN_UP
            for line in self.session.notebook.labelled
            if line.line.item == self.shown_item
        }
        self.query_one("#text", NotesArea).show_marks(marks)

    def lines_left(self, rows: list[int]) -> None:
        """Tell what became of labelled lines that were edited here; once for what they say now."""
        found = [
            line
            for line in self.session.notebook.labelled
            if line.line.item == self.shown_item and line.line.row in rows
        ]
        news = [line for line in found if self._told.get(line.own) != (line.reading, line.lacks)]
        self._told |= {line.own: (line.reading, line.lacks) for line in news}
        if news:
            self.post_message(LinesFinished(self.session, tuple(news)))

    # For my eyes only

    @property
    def has_private_notes(self) -> bool:
        """Whether my private notes are open."""
        return bool(self.query(PRIVATE))

    @property
    def is_in_private_notes(self) -> bool:
        """Whether what is typed goes there."""
        return any(field.has_focus for field in self.query(PRIVATE))

    def action_private_notes(self) -> None:
        """Open my private notes, go to them, or close them."""
        if not self.has_private_notes:
            self._open_private_notes()
        elif self.is_in_private_notes:
            self.close_private_notes()
        else:
            self.show_pane(PRIVATE)

    def action_read_private(self) -> None:
        """Show what my private notes say until the next key, which goes nowhere."""
        if self.has_private_notes:
            self.app.push_screen(RevealScreen(self.query_one(PrivatePane)))
            return
        why = _("Your private notes are closed: {way} opens them.")
        why = why.format(way=menu_shortcut("session-private"))
        way_on = (command("session-private").leader, _("Open"))
        self.app.push_screen(private_notes_closed(why, way_on), self._open_if_wanted)

    def _open_if_wanted(self, sure: bool | None) -> None:
        if sure:
            self._open_private_notes()

    def close_private_notes(self) -> None:
        """Put my private notes away, if they are open."""
        for pane in self.query(PrivatePane):
            pane.remove()
            self.remove_class("-private")
            self.show_pane("#text")

    def save_now(self) -> None:
        """Save what only this screen knows."""
        for pane in self.query(PrivatePane):
            pane.save_now()

    def _refuse_private(self, why: str) -> None:
        mine = self.session.me == self.session.owner
        name = self._first_name(self.session.owner)
        way_on = ("", "") if mine else ("p", _("Pen to {name}, then open").format(name=name))
        self.app.push_screen(private_notes_closed(why, way_on), self._take_pen_and_open)

    def _take_pen_and_open(self, sure: bool | None) -> None:
        if sure and self.session.me != self.session.owner:
            self.action_pass_pen()
            self._open_private_notes()

    def _open_private_notes(self) -> None:
        try:
            notes = open_private_notes(self.workspace, self.session, time.monotonic)
        except CompanionError as error:
            self._refuse_private(str(error))
            return
        self.add_class("-private")
        self.call_later(self._show_private, notes)

    async def _show_private(self, notes: PrivateNotes) -> None:
        # Only then has the pane a field: going to it once the screen is drawn may be too early.
        await self.query_one("#body").mount(
            PrivatePane(notes, menu_shortcut("session-read-private"))
        )
        self.show_pane(PRIVATE)
