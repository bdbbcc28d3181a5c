"""One text of a document while it is edited: what it says, what changes in it, undo.

Everything that changes the text is told as patches, whoever did it and however it came about:
typing, a merge, undo. They are made from what Yjs says it did, so that they are exact: two texts
compared would not tell whether an `a` was put before or behind another one.

Places outside are those of the text as it is shown, without the break it begins with
(`first_break.py`); a raw text, and raw patches, have it.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from companion.domain.text import Patch, patch_between
from companion.storage.yjs.author_marks import Mark, Run, patched
from companion.storage.yjs.authors import Authorship
from companion.storage.yjs.deltas import patches_of
from companion.storage.yjs.first_break import BREAK, raw_patch, shown, shown_patches
from companion.storage.yjs.identities import Identities
from companion.storage.yjs.native import new_undo_manager, transaction
from companion.storage.yjs.own_line import break_behind
from companion.storage.yjs.update_codec import Id

if TYPE_CHECKING:
    from pycrdt import _pycrdt

OWN = 1
"""The origin of transactions that undo takes back; merges have none."""

Told = Callable[[list[Patch]], None]
"""Hears of patches in the order in which they turn the text as it was into what it is."""


class SharedText:
    """A text with its changes; belongs to the thread that made its document."""

    def __init__(self, doc: "_pycrdt.Doc", name: str, authorship: Authorship) -> None:
        self._doc = doc
        self._name = name
        self._authorship = authorship
        self._listeners: list[Told] = []
        # What Yjs calls back knows these two lists and not this object: a cycle through the
        # compiled half would never be collected.
        self._deltas: list[list[dict[str, Any]]] = []
        self._group = [1]
        self._runs: list[Run] | None = None
        """The raw text in stretches, once they were asked for."""
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

    def edit(
        self,
        patch: Patch,
        by: str,
        day: str = "",
        together: bool = False,
        *,
        own_line: bool = False,
    ) -> None:
        """Replace a stretch; what is inserted bears its author, and the day it is there.

        Undo takes it back alone, or `together` with the edit before. `own_line` says that what is
        inserted begins with the break behind somebody else's words.
        """
        if not together:
            self._next_group()
        raw = raw_patch(self._raw, patch)
        start = _size(self._raw[: raw.start])
        mark = Mark(by, day)
        if raw.inserted:
            self._authorship.write_as(mark)
        client, break_update, inserted = 0, b"", raw.inserted
        if own_line:
            client, break_update = break_behind(self._doc, self._name, start)
            inserted = inserted.removeprefix(BREAK)
        with transaction(self._doc, OWN) as txn:
            text = self._doc.get_or_insert_text(txn, self._name)
            if raw.removed:
                removed = self._raw[raw.start : raw.start + raw.removed]
                text.remove_range(txn, start, _size(removed))
            if own_line:
                self._doc.apply_update(txn, break_update)
                start += len(BREAK)
            if inserted:
                text.insert(txn, start, inserted)
        if own_line:  # after it stands: no state may name who wrote what is not written
            self._authorship.write_break(client, mark)
        self._deltas.clear()
        if self._runs is not None:
            self._runs = patched(self._runs, raw, mark)
        self._raw = raw.applied(self._raw)
        self._identities.moved([raw])
        self._tell([patch])

    def undo(self) -> list[Patch]:
        """Take the latest own edits back that can be; gives what that changed."""
        return self._step(self._undo.undo)

    def redo(self) -> list[Patch]:
        """Do again what was undone last; gives what that changed."""
        return self._step(self._undo.redo)

    def authored(self) -> list[tuple[str, str]]:
        """What it says, in stretches of (words, the id of who wrote them)."""
        runs = [(words, mark.by) for words, mark in self.marked()]
        return [
            ("".join(words for words, _by in group), by)
            for by, group in groupby(runs, key=lambda run: run[1])
        ]

    def marked(self) -> list[tuple[str, Mark]]:
        """What it says, in stretches of (words, who wrote them and when)."""
        if self._runs is None:
            self._runs = self._authorship.runs(self._name)
        runs = list(self._runs)
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

    def _step(self, step: Callable[[], bool]) -> list[Patch]:
        """Undo or redo until something is seen of it; gives what."""
        self._next_group()
        clock = self._authorship.clock()
        while step():
            self._authorship.mark_restored(clock)
            before = self._raw
            # What the other has removed since leaves nothing to be seen: go on to what does.
            if seen := list(shown_patches(before, self._changes())):
                self._tell(seen)
                return seen
            clock = self._authorship.clock()
        return []

    def _changes(self) -> list[Patch]:
        """What Yjs did to the raw text since it was last looked at."""
        before, patches = self._raw, []
        if self._deltas:
            self._runs = None
        for delta in self._deltas:
            for patch in patches_of(delta, self._raw):
                self._raw = patch.applied(self._raw)
                patches.append(patch)
        self._deltas.clear()
        return self._corrected(before, patches) if patches else []

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


def _size(text: str) -> int:
    """Bytes in UTF-8, by which Yjs counts."""
    return len(text) if text.isascii() else len(text.encode())
