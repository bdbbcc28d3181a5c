"""What tells a character of a text from all others there are or will be: its client and clock.

An identity stays as it is whatever is typed around its character and however texts merge. A
character that is removed and typed or brought back again is another one.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from companion.domain.text import Patch
from companion.storage.yjs.native import sticky_index, transaction
from companion.storage.yjs.update_codec import Id, Reader

if TYPE_CHECKING:
    from pycrdt import _pycrdt


class Identities:
    """The identities that were asked for in one raw text; Yjs walks the text for each new one."""

    def __init__(self, doc: "_pycrdt.Doc", name: str) -> None:
        self._doc = doc
        self._name = name
        self._known: dict[int, Id] = {}
        self._since: list[Patch] = []
        """What was done to the text since the places of those known were looked at."""

    def moved(self, patches: Sequence[Patch]) -> None:
        """The text was changed by exactly these, one after another."""
        if self._known:
            self._since += patches

    def forget(self) -> None:
        """The text was changed, nobody knows how."""
        self._known, self._since = {}, []

    def at(self, raw: str, places: Sequence[int]) -> list[Id]:
        """Those of the characters at these places in the text as it is now."""
        for patch in self._since:
            self._known = {
                patch.moved(place, along=True): known
                for place, known in self._known.items()
                if not patch.start <= place < patch.start + patch.removed
            }
        known, self._since = self._known, []
        self._known, before, size = {}, 0, 0
        with transaction(self._doc) as txn:
            text = self._doc.get_or_insert_text(txn, self._name)
            for place in sorted(places):
                size, before = size + len(raw[before:place].encode()), place
                found = known.get(place) or _identity(sticky_index(text, txn, size))
                self._known[place] = found
        return [self._known[place] for place in places]


def _identity(sticky: bytes) -> Id:
    """The client and clock in an encoded place of one character."""
    reader = Reader(sticky)
    reader.byte()
    return reader.number(), reader.number()
