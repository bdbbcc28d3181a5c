"""One document that merges: shared text, fields and lists in one Yjs document.

States are always full ones: they are causally complete, so merging is commutative, associative
and idempotent. Increments delivered out of order do not converge in Yrs (y-crdt #582, #628), so
none is ever made. What is typed is shared text and bears its author; what is chosen is a field,
where the last writer by Yjs' logical clock wins, never by a wall clock.

A state whose client was forked (`yjs/fork_check.py`) is not merged: what came first
stays. Which of two comes first is told by the states where a folder is read afresh, the larger
before the smaller; where one was shown before, it stays whatever the others hold. Two devices may
then go on with different ones, and each tells so of the other's file until a person removes one.

The name of a root says its type, so that a state from elsewhere is read without being told:
`notes:…`, `answers:…` and `lines:…` are text, `clock` is a list, all else are fields.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from companion.domain.text import Patch
from companion.storage.document.device_file import DeviceFile
from companion.storage.yjs.authors import Authorship
from companion.storage.yjs.first_break import shown
from companion.storage.yjs.fork_check import (
    ClientHistories,
    CompareBudget,
    ForkedClient,
    Known,
    check_agreement,
)
from companion.storage.yjs.native import errors_as_bad_state, new_doc, read_fields, transaction
from companion.storage.yjs.shared_text import SharedText
from companion.storage.yjs.update_codec import encode_clocks, past_first_header, read_clocks
from companion.storage.yjs.validate import UpdateSummary, summarise_update

if TYPE_CHECKING:
    from pycrdt import _pycrdt

TEXT_PREFIXES = ("notes:", "answers:", "lines:")
LIST_ROOTS = ("clock",)

FULL = 2**20
"""Bytes of state from which on nothing more is written into a document: three devices that write
apart from each other stay together within what any of them reads."""

_EMPTY_STATE_VECTOR = b"\x00"

Scalar = str | int | bool | None

Files = tuple[DeviceFile, ...]


class Document:
    """A document of one kind or another; belongs to the thread that made it."""

    def __init__(self, *states: bytes) -> None:
        self._doc = new_doc()
        self._authorship = Authorship(self._doc)
        self._texts: dict[str, SharedText] = {}
        self._histories = ClientHistories()
        self._first: tuple[bytes, UpdateSummary | None] | None = None
        self.is_full = False
        """Whether it has no room for more, as of the last time it was saved or merged."""
        for state in states:
            self._merge_checked(state)

    @classmethod
    def merged(cls, files: Iterable[DeviceFile], first: bytes = b"") -> tuple[Self, Files]:
        """All that agree with `first` and the files before them; and those that do not."""
        document, forked, budget = cls(first) if first else cls(), [], CompareBudget()
        for file in files:
            try:
                document._merge_checked(file.state, file.outline, budget)
            except ForkedClient:
                forked.append(file)
        return document, tuple(forked)

    def state(self) -> bytes:
        """The full state, for a file."""
        with self._transaction() as txn:
            state = self._doc.get_update(txn, _EMPTY_STATE_VECTOR)
        self.is_full = len(state) >= FULL
        return state

    def merge(
        self,
        state: bytes,
        outline: UpdateSummary | None = None,
        budget: CompareBudget | None = None,
    ) -> bool:
        """Take in a state; tells whether anything changed. Raises BadState, with nothing changed.

        A state that comes from a file has been through `check_state` first, which told the outline.
        Raises ForkedClient for one that does not agree with what stands here, or where comparing
        takes more than what is left of the `budget`.
        """
        before = self.state()
        self._merge_checked(state, outline, budget)
        for text in self._texts.values():
            text.hear()
        return self.state() != before

    def _merge_checked(
        self,
        state: bytes,
        outline: UpdateSummary | None = None,
        budget: CompareBudget | None = None,
    ) -> None:
        if self.clocks():
            self._compare(outline or summarise_update(state), budget or CompareBudget())
        else:  # nothing to compare with; most documents never take a second state
            self._first = state, outline
        self._apply(state)

    def _compare(self, outline: UpdateSummary, budget: CompareBudget) -> None:
        if self._first:
            state, known = self._first
            self._histories.add((known or summarise_update(state)).sections, budget)
            self._first = None
        own = self.client_id
        if own in outline.sections:
            check_agreement(own, self._typed_here(own), outline.sections[own], budget)
        self._histories.add(outline.sections, budget)

    def _typed_here(self, own: int) -> Known:
        """What was written into this very document, saved or not."""
        clocks = self.clocks()
        clock = clocks.pop(own, 0)
        with self._transaction() as txn:
            update = self._doc.get_update(txn, encode_clocks(clocks))
        return Known(past_first_header(update)[1], clock)

    def _apply(self, state: bytes) -> None:
        with errors_as_bad_state(), self._transaction() as txn:
            self._doc.apply_update(txn, state)

    def edit(self, name: str, patch: Patch, by: str, day: str = "") -> None:
        """Replace a stretch of the text `name`; what is inserted bears its author and the day."""
        self.shared_text(name).edit(patch, by, day)

    def shared_text(self, name: str) -> SharedText:
        """The text `name` for somebody who edits it; the same one every time."""
        if name not in self._texts:
            self._texts[name] = SharedText(self._doc, name, self._authorship)
        return self._texts[name]

    def text(self, name: str) -> str:
        """The text `name`, empty when there is none."""
        with self._transaction() as txn:
            return self._text(txn, name)

    def texts(self, prefix: str) -> dict[str, str]:
        """All texts whose name begins with `prefix`, by their names."""
        with self._transaction() as txn:
            return {
                name: self._text(txn, name)
                for name in self._doc.roots(txn)
                if name.startswith(prefix)
            }

    def authored(self, name: str) -> list[tuple[str, str]]:
        """The text `name` in stretches of (words, the id of who wrote them)."""
        return self.shared_text(name).authored()

    def tally(self) -> Counter[tuple[str, str]]:
        """How many characters each person has in each text, by (text, person)."""
        with self._transaction() as txn:
            names = [name for name in self._doc.roots(txn) if name.startswith(TEXT_PREFIXES)]
        found: Counter[tuple[str, str]] = Counter()
        for name in names:
            for words, by in self.authored(name):
                found[name, by] += len(words)
        return found

    def set_fields(self, name: str, fields: dict[str, Scalar]) -> None:
        """Set fields of the map `name`, all in one step."""
        with self._transaction() as txn:
            target = self._doc.get_or_insert_map(txn, name)
            for key, value in fields.items():
                target.insert(txn, key, value)

    def append(self, name: str, value: dict[str, Scalar]) -> None:
        """Add a value at the end of the list `name`."""
        with self._transaction() as txn:
            target = self._doc.get_or_insert_array(txn, name)
            target.insert(txn, target.len(txn), value)

    def clocks(self) -> dict[int, int]:
        """How far each Yjs client has counted in what stands here."""
        with self._transaction() as txn:
            return read_clocks(self._doc.get_state(txn))

    @property
    def client_id(self) -> int:
        """The Yjs client that writes here."""
        return self._doc.client_id()

    def content(self, without: str = "") -> dict[str, Any]:
        """All roots as plain values: text as str, lists as list, fields as dict.

        One that is long may be left out.
        """
        import json

        with self._transaction() as txn:
            found: dict[str, Any] = {}
            for name in self._doc.roots(txn):
                if name == without:
                    continue
                if name.startswith(TEXT_PREFIXES):
                    found[name] = self._text(txn, name)
                elif name in LIST_ROOTS:
                    listed = self._doc.get_or_insert_array(txn, name)
                    found[name] = json.loads(listed.to_json(txn))
                else:
                    found[name] = read_fields(self._doc, txn, name)
            return found

    def fields(self, name: str) -> dict[str, Any]:
        """The fields of the map `name` alone."""
        with self._transaction() as txn:
            return read_fields(self._doc, txn, name)

    def _text(self, txn: "_pycrdt.Transaction", name: str) -> str:
        return shown(self._doc.get_or_insert_text(txn, name).get_string(txn))

    def _transaction(self) -> transaction:
        return transaction(self._doc)
