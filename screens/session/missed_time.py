"""Time that nobody was there while a session's clock ran: noticed, asked about, left out or not."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from companion.commands.available import menu_shortcut
from companion.domain.session.absence import SuspendDetector, far_over, missed_since
from companion.i18n import _
from screens.dialogs.choice import ChoiceScreen
from screens.session.session_words import missed_words
from screens.widgets.fitted_line import Piece

if TYPE_CHECKING:
    from screens.session.live import LiveScreen


class Gap(NamedTuple):
    """Time in which nobody was there, as long as nobody has said whether it counts."""

    since: datetime
    stretch: datetime | None
    """When the stretch of the clock began that it belongs to."""


class MissedTime:
    """Asks the two of a session what becomes of time that nobody was there."""

    def __init__(self, screen: "LiveScreen") -> None:
        self._screen = screen
        self._session = screen.session
        self._lookout = SuspendDetector(self._now)
        self._gap: Gap | None = None

    @property
    def is_asked(self) -> bool:
        """Whether there is time that somebody has to say something about."""
        return self._gap is not None

    def begin(self) -> None:
        """Ask about a session that is opened long after its end."""
        if far_over(self._session.notebook, self._now):
            self._note(None)

    def tick(self, now: datetime) -> None:
        """Ask once this program has stood still; to be called every second."""
        last = self._lookout.tick(now)
        if last is not None:
            self._note(last)

    def pieces(self, now: datetime) -> list[Piece]:
        """The question, for a line of the screen; the key of the clock opens the answers."""
        if self._gap is None or self._gap.stretch != self._session.notebook.clock.since:
            self._gap = None  # nobody was away, or the other side has answered or gone on
            return []
        key = _("? {way} answers").format(way=menu_shortcut("session-pause"))
        return [(0, key), (1, missed_words(self._gap.since, now))]

    def ask(self) -> bool:
        """Ask what becomes of time that nobody was there; tells whether there is any."""
        if self._gap is None:
            return False
        question = missed_words(self._gap.since, self._now)
        answers = [(False, _("It counts")), (True, _("Leave it out, go on from now"))]
        screen = ChoiceScreen(question, answers)
        self._screen.app.push_screen(screen, partial(self._answered, self._gap))
        return True

    @property
    def _now(self) -> datetime:
        return self._screen.workspace.environment.now()

    def _note(self, last: datetime | None) -> None:
        notebook = self._session.notebook
        since = missed_since(notebook, [last, self._session.last_shared], self._now)
        if since is not None:
            self._gap = Gap(since, notebook.clock.since)

    def _answered(self, gap: Gap, leave_out: bool | None) -> None:
        self._gap = None
        if self._session.notebook.clock.since != gap.stretch:
            return  # the other side has answered, or gone on
        if leave_out:
            self._session.leave_out(gap.since)
        else:
            self._session.count_in()
        self._screen.changed()
