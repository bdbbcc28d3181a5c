"""Where the terminal's own caret is: input methods and screen readers look there."""

from textual.app import App
from textual.geometry import Offset


class CaretApp(App[None]):
    """An app whose caret is always in the field that has the keys."""

    _told = Offset()

    @property
    def cursor_position(self) -> Offset:
        """Where the next letter goes, from the left and the top.

        Every text area tells a place of its own whenever it changes, a covered one too.
        """
        at: Offset = getattr(self.focused, "cursor_screen_offset", self._told)
        return at

    @cursor_position.setter
    def cursor_position(self, at: Offset) -> None:
        self._told = at
