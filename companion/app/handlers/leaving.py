"""Leaving: by somebody who wants to, and by a program that is told to end."""

import asyncio
import sys
from pathlib import Path

from textual.events import Callback

from companion.app.pair_app import PairApp
from companion.app.quit import QuitController
from companion.app.terminal_driver import TerminalDriver
from companion.app.termination import Termination
from companion.commands.available import menu_shortcut
from companion.i18n import _
from companion.workspace import Workspace
from screens.shared.lifecycle import standing
from screens.widgets.textual_compat import all_screens, driver_of

LOOK = 0.005
"""Seconds between looks at whether what was typed is done."""


class LeavingHandlers(PairApp):
    """The app as far as it ends: what was typed is done and saved first."""

    def __init__(self, workspace: Workspace, css_path: list[Path]) -> None:
        super().__init__(workspace, css_path)
        self.termination = Termination(self._keys_are_done, self._save_all, self._leave_terminal)
        self.leaving = QuitController(
            self, lambda: self.services, self._leave, self.termination.leave_within
        )

    async def action_quit(self) -> None:
        """Leave; a running session is asked about, and what a disk does not take; everything else
        is saved first."""
        self.leaving.begin()

    def action_help_quit(self) -> None:
        """Ctrl+C copies in a field; elsewhere people press it to leave."""
        way_out = _("Press {way} to leave companion.").format(way=menu_shortcut("quit"))
        self.notify(way_out, markup=False)

    def _leave(self) -> None:
        self.services.stop()
        self.exit()

    def _save_all(self) -> None:
        try:
            for screen in standing(all_screens(self)):
                screen.save_now()
        finally:
            self.services.stop()

    async def _keys_are_done(self) -> None:
        driver = driver_of(self)
        if sys.platform != "win32" and isinstance(driver, TerminalDriver):
            driver.waits_for_pastes = False
            while driver.has_unread:
                await asyncio.sleep(LOOK)
        if driver is not None:
            arrived = asyncio.Event()
            driver.send_message(Callback(arrived.set))  # behind the last key, by the same way
            await arrived.wait()
        await self.input.done()
        while self.services.hands_over:
            await asyncio.sleep(LOOK)

    def _leave_terminal(self) -> None:
        for screen in standing(all_screens(self)):
            screen.leave_terminal()
        if (driver := driver_of(self)) is not None:
            driver.stop_application_mode()
            driver.close()
