"""One text of a document while it is edited: what it says, what changes in it, undo.

Everything that changes the text is told as patches, whoever did it and however it came about:
typing, a merge, undo. They are made from what Yjs says it did, so that they are exact: two texts
compared would not tell whether an `a` was put before or behind another one.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from companion.domain.text import Patch, patch_between
from companion.storage.yjs import new_undo_manager, transaction

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
        self.text = patch.applied(self.text)
        self._tell([patch])

    def undo(self) -> list[Patch]:
        """Take the latest own edits back; gives what that changed."""
        self._undo.undo()
        self._next_group()
        return self.hear()

    def redo(self) -> list[Patch]:
        """Do again what was undone last; gives what that changed."""
        self._undo.redo()
        self._next_group()
        return self.hear()

    def hear(self) -> list[Patch]:
        """Take in what changed the document otherwise than by `edit`; gives and tells it."""
        if not self._deltas:
            return []
        before, patches = self.text, []
        for delta in self._deltas:
            for patch in _patches(delta, self.text):
                self.text = patch.applied(self.text)
                patches.append(patch)
        self._deltas.clear()
        patches = self._corrected(before, patches)
        if patches:
            self._tell(patches)
        return patches

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


def _size(text: str) -> int:
    """Bytes in UTF-8, by which Yjs counts."""
    return len(text) if text.isascii() else len(text.encode())
