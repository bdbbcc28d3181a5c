"""Marks in the margin of a lesson, and finding the words they stand at again."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_QUOTED = 200
"""Characters of a passage that are kept to find it again by."""
MOST_NOTED = 1000
"""Characters in one note in the margin."""

Passage = tuple[str, str]
"""The key of a section, the same in every language, and the words of one part of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that somebody marked, with a note or without."""

    id: str
    section: str
    """The key of the passage's section."""
    words: str
    """How the passage begins."""
    text: str = ""
    """The note; empty for a passage that is only marked."""
    by: str = ""
    """The id of the person who made it."""
    language: str = ""
    """Of the lesson that was read."""
    created: str = ""
    """When, as ISO 8601 in UTC."""
    shared: bool = False
    """Whether the partner sees it too."""


def quoted(text: str) -> str:
    """What is kept of a passage: its beginning, whole words where there are any."""
    if len(text) <= MOST_QUOTED:
        return text
    cut = text[:MOST_QUOTED]
    return cut.rpartition(" ")[0] or cut


def find_passage(passages: Sequence[Passage], section: str, words: str) -> int | None:
    """The number of the passage with these words, best in this section; None where none has."""
    if not words:
        return None
    found = [n for n, (_section, text) in enumerate(passages) if words in text]
    return next((n for n in found if passages[n][0] == section), found[0] if found else None)
