"""Marks in the margin of a lesson."""

from dataclasses import dataclass

MOST_NOTED = 1000
"""Characters in one note in the margin."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that somebody marked, with a note or without."""

    section: str
    """The key of the passage's section."""
    words: str
    """How the passage begins."""
    text: str = ""
    """The note; empty for a passage that is only marked."""
    language: str = ""
    """Of the lesson that was read."""
    shared: bool = False
    """Whether the partner sees it too."""
    by: str = ""
    """The id of the person who made it."""
    created: str = ""
    """When, as ISO 8601 in UTC."""
    id: str = ""
