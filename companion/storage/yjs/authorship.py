"""Who wrote each character of a text, by the Yjs client that inserted it.

Yjs numbers what each client inserts. The numbers never change, whatever is typed around a character
and however texts merge. So a document says from which number on the insertions of a client are by
whom: the root `authors` has fields `CLIENT:NUMBER/by`, and `/on` for the day. Only the client
itself writes them, and never changes one.

Formatting attributes of the text, which older versions used, would not do: Yjs keeps them as marks
at both ends of a stretch, and each side removes marks that it has no use for. After a merge words
may stand between marks of the other. They count only where `authors` says nothing.
"""

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from companion.storage.yjs.blocks import STRING, read_block
from companion.storage.yjs.deltas import patches_of
from companion.storage.yjs.marks import Mark, Run, gathered, mark_of, spread
from companion.storage.yjs.native import new_doc, transaction
from companion.storage.yjs.update_codec import (
    Id,
    Reader,
    encode_clocks,
    encode_removals,
    first_section,
    read_clocks,
)

if TYPE_CHECKING:
    from pycrdt import _pycrdt

ROOT = "authors"
MOST_MARKS = 1_000
"""Pairs of person and day that are read; a forged document could hold any number."""

Spans = dict[int, list[tuple[int, int]]]
"""Stretches of what clients inserted, (first number, how many), by client."""

_ENTRY = re.compile(r"(\d{1,20}):(\d{1,12})/(by|on)", re.ASCII)


class Authorship:
    """The authors of the texts of one document; belongs to the thread that made it."""

    def __init__(self, doc: "_pycrdt.Doc") -> None:
        self._doc = doc
        self._current: Mark | None = None
        """The mark of what this client inserts next; None where it has to be written first."""

    def write_as(self, mark: Mark) -> None:
        """Let this mark hold for all that this client inserts from now on."""
        if mark != self._current:
            self._write(self.clock(), mark)
            self._current = mark

    def clock(self) -> int:
        """How far this client has counted."""
        return self._clocks().get(self._doc.client_id(), 0)

    def mark_restored(self, clock: int) -> None:
        """Give what undo or redo restored since `clock` the marks that it had.

        Yjs inserts each restored stretch as a new one, just before the removed one.
        """
        entries = _Entries(self._doc)
        for first, removed in list(self._restored(clock)):
            self._write(first, entries.mark_at(removed))
            self._current = None

    def runs(self, name: str) -> list[Run]:
        """A text as it stands in the document, in stretches."""
        with transaction(self._doc) as txn:
            found = self._doc.get_or_insert_text(txn, name).diff(txn)
        older = [(str(words), mark_of(marks or {})) for words, marks in found]
        spans = _Entries(self._doc).spans(self._clocks())
        if not older or not spans:
            return older
        marks = spread(older)
        for mark, places in _places_by_mark(self._doc, name, spans):
            for place in places:
                marks[place] = mark
        return gathered("".join(words for words, _mark in older), marks)

    def _write(self, clock: int, mark: Mark) -> None:
        own = self._doc.client_id()
        with transaction(self._doc) as txn:
            fields = self._doc.get_or_insert_map(txn, ROOT)
            fields.insert(txn, f"{own}:{clock}/by", mark.by)
            if mark.day:
                fields.insert(txn, f"{own}:{clock}/on", mark.day)

    def _restored(self, clock: int) -> Iterator[tuple[int, Id]]:
        """Where each stretch begins that this client inserted since, and what it stands before."""
        clocks = self._clocks()
        if clocks.get(self._doc.client_id(), 0) == clock:
            return
        clocks[self._doc.client_id()] = clock
        with transaction(self._doc) as txn:
            update = self._doc.get_update(txn, encode_clocks(clocks))
        count, blocks = first_section(update)
        reader = Reader(blocks)
        for _ in range(count):
            block = read_block(reader)
            if block.kind == STRING and block.right is not None:
                yield clock, block.right
            clock += block.length

    def _clocks(self) -> dict[int, int]:
        with transaction(self._doc) as txn:
            return read_clocks(self._doc.get_state(txn))


class _Entries:
    """What a document says of its authors at the moment."""

    def __init__(self, doc: "_pycrdt.Doc") -> None:
        with transaction(doc) as txn:
            fields = json.loads(doc.get_or_insert_map(txn, ROOT).to_json(txn))
        entries: dict[Id, dict[str, Any]] = defaultdict(dict)
        for key, value in fields.items():
            if isinstance(value, str) and (found := _ENTRY.fullmatch(key)):
                entries[int(found[1]), int(found[2])][found[3]] = value
        self._marks: dict[int, list[tuple[int, Mark]]] = defaultdict(list)
        for client, clock in sorted(entries):
            self._marks[client].append((clock, mark_of(entries[client, clock])))

    def mark_at(self, place: Id) -> Mark:
        """The mark of what a client inserted with that number."""
        client, clock = place
        marks = self._marks.get(client, [])
        at = bisect_right(marks, clock, key=lambda entry: entry[0])
        return marks[at - 1][1] if at else Mark()

    def spans(self, clocks: dict[int, int]) -> dict[Mark, Spans]:
        """What clients, which have counted so far, inserted under each mark."""
        found: dict[Mark, Spans] = defaultdict(lambda: defaultdict(list))
        for client, marks in self._marks.items():
            counted = clocks.get(client, 0)
            ends = [*(min(clock, counted) for clock, _mark in marks[1:]), counted]
            for (start, mark), end in zip(marks, ends, strict=True):
                if start < end and mark.by:
                    found[mark][client].append((start, end - start))
        return dict(islice(found.items(), MOST_MARKS))


def _places_by_mark(
    doc: "_pycrdt.Doc", name: str, spans: dict[Mark, Spans]
) -> Iterator[tuple[Mark, list[int]]]:
    """Where the characters of each mark stand in a text.

    pycrdt tells the place of one character at a time. It tells at once what a merge removes: so
    the characters of one mark after another are removed from a copy of the document.
    """
    deltas: list[list[dict[str, Any]]] = []

    def heard(event: Any) -> None:
        deltas.append(event.delta)

    with transaction(doc) as txn:
        state = doc.get_update(txn, encode_clocks({}))
    copy = new_doc()
    with transaction(copy) as txn:
        copy.apply_update(txn, state)
        text = copy.get_or_insert_text(txn, name)
        left = text.get_string(txn)
    subscription = text.observe(heard)
    places = list(range(len(left)))
    for mark, gone in spans.items():
        with transaction(copy) as txn:
            copy.apply_update(txn, encode_removals(gone))
        for delta in deltas:
            taken, rest, left = _parted(delta, left, places)
            yield mark, taken
            places = rest
        deltas.clear()
    del subscription


def _parted(
    delta: list[dict[str, Any]], text: str, places: list[int]
) -> tuple[list[int], list[int], str]:
    """The places of the characters that a delta removes, those that stay, and their text."""
    gone: list[int] = []
    stayed: list[int] = []
    words, at = "", 0
    for patch in patches_of(delta, text):
        start = patch.start + len(gone)
        stayed += places[at:start]
        words += text[at:start]
        at = start + patch.removed
        gone += places[start:at]
    return gone, stayed + places[at:], words + text[at:]
