"""Reads a document's notebook again and again: while somebody types, only the notes are new."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from companion.domain.people import Pair
from companion.domain.session.close_text import LINES
from companion.domain.session.notebook import Notebook
from companion.domain.session.stored_record import StoredRecords
from companion.storage.document.close_texts import close_texts
from companion.storage.document.document import Document
from companion.storage.document.note_lines import note_lines
from companion.storage.document.schema import (
    NOTES,
    content_of,
    read_notes,
    read_without_notes,
    with_records,
)

_TYPED = (NOTES, LINES)
"""Begin the names of texts that change with every key."""


def read_document(name: str, document: Document, pair: Pair) -> Notebook:
    """What a document says, to be read once; `name` is that of its folder."""
    return NotebookReader().read(name, content_of(document), document, pair)


class NotebookReader:
    """Reads what a document says; any thread may, one reader best serves one document."""

    def __init__(self) -> None:
        self._last: tuple[str, dict[str, Any], Notebook, StoredRecords] | None = None

    def read(
        self, name: str, content: Mapping[str, Any], document: Document, pair: Pair
    ) -> Notebook:
        """The notebook in a document's content; what stood beside the texts is kept if it stands.

        To compare it costs a tenth of reading it.
        """
        beside = {root: value for root, value in content.items() if not root.startswith(_TYPED)}
        last = self._last  # by one name: another thread may be reading as well
        if last is None or last[:2] != (name, beside):
            last = self._last = name, beside, *read_without_notes(name, beside)
        notebook = replace(last[2], notes=read_notes(content))
        texts, lines = close_texts(document, content), note_lines(document, content)
        return with_records(notebook, last[3], texts, lines, pair)
