"""One text of a document while it is edited: what it says, what changes in it, undo.

Everything that changes the text is told as patches, whoever did it and however it came about:
typing, a merge, undo. They are made from what Yjs says it did, so that they are exact: two texts
compared would not tell whether an `a` was put before or behind another one.

Places outside are those of the text as it is shown, without the break it begins with
(`first_break.py`); a raw text, and raw patches, have it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from companion.domain.text import Patch, patch_between
from companion.storage.yjs.first_break import raw_patch, shown, shown_patches
from companion.storage.yjs.identities import Identities
from companion.storage.yjs.marks import Mark, attributes_of, mark_of, mark_runs, spread, whose
from companion.storage.yjs.native import new_undo_manager, transaction
from companion.storage.yjs.update_codec import Id

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
        self._undone: list[Mark] = []
        self._identities = Identities(doc, name)
        deltas, group = self._deltas, self._group

        def heard(event: Any) -> None:
            deltas.append(event.delta)

        with transaction(doc) as txn:
            text = doc.get_or_insert_text(txn, name)
            self._raw: str = text.get_string(txn)
        self._subscription = text.observe(heard)
        self._undo = new_undo_manager(doc, text, OWN, lambda: group[0])

    def listen(self, told: Told) -> None:
        """Tell `told` of every change from now on."""
        self._listeners.append(told)

    def unlisten(self, told: Told) -> None:
        """Tell it no more."""
        self._listeners.remove(told)

    @property
    def text(self) -> str:
        """What it says."""
        return shown(self._raw)

    def edit(self, patch: Patch, by: str, day: str = "", together: bool = False) -> None:
        """Replace a stretch; what is inserted bears its author, and the day it is there.

        Undo takes it back alone, or `together` with the edit before.
        """
        if not together:
            self._next_group()
        raw = raw_patch(self._raw, patch)
        start = _size(self._raw[: raw.start])
        with transaction(self._doc, OWN) as txn:
            text = self._doc.get_or_insert_text(txn, self._name)
            if raw.removed:
                removed = self._raw[raw.start : raw.start + raw.removed]
                text.remove_range(txn, start, _size(removed))
            if raw.inserted:
                text.insert(txn, start, raw.inserted, attributes_of(Mark(by, day)))
        self._deltas.clear()
        self._undone.clear()
        self._raw = raw.applied(self._raw)
        self._identities.moved([raw])
        self._tell([patch])

    def undo(self) -> list[Patch]:
        """Take the latest own edits back that can be; gives what that changed."""
        marks = spread(self._runs())
        before, patches = self._step(self._undo.undo)
        if patches:
            self._undone.append(whose(marks, patches))
        return list(shown_patches(before, patches))

    def redo(self, by: str, day: str = "") -> list[Patch]:
        """Do again what was undone last; gives what that changed.

        What comes back is by whom typed it here, or `by` where that is not known.
        """
        typed = self._undone.pop() if self._undone else Mark()
        before, patches = self._step(self._undo.redo, typed if typed.by else Mark(by, day))
        return list(shown_patches(before, patches))

    def authored(self) -> list[tuple[str, str]]:
        """What it says, in stretches of (words, the id of who wrote them)."""
        runs = [(words, mark.by) for words, mark in self.marked()]
        return [
            ("".join(words for words, _by in group), by)
            for by, group in groupby(runs, key=lambda run: run[1])
        ]

    def marked(self) -> list[tuple[str, Mark]]:
        """What it says, in stretches of (words, who wrote them and when)."""
        runs = self._runs()
        if runs:
            runs[0] = shown(runs[0][0]), runs[0][1]
        return [run for run in runs if run[0]]

    def identities(self, places: Sequence[int]) -> list[Id]:
        """What tells the characters at these places from all others there are or will be."""
        hidden = len(self._raw) - len(self.text)
        return self._identities.at(self._raw, [place + hidden for place in places])

    def hear(self) -> None:
        """Take in, and tell, what changed the document otherwise than by `edit`."""
        before = self._raw
        self._tell(list(shown_patches(before, self._changes())))

    def _runs(self) -> list[tuple[str, Mark]]:
        """The raw text in stretches."""
        with transaction(self._doc) as txn:
            runs = self._doc.get_or_insert_text(txn, self._name).diff(txn)
        return [(str(words), mark_of(marks or {})) for words, marks in runs]

    def _step(self, step: Callable[[], bool], mark: Mark | None = None) -> tuple[str, list[Patch]]:
        """The raw text before the step, and what it changed in it."""
        self._next_group()
        marks = spread(self._runs())
        while step():
            before = self._raw
            # What the other has removed since leaves nothing to be seen: go on to what does.
            if patches := self._changes():
                self._keep_marks(marks, patches, mark)
                seen = list(shown_patches(before, patches))
                self._tell(seen)
                if seen:
                    return before, patches
                marks = spread(self._runs())
        return self._raw, []

    def _changes(self) -> list[Patch]:
        """What Yjs did to the raw text since it was last looked at."""
        before, patches = self._raw, []
        for delta in self._deltas:
            for patch in _patches(delta, self._raw):
                self._raw = patch.applied(self._raw)
                patches.append(patch)
        self._deltas.clear()
        return self._corrected(before, patches) if patches else []

    def _keep_marks(self, marks: list[Mark], patches: list[Patch], typed: Mark | None) -> None:
        """Mark anew what undo left without its author.

        Yjs marks only where a stretch begins and ends. The mark before the other's words may be
        one of mine, which undo takes away.
        """
        now = spread(self._runs())
        for patch in patches:
            back = [typed or mark for mark in now[patch.start : patch.end]]
            marks[patch.start : patch.start + patch.removed] = back
        with transaction(self._doc) as txn:
            text = self._doc.get_or_insert_text(txn, self._name)
            for start, end in mark_runs(marks, now):
                at, size = _size(self._raw[:start]), _size(self._raw[start:end])
                text.format(txn, at, size, attributes_of(marks[start]))
        self._deltas.clear()

    def _corrected(self, before: str, patches: list[Patch]) -> list[Patch]:
        """`patches`, if they lead to the text there is; forged states hold more than text."""
        with transaction(self._doc) as txn:
            true = self._doc.get_or_insert_text(txn, self._name).get_string(txn)
        if self._raw == true:
            self._identities.moved(patches)
            return patches
        self._raw = true
        self._identities.forget()
        whole = patch_between(before, true)
        return [] if whole is None else [whole]

    def _tell(self, patches: list[Patch]) -> None:
        for told in tuple(self._listeners) if patches else ():
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
