"""Reads a document's notebook again and again: while somebody types, only the notes are new."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from companion.domain.note.labelled_lines import NoteLine
from companion.domain.people import Pair
from companion.domain.session.labelled_records import StoredRecords, with_labelled
from companion.domain.session.notebook import Notebook
from companion.storage.document.document import Document
from companion.storage.document.note_lines import note_lines
from companion.storage.document.schema import NOTES, content_of, read_beside_notes, read_notes


def read_document(name: str, document: Document, pair: Pair) -> Notebook:
    """What a document says, to be read once; `name` is that of its folder."""
    content = content_of(document)
    return NotebookReader().read(name, content, note_lines(document, content), pair)


class NotebookReader:
    """Reads what a document says; any thread may, one reader best serves one document."""

    def __init__(self) -> None:
        self._last: tuple[str, dict[str, Any], Notebook, StoredRecords] | None = None

    def read(
        self, name: str, content: Mapping[str, Any], lines: Iterable[NoteLine], pair: Pair
    ) -> Notebook:
        """The notebook in a document's content; what stood beside the notes is kept if it stands.

        To compare it costs a tenth of reading it. `lines` are the labelled ones of the notes.
        """
        beside = {root: value for root, value in content.items() if not root.startswith(NOTES)}
        last = self._last  # by one name: another thread may be reading as well
        if last is None or last[:2] != (name, beside):
            last = self._last = name, beside, *read_beside_notes(name, beside)
        notes = read_notes(content)
        return with_labelled(replace(last[2], notes=notes), last[3], lines, pair)
