"""A session as time goes by: its clock, its bell, and what the other does."""

import time
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import NamedTuple

from companion.commands.available import command, menu_way
from companion.domain.lesson.lesson import Lesson
from companion.domain.people import BOTH
from companion.domain.session.absence import Lookout, far_over, missed_since
from companion.domain.session.agenda import WHOLE, AgendaItem
from companion.domain.session.alarms import ITEM, Bells
from companion.domain.session.lead import LeadWatch
from companion.domain.session.pace import stage
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.dialogs.choice import ChoiceScreen
from screens.session.off_record_flow import OffTheRecord
from screens.session.partner_news import news
from screens.session.session_words import (
    clock_pieces,
    item_title,
    lead_pieces,
    missed_words,
    pen_pieces,
    reading_pieces,
    title_words,
    typing_words,
    waiting_words,
)
from screens.session.terminal_title import TerminalTitle
from screens.shared.lifecycle import stands
from screens.shared.messages.saving import Edited
from screens.shared.messages.sessions import Announced
from screens.shared.place import PlaceScreen
from screens.shared.undo import undo_step
from screens.widgets.fitted_line import FittedLine, Piece

IDLE = 2.0
"""Seconds without a key after which what the other does may change what one looks at."""


class Gap(NamedTuple):
    """Time in which nobody was there, as long as nobody has said whether it counts."""

    since: datetime
    stretch: datetime | None
    """When the stretch of the clock began that it belongs to."""


class Standing(NamedTuple):
    """What news of a session are about: once any of it is otherwise, they are old."""

    item: str = ""
    """The id of the item at hand; empty where the session does not run."""
    leader: str = ""
    is_off: bool = False
    """Whether it is off the record."""
    is_paused: bool = False
    state: str = ""
    is_thrown: bool = False


class LiveScreen(PlaceScreen):
    """What a session's screen does by itself; its keys and panes are the subclass's."""

    viewing = WHOLE
    """The id of the item whose prompts and notes are shown."""

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__(workspace)
        self.session = session
        self.lesson: Lesson | None = workspace.lesson_of(session)
        now = workspace.environment.now()
        self._known = session.notebook
        self._typed_at = 0.0
        self._bells = Bells()
        self._bells.due(self._known, now)  # what was over before is no news
        self._lookout = Lookout(now)
        self._leads = LeadWatch()
        self._standing = Standing()
        self._off = OffTheRecord(self)
        self._gap: Gap | None = None

    def on_mount(self) -> None:
        """Let time go by; Textual calls this of every class, the base's last."""
        self._title = TerminalTitle(self.app)
        self.set_interval(1, self.tick)
        if far_over(self.session.notebook, self.workspace.environment.now()):
            self._note_gap(None)

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
        self._note_standing()
        self._tell_news()
        self._show_clock(now)
        self._show_lead(now)
        self._tell_who_leads_next(now)
        self._ring(now)
        self._off.heed()
        gap = self._lookout.tick(now)
        if gap is not None:
            self._note_gap(gap)

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
        self._known = self.session.notebook
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
        asked = self._gap_pieces(now) or waiting_words(notebook, pair)
        self.query_one("#lead", FittedLine).show(asked or pieces)
        self._tell_who_leads()

    # What is told

    def _tell_news(self) -> None:
        notebook = self.session.notebook
        if notebook is not self._known:
            told = news(self._known, notebook, self.workspace.pair, self._title_of)
            self._known = notebook
            if told:
                self.announce("\n".join(words for words, _item in told), told[-1][1])

    def announce(self, words: str, item: str = "", ways: str = "") -> None:
        """Say something that both are to know of how the session stands now."""
        holds = partial(self._stands_as, self._standing)
        self.post_message(Announced(words, (self.session.id, item), holds, ways))

    def _note_standing(self) -> Standing:
        """See how the session stands, before anything is told of that; older news may end."""
        notebook, item = self.session.notebook, self.session.current if self.runs else None
        now = Standing(
            item=item.id if item else "",
            leader=self.session.leader(item, self.workspace.pair) if item else "",
            is_off=notebook.clock.off_since is not None,
            is_paused=notebook.clock.paused,
            state=notebook.state,
            is_thrown=notebook.thrown is not None,
        )
        if now != self._standing:
            self._standing = now
            self.app.check_idle()
        return now

    def _stands_as(self, before: Standing) -> bool:
        """Whether the session is the one at hand still, and stands as it stood."""
        return stands(self) and self._standing == before

    def _title_of(self, item: AgendaItem) -> str:
        return item_title(item, self.lesson)

    def name_of(self, item: AgendaItem) -> str:
        """An item by its number and title."""
        return f"{item.number} {self._title_of(item)}"

    def _tell_who_leads(self) -> None:
        now = self._note_standing()
        if self._leads.passes(now.item, now.leader):
            name = self.workspace.pair.name_of(now.leader)
            words = _("The lead passes over: {name} leads now. These are {name}'s prompts.")
            self.announce(words.format(name=name.split()[0]))

    def _tell_who_leads_next(self, now: datetime) -> None:
        """In the last minute, so that nobody is taken by surprise."""
        item, following = self.session.current, self.session.neighbour(1)
        if not self.runs or item is None or following is None:
            return
        left = self.session.notebook.clock.remaining(item.id, item.minutes, now)
        leader = self.session.leader(following, self.workspace.pair)
        if self._leads.is_about_to_pass(item.id, left, leader):
            words = _("Next: {item}. The lead passes to {name}.").format(
                item=self.name_of(following), name=self.lead_of(following).split()[0]
            )
            self.announce(words, following.id)

    def _ring(self, now: datetime) -> None:
        """Say once that an item's or a step's time is up; nothing is forced."""
        notebook = self.session.notebook
        for what in self._bells.due(notebook, now):
            self.app.bell()
            timer, item = notebook.clock.timer, self.session.current
            if what == ITEM and item is not None:
                sentence = _("Time is up for: {title}.").format(title=self._title_of(item))
                ways = _("{on} goes on, {more} adds two minutes.").format(
                    on=menu_way("session-next"), more=menu_way("session-plus")
                )
                self.announce(sentence, ways=ways)
            elif timer is not None:
                sentence = _("Step {number}: its {minutes} min are over.")
                self.announce(sentence.format(number=timer.number, minutes=timer.minutes))

    # Time that nobody was there

    def _note_gap(self, last: datetime | None) -> None:
        now, notebook = self.workspace.environment.now(), self.session.notebook
        since = missed_since(notebook, [last, self.session.last_shared], now)
        if since is not None:
            self._gap = Gap(since, notebook.clock.since)

    def _gap_pieces(self, now: datetime) -> list[Piece]:
        """What became of that time is asked in a line; the key of the clock opens the question."""
        if self._gap is None or self._gap.stretch != self.session.notebook.clock.since:
            self._gap = None  # nobody was away, or the other side has answered or gone on
            return []
        key = _("? {way} answers").format(way=menu_way("session-pause"))
        return [(0, key), (1, missed_words(self._gap.since, now))]

    @property
    def has_time_to_count(self) -> bool:
        """Whether it is asked what becomes of time that nobody was there."""
        return self._gap is not None

    def ask_what_counts(self) -> bool:
        """Ask what becomes of time that nobody was there; tells whether there is any."""
        if self._gap is None:
            return False
        question = missed_words(self._gap.since, self.workspace.environment.now())
        answers = [(False, _("It counts")), (True, _("Leave it out, go on from now"))]
        self.app.push_screen(ChoiceScreen(question, answers), partial(self._count, self._gap))
        return True

    def _count(self, gap: Gap, leave_out: bool | None) -> None:
        self._gap = None
        if self.session.notebook.clock.since != gap.stretch:
            return  # the other side has answered, or gone on
        if leave_out:
            self.session.leave_out(gap.since)
        else:
            self.session.count_in()
        self.changed()
