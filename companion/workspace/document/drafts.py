"""Drafts in use: what stands in a field is kept on this device until it is handed over."""

import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock

from companion.domain.errors import WrongUse
from companion.domain.fault_messages import not_saved
from companion.domain.note.drafts import (
    MAX_CHARACTERS,
    Draft,
    DraftKey,
    append_draft,
    given,
    joined,
)
from companion.domain.save_schedule import PRIVATE_LIMIT, PRIVATE_PAUSE
from companion.domain.text import clean
from companion.i18n import _
from companion.storage.disk.threads import Debounce
from companion.storage.private.draft_file import DraftFile
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.handed_over import HandOver, all_in_turn

RETRY = 1.0
"""Seconds after which what could not be saved is tried again."""
HEARD = 0.3
"""Seconds within which it is known that a document which words were handed over to is unsaved."""


class Drafts:
    """All drafts of one space; any thread may use them.

    Every change is in memory at once and on disk within a second. While the disk cannot be written
    to, it stands in memory and is tried again.
    """

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        tell: Callable[[str], None],
        hear: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._now = now
        self._tell = tell
        """Is told, in whichever thread, the sentence for what could not be read."""
        self._hear = hear
        """Likewise the sentence for what could not be saved; empty where all was."""
        self._file = DraftFile(folder)
        self._is_open = False
        self._access = Lock()
        self._kept: dict[DraftKey, Draft] = {}
        self._leaving: list[HandOver] = []
        """What was handed over, as it came; it stays in the file until its document is saved."""
        self._refused: dict[DraftKey, Draft] = {}
        """What found no place where it belongs, until the next field begins with it: one that is
        open knows nothing of it, and would write over it."""
        self._changes = self._written = 0
        """How many times something was put here; and of those, how many are on disk."""
        self._saver = Debounce(self._save, PRIVATE_PAUSE, PRIVATE_LIMIT, "companion-drafts")

    @property
    def unsaved(self) -> bool:
        """Whether anything that was typed is not on disk yet."""
        return self._changes > self._written

    @property
    def on_the_way(self) -> bool:
        """Whether something is being handed over, of which it is not known yet what comes of it."""
        with self._access:
            return any(left.document is None for left in self._leaving)

    def field(
        self, of: DraftKey, title: str = "", begins_as: str = "", choice: str = ""
    ) -> DraftText:
        """The draft of something, for a field to show and to write."""
        return DraftText(self, Draft(of, begins_as, choice, title))

    def all(self) -> list[Draft]:
        """All drafts there are, the latest first."""
        self._open()
        with self._access:
            return sorted(self._offered().values(), key=lambda draft: draft.at, reverse=True)

    def get(self, of: DraftKey) -> Draft | None:
        """The draft of something; None where nothing was typed."""
        self._open()
        with self._access:
            return self._offered().get(of)

    def take_up(self, of: DraftKey) -> Draft | None:
        """Likewise, for a field that goes on with it."""
        self._open()
        with self._access:
            draft = self._offered().get(of)
            if self._refused.pop(of, None) is not None and draft is not None:
                self._kept[of] = draft
            return draft

    def put(self, draft: Draft, most: int = MAX_CHARACTERS) -> None:
        """Keep this, in the place of what was typed before. Raises WrongUse where all is full.

        `most` is how many characters all of them may have.
        """
        self._open()
        at = self._now().isoformat(timespec="seconds")
        draft = replace(draft, text=clean(draft.text), title=clean(draft.title), at=at)
        with self._access:
            before = self._kept.get(draft.of)
            more = len(draft.text) - (len(before.text) if before else 0)
            if more > 0 and sum(len(d.text) for d in self._kept.values()) + more > most:
                raise WrongUse(_("There is no room for more drafts: throw one away first."))
            self._kept[draft.of] = draft
            self._changes += 1
        self._saver.ask()

    def drop(self, of: DraftKey) -> None:
        """Throw a draft away."""
        self._open()
        with self._access:
            dropped = self._kept.pop(of, None)
        if dropped is not None:
            self._saver.ask()

    def begin_to_hand_over(self, of: DraftKey, text: str) -> HandOver | None:
        """Offer this text no more: it is on its way to where it belongs, and stays in the file.

        None where another text was begun meanwhile, which stays a draft.
        """
        self._open()
        with self._access:
            draft = self._kept.get(of)
            if draft is None or draft.text != clean(text):
                return None
            left = HandOver(self._kept.pop(of), None, time.monotonic())
            self._leaving.append(left)
            return left

    def handed_over(
        self, left: HandOver, rest: str = "", *, unsaved_in: str | None
    ) -> HandOver | None:
        """What was on its way stands where it belongs now; gives the rest, which is so still.

        `unsaved_in` is the name of the document that is still to be saved with it; None where it
        is saved.
        """
        draft, rest, found = left.draft, clean(rest), []
        if unsaved_in is not None and (words := given(draft.text, rest)):
            found.append(HandOver(replace(draft, text=words), unsaved_in, time.monotonic()))
        behind = replace(left, draft=replace(draft, text=rest)) if rest else None
        with self._access:
            if left in self._leaving:  # else it is a draft again, for the app ended meanwhile
                at = self._leaving.index(left)
                self._leaving[at : at + 1] = [*found, behind] if behind else found
        self._saver.ask(at_once=unsaved_in is None)
        return behind

    def refused(self, left: HandOver) -> None:
        """What was on its way could not be put where it belongs: it is a draft again."""
        with self._access:
            if left in self._leaving:
                self._leaving.remove(left)
                of = left.draft.of
                self._refused[of] = append_draft(self._refused.get(of), left.draft)

    def forget_saved(self, unsaved: Collection[str]) -> bool:
        """Take from the file what stands in documents other than these, the unsaved ones.

        Tells whether something waits: for its document, or because it was handed over so lately
        that this may not be known to be unsaved yet.
        """
        with self._access:
            before, oldest = len(self._leaving), time.monotonic() - HEARD
            self._leaving = [
                left for left in self._leaving
                if left.document in (None, *unsaved) or left.since > oldest
            ]  # fmt: skip
            if len(self._leaving) < before:
                self._saver.ask(at_once=True)  # until then a crash would bring it back
            return bool(self._leaving)

    def save_soon(self) -> None:
        """Begin to save what is unsaved at once, in a thread of its own."""
        if self.unsaved:
            self._saver.ask(at_once=True)

    def save_now(self) -> None:
        """Save everything at once, in the thread that asks."""
        self._saver.flush()

    def close(self, unsaved: Collection[str] = ()) -> None:
        """Save and let go; what is on its way, or in an unsaved document, is a draft again.

        What the disk does not take of it is lost, but for what the file said before."""
        with self._access:
            if self._leaving:
                self._leaving = [
                    left for left in self._leaving if left.document in (None, *unsaved)
                ]
                self._saver.ask()
            self._kept, self._leaving, self._refused = self._all_in_turn(), [], {}
        self._saver.stop()
        self._file.close()
        self._is_open = False

    def _open(self) -> None:
        """Read what was kept before; where that cannot be done now, the next use tries again."""
        if not self._is_open and self._folder.is_dir():  # a look makes nothing
            with suppress(OSError):  # it is told when something is to be saved
                self._try_to_open()

    def _try_to_open(self) -> None:
        with self._access:
            if self._is_open:
                return
            for of, draft in self._file.open().items():
                typed = self._kept.get(of)
                self._kept[of] = joined(draft, typed) if typed else draft
            self._is_open = True
        for path in self._file.set_aside:
            sentence = _("Drafts could not be read; what is left of them is in {path}.")
            self._tell(sentence.format(path=path))

    def _save(self) -> float | None:
        """Write all there is; gives after how many seconds to try again, where it has to be."""
        changes = self._changes
        try:
            if self._has_any():  # else nothing waits for the disk, whatever that is like
                self._try_to_open()
                with self._access:
                    kept = self._all_in_turn()
                self._file.write(kept)
        except OSError as error:
            self._hear(not_saved(self._folder, error))
            return RETRY
        self._written = changes
        self._hear("")
        return None

    def _has_any(self) -> bool:
        """Whether there is something to write, or a file that may have to hold less."""
        with self._access:
            return bool(self._is_open or self._kept or self._leaving or self._refused)

    def _all_in_turn(self) -> dict[DraftKey, Draft]:
        """What the file is to hold: what was handed over, and below it what was typed since."""
        return all_in_turn((*(left.draft for left in self._leaving), *self._offered().values()))

    def _offered(self) -> dict[DraftKey, Draft]:
        """What a field may go on with."""
        return all_in_turn((*self._refused.values(), *self._kept.values()))
