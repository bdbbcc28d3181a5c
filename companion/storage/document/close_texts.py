"""The texts of the close in a document, with what only the document knows of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from companion.domain.session.close_text import DATED, LINES, CloseText, named
from companion.domain.text import visible
from companion.storage.document.document import Document

MOST_TEXTS = 1000
"""Of one document; a forged one could hold a hundred thousand."""


def close_texts(document: Document, content: Mapping[str, Any]) -> list[CloseText]:
    """The texts of the close of a document with that content, those of each field in order."""
    names = [name for name in content if name.startswith(LINES)]
    found = [text for text in map(named, names) if text is not None]
    found.sort(key=lambda text: (text.field.kind, text.field.by, text.typist, text.number))
    return [_read(document, text, content[text.name]) for text in found[:MOST_TEXTS]]


def _read(document: Document, text: CloseText, words: str) -> CloseText:
    dated = text.field.kind in DATED and bool(words)
    runs = document.shared_text(text.name).marked() if dated else []
    return replace(text, text=visible(words), day=runs[-1][1].day if runs else "")
