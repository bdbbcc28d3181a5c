"""The title of the terminal's window or tab, seen while one works in another."""

import os

from textual.app import App

from companion.domain.text import one_line
from screens.widgets.textual_compat import driver_of

LONGEST = 80
SAVE, RESTORE = "\x1b[22;2t", "\x1b[23;2t"
"""Terminals with a stack of titles have the one before put back; others show none afterwards."""


class TerminalTitle:
    """Shows a title, and puts back what stood there before."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._shown = ""

    def show(self, title: str) -> None:
        """Show this from now on; nothing takes it away again."""
        title = one_line(title, LONGEST)
        if title == self._shown:
            return
        if not title:
            self._write(_set("") + RESTORE)
        else:
            self._write((SAVE if not self._shown else "") + _set(title))
        self._shown = title

    def _write(self, text: str) -> None:
        driver = driver_of(self._app)
        if driver is not None and os.environ.get("TERM") != "linux":  # its console draws them
            driver.write(text)


def _set(title: str) -> str:
    return f"\x1b]2;{title}\x1b\\"
