"""Who wrote each character of a text, by the Yjs client that inserted it.

Yjs numbers what each client inserts. The numbers never change, whatever is typed around a character
and however texts merge. So a document says from which number on the insertions of a client are by
whom, in fields (`author_entries.py`). A client writes those of its own insertions, and that of the
break before a line of its own, which another client inserts for it (`own_line.py`). Whoever can
write into the shared folder can forge them, like everything else there; but not for words that are
yet to be written, which `check_state` refuses.

Formatting attributes of the text, which older versions used, would not do: Yjs keeps them as marks
at both ends of a stretch, and each side removes marks that it has no use for. After a merge words
may stand between marks of the other. They count only where `authors` says nothing.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from companion.storage.yjs.author_copy import AuthorCopy
from companion.storage.yjs.author_entries import ROOT, AuthorEntries
from companion.storage.yjs.author_marks import Mark, Run
from companion.storage.yjs.blocks import STRING, read_block
from companion.storage.yjs.native import read_fields, transaction
from companion.storage.yjs.update_codec import (
    Id,
    Reader,
    encode_clocks,
    past_first_header,
    read_clocks,
)

if TYPE_CHECKING:
    from pycrdt import _pycrdt


class Authorship:
    """The authors of the texts of one document; belongs to the thread that made it."""

    def __init__(self, doc: "_pycrdt.Doc") -> None:
        self._doc = doc
        self._copy: AuthorCopy | None = None
        self._current: Mark | None = None
        """The mark of what this client inserts next; None where it has to be written first."""

    def write_as(self, mark: Mark) -> None:
        """Let this mark hold for all that this client inserts from now on."""
        if mark != self._current:
            self._write((self._doc.client_id(), self.clock()), mark)
            self._current = mark

    def write_break(self, client: int, mark: Mark) -> None:
        """Let this mark hold for the break that `client` has inserted, the only thing it does."""
        self._write((client, 0), mark)

    def clock(self) -> int:
        """How far this client has counted."""
        return self._clocks().get(self._doc.client_id(), 0)

    def mark_restored(self, clock: int) -> None:
        """Give what undo or redo restored since `clock` the marks that it had.

        Yjs inserts each restored stretch as a new one, just before the removed one.
        """
        restored = list(self._restored(clock))
        if not restored:
            return
        entries = self._entries()
        current = entries.mark_at((self._doc.client_id(), clock))
        for first, removed in restored:
            mark = entries.mark_at(removed)
            if mark != current:
                self._write((self._doc.client_id(), first), mark)
                self._current = current = mark

    def runs(self, name: str) -> list[Run]:
        """A text as it stands in the document, in stretches."""
        if self._copy is None or not self._copy.follow(self._entries):
            self._copy = AuthorCopy(self._doc, self._entries())
        return self._copy.runs(name)

    def _write(self, first: Id, mark: Mark) -> None:
        client, clock = first
        with transaction(self._doc) as txn:
            fields = self._doc.get_or_insert_map(txn, ROOT)
            fields.insert(txn, f"{client}:{clock}/by", mark.by)
            if mark.day:
                fields.insert(txn, f"{client}:{clock}/on", mark.day)

    def _restored(self, clock: int) -> Iterator[tuple[int, Id]]:
        """Where each stretch begins that this client inserted since, and what it stands before."""
        clocks = self._clocks()
        if clocks.get(self._doc.client_id(), 0) == clock:
            return
        clocks[self._doc.client_id()] = clock
        with transaction(self._doc) as txn:
            update = self._doc.get_update(txn, encode_clocks(clocks))
        count, blocks = past_first_header(update)
        reader = Reader(blocks)
        for _ in range(count):
            block = read_block(reader)
            if block.kind == STRING and block.right is not None:
                yield clock, block.right
            clock += block.length

    def _entries(self) -> AuthorEntries:
        with transaction(self._doc) as txn:
            return AuthorEntries(read_fields(self._doc, txn, ROOT))

    def _clocks(self) -> dict[int, int]:
        with transaction(self._doc) as txn:
            return read_clocks(self._doc.get_state(txn))
