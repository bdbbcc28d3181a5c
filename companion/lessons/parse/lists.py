"""List items with a box or with a bold word in front."""

import re
from dataclasses import dataclass

from companion.lessons.parse.blocks import ListItem

_BOX = re.compile(r"\[([ xX])\]\s+(\S.*)", re.DOTALL)
_NAMED = re.compile(r"\*\*(\w+):\*\*\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A task: what stands behind the box, and whether the box is ticked."""

    text: str
    ticked: bool


def task(item: ListItem) -> Ticked | None:
    """The task that a list item is, if it starts with a box."""
    found = _BOX.fullmatch(item.text)
    return Ticked(found[2], found[1] != " ") if found else None


def named(text: str, words: dict[str, str]) -> tuple[str, str] | None:
    """(value of the bold word, text behind it), when a text starts with one of `words`."""
    found = _NAMED.fullmatch(text)
    return (words[found[1]], found[2]) if found and found[1] in words else None
