"""Steps, each a sentence: a plan is a page of them, and a page is read back into its plan."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LINE_BREAK = "⏎"
"""Stands in a sentence for a new line."""

_KEY = r"\S+"
_KEYS = rf"{_KEY}(?:, {_KEY})*"
_FORMS = {
    # typing
    "type": "types: {text}",
    "type-at-once": "types at once: {text}",
    "type-slowly": "types slowly: {text}",
    "type-decomposed": "types with accents that are letters of their own: {text}",
    "type-halves": "types letters that arrive in two halves: {text}",
    "paste": "pastes: {text}",
    "erase": "types and erases again: {text}",
    # keys
    "press": "presses {keys}",
    "press-at-once": "presses at once {keys}",
    "key-and-type": "presses {keys} and types at once: {text}",
    "key-and-paste": "presses {keys} and pastes at once: {text}",
    "write-down-at-once": "presses {keys} and enters each line at once: {text}",
    "stopped": "is at a stopped app, presses {keys} and types: {text}",
    "stopped-type": "is at a stopped app and types: {text}",
    "reopen": "closes what {keys} opened and opens it again",
    "take-back": "takes back what was written down last",
    # mouse, window, disk, bytes
    "click": "clicks at {at}",
    "double-click": "clicks twice at {at}",
    "wheel": "turns the wheel at {at}",
    "resize": "makes the window {at}",
    "disk-full": "has a disk that fills up",
    "disk-room": "has room on the disk again",
    "bytes": "has a terminal that sends {text}",
    # ends
    "leave": "leaves",
    "close-window": "closes the window",
    "terminate": "has the app terminated",
    "kill": "has the app killed",
    "kill-saved": "waits a second and has the app killed",
    "start": "starts the app",
    "start-and-type": "starts the app, presses {keys} and types at once: {text}",
    "sleep": "closes the lid for {at}",
}
_WORLD = {
    "folder-gone": "The shared folder vanishes.",
    "folder-back": "The shared folder comes back.",
    "folder-slow": "The shared folder takes {at} for each write.",
    "folder-quick": "The shared folder is quick again.",
    "pass": "{at} pass.",
    "rest": "Both wait until all is shared.",
}
_PARTS = {"text": r"(?P<text>.*)", "keys": rf"(?P<keys>{_KEYS})", "at": r"(?P<at>\w.*?)"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does, or that happens to both."""

    who: str
    """A first name; empty for what happens to both."""
    do: str
    keys: tuple[str, ...] = ()
    text: str = ""
    at: str = ""

    def __str__(self) -> str:
        form = _FORMS[self.do] if self.who else _WORLD[self.do]
        text = self.text.replace("\n", LINE_BREAK)
        said = form.format(text=text, keys=", ".join(self.keys), at=self.at)
        return f"{self.who} {said}" if self.who else said


def page(steps: Iterable[Step]) -> str:
    """A plan in plain words."""
    return "".join(f"{step}\n" for step in steps)


def read_page(text: str) -> list[Step]:
    """The plan that a page says; lines that begin with # are remarks. Raises ValueError."""
    lines = (line.strip("\n") for line in text.splitlines())
    return [_read(line) for line in lines if line.strip() and not line.startswith("#")]


def _read(line: str) -> Step:
    for who, do, pattern in _patterns():
        if found := re.fullmatch(pattern, line):
            parts = found.groupdict()
            keys = tuple(filter(None, (parts.get("keys") or "").split(", ")))
            text = (parts.get("text") or "").replace(LINE_BREAK, "\n")
            return Step(parts["who"] if who else "", do, keys, text, parts.get("at") or "")
    raise ValueError(f"nobody can do this: {line}")


def _patterns() -> Iterator[tuple[bool, str, str]]:
    for do, form in _WORLD.items():
        yield False, do, _pattern(form)
    for do, form in _FORMS.items():
        yield True, do, rf"(?P<who>[A-Z][a-z]+) {_pattern(form)}"


def _pattern(form: str) -> str:
    parts = re.split(r"\{(\w+)\}", form)
    return "".join(_PARTS[part] if number % 2 else re.escape(part)
                   for number, part in enumerate(parts))  # fmt: skip
