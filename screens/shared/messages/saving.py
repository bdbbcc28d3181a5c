"""What screens tell the app of what was typed: whether it is saved, and what went wrong."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from collections.abc import Callable

    from companion.workspace.document.open_document import OpenDocument


@dataclass(eq=False, repr=False)
class Edited(Message):
    """Something in a document was typed or chosen; it is not saved yet."""

    document: "OpenDocument"
    at_once: bool = False
    """Whether saving it may not wait."""


@dataclass(eq=False, repr=False)
class Trouble(Message):
    """Something could not be read, saved or done; the sentence says what, and what to do."""

    sentence: str


@dataclass(eq=False, repr=False)
class PrivateNotesSaveResult(Message):
    """Private notes were saved, or could not be."""

    trouble: str
    """The sentence for what kept them from being saved; empty where nothing does any more."""
    lost: str = ""
    """The sentence for what is gone of them, and waits for the disk no longer; else empty."""


@dataclass(eq=False, repr=False)
class DraftKept(Message):
    """Words that were typed were not entered, and are kept where they were typed."""

    sentence: str
    holds: "Callable[[], bool]"
    """Whether they still are."""
