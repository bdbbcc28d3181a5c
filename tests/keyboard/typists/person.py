"""Somebody at a terminal: what they do with keys, mouse and window, and what they see."""

import resource
import signal
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from support.second_screen import SecondScreen
from support.terminal import QUIET, Program, companion_env

from companion.app.terminal_units import SEQUENCE_PAUSE
from typists.intent import OFF
from typists.keys import is_cut_short, key_bytes, mouse_bytes, paste_bytes
from typists.launcher import ROOMS, Forked
from typists.seen import Seen
from typists.steps import Step
from typists.words import Word

Start = Callable[[Mapping[str, str], str], Forked]

ESCAPE_TIME = 0.11
"""Seconds after which a lone Esc is one: until then it may begin a sequence."""
LEAVING = (("Ctrl+Q",), ("Down", "Enter"), ("Esc",), ("Esc",), OFF, ("Esc",), ("Esc",))
"""What leads out of everything, in rounds: the keys to leave, the answer that one is sure, and
steps back from whatever covers the screen."""


class Person:
    """One of the two, at a home of their own."""

    def __init__(self, name: str, language: str, home: Path, entry: Mapping[str, str]) -> None:
        """With what the entry script is to know."""
        self.name = name
        self.home = home
        self.program: Program | None = None
        self.written: list[Word] = []
        """What they wrote down with the step before."""
        self.erasing = 0
        """For how many more of their steps words may go that were on the screen."""
        self.was_among_dots = False
        """Whether their caret stood in a private word of which only dots were to be seen."""
        self.full_since: float | None = None
        """Since when nothing more can be written on their disk, in seconds of `time`."""
        self.was_told = False
        """Whether it was looked for that the app says so."""
        self.is_judged_twice = False
        """Whether pyte reads their screens too, from the next start of the app on."""
        self._second: SecondScreen | None = None
        self._read = 0
        """Bytes that pyte has read."""
        self._waited = 0.0
        locale = {"en": "C.UTF-8", "nl": "nl_NL.UTF-8"}[language]
        self._env = {**companion_env(home), **entry, "LANG": locale}
        self._size = 80, 24

    # The app

    def start(self, launcher: Start | None) -> Program:
        """Open the app in a new terminal; without a launcher as anybody does, in a new process."""
        rooms = (ROOMS, ROOMS / "tests", ROOMS / "tests/keyboard")
        env = {**self._env, "PYTHONPATH": ":".join(map(str, rooms))}
        command = (sys.executable, "-m", "typists.entry")
        if launcher is None:
            self.program = Program(command, env, *self._size)
        else:
            self.program = Program((), env, *self._size, start=lambda _c, e, t: launcher(e, t))
        self._second, self._read = SecondScreen(*self._size) if self.is_judged_twice else None, 0
        self._waited = 0.0
        self._limit_files()
        return self.program

    @property
    def app(self) -> Program:
        """The app that runs."""
        assert self.program is not None
        return self.program

    def look(self) -> Seen:
        """What the screen shows now, its letters written as the model of words writes them."""
        while self.app.hear():
            pass
        rows = (unicodedata.normalize("NFC", row) for row in self.app.screen.columns)
        return Seen(tuple(row.ljust(self._size[0]) for row in rows))

    def look_twice(self) -> Iterator[str]:
        """What the two judges of screens see differently."""
        if self._second is not None:
            self._let_second_read()
            yield from self._second.unlike(self.app.screen)

    def _let_second_read(self) -> None:
        if self._second is not None:
            self._second.feed(bytes(self.app.received[self._read :]))
            self._read = len(self.app.received)

    def time(self) -> float:
        """Seconds on a clock that stands still while their app is ready and has no processor."""
        if self.program is not None:
            self._waited = max(self._waited, longest_wait(self.program.pid))
        return time.monotonic() - self._waited

    # The disk

    def fill_disk(self) -> None:
        """Nothing more can be written."""
        if self.full_since is None:
            self.full_since, self.was_told = self.time(), False
        self._limit_files()

    def make_room(self) -> None:
        """Everything can be written again."""
        self.full_since = None
        self._limit_files()

    def _limit_files(self) -> None:
        if self.program is not None and self.program.process.poll() is None:
            _now, most = resource.prlimit(self.program.pid, resource.RLIMIT_FSIZE)
            limit = most if self.full_since is None else 0
            resource.prlimit(self.program.pid, resource.RLIMIT_FSIZE, (limit, most))

    def take_away(self) -> None:
        """The app has ended: take its terminal away."""
        if self.program is not None:
            self.program.end()
            self.program = None

    # What they do

    def act(self, step: Step) -> None:
        """Do what a step says with keys, mouse and window; wait for none of it."""
        for data in self._pieces(step):
            self.app.keys(data)
            if step.do in ("type-slowly", "press", "type-halves", "take-back"):
                self.settle(escape=data == b"\x1b")
        if step.do in ("stopped", "stopped-type"):
            self.app.signal(signal.SIGCONT)
        if step.do == "bytes" and is_cut_short(bytes.fromhex(step.text)):
            self._wait(SEQUENCE_PAUSE + ESCAPE_TIME)

    def _wait(self, seconds: float) -> None:
        """Wait until the app has had so much time."""
        until = self.time() + seconds
        while self.time() < until:
            self.app.hear(0.05)

    def settle(self, *, escape: bool = False) -> float:
        """Wait until the app waits for the next key; gives the seconds it was busy."""
        return self.app.settle(quiet=ESCAPE_TIME if escape else QUIET)

    def _pieces(self, step: Step) -> Iterator[bytes]:
        """What is written, piece by piece."""
        keys, text = [key_bytes(key) for key in step.keys], step.text.replace("\n", "\r").encode()
        match step.do:
            case "type" | "erase":
                yield from (letter.encode() for letter in step.text.replace("\n", "\r"))
                yield from [b"\x7f"] * len(step.text) if step.do == "erase" else []
            case "type-slowly" | "type-decomposed" | "stopped-type":
                if step.do == "stopped-type":
                    self.app.signal(signal.SIGSTOP)
                yield from (letter.encode() for letter in step.text.replace("\n", "\r"))
            case "type-halves":
                yield from (bytes([part]) for part in text)
            case "paste":
                yield paste_bytes(step.text)
            case "press" | "take-back":
                yield from keys
            case "type-at-once" | "press-at-once" | "key-and-type" | "start-and-type":
                yield b"".join([*keys, text])
            case "write-down-at-once":
                enter = key_bytes("Enter")
                yield b"".join([part for line in step.text.encode().split(b"\n")
                                for part in (*keys, line, enter)])  # fmt: skip
            case "key-and-paste":
                yield b"".join([*keys, paste_bytes(step.text)])
            case "stopped":
                self.app.signal(signal.SIGSTOP)
                yield from keys
                yield from (letter.encode() for letter in step.text.replace("\n", "\r"))
            case "bytes":
                yield bytes.fromhex(step.text)
            case "resize":
                columns, rows = map(int, step.at.split("x"))
                self._size = columns, rows
                self._let_second_read()
                if self._second is not None:
                    self._second.resize(columns, rows)
                self.app.resize(columns, rows)
            case "click" | "double-click" | "wheel":
                yield from self._mouse(step)
            case _:
                raise ValueError(step.do)

    def _mouse(self, step: Step) -> Iterator[bytes]:
        column, row = map(int, step.at.split(","))
        if step.do == "wheel":
            yield mouse_bytes(65, column, row)
            return
        for _click in range(2 if step.do == "double-click" else 1):
            yield mouse_bytes(0, column, row)
            yield mouse_bytes(0, column, row, released=True)

    # Leaving

    def leave(self) -> int | None:
        """Leave as the hints say; gives how the app ended, None when no key led out of it."""
        for _round in range(3):
            for keys in LEAVING:
                for key in keys:
                    if self.app.process.poll() is None:
                        self.app.keys(key_bytes(key))
                        self.settle(escape=key == "Esc")
                if keys[0] in ("Ctrl+Q", "Down") and (code := self._ending()) is not None:
                    return code
        return None

    def _ending(self) -> int | None:
        """How it ended, where it is about to."""
        try:
            return self.app.ended(0.4 if self.app.process.poll() is None else 5)
        except AssertionError:
            return None


def waited(pid: int) -> float:
    """Seconds that the main thread of a process was ready and had no processor."""
    return _seconds_ready(Path(f"/proc/{pid}/schedstat"))


def longest_wait(pid: int) -> float:
    """Seconds that the thread which got the processor least was ready and did not have it."""
    return max(map(_seconds_ready, Path(f"/proc/{pid}/task").glob("*/schedstat")), default=0.0)


def _seconds_ready(path: Path) -> float:
    with suppress(OSError):  # it has just ended
        return int(path.read_text().split()[1]) / 1e9
    return 0.0
