"""How the commands of a session stand: what each would do now, or why it cannot be done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.commands.available import menu_shortcut
from companion.commands.command_state import CommandState
from companion.domain.people import BOTH
from companion.domain.session.agenda import PROMISES
from companion.domain.session.lead import passes_to
from companion.i18n import _
from screens.session.session_words import why_not_running

if TYPE_CHECKING:
    from screens.session.session import SessionScreen


class Offers:
    """The offers of one session's screen."""

    def __init__(self, screen: "SessionScreen") -> None:
        self._screen = screen
        self._session = screen.session
        self._pair = screen.workspace.pair

    def of(self, command_id: str) -> CommandState:
        """How a command stands."""
        ask: Callable[[], CommandState] | None = getattr(self, command_id.replace("-", "_"), None)
        return ask() if ask is not None else CommandState()

    # This item

    def session_next(self) -> CommandState:
        """Start; go on; after the last item, the close."""
        if self._state == "planned":
            return CommandState(_("Start the session"))
        if self._session.neighbour(1) is None:
            return self._open(_("Close the session"))
        return self._open()

    def session_previous(self) -> CommandState:
        """One item back."""
        if self._state == "running" and self._session.neighbour(-1) is None:
            return CommandState(refusal=_("This is the first item."))
        return self._running()

    def session_tick(self) -> CommandState:
        """The next open prompt or step."""
        text = self._screen.next_to_tick
        if not text and self._shows_promises:
            there = _("Promises are ticked off on Home: {way} leads there.")
            return CommandState(refusal=there.format(way=menu_shortcut("place-home")))
        if not text:
            return CommandState(refusal=_("Nothing is left to tick here."))
        return self._open(about=text)

    def session_plus(self) -> CommandState:
        """Two more minutes."""
        return self._running()

    def session_skip(self) -> CommandState:
        """Skip the item at hand."""
        return self._running()

    def session_timer(self) -> CommandState:
        """The small clock of a step."""
        clock = self._session.notebook.clock
        if self._state != "running" or clock.paused:
            return CommandState(refusal=_("The clock stands still: {way} lets it run.").format(
                way=menu_shortcut("session-pause")))  # fmt: skip
        if clock.timer is not None:
            return CommandState(about=_("stop it"))
        step, minutes = self._screen.next_timed()
        if not minutes:
            return CommandState(refusal=_("No open step here gives minutes."))
        number = step.rpartition("/")[2]
        return CommandState(
            about=_("{minutes} min for {number}").format(minutes=minutes, number=number)
        )

    def session_prepare(self) -> CommandState:
        """The agenda; a closed session's stays as it was."""
        if self._state == "done":
            return CommandState(refusal=_("This session is closed: its agenda stays as it was."))
        return CommandState()

    # You two, your words

    def session_lead(self) -> CommandState:
        """The lead goes to the other; before the start, the mentor's part does."""
        if self._pair.partner is None:
            return CommandState(refusal=_("You are on your own here: you lead."))
        if self._state == "planned":
            mentor = self._session.notebook.about.mentor or self._pair.partner.id
            return CommandState(
                _("Mentor: {name}").format(name=self._name(self._pair.other(mentor)))
            )
        item = self._session.current
        leader = self._session.leader(item, self._pair) if item is not None else BOTH
        name = self._name(passes_to(leader, self._pair))
        return self._open(_("Lead to {name}").format(name=name))

    def session_pen(self) -> CommandState:
        """Whose words are typed next."""
        if self._pair.partner is None:
            return CommandState(refusal=_("You are on your own here: all words are yours."))
        name = self._name(self._pair.other(self._session.me))
        if self._session.me == self._session.owner:
            return CommandState(_("Pen to {name}").format(name=name))
        return CommandState(_("Pen back to {name}").format(name=name), is_urgent=True)

    def session_off_record(self) -> CommandState:
        """Ask for it, answer, or take back that one asked."""
        asked = self._session.notebook.clock.asked_off
        if asked == self._pair.me.id:
            return CommandState(about=_("take it back"), is_urgent=True)
        if asked and self._state == "running":
            return CommandState(
                about=_("answer {name}").format(name=self._name(asked)), is_urgent=True
            )
        if self._state != "running":  # a dialog says more, and takes the keys
            return CommandState(about=_("no session runs"))
        return CommandState()

    def session_private(self) -> CommandState:
        """Open the private notes, or close them."""
        if self._screen.has_private_notes:
            here = self._screen.is_in_private_notes
            return CommandState(_("Back to shared") if here else "", is_urgent=True)
        if self._session.me != self._session.owner:  # a dialog says more, and takes the keys
            return CommandState(
                about=_("{name} has the pen").format(name=self._name(self._session.me))
            )
        return CommandState()

    def session_read_private(self) -> CommandState:
        """Only what is open can be read."""
        if self._screen.has_private_notes:
            return CommandState()
        return CommandState(about=_("they are closed"))  # a dialog says more, and takes the keys

    # Session and app

    def session_pause(self) -> CommandState:
        """Start, stop the clock, let it run on, or say what of it counts."""
        if self._screen.missed_time.is_asked:
            return CommandState(about=_("what counts?"), is_urgent=True)
        if self._state == "planned":
            return CommandState(about=_("start the session"))
        if self._session.notebook.clock.paused:
            return self._open(about=_("let it run on"))
        return self._open(about=_("stop it"))

    def session_close(self) -> CommandState:
        """Look back together; a closed session leads to its minutes."""
        return CommandState(_("To the minutes")) if self._state == "done" else CommandState()

    def session_leave_stopped(self) -> CommandState:
        """Stop the clock, go home."""
        return self._running()

    def session_leave(self) -> CommandState:
        """Go home; the other goes on."""
        if self._state != "running" or self._pair.partner is None:
            return self._running()
        label = _("Leave: {name} goes on, I come back")
        return CommandState(label.format(name=self._name(self._pair.partner.id)))

    # What they share

    @property
    def _shows_promises(self) -> bool:
        """Whether open promises stand where there else are prompts, with boxes as on Home."""
        item = self._session.notebook.item(self._screen.viewing)
        is_theirs = item is not None and item.source == PROMISES
        return is_theirs and bool(self._screen.workspace.promises())

    @property
    def _state(self) -> str:
        return self._session.notebook.state

    def _open(self, label: str = "", about: str = "") -> CommandState:
        """Fine, unless the session is closed."""
        closed = why_not_running(self._state) if self._state == "done" else ""
        return CommandState(label, closed, about)

    def _running(self) -> CommandState:
        """Fine, if the session runs."""
        return CommandState(refusal=why_not_running(self._state))

    def _name(self, person: str) -> str:
        return self._pair.name_of(person).split()[0]
