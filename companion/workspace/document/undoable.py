"""A document that records what a step changes in it, so that the step can be taken back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from companion.storage.document.document import Document, Scalar
from companion.workspace.document.changes import (
    Change,
    UndoOutcome,
    changes_in,
    roots_of,
    taken_back,
)


class UndoableDocument:
    """Sets fields, and remembers what they said before as long as a step is recorded."""

    _document: Document
    _record: list[Change] | None = None

    @contextmanager
    def recorded(self) -> Iterator[list[Change]]:
        """Gives a list that fills with all that is changed here from now on."""
        before, self._record = self._record, []
        try:
            yield self._record
        finally:
            self._record = before

    def undo_step(self, changes: Sequence[Change]) -> UndoOutcome:
        """Take back what a step changed, as far as nobody has changed it since.

        Raises WrongUse where any of it may not be taken back; nothing is changed then.
        """
        now = {root: self._document.fields(root) for root in roots_of(changes)}
        wanted, kept = taken_back(changes, now)
        for root, fields in wanted.items():
            self._check_fields(root, fields)
        for root, fields in wanted.items():
            self._set(root, fields)
        return UndoOutcome(bool(wanted), kept)

    def _check_fields(self, root: str, fields: dict[str, Scalar]) -> None:
        """Raise WrongUse where these fields may not be set."""

    def _set(self, root: str, fields: dict[str, Scalar]) -> None:
        if self._record is not None:
            self._record += changes_in(root, self._document.fields(root), fields)
        self._document.set_fields(root, fields)
