"""All of Textual that is private and used here nonetheless, each with its reason.

A test per use fails by its name when an upgrade changes it (tests/screens/test_textual_compat.py).
"""

from typing import TYPE_CHECKING, Any

from textual import _time, events
from textual._queue import Queue
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip

if TYPE_CHECKING:  # no field is on the first screen, and this module is
    from textual.widgets import TextArea


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


def event_time() -> float:
    """The time on the clock that gives events theirs, which is another on each system."""
    return _time.get_time()


def is_at_work(pump: MessagePump, handing_over: bool = False) -> bool:
    """Whether the app, a screen or a widget handles a message, has one to come, or is to begin.

    `handing_over` is for one that asks while it handles a message: that one does not count. There
    is no public way to ask; `message_queue_size` says nothing of the message at hand, nor of the
    one after it, which is taken from the queue before this one is handled.
    """
    if not pump.is_running:
        return not pump._is_mounted
    queue: Queue[Message | None] = pump._message_queue
    handles = not handing_over and not getattr(queue.ready_event, "_waiters", ())
    comes = pump._pending_message is not None or bool(queue.values)
    return handles or comes or bool(pump._next_callbacks)


def waits_for_refresh(screen: Screen[Any]) -> bool:
    """Whether something is to be done once the screen is drawn; such calls are kept in private."""
    return bool(screen._callbacks)


def waits_for_layout(screen: Screen[Any]) -> bool:
    """Whether widgets are about to have other places: what is under the mouse is not known yet."""
    return screen._layout_required


def driver_of(app: App[Any]) -> Driver | None:
    """What speaks to the terminal, once the app runs: a title or a last word has no other way."""
    return app._driver


def app_of(driver: Driver) -> App[Any]:
    """What is drawn there, and has to be drawn anew once a shell has had the terminal."""
    return driver._app


def all_screens(app: App[Any]) -> list[Screen[Any]]:
    """The screens of all modes, for what must reach all; `screen_stack` is the current mode's."""
    return [screen for stack in app._screen_stacks.values() for screen in stack]


def drawn_row(area: "TextArea", y: int) -> Strip:
    """A row of a field, drawn anew: the public way keeps rows that know nothing of what we add."""
    return area._render_line(y)


def note_caret_place(area: "TextArea") -> None:
    """Let a field know on which row its caret is, which else comes only with scrolling there."""
    area._cursor_offset = area.wrapped_document.location_to_offset(area.cursor_location)
