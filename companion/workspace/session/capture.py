"""Lines that become records: what they say, and what was written down."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from companion.domain.note.line_parser import ParsedLine, parse_line_as
from companion.domain.session.summary import Summary
from companion.workspace.document.changes import Change
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.session.destinations import whereabouts
from companion.workspace.workspace import Workspace

T = TypeVar("T")


class CaptureLine(NamedTuple):
    """A line that is to be written down."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """A record that was just written down."""

    where: Summary
    """The document it stands in."""
    kind: str
    record: str
    captured: ParsedLine
    changes: tuple[Change, ...] = ()
    """What takes it back."""


def read_for(workspace: Workspace, kind: str, line: str, by: str) -> ParsedLine:
    """What a line of a kind says when this person says it."""
    return parse_line_as(kind, line, by, workspace.pair, workspace.environment.today())


def write_down(document: OpenDocument, kind: str, captured: ParsedLine) -> Written:
    """Add a record at the agenda item at hand. Raises WrongUse where there is no room."""
    with document.recorded() as changes:
        record = document.add(kind, captured, document.notebook.clock.current)
    return Written(whereabouts(document), kind, record, captured, tuple(changes))


def edit_and_save(
    workspace: Workspace,
    where: Summary,
    do: Callable[[OpenDocument], T],
    kept: Callable[[], None] = lambda: None,
) -> tuple[T, str]:
    """Do something in a document that is opened for this alone, and save it; in any one thread.

    Gives what came of it, and the sentence for what kept it from being shared. `kept` is told once
    it is saved here, however long sharing takes.
    """
    document = workspace.open_document(where)
    try:
        return do(document), workspace.save_here(document, kept)
    finally:
        document.close()
