"""One document that merges: shared text, fields and lists in one Yjs document.

States are always full ones: they are causally complete, so merging is commutative, associative
and idempotent. Increments delivered out of order do not converge in Yrs (y-crdt #582, #628), so
none is ever made. What is typed is shared text and bears its author; what is chosen is a field,
where the last writer by Yjs' logical clock wins, never by a wall clock.

The name of a root says its type, so that a state from elsewhere is read without being told:
`notes:…` and `answers:…` are text, `clock` is a list, all else are fields.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from companion.domain.text import Patch
from companion.storage.state_check import MAX_BLOCKS, BadState, Outline, outline_of, read_clocks
from companion.storage.yjs import new_doc

if TYPE_CHECKING:
    from pycrdt import _pycrdt

TEXT_PREFIXES = ("notes:", "answers:")
LIST_ROOTS = ("clock",)

MAX_CHARACTERS = 2_000_000
MAX_ENTITIES = 10_000

_EMPTY_STATE_VECTOR = b"\x00"

Scalar = str | int | bool | None


class Document:
    """A document of one kind or another; belongs to the thread that made it."""

    def __init__(self, *states: bytes) -> None:
        self._doc = new_doc()
        for state in states:
            self.merge(state)

    def state(self) -> bytes:
        """The full state, for a file."""
        with self._transaction() as txn:
            return self._doc.get_update(txn, _EMPTY_STATE_VECTOR)

    def merge(self, state: bytes) -> bool:
        """Take in a state; tells whether anything changed. Raises BadState, with nothing changed.

        A state that comes from a file has been through `check_state` first.
        """
        before = self.state()
        with _guard(), self._transaction() as txn:
            self._doc.apply_update(txn, state)
        return self.state() != before

    def edit(self, name: str, patch: Patch, by: str) -> None:
        """Replace a stretch of the text `name`; what is inserted bears its author `by`."""
        with self._transaction() as txn:
            text = self._doc.get_or_insert_text(txn, name)
            old = text.get_string(txn)
            start = _bytes_before(old, patch.start)
            if patch.removed:
                end = _bytes_before(old, patch.start + patch.removed)
                text.remove_range(txn, start, end - start)
            if patch.inserted:
                text.insert(txn, start, patch.inserted, iter([("by", by)]))

    def text(self, name: str) -> str:
        """The text `name`, empty when there is none."""
        with self._transaction() as txn:
            return self._doc.get_or_insert_text(txn, name).get_string(txn)

    def authored(self, name: str) -> list[tuple[str, str]]:
        """The text `name` in stretches of (words, the id of who wrote them)."""
        with self._transaction() as txn:
            runs = self._doc.get_or_insert_text(txn, name).diff(txn)
        return [(str(words), str((marks or {}).get("by", ""))) for words, marks in runs]

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

    def content(self) -> dict[str, Any]:
        """All roots as plain values: text as str, lists as list, fields as dict."""
        import json

        with self._transaction() as txn:
            found: dict[str, Any] = {}
            for name in self._doc.roots(txn):
                if name.startswith(TEXT_PREFIXES):
                    found[name] = self._doc.get_or_insert_text(txn, name).get_string(txn)
                elif name in LIST_ROOTS:
                    listed = self._doc.get_or_insert_array(txn, name)
                    found[name] = json.loads(listed.to_json(txn))
                else:
                    fields = self._doc.get_or_insert_map(txn, name)
                    found[name] = json.loads(fields.to_json(txn))
            return found

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._doc)


class _Transaction:
    """A transaction of the compiled half, as a context: a generator would cost more than it."""

    __slots__ = ("_txn",)

    def __init__(self, doc: "_pycrdt.Doc") -> None:
        self._txn = doc.create_transaction()

    def __enter__(self) -> "_pycrdt.Transaction":
        return self._txn

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._txn.commit()
        finally:
            self._txn.drop()


def check_state(state: bytes, most: int = MAX_BLOCKS) -> Outline:
    """The outline of a state from elsewhere, once a scratch document has taken all of it.

    Raises BadState where it is no state, not whole, or beyond bounds (of `most` blocks).
    """
    outline = outline_of(state, most)
    scratch = Document(state)
    with _guard():
        content = scratch.content()
        if scratch.clocks() != outline.clocks:
            raise BadState("a part of it is missing")
    texts = [value for value in content.values() if isinstance(value, str)]
    entities = sum(len(value) for value in content.values() if not isinstance(value, str))
    if sum(map(len, texts)) > MAX_CHARACTERS or entities + len(texts) > MAX_ENTITIES:
        raise BadState("it is too large")
    return outline


def holds(state: bytes, part: bytes) -> bool:
    """Whether a checked state has all that another one has, removals too."""
    return not Document(state).merge(part)


@contextmanager
def _guard() -> Iterator[None]:
    """Turn whatever the compiled half throws at hostile bytes, panics included, into BadState."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError, BadState):
        raise
    except BaseException as error:  # a Rust panic is no Exception
        raise BadState(str(error)) from None


def _bytes_before(text: str, position: int) -> int:
    return len(text[:position].encode())
