"""The app's side of two sessions at a time: one of them for the same lesson, else a word of it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from companion.commands.places import HOME, NOTES
from companion.domain.session.joint_session import joint_session
from companion.domain.session.summary import Summary, summarise
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session import parallel_sessions as together
from companion.workspace.session.journal import Priority
from screens.shared.messages.saving import Edited
from screens.shared.messages.sessions import SessionChosen

if TYPE_CHECKING:
    from companion.app.news import NewsApp


class JoinController:
    """Brings two who began the same lesson into one session; nothing asks, and nobody is torn off.

    What was written in the session that is left stays there, paused, in all lists.
    """

    def __init__(self, app: "NewsApp", in_use: Callable[[], OpenSession | None]) -> None:
        self._app = app
        self._in_use = in_use
        self._theirs: Summary | None = None
        """The session that the partner ran elsewhere at the last look."""
        self._told: set[str] = set()

    def look(self, workspace: Workspace) -> None:
        """See whether the partner runs another session than the one in use, which runs too."""
        mine = self._in_use()
        theirs = self._theirs = together.elsewhere(workspace, mine)
        if mine is None or theirs is None:
            return
        joint = joint_session(summarise(mine.notebook), theirs)
        if joint == theirs.id:
            self._come_over(workspace, mine, theirs)
        elif not joint:
            self._tell(workspace, mine, theirs)

    def leave_for(self, workspace: Workspace, session: str) -> None:
        """Somebody opens `session`: where it is the partner's, mine is paused."""
        mine = self._in_use()
        theirs = together.elsewhere(workspace, mine)
        if mine is not None and theirs is not None and theirs.id == session:
            together.leave_for(mine)
            self._app.post_message(Edited(mine))

    def _come_over(self, workspace: Workspace, mine: OpenSession, theirs: Summary) -> None:
        if not self._may_go(mine):
            return  # the next look comes in a few seconds
        self._app.post_message(SessionChosen(theirs.id))
        sentence = _(
            "{name} began “{lesson}” a moment before you: you go on together in that session. What "
            "you wrote in yours stands in Notes."
        ).format(name=workspace.pair.name_of(theirs.started_by), lesson=theirs.title)
        self._app.say(sentence, worth=Priority.OTHERS, place=NOTES)

    def _may_go(self, mine: OpenSession) -> bool:
        """Whether nobody is in the middle of anything: a word, a dialog, their private notes."""
        from screens.session.session import SessionScreen

        screen = self._app.screen
        if not isinstance(screen, SessionScreen) or screen.session is not mine:
            return False
        return screen.is_idle and not screen.query("#private")

    def _tell(self, workspace: Workspace, mine: OpenSession, theirs: Summary) -> None:
        if theirs.id in self._told:
            return
        self._told.add(theirs.id)
        sentence = _(
            "{name} runs another session, “{theirs}”, while “{mine}” runs here. To go on together "
            "in theirs, open it on Home: yours is paused then."
        ).format(
            name=workspace.pair.name_of(theirs.started_by),
            theirs=theirs.title, mine=mine.notebook.about.title,
        )  # fmt: skip
        still = partial(self._is_beside, mine, theirs.id)
        self._app.say(sentence, worth=Priority.OTHERS, place=HOME, holds=still)

    def _is_beside(self, mine: OpenSession, theirs: str) -> bool:
        """Whether this session is in use, and the partner ran that one at the last look."""
        return self._in_use() is mine and self._theirs is not None and self._theirs.id == theirs
