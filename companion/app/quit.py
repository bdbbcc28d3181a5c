"""Leaving: what is unsaved is tried first, so that who leaves is asked where it may be lost."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from companion.app.input_queue import LEADS
from companion.app.services import Services
from companion.app.termination import PATIENCE
from companion.i18n import _

if TYPE_CHECKING:  # the first screen does without these
    from textual.app import App

    from screens.dialogs.choice import QuestionScreen

TRY = 2.0
"""Seconds that a try may take: somebody waits for it, and a disk may hang."""
LOOK = 0.01
"""Seconds between looks at whether a try is over."""


class QuitController:
    """Asks somebody who wants to leave, where anything speaks against it."""

    def __init__(
        self,
        app: "App[None]",
        services: Callable[[], Services],
        leave: Callable[[], None],
        leave_within: Callable[[float], None],
    ) -> None:
        self._app = app
        self._services = services
        self._leave = leave
        self._leave_within = leave_within
        self._question_screen: QuestionScreen | None = None

    def begin(self) -> None:
        """Try to save what is unsaved, then ask or leave; keys wait for what comes of it.

        Nothing is begun while somebody is asked already.
        """
        if not self._is_asking:
            self._app.run_worker(self._try_and_ask(), group=LEADS)

    @property
    def _is_asking(self) -> bool:
        return self._question_screen in self._app.screen_stack

    async def _try_and_ask(self) -> None:
        await self.try_to_save()
        self._ask()

    async def try_to_save(self) -> None:
        """Try to save what is unsaved, and let what is being written down come to where it belongs;
        not for long."""
        self._services().save_soon()
        until = time.monotonic() + TRY
        while (self._untried or self._services().hands_over) and time.monotonic() < until:
            await asyncio.sleep(LOOK)

    @property
    def _untried(self) -> frozenset[str]:
        """What is unsaved, though nothing says yet that the disk does not take it."""
        return (
            self._services().unsaved_names - self._services().trouble.status.private.faults.keys()
        )

    def _ask(self) -> None:
        if self._is_asking:  # it was tried twice at once
            return
        troubles = self._services().trouble.status.private.troubles
        if question := self._question(troubles):
            from screens.dialogs.choice import QuestionScreen

            self._question_screen = QuestionScreen(question, _("Leave"), _("Stay"))
            self._app.push_screen(self._question_screen, partial(self._answered, troubles))
        else:
            self._end()

    def _answered(self, asked: frozenset[str], sure: bool | None) -> None:
        """Leave, unless the disk refused more since it was asked."""
        self._question_screen = None
        if sure and self._services().trouble.status.private.troubles - asked:
            self._ask()
        elif sure:
            self._end()

    def _end(self) -> None:
        """Leave, also where a disk never answers: leaving waits for what is being written."""
        self._leave_within(TRY if self._untried else PATIENCE)
        self._leave()

    def _question(self, troubles: frozenset[str]) -> str:
        """What to ask somebody who wants to leave; empty where nothing speaks against it."""
        if troubles:
            lost = _("What you typed since then may be lost when you leave. Leave companion?")
            return " ".join([*sorted(troubles), lost])
        if self._untried:
            return _(
                "What you typed last is not saved yet: this computer's disk does not answer. "
                "Leave companion?"
            )
        if self._services().sessions.one_runs:
            return _("The session runs on while you are away. Leave companion?")
        return ""
