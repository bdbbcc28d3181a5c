"""Reads what the terminal sends; whatever that is, keys go on being read."""

import os
import select
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any
from unicodedata import category

from textual import events
from textual.message import Message

from companion.app.input_queue import LETTERS
from companion.app.terminal_keys import canonical
from companion.app.terminal_units import Paste, Sequence, Unit, UnitReader
from companion.layout.graphemes import JOINER, letters
from screens.widgets.textual_compat import KeyParser, app_of

PIECE = 65536
"""Bytes that are read at once."""
POLL = 0.1
"""Seconds between looks whether the app ends."""
JOIN_LETTERS, AS_BEFORE = "\x1b[?2027s\x1b[?2027h", "\x1b[?2027r"
"""Lets terminals that know how give a joined emoji the cells of one, as it is laid out here; and
what they did before, again."""
MOUSE_OFF = "".join(f"\x1b[?{mode}l" for mode in (1000, 1003, 1006, 1015, 1016))
"""Ends all reports of the mouse that Textual asks for, in pixels too."""
TAKE_BACK = "\x1b[?1049h\x1b[?25l" + "".join(
    f"\x1b[?{mode}h" for mode in (1000, 1003, 1015, 1006, 1004, 2004)
)
"""The alternate screen without a cursor, reports of mouse and focus, and brackets round pastes."""


class InputReader:
    """Makes keys, pastes and mouse events of the characters that a terminal sends."""

    def __init__(self) -> None:
        self._units = UnitReader()
        self._keys = KeyParser()

    def feed(self, text: str) -> Iterator[Message]:
        """What comes of these characters."""
        return self._messages(self._units.feed(text))

    def pause(self, seconds: float) -> Iterator[Message]:
        """What comes of no characters for so long."""
        return self._messages(self._units.pause(seconds))

    @property
    def holds_paste(self) -> bool:
        """Whether words of a paste have come, and its end has not."""
        return self._units.holds_paste

    def pasted_so_far(self) -> Iterator[Message]:
        """What comes of the words of a paste whose end may not come any more."""
        return self._messages(self._units.pasted_so_far())

    def _messages(self, units: Iterable[Unit]) -> Iterator[Message]:
        for unit in units:
            if isinstance(unit, Paste):
                lines = unit.text.replace("\r\n", "\n").replace("\r", "\n")
                yield events.Paste(lines.replace("\0", ""))
            else:
                typed = canonical(unit.text) if isinstance(unit, Sequence) else unit.text
                yield from self._typed(typed)

    def _typed(self, typed: str) -> Iterator[Message]:
        if typed.startswith("\x1b"):
            yield from self._keys.messages(typed)
        else:  # a line that is sent without brackets round it may end like this
            for letter in _letters_of(typed.replace("\n", "\r")):
                if _is_no_key(letter):
                    yield events.Paste(letter)
                elif len(letter) > 1:
                    yield events.Key(LETTERS, letter)
                else:
                    yield from self._keys.messages(letter)


def _letters_of(typed: str) -> Iterator[str]:
    """What was typed, letter by letter: one of several characters is put in whole, for half of it
    may take other cells than the terminal gives it. Whatever else is held together comes apart."""
    if typed.isascii():
        yield from typed
        return
    for letter in letters(typed):
        if letter.replace(JOINER, "").isprintable():
            yield letter
        else:
            yield from letter


def _is_no_key(letter: str) -> bool:
    """Whether a letter that was typed would be lost as a key: fields take keys only with what
    Python calls printable. Blanks that hold words together are not, nor joiners, nor the newest
    emoji."""
    return not letter.isprintable() and category(letter[0]) not in ("Cc", "Cs")


if sys.platform == "win32":
    from textual.drivers import win32
    from textual.drivers.windows_driver import WindowsDriver

    class _ConsoleReader(InputReader):
        """What Textual's thread on Windows reads with."""

        def __init__(self, debug: bool = False) -> None:  # noqa: ARG002 - Textual says it
            super().__init__()
            self._heard = time.monotonic()

        def feed(self, text: str) -> Iterator[Message]:
            """What comes of these characters."""
            self._heard = time.monotonic()
            return super().feed(text)

        def tick(self) -> Iterator[Message]:
            """What comes of the time that went by."""
            return self.pause(time.monotonic() - self._heard)

    class _Monitor(win32.EventMonitor):
        """A thread that reads on after half a character, which ends Textual's."""

        def run(self) -> None:
            while not self.exit_event.is_set():
                super().run()

    class TerminalDriver(WindowsDriver):
        """Textual's driver for Windows, with a reader of its own."""

        def start_application_mode(self) -> None:
            """Begin; Textual takes both from its module by these names."""
            for name, ours in (("XTermParser", _ConsoleReader), ("EventMonitor", _Monitor)):
                setattr(win32, name, ours)
            super().start_application_mode()
            self.write(JOIN_LETTERS)

        def stop_application_mode(self) -> None:
            """End; letters are drawn as before."""
            self.write(AS_BEFORE)
            super().stop_application_mode()

else:
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        """Textual's driver for Linux and macOS, with a reader of its own."""

        waits_for_pastes = True
        """Whether a paste is handed on as one, at its end; not once the app is to end."""
        _reads = False
        """Whether the terminal is ours, and its keys are read."""
        _gone = False
        _hands_on = False
        """Whether keys were read, or a part of a paste, that are not all handed on yet."""
        _ours: list[Any] | None = None
        """How the terminal's line is set while it is ours."""

        def start_application_mode(self) -> None:
            """Take the terminal, with joined letters drawn as one."""
            super().start_application_mode()  # type: ignore[no-untyped-call] # Textual types it not
            self.write(JOIN_LETTERS)
            self._reads = True
            with suppress(termios.error):
                self._ours = termios.tcgetattr(self.fileno)

        def stop_application_mode(self) -> None:
            """Leave the terminal as it was found; Textual leaves the mouse in pixels."""
            self._reads = False
            self.write(AS_BEFORE + MOUSE_OFF)
            super().stop_application_mode()

        def resume_application_mode(self) -> None:
            """Go on, after the program was stopped.

            Textual begins anew, also where it was stopped unasked and has not let go of anything:
            two threads would read keys by turns, and the program could not end any more.

            Nothing is written from here: the signal may come while something is being written,
            which would then wait for itself, for ever.
            """
            if not self._reads:
                super().resume_application_mode()
                # Textual draws only what changed meanwhile; with the menu open that is nothing.
                self.send_message(events.Callback(self._draw_all))
                return
            with suppress(termios.error):  # a shell has had the terminal meanwhile
                if self._ours is not None:
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self._ours)
            self.send_message(events.Callback(self._take_back))

        def _take_back(self) -> None:
            self.write(TAKE_BACK + JOIN_LETTERS)
            self._draw_all()

        def _draw_all(self) -> None:
            app_of(self).refresh()

        def run_input_thread(self) -> None:
            """Read until the app ends, or the terminal is gone."""
            reader, quiet = InputReader(), 0.0
            decode = getincrementaldecoder("utf-8")("replace").decode
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    data = self._read() if selector.select(POLL) else None
                    if data is None:
                        # Counted, not measured: a program that was stopped heard no silence.
                        quiet += POLL
                        messages = reader.pause(quiet)
                    else:
                        quiet = 0.0
                        messages = reader.feed(decode(data))
                    if data == b"" or not self.waits_for_pastes:
                        messages = chain(messages, reader.pasted_so_far())
                    for message in messages:
                        self.process_message(message)
                    self._hands_on = reader.holds_paste
                    if data == b"":
                        self._gone = True
                        os.kill(os.getpid(), signal.SIGHUP)
                        return

        @property
        def has_unread(self) -> bool:
            """Whether somebody typed what the app has not been told of yet."""
            if self._gone:
                return False
            return bool(select.select([self.fileno], [], [], 0)[0]) or self._hands_on

        def _read(self) -> bytes | None:
            """What has come; None for nothing yet, no bytes where the terminal is gone."""
            self._hands_on = True
            try:
                return os.read(self.fileno, PIECE)
            except BlockingIOError:  # another program set the terminal so, and took what came
                self.exit_event.wait(POLL)
                return None
            except OSError:
                return b""
