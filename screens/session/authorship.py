"""A session's screen as far as it goes about whose words are written, and for whose eyes."""

import time
from datetime import timedelta

from companion.commands.available import keys_shown
from companion.commands.table import SESSION
from companion.domain.errors import CompanionError
from companion.domain.session.agenda import WHOLE
from companion.i18n import _
from companion.workspace.session.capture import write_down_labelled
from companion.workspace.session.private_notes import open_private_notes
from screens.session.live import LiveScreen
from screens.session.private_pane import PrivatePane
from screens.shared.messages import Edited, WrittenDown

PRIVATE = "#private-text"
"""The field of the private notes, there when they are open."""
JUST_NOW = timedelta(minutes=1)
"""So long after something came from the other's own device they are taken to sit at it."""


class WritersScreen(LiveScreen):
    """The pen, private notes, and lines of the shared notes that become records."""

    viewing = WHOLE
    """The id of the item whose notes are shown."""

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
        if pair.partner is None:
            self.notify(_("You are on your own here: all words are yours."), markup=False)
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
        self.notify(sentence, markup=False)
        self.refresh_content()

    def on_screen_suspend(self) -> None:
        """Who leaves the session takes the pen along; a dialog over it is no leaving."""
        if self.app.current_mode != SESSION:
            self.session.take_pen_back()

    def _first_name(self, person: str) -> str:
        return self.workspace.pair.name_of(person).split()[0]

    # Lines that become records

    def line_finished(self, line: str) -> None:
        """Write a line down as well that begins with what it is: "Action: …"."""
        try:
            written = write_down_labelled(self.workspace, self.session, line, self.viewing)
        except CompanionError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if written is not None:
            self.post_message(Edited(self.session))
            self.post_message(WrittenDown(written))

    # For my eyes only

    def action_private_notes(self) -> None:
        """Open my private notes, go to them, or close them."""
        field = self.query(PRIVATE)
        if not field:
            self._open_private_notes()
        elif self.focused is field.first():
            self.close_private_notes()
        else:
            self.show_pane(PRIVATE)

    def action_read_private(self) -> None:
        """Show what my private notes say, for as long as the key repeats."""
        for pane in self.query(PrivatePane):
            pane.reveal()

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

    def _open_private_notes(self) -> None:
        try:
            notes = open_private_notes(self.workspace, self.session, time.monotonic)
        except CompanionError as error:
            self.notify(str(error), severity="warning", timeout=12, markup=False)
            return
        self.add_class("-private")
        self.query_one("#body").mount(PrivatePane(notes, keys_shown("session-read-private")))
        self.call_after_refresh(self.show_pane, PRIVATE)
