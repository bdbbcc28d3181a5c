"""One text of a document while it is edited: what it says, what changes in it, undo.

Everything that changes the text is told as patches, whoever did it and however it came about:
typing, a merge, undo. They are made from what Yjs says it did, so that they are exact: two texts
compared would not tell whether an `a` was put before or behind another one.
"""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from companion.domain.text import Patch, patch_between
from companion.storage.yjs.native import new_undo_manager, transaction

if TYPE_CHECKING:
    from pycrdt import _pycrdt

OWN = 1
"""The origin of transactions that undo takes back; merges have none."""

Told = Callable[[list[Patch]], None]
"""Hears of patches in the order in which they turn the text as it was into what it is."""


class SharedText:
    """A text with its changes; belongs to the thread that made its document."""

    def __init__(self, doc: "_pycrdt.Doc", name: str) -> None:
        self._doc = doc
        self._name = name
        self._listeners: list[Told] = []
        # What Yjs calls back knows these two lists and not this object: a cycle through the
        # compiled half would never be collected.
        self._deltas: list[list[dict[str, Any]]] = []
        self._group = [1]
        self._undone: list[str] = []
        deltas, group = self._deltas, self._group

        def heard(event: Any) -> None:
            deltas.append(event.delta)

        with transaction(doc) as txn:
            text = doc.get_or_insert_text(txn, name)
            self.text: str = text.get_string(txn)
        self._subscription = text.observe(heard)
        self._undo = new_undo_manager(doc, text, OWN, lambda: group[0])

    def listen(self, told: Told) -> None:
        """Tell `told` of every change from now on."""
        self._listeners.append(told)

    def unlisten(self, told: Told) -> None:
        """Tell it no more."""
        self._listeners.remove(told)

    def edit(self, patch: Patch, by: str, together: bool = False) -> None:
        """Replace a stretch; what is inserted bears its author `by`.

        Undo takes it back alone, or `together` with the edit before.
        """
        if not together:
            self._next_group()
        start = _size(self.text[: patch.start])
        with transaction(self._doc, OWN) as txn:
            text = self._doc.get_or_insert_text(txn, self._name)
            if patch.removed:
                removed = self.text[patch.start : patch.start + patch.removed]
                text.remove_range(txn, start, _size(removed))
            if patch.inserted:
                text.insert(txn, start, patch.inserted, iter([("by", by)]))
        self._deltas.clear()
        self._undone.clear()
        self.text = patch.applied(self.text)
        self._tell([patch])

    def undo(self) -> list[Patch]:
        """Take the latest own edits back that can be; gives what that changed."""
        authors = _spread(self.authored())
        patches = self._step(self._undo.undo)
        if patches:
            self._undone.append(_whose(authors, patches))
        return patches

    def redo(self, by: str) -> list[Patch]:
        """Do again what was undone last; gives what that changed.

        What comes back is by whom typed it here, or `by` where that is not known.
        """
        typed_by = self._undone.pop() if self._undone else ""
        return self._step(self._undo.redo, typed_by or by)

    def authored(self) -> list[tuple[str, str]]:
        """What it says, in stretches of (words, the id of who wrote them)."""
        with transaction(self._doc) as txn:
            runs = self._doc.get_or_insert_text(txn, self._name).diff(txn)
        return [(str(words), str((marks or {}).get("by", ""))) for words, marks in runs]

    def hear(self) -> None:
        """Take in, and tell, what changed the document otherwise than by `edit`."""
        if patches := self._changes():
            self._tell(patches)

    def _step(self, step: Callable[[], bool], by: str = "") -> list[Patch]:
        self._next_group()
        authors = _spread(self.authored())
        while step():
            # What the other has removed since leaves nothing to be seen: go on to what does.
            if patches := self._changes():
                self._keep_authors(authors, patches, by)
                self._tell(patches)
                return patches
        return []

    def _changes(self) -> list[Patch]:
        before, patches = self.text, []
        for delta in self._deltas:
            for patch in _patches(delta, self.text):
                self.text = patch.applied(self.text)
                patches.append(patch)
        self._deltas.clear()
        return self._corrected(before, patches) if patches else []

    def _keep_authors(self, authors: list[str], patches: list[Patch], by: str) -> None:
        """Mark anew what undo left without its author.

        Yjs marks only where a stretch begins and ends. The mark before the other's words may be
        one of mine, which undo takes away.
        """
        now = _spread(self.authored())
        for patch in patches:
            back = [by or author for author in now[patch.start : patch.end]]
            authors[patch.start : patch.start + patch.removed] = back
        with transaction(self._doc) as txn:
            text = self._doc.get_or_insert_text(txn, self._name)
            for start, end in _stretches(authors, now):
                at, size = _size(self.text[:start]), _size(self.text[start:end])
                text.format(txn, at, size, iter([("by", authors[start])]))
        self._deltas.clear()

    def _corrected(self, before: str, patches: list[Patch]) -> list[Patch]:
        """`patches`, if they lead to the text there is; forged states hold more than text."""
        with transaction(self._doc) as txn:
            true = self._doc.get_or_insert_text(txn, self._name).get_string(txn)
        if self.text == true:
            return patches
        self.text = true
        whole = patch_between(before, true)
        return [] if whole is None else [whole]

    def _tell(self, patches: list[Patch]) -> None:
        for told in tuple(self._listeners):
            told(patches)

    def _next_group(self) -> None:
        self._group[0] += 1


def _patches(delta: list[dict[str, Any]], text: str) -> Iterator[Patch]:
    """What Yjs did to `text`, which counts bytes, as patches one after another."""
    data, at, place = text.encode(), 0, 0
    for step in delta:
        if "insert" in step:
            inserted = str(step["insert"])
            yield Patch(place, 0, inserted)
            place += len(inserted)
            continue
        size = step.get("retain") or step.get("delete", 0)
        characters = len(data[at : at + size].decode(errors="replace"))
        at += size
        if "delete" in step:
            yield Patch(place, characters, "")
        else:
            place += characters


def _spread(runs: list[tuple[str, str]]) -> list[str]:
    """The author of each character."""
    return [by for words, by in runs for _character in words]


def _whose(authors: list[str], patches: list[Patch]) -> str:
    """Who had written the first of what `patches` removed; "" where they removed nothing."""
    for patch in patches:
        if patch.removed:
            return authors[patch.start]
        authors[patch.start : patch.start] = [""] * len(patch.inserted)
    return ""


def _stretches(wanted: list[str], found: list[str]) -> Iterator[tuple[int, int]]:
    """Where and up to where `found` differs and one author is wanted."""
    place = 0
    for (author, other), group in groupby(zip(wanted, found, strict=True)):
        start, place = place, place + sum(1 for _pair in group)
        if author != other:
            yield start, place


def _size(text: str) -> int:
    """Bytes in UTF-8, by which Yjs counts."""
    return len(text) if text.isascii() else len(text.encode())
