"""The session: agenda left, what to talk about in the middle, shared notes right."""

from functools import partial

from textual.widgets import OptionList

from companion.commands.available import command
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import HOME, PREPARE, SESSION
from companion.domain.note.drafts import SKIP, DraftKey
from companion.domain.session.agenda import AgendaItem
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.destinations import whereabouts
from screens.dialogs.prompt import PromptScreen, announce_refusal
from screens.session.agenda_list import CLOSE, AgendaList
from screens.session.offers import Offers
from screens.session.panes import PanesScreen
from screens.shared.messages.places import PlaceChosen
from screens.shared.messages.sessions import ThrowAwayWanted
from screens.shared.place import bindings_for

PLUS_MINUTES = 2


class SessionScreen(PanesScreen):
    """A session being held; leaving it does not stop it."""

    CSS_PATH = "session.tcss"
    PLACE = SESSION
    BINDINGS = bindings_for(SESSION)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace, session)
        self._offers = Offers(self)

    def offer(self, command: Command) -> CommandState:
        """How a command stands now."""
        return self._offers.of(command.id)

    def action_pause(self) -> None:
        """Start, or stop the clock, or let it run on; first say what of it counts, if asked."""
        if self.missed_time.ask() or self._cannot("session-pause"):
            return
        if self.session.notebook.state == "planned":
            with self.step(N_("start of the session")):
                self.session.start()
            self.went()
            self.go_to_notes()
        else:
            paused = self.session.notebook.clock.paused
            with self.step(N_("clock let run on") if paused else N_("clock stopped")):
                self.session.pause_or_resume()
            self.changed()

    def action_next_item(self) -> None:
        """Start, go on to the next item, or after the last one to the close."""
        if self._cannot("session-next"):
            return
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
        if not self._cannot("session-previous") and previous is not None:
            self._go(previous)

    def action_skip(self) -> None:
        """Ask why, then skip the item at hand; after the last one comes the close."""
        item = self.session.current
        if not self._cannot("session-skip") and item is not None:
            question = _("Why skip {number}? It may stay empty").format(number=item.number)
            draft = self.workspace.drafts.field(
                DraftKey(SKIP, (self.session.id, item.id)), item.title
            )
            ask = PromptScreen(question, draft, _("Skip"), may_be_empty=True)
            self.app.push_screen(ask, partial(self._skip, item, draft))

    def _skip(self, item: AgendaItem, draft: DraftText, why: str | None) -> None:
        if why is None:
            return
        if refusal := self._why_not_skipped(item):
            announce_refusal(self, refusal, draft)
            return
        with self.step(N_("skipped: {item}"), item=self.name_of(item)):
            following = self.session.skip(why)
        draft.hand_over(unsaved_in=self.session.name)
        self.went()
        if following is None:
            self.action_close_session()

    def _why_not_skipped(self, item: AgendaItem) -> str:
        """What the other did meanwhile that keeps an item from being skipped, as a sentence."""
        clock = self.session.notebook.clock
        if not self.runs:
            return self.offer(command("session-skip")).refusal
        if clock.off_since is not None:
            return _("Not skipped: the session is off the record.")
        if clock.current != item.id:
            return _("Not skipped: {item} is no longer the item at hand.").format(
                item=self.name_of(item)
            )
        return ""

    def action_plus(self) -> None:
        """Two more minutes for the item at hand."""
        item = self.session.current
        if not self._cannot("session-plus") and item is not None:
            with self.step(N_("two more minutes for {item}"), item=self.name_of(item)):
                self.session.plus(PLUS_MINUTES)
            self.changed()

    def action_hand_over(self) -> None:
        """The lead goes to the other; before the start, the mentor's part does."""
        if not self._cannot("session-lead"):
            mentor = self.session.notebook.state == "planned"
            with self.step(N_("who is mentor") if mentor else N_("lead handed over")):
                self.session.hand_over(self.workspace.pair)
            self.changed()

    def action_history(self) -> None:
        """See what the notes said before."""
        from screens.notes.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.workspace, self.session), self._after_history)

    def action_throw_away(self) -> None:
        """Throw this session away; asked first."""
        self.post_message(ThrowAwayWanted(whereabouts(self.session)))

    def action_prepare(self) -> None:
        """Change this session's agenda; a closed one stays as it was."""
        from screens.session.prepare import PrepareScreen

        if not self._cannot("session-prepare"):
            self.app.push_screen(PrepareScreen(self.workspace, self.session))

    def action_close_session(self) -> None:
        """Look back together; the session is closed from there."""
        from screens.closing.closing import ClosingScreen

        if self.session.notebook.state != "done":
            self.app.push_screen(ClosingScreen(self.workspace, self.session), self._after_closing)
        else:
            self._after_closing(True)

    def action_leave_stopped(self) -> None:
        """Stop the clock for both, and go home."""
        if not self._cannot("session-leave-stopped") and not self.missed_time.ask():
            if not self.session.notebook.clock.paused:
                self.action_pause()
            self.post_message(PlaceChosen(HOME))

    def action_leave_running(self) -> None:
        """Go home; the clock runs on."""
        if not self._cannot("session-leave"):
            self.post_message(PlaceChosen(HOME))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Before the start and after the close the cursor leafs through the agenda."""
        chosen = event.option_id or ""
        if not self.runs and chosen not in (CLOSE, PREPARE, self.viewing):
            self.show_item(chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to an item, look at the whole, or close."""
        chosen = event.option_id or ""
        item = self.session.notebook.item(chosen)
        if chosen == CLOSE:
            self.action_close_session()
        elif chosen == PREPARE:
            self.action_prepare()
        elif item is not None and self.runs:
            self._go(item)
        else:
            self._look_at(chosen)

    def on_agenda_list_looked(self, event: AgendaList.Looked) -> None:
        """Show an item; the session stays where it is."""
        self._look_at(event.item)

    def _look_at(self, item_id: str) -> None:
        self.show_item(item_id)
        self.tick()

    def _go(self, item: AgendaItem) -> None:
        if self.runs:
            with self.step(N_("went to {item}"), item=self.name_of(item)):
                self.session.go(item.id)
            self.went()

    def _after_history(self, brought_back: bool | None) -> None:
        if brought_back:
            self.changed()

    def _after_closing(self, closed: bool | None) -> None:
        """Where the other closed, no word of this screen is in the middle: it is read at once."""
        if closed:
            self.leave()
        elif self.session.notebook.state == "done":
            self.stay_to_be_read()
        self.refresh_content()
