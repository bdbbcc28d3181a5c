"""What one person notes in a session for themselves alone: on this device, in no shared folder."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from companion.domain.errors import CompanionError, WrongUse
from companion.domain.fault_messages import not_saved, reason
from companion.domain.save_schedule import SaveSchedule
from companion.i18n import _
from companion.storage.disk.atomic_files import make_private, move_aside, stamp
from companion.storage.disk.locks import lock
from companion.storage.disk.threads import Worker
from companion.storage.document.device_file import Damaged, NewerFormat
from companion.storage.private.private_notes_file import read_private, write_private
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.session.unsaved_private import UnsavedPrivate
from companion.workspace.workspace import Workspace


class PrivateNotes:
    """One file of private notes, held by this program until `close`.

    The thread that shows them calls `write`, `tick` and `close`; a thread of their own writes.
    What the disk does not take by then stays a draft, and stands here when they are next opened;
    only where drafts are full, too, `lost` says that it is gone.
    """

    def __init__(
        self,
        path: Path,
        held: IO[bytes],
        text: str,
        monotonic: Callable[[], float],
        unsaved: UnsavedPrivate,
    ) -> None:
        self._path = path
        self._held = held
        self._monotonic = monotonic
        self._schedule = SaveSchedule()
        self._worker = Worker("companion-notes")
        self._job: Future[None] | None = None
        self._unsaved = unsaved
        self._saved = self._being_saved = text
        """What the file says, and what it says once the save under way is over."""
        self.text = unsaved.over(text)
        """What they say now."""
        self.set_aside: Path | None = None
        """Where a damaged file went that was found in their place, if one was."""
        self.trouble = ""
        """The sentence for what could not be saved; empty once it is."""
        self.lost = ""
        """The sentence for what could be kept nowhere as they were closed; else empty."""
        if self.text == text:
            unsaved.drop()
        else:
            self.write(self.text)

    @property
    def unsaved(self) -> bool:
        """Whether anything stands in memory alone."""
        return self._schedule.unsaved or self._job is not None

    def write(self, text: str) -> None:
        """Say this from now on; it is saved soon."""
        self.text = text
        self._schedule.edited(self._monotonic())

    def tick(self) -> None:
        """Save what is due, and take note of how the last save went."""
        if self._job is not None and self._job.done():
            self._apply_result()
        if self._job is None and self._schedule.private_due(self._monotonic()):
            self._save()

    def save_soon(self) -> None:
        """Begin to save what is unsaved, due or not; `tick` takes note of how that went."""
        if self._job is None and self._schedule.unsaved:
            self._save()

    def close(self) -> None:
        """Save and let go."""
        if self._held.closed:
            return
        self._end_save()  # what the file says is known only then
        if self._schedule.unsaved:
            self._save()
            self._end_save()
        self._worker.stop(timeout=None)
        self._held.close()
        if self._schedule.unsaved:
            self._keep_unsaved()

    def _end_save(self) -> None:
        """Wait for the save under way, if there is one, and take note of how it went."""
        if self._job is not None:
            wait([self._job])
            self._apply_result()

    def _keep_unsaved(self) -> None:
        try:
            self._unsaved.keep(self.text, self._saved)
        except WrongUse:
            self.lost = _(
                "Gone: what you typed last in your private notes. The disk did not take it, and "
                "there is no room for more drafts: make room before you type it again."
            )

    def _save(self) -> None:
        self._schedule.save_started()
        self._being_saved = self.text
        self._job = self._worker.do(partial(write_private, self._path, self.text))

    def _apply_result(self) -> None:
        """Take note of how a save went."""
        assert self._job is not None, "only what was begun can have gone one way or the other"
        error, self._job = self._job.exception(), None
        if error is None:
            self._schedule.saved()
            self._saved = self._being_saved
            self._unsaved.drop()
            self.trouble = ""
            return
        self._schedule.save_failed(self._monotonic())
        error = error if isinstance(error, OSError) else OSError(str(error))
        self.trouble = not_saved(self._path.parent, error)


class PrivateText(NamedTuple):
    """My private notes of one session, not read yet."""

    session: str
    """The id of the session."""
    seen: str
    """What changes when they do."""
    read: Callable[[], str]
    """Gives what was saved last; nothing where it cannot be read now."""


def private_texts(workspace: Workspace) -> list[PrivateText]:
    """My private notes of every session, to look in them only; any thread may do it."""
    root = workspace.places.private_notes(workspace.space.id)
    found = []
    for path in sorted(root.glob(f"*/{workspace.space.me}.json")):
        if seen := stamp(path):
            found.append(PrivateText(path.parent.name, seen, partial(_text_in, path)))
    return found


def _text_in(path: Path) -> str:
    with suppress(Damaged, NewerFormat, OSError):
        return read_private(path)
    return ""


def open_private_notes(
    workspace: Workspace, session: OpenDocument, monotonic: Callable[[], float]
) -> PrivateNotes:
    """My private notes of a session. Raises CompanionError where they cannot be had now."""
    if session.me != session.owner:
        sentence = _("{name} has the pen: each of you keeps private notes on your own device.")
        raise CompanionError(sentence.format(name=workspace.pair.name_of(session.me)))
    folder = workspace.places.private_notes(workspace.space.id) / session.id
    path = folder / f"{session.owner}.json"
    try:
        held = (make_private(folder) / f"{session.owner}.lock").open("ab")
        try:
            unsaved = UnsavedPrivate(workspace.drafts, session.id)
            return _opened(path, held, monotonic, unsaved)
        except BaseException:
            held.close()
            raise
    except NewerFormat:
        sentence = _("A newer companion wrote your private notes: bring this one up to date.")
        raise CompanionError(sentence) from None
    except OSError as error:
        sentence = _("Your private notes in {path} cannot be opened: {reason}. Mend it, try again.")
        raise CompanionError(sentence.format(path=folder, reason=reason(error))) from None


def _opened(
    path: Path, held: IO[bytes], monotonic: Callable[[], float], unsaved: UnsavedPrivate
) -> PrivateNotes:
    if not lock(held):
        raise CompanionError(_("Your private notes are open in another window of companion."))
    try:
        return PrivateNotes(path, held, read_private(path), monotonic, unsaved)
    except Damaged:
        copy = move_aside(path)
        notes = PrivateNotes(path, held, "", monotonic, unsaved)
        notes.set_aside = copy
        return notes
