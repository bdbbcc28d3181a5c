"""The app's side of two sessions at a time: asks once whether to go on together in one."""

from functools import partial
from typing import TYPE_CHECKING

from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session import parallel_sessions as together
from screens.shared import messages

if TYPE_CHECKING:
    from textual.app import App


class Joining:
    """Remembers which of the partner's sessions were asked about."""

    def __init__(self, app: "App[None]") -> None:
        self._app = app
        self._asked: set[str] = set()

    def offer(self, workspace: Workspace, mine: OpenSession | None) -> None:
        """Ask, when the partner runs another session than this one, which runs too."""
        theirs = together.elsewhere(workspace, mine)
        if mine is None or theirs is None or theirs.id in self._asked or self._app.screen.is_modal:
            return
        from screens.dialogs.choice import QuestionScreen

        self._asked.add(theirs.id)
        sentence = _(
            "{name} has started another session, “{theirs}”, while “{mine}” runs here. Both are "
            "kept. Go on together in theirs? Yours is then paused."
        ).format(
            name=workspace.pair.name_of(theirs.started_by),
            theirs=theirs.title, mine=mine.notebook.about.title,
        )  # fmt: skip
        self._app.push_screen(
            QuestionScreen(sentence, _("Go on together in theirs"), _("Stay in mine")),
            partial(self._join, workspace, mine, theirs),
        )

    def _join(
        self, workspace: Workspace, mine: OpenSession, theirs: Summary, sure: bool | None
    ) -> None:
        if not sure:
            return
        if not together.still_runs(workspace, theirs):
            sentence = _("That session stands still by now: perhaps they come over to yours.")
            self._app.notify(sentence, severity="warning", timeout=12, markup=False)
            return
        together.leave_for(mine)
        self._app.post_message(messages.Edited(mine))
        self._app.post_message(messages.SessionChosen(theirs.id))
