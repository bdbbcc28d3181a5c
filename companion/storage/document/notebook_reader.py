"""Reads a document's notebook again and again: while somebody types, only the notes are new."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from companion.domain.session.notebook import Notebook
from companion.storage.document.schema import NOTES, read_notebook, read_notes


class NotebookReader:
    """Reads as `read_notebook` does; any thread may, one reader best serves one document."""

    def __init__(self) -> None:
        self._last: tuple[str, dict[str, Any], Notebook] | None = None

    def read(self, name: str, content: Mapping[str, Any]) -> Notebook:
        """The notebook in a document's content; what stood beside the notes is kept if it stands.

        To compare it costs a tenth of reading it.
        """
        beside = {root: value for root, value in content.items() if not root.startswith(NOTES)}
        last = self._last  # by one name: another thread may be reading as well
        if last is None or last[:2] != (name, beside):
            last = self._last = name, beside, read_notebook(name, beside)
        return replace(last[2], notes=read_notes(content))
