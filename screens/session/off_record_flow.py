"""How a session goes off the record and back: what the keys do, and what the other side did."""

from typing import TYPE_CHECKING

from companion.commands.places import CLOSING, HISTORY, PREPARE, SEARCH, SESSION
from companion.domain.session.clock import RUNNING
from companion.i18n import _
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.choice import ChoiceScreen
from screens.dialogs.refusal import RefusalScreen, stays_on_record
from screens.session.off_record import AGREED, ASK, OffRecordScreen, agreement, request
from screens.session.private_pane import RevealScreen
from screens.session.session_words import why_not_running
from screens.shared.messages.saving import Edited
from screens.widgets.host import place_of

if TYPE_CHECKING:
    from screens.session.live import LiveScreen

OF_SESSION = {"", SESSION, CLOSING, PREPARE, HISTORY, SEARCH}
"""The session's place and those that open over it; a dialog is no place."""
PASSING = (RevealScreen, RefusalScreen)
"""Dialogs that close where the pad comes up: afterwards they would show or say what is over. So
does the question whether what the other asks for is fine."""


class OffRecordFlow:
    """Goes on top of a session's screen whenever its two people have agreed so."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen
        self._asking: ChoiceScreen[bool] | None = None
        self._shown = False
        self._told = False
        """Whether somebody elsewhere knows that the session is off the record."""

    def key(self) -> None:
        """Go off the record once both want it, answer the other, or take back that one asked."""
        if self._is_refused():
            return
        session, pair = self._screen.session, self._screen.workspace.pair
        clock = session.notebook.clock
        if clock.off_since is not None:
            self._begin()
        elif clock.asked_off == pair.me.id:
            session.refuse_off_record()
            self._screen.changed()
        elif pair.partner is not None and self._is_asked:
            self._asking = request(pair.partner.name.split()[0])
            self._screen.app.push_screen(self._asking, self._answered)
        else:
            self._screen.app.push_screen(agreement(pair), self._agreed)

    def heed(self) -> None:
        """Show what the two have agreed, whoever of them was first.

        What the other asks stands in a line: no question takes the keys of somebody typing. A
        private word under way goes on where it is private, and the other's agreement waits for it;
        so it does for who is at another place, where nothing of the session is written.
        """
        is_off = self._screen.session.notebook.clock.off_since is not None
        self._told = self._told and is_off
        if is_off and not self._shown and self._is_elsewhere:
            self._tell()
        elif is_off and not self._shown and not self._screen.is_writing_privately:
            self._begin()
        elif not self._is_asked and self._asking is not None:
            self._asking.dismiss()  # beneath another dialog it waits until that is closed

    @property
    def _is_asked(self) -> bool:
        """Whether the other asks to go off the record, and waits for an answer."""
        partner = self._screen.workspace.pair.partner
        asked = self._screen.session.notebook.clock.asked_off
        return partner is not None and asked == partner.id

    @property
    def _is_elsewhere(self) -> bool:
        """Whether no word typed now belongs to the session; a line written down goes there."""
        stack = self._screen.app.screen_stack
        places = {place_of(screen) for screen in stack}
        return not (places <= OF_SESSION or isinstance(stack[-1], CaptureScreen))

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            words = _("The session is off the record now. What you type here is no part of it.")
            self._screen.announcements.say(words)

    def _is_refused(self) -> bool:
        """Whether no session runs that could go off the record; it is said then."""
        state = self._screen.session.notebook.state
        if state != RUNNING:
            self._screen.app.push_screen(stays_on_record(why_not_running(state)))
        return state != RUNNING

    def _agreed(self, answer: str | None) -> None:
        if answer not in (AGREED, ASK) or self._is_refused():
            return
        if answer == AGREED:
            self._go_off()
        else:
            self._screen.session.ask_off_record()
            self._screen.changed()

    def _begin(self) -> None:
        # What was typed up to here is saved now: nothing of it is left to be saved meanwhile.
        session = self._screen.session
        self._screen.post_message(Edited(session, at_once=True))
        self._shown = True
        while isinstance(top := self._screen.app.screen, PASSING) or top is self._asking:
            self._screen.app.pop_screen()
        self._screen.app.push_screen(OffRecordScreen(self._screen.workspace, session), self._back)

    def _answered(self, agrees: bool | None) -> None:
        """Do what was answered; None where the question went by itself.

        Who agrees to what is asked no more, or may be about to, would go on in the notes.
        """
        self._asking = None
        session, partner = self._screen.session, self._screen.workspace.pair.partner
        if agrees is False:
            if self._is_asked:
                session.refuse_off_record()
                self._screen.changed()
        elif agrees and self._is_asked:
            self._go_off()
        elif session.notebook.clock.off_since is not None:
            self.heed()
        elif partner is not None and not self._is_refused():
            why = _("{name} no longer asks to go off the record.")
            name = partner.name.split()[0]
            self._screen.app.push_screen(stays_on_record(why.format(name=name)))

    def _go_off(self) -> None:
        self._screen.session.go_off_record()
        self._begin()
        self._screen.changed()

    def _back(self, ended_here: bool | None) -> None:
        self._shown = False
        if ended_here:
            self._screen.session.end_off_record()
        self._screen.changed()
