"""Sessions: made, opened, left, closed, thrown away and brought back."""

from companion.app.pair_app import PairApp
from companion.commands.places import SESSION
from companion.workspace.session.journal import Priority
from screens.shared.messages.sessions import (
    Announced,
    BringBackWanted,
    MinutesWanted,
    PrepareWanted,
    ReopenWanted,
    SessionChosen,
    SessionWanted,
    ThrowAwayWanted,
)


class SessionHandlers(PairApp):
    """The app as far as it is about sessions as a whole."""

    @property
    def in_session(self) -> bool:
        """Whether a session that was opened here runs, or the one to go on with is off the record:
        words may follow the letter of the record wherever it is pressed."""
        if not self.workspace.is_set_up:
            return False
        return self.sessions.one_runs or self.services.capturing.is_off_record

    def on_session_wanted(self, message: SessionWanted) -> None:
        """Make a session of a lesson, and open it."""
        self.sessions.create(message.lesson)

    def on_session_chosen(self, message: SessionChosen) -> None:
        """Open a session that is there."""
        self.services.joining.leave_for(self.workspace, message.session)
        self.sessions.choose(message.session)

    def on_prepare_wanted(self, message: PrepareWanted) -> None:
        """Open a session that is there, and its agenda to change."""
        self.sessions.choose(message.session, prepare=True)

    def on_session_left(self) -> None:
        """A closed session leads to its minutes; all lists show it once it is saved."""
        self.lists_wait_for_save = True
        self.sessions.leave()

    def on_session_closed(self) -> None:
        """What the other closed is read where it is; all lists show it once it is saved."""
        self.lists_wait_for_save = True
        self.sessions.end()

    def on_throw_away_wanted(self, message: ThrowAwayWanted) -> None:
        """Ask first."""
        self.services.session_jobs.throw_away(message.session)

    def on_bring_back_wanted(self, message: BringBackWanted) -> None:
        """Let it be in the lists again."""
        self.services.session_jobs.bring_back(message.session)

    def on_reopen_wanted(self, message: ReopenWanted) -> None:
        """Let it be open again, and go there."""
        self.services.session_jobs.reopen(message.session)

    def on_minutes_wanted(self, message: MinutesWanted) -> None:
        """Read a closed session."""
        self.sessions.show_minutes(message.session)

    async def on_kept(self) -> None:
        """Show in all lists what was kept."""
        await self.sessions.leave_thrown_away()
        self.refresh_lists()

    def on_announced(self, message: Announced) -> None:
        """Say what both are to know."""
        self.say(
            message.words,
            worth=Priority.OTHERS,
            place=SESSION,
            ways=message.ways,
            item=message.item,
            holds=message.holds,
        )
