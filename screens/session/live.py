"""A session as time goes by: its clock and who leads, drawn anew each second."""

import time
from contextlib import AbstractContextManager
from datetime import datetime

from companion.commands.available import command
from companion.domain.lesson.lesson import Lesson
from companion.domain.people import BOTH
from companion.domain.session.agenda import WHOLE, AgendaItem
from companion.domain.session.pace import stage
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.session.announcements import Announcements
from screens.session.missed_time import MissedTime
from screens.session.off_record_flow import OffRecordFlow
from screens.session.session_words import (
    clock_pieces,
    item_title,
    lead_pieces,
    pen_pieces,
    reading_pieces,
    title_words,
    typing_words,
    waiting_words,
)
from screens.session.terminal_title import TerminalTitle
from screens.shared.lifecycle import stands
from screens.shared.messages.saving import Edited
from screens.shared.place import PlaceScreen
from screens.shared.undo import undo_step
from screens.widgets.fitted_line import FittedLine

IDLE = 2.0
"""Seconds without a key after which what the other does may change what one looks at."""


class LiveScreen(PlaceScreen):
    """What a session's screen does by itself; its keys and panes are the subclass's."""

    viewing = WHOLE
    """The id of the item whose prompts and notes are shown."""

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace)
        self.session = session
        self.lesson: Lesson | None = workspace.lesson_of(session)
        self._typed_at = 0.0
        self.announcements = Announcements(self)
        self.missed_time = MissedTime(self)
        self._off = OffRecordFlow(self)

    def on_mount(self) -> None:
        """Let time go by; Textual calls this of every class, the base's last."""
        self._title = TerminalTitle(self.app)
        self.set_interval(1, self.tick)
        self.missed_time.begin()

    def on_unmount(self) -> None:
        """Put back the terminal's title."""
        self.leave_terminal()

    def leave_terminal(self) -> None:
        """Leave the terminal's title as it was found."""
        self._title.show("")

    def tick(self) -> None:
        """Show where things stand now, and say what has happened."""
        if not stands(self):
            return
        now = self.workspace.environment.now()
        self._show_clock(now)
        self._show_lead(now)
        self.announcements.tick(now)
        self._off.heed()
        self.missed_time.tick(now)

    def on_descendant_focus(self) -> None:
        """A private word is over where the focus leaves it: the other's agreement waits no more."""
        self._off.heed()

    def on_screen_suspend(self) -> None:
        """A private word is over where another screen comes up, too: what is typed there may be
        kept or shared."""
        self._off.heed()

    def on_screen_resume(self) -> None:
        """Who comes back to the session is told by the screen itself that it is off the record."""
        self._off.heed()

    def changed(self) -> None:
        """Something was done here: save it, and show it."""
        self.announcements.did_here()
        self.post_message(Edited(self.session))
        self.refresh_content()

    def step(self, pattern: str, **about: str) -> AbstractContextManager[None]:
        """Do something in the session that can be taken back."""
        return undo_step(self, self.session, pattern, **about)

    @property
    def runs(self) -> bool:
        """Whether the session is being held."""
        return self.session.notebook.state == "running"

    @property
    def is_idle(self) -> bool:
        """Whether nobody is in the middle of a word here."""
        return time.monotonic() - self._typed_at > IDLE

    @property
    def is_in_private_notes(self) -> bool:
        """Whether what is typed goes there; the subclass has them."""
        return False

    @property
    def is_writing_privately(self) -> bool:
        """Whether somebody is in the middle of a private word."""
        return self.is_in_private_notes and not self.is_idle and self.app.screen is self

    def lead_of(self, item: AgendaItem | None) -> str:
        """The name of who leads an item."""
        if item is None:
            return ""
        leader = self.session.leader(item, self.workspace.pair)
        return _("both of you") if leader == BOTH else self.workspace.pair.name_of(leader)

    def title_of(self, item: AgendaItem) -> str:
        """What an item is called."""
        return item_title(item, self.lesson)

    def name_of(self, item: AgendaItem) -> str:
        """An item by its number and title."""
        return f"{item.number} {self.title_of(item)}"

    def _cannot(self, command_id: str) -> bool:
        """Say why a command cannot be done now; tells whether that is so."""
        refusal = self.offer(command(command_id)).refusal
        if refusal:
            self.refuse(refusal)
        return bool(refusal)

    def refuse(self, sentence: str) -> None:
        """Say why what was asked for is not done."""
        self.notify(sentence, severity="warning", markup=False)

    def tell(self, sentence: str) -> None:
        """Say something that needs nobody."""
        self.notify(sentence, markup=False)

    def action_off_record(self) -> None:
        """Go off the record once both want it, or take back that one asked for it."""
        self._off.key()

    # Lines

    def _show_clock(self, now: datetime) -> None:
        notebook = self.session.notebook
        line = self.query_one("#clock", FittedLine)
        line.show(clock_pieces(notebook, self.lesson, now))
        item = self.session.current if self.runs else None
        left = notebook.clock.remaining(item.id, item.minutes, now) if item else None
        for name in ("nearly", "over"):
            line.set_class(left is not None and stage(left) == name, f"-{name}")
        if notebook.clock.off_since is not None:
            self._title.show(_("off the record"))
        else:
            self._title.show(title_words(notebook, self.lesson, now))

    def _show_lead(self, now: datetime) -> None:
        notebook, pair = self.session.notebook, self.workspace.pair
        pieces = reading_pieces(notebook, self.viewing)
        pieces += lead_pieces(notebook, pair, now, self.lead_of)
        item = self.session.typing().get(pair.partner.id) if pair.partner else None
        if pair.partner and item is not None:
            pieces.append((2, typing_words(notebook.item(item), pair.partner.name)))
        pieces += pen_pieces(self.session.me, self.session.owner, pair)
        asked = self.missed_time.pieces(now) or waiting_words(notebook, pair)
        self.query_one("#lead", FittedLine).show(asked or pieces)
