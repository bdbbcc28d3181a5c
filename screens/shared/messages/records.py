"""What screens tell the app of lines that become records, and of records that are done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:  # the first screen does without these
    from companion.domain.note.drafts import DraftKey
    from companion.domain.note.labelled_lines import LabelledLine
    from companion.domain.session.summary import Summary
    from companion.workspace.document.open_document import OpenDocument
    from companion.workspace.session.capture import Written


@dataclass(eq=False, repr=False)
class PointWanted(Message):
    """Somebody wants to talk about something next time; they see first what the other will read."""

    text: str
    about: tuple[str, ...]
    """What it comes from: a lesson and one of its questions."""


@dataclass(eq=False, repr=False)
class ActionDone(Message):
    """An action was ticked off."""

    summary: "Summary"
    record: str


@dataclass(eq=False, repr=False)
class RecordsCaptured(Message):
    """Lines that were entered together became a record each."""

    written: "tuple[Written, ...]"
    of: "DraftKey"
    """What they were typed for."""


@dataclass(eq=False, repr=False)
class LinesFinished(Message):
    """Somebody typed labelled lines in the notes, and goes on elsewhere."""

    document: "OpenDocument"
    lines: "tuple[LabelledLine, ...]"
