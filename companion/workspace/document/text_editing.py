"""A shared text in somebody's hands: typing within bounds, undo, who wrote what."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from companion.domain.dates import local_day
from companion.domain.errors import NoRoom
from companion.domain.note.undo_groups import Typed, continues_group
from companion.domain.text import MAX_NOTE, Patch, visible
from companion.i18n import _
from companion.storage.document.document import Document
from companion.storage.yjs.shared_text import Told


class FieldText(Protocol):
    """Where a field keeps its words: they are written there with every key, and read from there."""

    @property
    def text(self) -> str:
        """What it says now."""

    def edit(self, patch: Patch, pasted: bool = False, /) -> Patch | None:
        """Do what was typed or pasted; a shared text gives what was done.

        Raises WrongUse when there is no room for it; nothing is done then.
        """

    def listen(self, told: Told) -> None:
        """Tell `told` of every change, own ones too, until `close`."""

    def close(self) -> None:
        """Let go of it; the words stay."""


class TextEditor:
    """One device's hold on one text of a document, from `listen` on until `close`.

    Text that others wrote is given as it may be shown: unsafe characters are marks of one
    character each, so that places keep.
    """

    def __init__(
        self,
        document: Document,
        name: str,
        me: Callable[[], str],
        now: Callable[[], datetime],
        changed: Callable[[], None],
        check_open: Callable[[], None],
    ) -> None:
        self._document = document
        self._name = name
        self._shared = document.shared_text(name)
        self._now = now
        self._changed = changed
        self._check_open = check_open
        self._last: Typed | None = None
        self._told: Told | None = None
        self._me = me
        self._last_by = ""
        """Who typed here last since it was opened: the pen may have passed. Nobody, once what was
        typed last was taken back: there is nothing yet to go on with."""

    @property
    def me(self) -> str:
        """The id of the person who types: whoever has the pen."""
        return self._me()

    @property
    def text(self) -> str:
        """What it says now."""
        return visible(self._shared.text)

    @property
    def authored(self) -> list[tuple[str, str]]:
        """What it says, in stretches of (words, the id of who wrote them)."""
        return [(visible(words), by) for words, by in self._document.authored(self._name)]

    def authors_of_row(self, row: int) -> set[str]:
        """Who wrote letters of a line, by its number from 0."""
        found, at = set(), 0
        for words, by in self.authored:
            for number, part in enumerate(words.split("\n")):
                at += number > 0
                if part and at == row:
                    found.add(by)
        return found

    def listen(self, told: Told) -> None:
        """Tell `told` of every change, own ones too, until `close`."""
        self._told = told
        self._shared.listen(self._hear)

    def close(self) -> None:
        """Let go of it."""
        self._told = None
        self._shared.unlisten(self._hear)

    def edit(self, patch: Patch, pasted: bool = False, *, on_next_line: bool = False) -> Patch:
        """Do what was typed or pasted; gives what was done, for what one begins with may begin a
        line of its own, and does so `on_next_line`.

        Raises NoRoom when it would not fit, WrongUse when it may not; nothing is done then.
        """
        self._check_open()
        check_room(self._document, len(self._shared.text), patch)
        now, done = self._now(), self._on_own_line(patch, on_next_line)
        letters = Patch(done.end - len(patch.inserted), patch.removed, patch.inserted)
        typed = Typed(letters, now, self.me, pasted)
        together = continues_group(self._last, typed)
        own_line = len(done.inserted) > len(patch.inserted)
        self._shared.edit(done, self.me, local_day(now), together, own_line=own_line)
        self._last = typed
        self._changed()
        return done

    def undo(self) -> list[Patch]:
        """Take back what was typed here last; gives what changed; raises as `edit` does."""
        self._check_open()
        return self._step(self._shared.undo)

    def redo(self) -> list[Patch]:
        """Do again what was taken back last; likewise."""
        self._check_open()
        return self._step(self._shared.redo)

    def _on_own_line(self, patch: Patch, next_line: bool) -> Patch:
        """What a person begins with, typed behind the other's last words, on the next line: whoever
        comes to a text finds the caret there, and has not read yet whose words those are."""
        begins, self._last_by = self.me != self._last_by, self.me
        if patch.inserted.startswith("\n"):
            return patch
        if next_line or (begins and self._is_behind_the_others_last(patch)):
            return replace(patch, inserted="\n" + patch.inserted)
        return patch

    def _is_behind_the_others_last(self, patch: Patch) -> bool:
        text = self._shared.text
        at_end = patch.start == len(text) and text and not text.endswith("\n")
        return bool(at_end) and self.authored[-1][1] != self.me

    def _step(self, step: Callable[[], list[Patch]]) -> list[Patch]:
        self._last = None  # what is typed next is taken back for itself
        self._last_by = ""
        patches = _shown(step())
        self._changed()
        return patches

    def _hear(self, patches: list[Patch]) -> None:
        if self._told is not None:
            self._told(_shown(patches))


def check_room(document: Document, length: int, patch: Patch) -> None:
    """Raise NoRoom when a text so long, or its document, would be too long after the patch."""
    if patch.inserted and document.is_full:
        raise NoRoom(_("There is no more room in this session: go on in a new one."), 0)
    room = patch.removed + max(0, MAX_NOTE - length)
    if len(patch.inserted) > room:
        full = _("This note is full ({count} thousand characters): go on in another item.")
        raise NoRoom(full.format(count=MAX_NOTE // 1000), room)


def _shown(patches: list[Patch]) -> list[Patch]:
    return [replace(patch, inserted=visible(patch.inserted)) for patch in patches]
