"""All of Textual that is private and used here nonetheless, each with its reason.

A test per use fails by its name when an upgrade changes it (tests/screens/test_textual_compat.py).
"""

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message


class KeyParser:
    """Textual's own reader of keys and the mouse, which nothing that it raises can end.

    It has no public twin. Textual hands it the bytes of the terminal as they come, raises over
    some that no terminal should send, and reads none from then on.
    """

    def __init__(self) -> None:
        self._parser = XTermParser()

    def messages(self, unit: str) -> list[Message]:
        """What comes of one typed character, or of one whole escape sequence."""
        if unit == "\x1b":  # it would wait for more
            return [events.Key("escape", unit)]
        found: list[Message] = []
        try:
            found.extend(self._parser.feed(unit))
        except Exception:
            self._begin_anew()
        else:
            if not found:  # it may wait for more, of a sequence that is whole
                self._begin_anew()
        return found

    def _begin_anew(self) -> None:
        before, self._parser = self._parser, XTermParser()
        for name in ("mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(before, name))
