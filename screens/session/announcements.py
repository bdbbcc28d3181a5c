"""What a session's screen announces: what the other did, who leads, and whose time is up."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from companion.commands.available import menu_shortcut
from companion.domain.people import Pair
from companion.domain.session.alarms import ITEM, Alarms
from companion.domain.session.lead import LeadWatch
from companion.i18n import _
from screens.session.partner_news import news
from screens.shared.lifecycle import stands
from screens.shared.messages.sessions import Announced

if TYPE_CHECKING:
    from screens.session.live import LiveScreen


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


class Announcements:
    """Says once what both are to know of how the session stands."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen
        self._session = screen.session
        self._known = self._session.notebook
        self._bells = Alarms()
        self._bells.due(self._known, screen.workspace.environment.now())  # before is no news
        self._leads = LeadWatch()
        self._standing = Standing()

    def did_here(self) -> None:
        """What the session is by now was done here, which is no news."""
        self._known = self._session.notebook

    def tick(self, now: datetime) -> None:
        """Say what has happened since the last tick."""
        self._note_standing()
        self._tell_news()
        self._tell_who_leads()
        self._tell_who_leads_next(now)
        self._ring(now)

    def say(self, words: str, item: str = "", ways: str = "") -> None:
        """Say something, of the item with this id, for as long as the session stands as it does."""
        holds = partial(self._stands_as, self._standing)
        self._screen.post_message(Announced(words, (self._session.id, item), holds, ways))

    @property
    def _pair(self) -> Pair:
        return self._screen.workspace.pair

    def _note_standing(self) -> None:
        """See how the session stands, before anything is told of that; older news may end."""
        notebook, item = self._session.notebook, self._session.current
        item = item if self._screen.runs else None
        now = Standing(
            item=item.id if item else "",
            leader=self._session.leader(item, self._pair) if item else "",
            is_off=notebook.clock.off_since is not None,
            is_paused=notebook.clock.paused,
            state=notebook.state,
            is_thrown=notebook.thrown is not None,
        )
        if now != self._standing:
            self._standing = now
            self._screen.app.check_idle()

    def _stands_as(self, before: Standing) -> bool:
        """Whether the session is the one at hand still, and stands as it stood."""
        return stands(self._screen) and self._standing == before

    def _tell_news(self) -> None:
        notebook = self._session.notebook
        if notebook is not self._known:
            told = news(self._known, notebook, self._pair, self._screen.title_of)
            self._known = notebook
            if told:
                self.say("\n".join(words for words, _item in told), told[-1][1])

    def _tell_who_leads(self) -> None:
        if self._leads.passes(self._standing.item, self._standing.leader):
            name = self._pair.name_of(self._standing.leader)
            words = _("The lead passes over: {name} leads now. These are {name}'s prompts.")
            self.say(words.format(name=name.split()[0]))

    def _tell_who_leads_next(self, now: datetime) -> None:
        """In the last minute, so that nobody is taken by surprise."""
        item, following = self._session.current, self._session.neighbour(1)
        if not self._screen.runs or item is None or following is None:
            return
        left = self._session.notebook.clock.remaining(item.id, item.minutes, now)
        leader = self._session.leader(following, self._pair)
        if self._leads.is_about_to_pass(item.id, left, leader):
            words = _("Next: {item}. The lead passes to {name}.").format(
                item=self._screen.name_of(following),
                name=self._screen.lead_of(following).split()[0],
            )
            self.say(words, following.id)

    def _ring(self, now: datetime) -> None:
        """Say once that an item's or a step's time is up; nothing is forced."""
        notebook = self._session.notebook
        for what in self._bells.due(notebook, now):
            self._screen.app.bell()
            timer, item = notebook.clock.timer, self._session.current
            if what == ITEM and item is not None:
                title = self._screen.title_of(item)
                sentence = _("Time is up for: {title}.").format(title=title)
                ways = _("{on} goes on, {more} adds two minutes.").format(
                    on=menu_shortcut("session-next"), more=menu_shortcut("session-plus")
                )
                self.say(sentence, ways=ways)
            elif timer is not None:
                sentence = _("Step {number}: its {minutes} min are over.")
                self.say(sentence.format(number=timer.number, minutes=timer.minutes))
