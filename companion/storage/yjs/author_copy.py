"""A copy of a document in which each letter of a text stands for who wrote it.

pycrdt tells the client of one character at a time. The blocks of a state tell it of all, but not
their order in the text. So a copy takes the same blocks, with each letter replaced by one that
stands for its author; Yjs orders them, and the text of the copy is read beside the true one.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from companion.storage.yjs.author_entries import AuthorEntries
from companion.storage.yjs.author_marks import Mark, Run, gathered, mark_of
from companion.storage.yjs.blocks import pass_block
from companion.storage.yjs.native import new_doc, transaction
from companion.storage.yjs.update_codec import Reader, encode_number, read_clocks

if TYPE_CHECKING:
    from pycrdt import _pycrdt

_MOST_MARKS = 0xD800
"""Letters of one UTF-16 unit each, by which Yjs counts, before the first that is none."""
_SAME = re.compile(r"(.)\1*", re.DOTALL)


class AuthorCopy:
    """The copy, which takes what is new in its document each time that it is asked to follow."""

    def __init__(self, doc: "_pycrdt.Doc", entries: AuthorEntries) -> None:
        self._doc = doc
        self._copy = new_doc()
        self._marks = [Mark()]
        self._letters = {Mark(): b"\0"}
        self._entries = entries
        self._take(self._news())

    def follow(self, read_entries: Callable[[], AuthorEntries]) -> bool:
        """Take what is new; tells whether that can be: not if old words have another author."""
        news = self._news()
        if news == self._known:
            return True
        before, self._entries = self._entries, read_entries()
        with transaction(self._copy) as txn:
            clocks = read_clocks(self._copy.get_state(txn))
        if self._entries.before(clocks) != before.before(clocks):
            return False
        self._take(news)
        return True

    def runs(self, name: str) -> list[Run]:
        """A text in stretches, with the marks of older versions where there is no author."""
        with transaction(self._doc) as txn:
            text = self._doc.get_or_insert_text(txn, name).get_string(txn)
        with transaction(self._copy) as txn:
            found = self._copy.get_or_insert_text(txn, name).diff(txn)
        marks: list[Mark] = []
        for letters, attributes in found:
            older = mark_of(attributes or {})
            for same in _SAME.finditer(str(letters)):
                mark = self._marks[ord(same[1])]
                marks += [mark if mark.by else older] * len(same[0])
        return gathered(text, marks if len(marks) == len(text) else _by_character(text, marks))

    def _news(self) -> bytes:
        """What the copy has not yet, and all removals."""
        with transaction(self._copy) as txn:
            have = self._copy.get_state(txn)
        with transaction(self._doc) as txn:
            return self._doc.get_update(txn, have)

    def _take(self, news: bytes) -> None:
        with transaction(self._copy) as txn:
            self._copy.apply_update(txn, b"".join(self._rewritten(news)))
        self._known = self._news()

    def _rewritten(self, update: bytes) -> Iterator[bytes]:
        """The pieces of an update that has other letters."""
        reader, begin = Reader(update), 0
        for _ in range(reader.number()):
            count, client, clock = reader.number(), reader.number(), reader.number()
            letter, until = b"", clock
            for _ in range(count):
                length, words = pass_block(reader)
                if words:
                    if clock >= until:
                        letter, until = self._letter_from(client, clock)
                    letters = letter * length
                    if clock + length > until:
                        letters = self._letters_of(client, clock, length)
                    yield update[begin:words]
                    yield encode_number(len(letters))
                    yield letters
                    begin = reader.at
                clock += length
        yield update[begin:]

    def _letters_of(self, client: int, clock: int, length: int) -> bytes:
        """The letters of a block, part of which may be by another author."""
        letters, end = b"", clock + length
        while clock < end:
            letter, until = self._letter_from(client, clock)
            letters += letter * (min(until, end) - clock)
            clock = until
        return letters

    def _letter_from(self, client: int, clock: int) -> tuple[bytes, int]:
        """The letter of what a client inserted from this clock on, and up to which it holds."""
        mark, until = self._entries.mark_from(client, clock)
        return self._letter(mark), until

    def _letter(self, mark: Mark) -> bytes:
        letter = self._letters.get(mark)
        if letter is None:
            if not mark.by or len(self._marks) == _MOST_MARKS:
                return b"\0"
            letter = self._letters[mark] = chr(len(self._marks)).encode()
            self._marks.append(mark)
        return letter


def _by_character(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """The mark of each character, of marks for each UTF-16 unit."""
    at = 0
    for character in text:
        yield marks[at] if at < len(marks) else Mark()
        at += 1 + (character > "\uffff")
