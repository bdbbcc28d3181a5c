"""A document in use: what a person does to it, and what it says at any moment."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from companion.domain.errors import CompanionError, WrongUse
from companion.domain.fault_messages import not_saved
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session.agenda import WHOLE
from companion.domain.text import Patch, clean, one_line, visible
from companion.i18n import _
from companion.storage.disk.atomic_files import Signature
from companion.storage.document.device_file_writer import Snapshot
from companion.storage.document.document import Scalar
from companion.storage.document.schema import ANSWERS, CHECKS, NOTES, entity_fields
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.shared_folder import FolderScan
from companion.storage.sync.store import Store
from companion.workspace.document.revised_lines import RevisedLines
from companion.workspace.document.text_editing import TextEditor, check_room

STILL_TYPING = timedelta(seconds=10)
"""So long after words of somebody's arrived they count as typing."""


class OpenDocument(RevisedLines):
    """A document that somebody writes in; belongs to one thread.

    Changes stand in memory until they are saved: `snapshot` gives what to save to any thread.
    """

    def __init__(
        self,
        store: Store,
        opened: OpenFile,
        me: str,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(store, opened, me, now, new_id)
        self._arrived: dict[str, tuple[str, datetime]] = {}
        self._heard: dict[str, datetime] = {}

    @property
    def seen(self) -> dict[str, Signature]:
        """Signatures of the shared files that this document already holds."""
        return dict(self._opened.seen)

    @property
    def last_shared(self) -> datetime | None:
        """When either last wrote a file of it into the shared folder, as the files have it."""
        return _latest(self._opened.seen.values())

    @property
    def problems(self) -> int:
        """How many shared files of this document could not be read."""
        return len(self._opened.problems)

    def note_editor(self, item: str) -> TextEditor:
        """The shared note of an agenda item, to type in."""
        return self._writing(NOTES + item)

    def answer_editor(self, who: str) -> TextEditor:
        """The reflection for mentor, mentee or both, to type in."""
        return self._writing(ANSWERS + who)

    def typing(self) -> dict[str, str]:
        """Who else is typing, by what arrived here just now: person -> agenda item or other text.

        Their clock has no part in it.
        """
        now = self._now()
        return {
            person: name.partition(":")[2]
            for person, (name, at) in self._arrived.items()
            if timedelta() <= now - at < STILL_TYPING
        }

    def was_active(self, person: str, within: timedelta) -> bool:
        """Whether somebody's own device wrote here within that time, by when it arrived.

        What arrived in an earlier run of the app counts by the time of its file.
        """
        at = self._heard.get(person)
        return at is not None and timedelta() <= self._now() - at < within

    def write_answer(self, who: str, text: str) -> bool:
        """Let the reflection for mentor, mentee or both say `text`; tells whether it changed."""
        return self._write(ANSWERS + who, text)

    def add_paragraph(self, text: str, item: str = WHOLE) -> None:
        """Add a paragraph at the end of the shared note of an agenda item."""
        paragraph = clean(text).strip()
        if not paragraph:
            raise WrongUse(_("There is nothing to note: the text is empty."))
        before = self.note(item)
        gap = "\n\n" if before.strip() else ""
        self.write_note(item, before.rstrip("\n") + gap + paragraph if gap else paragraph)

    def add(
        self, kind: str, captured: ParsedLine, item: str = "", by: str = "", answer: str = ""
    ) -> str:
        """Add a record, such as an action or idea; gives its id.

        `item` is the agenda item it was written down at, `by` whose words it is unless mine.
        """
        text = one_line(captured.text, limit=None)
        if not text:
            raise WrongUse(_("There is nothing to write down: the text is empty."))
        check_room(self._document, 0, Patch(0, 0, text + answer))
        values: dict[str, Scalar] = {
            "text": text,
            "by": by or self.me,
            "who": captured.who,
            "due": captured.due,
            "state": "open",
            "created": self._later().isoformat(timespec="microseconds"),
            "item": item,
            "answer": answer,
        }
        record = self._new_id()
        self._set(kind, entity_fields(record, {k: v for k, v in values.items() if v}))
        return record

    def tick(self, key: str, ticked: bool) -> None:
        """Tick or untick one line, by a key such as "checklist/2". Raises WrongUse."""
        self._check_fields(CHECKS, {key: ticked})
        self._set(CHECKS, {key: ticked})

    def merge(self, scan: FolderScan) -> bool:
        """Merge what other devices wrote; tells whether anything changed here.

        In memory alone: `Store.merge_into_mirror` comes first, so that what was shown once stays.
        """
        self._notebook = None
        before = self._document.tally()
        first = not self._opened.looked
        changed = self._store.merge_into(self._opened, scan)
        if first:  # what a first look finds has been there before
            self._heard |= self._heard_before(scan)
            return changed
        for (name, person), count in self._document.tally().items():
            if person != self.owner and count > before[name, person]:
                self._arrived[person] = (name, self._now())
        if changed:
            self._heard |= {f.person: self._now() for f in scan.files if f.person != self.owner}
        return changed

    def refresh(self) -> bool:
        """Merge what the shared folder has by now, as `merge` does. Raises OSError."""
        scan = self._store.scan_shared(self.name, self.seen)
        self._store.merge_into_mirror(self.name, scan)
        return self.merge(scan)

    def _heard_before(self, scan: FolderScan) -> dict[str, datetime]:
        """When each other's own device last wrote, where that was since the session began."""
        began = self.notebook.clock.began
        others = {file.person for file in scan.files} - {self.owner}
        last = {
            who: _latest(scan.seen[file.name] for file in scan.files if file.person == who)
            for who in others
        }
        # The other's clock may be ahead: what was written is not still to come.
        return {
            who: min(at, self._now()) for who, at in last.items() if began and at and at >= began
        }

    def snapshot(self) -> Snapshot:
        """All of it as it is now, for saving."""
        return self._store.snapshot(self._opened)

    def save(self, kept: Callable[[], None] = lambda: None) -> OSError | None:
        """Save privately, then share; gives what kept it from being shared.

        `kept` is told in between. Raises CompanionError when it could not even be saved privately.
        """
        snapshot = self.keep()
        kept()
        try:
            self._store.publish(snapshot)
        except OSError as error:
            return error
        return None

    def keep(self) -> Snapshot:
        """Save privately alone; gives what is to be shared then. Raises CompanionError."""
        snapshot = self.snapshot()
        try:
            self._store.write_private(snapshot)
        except OSError as error:
            raise CompanionError(not_saved(self._store.mirror.root, error)) from None
        return snapshot

    def close(self) -> None:
        """Tell the store that nobody writes here any more."""
        self._store.close(self._opened)

    def answer(self, who: str) -> str:
        """The reflection for mentor, mentee or both, likewise."""
        return visible(self._document.text(ANSWERS + who))


def _latest(files: Iterable[Signature]) -> datetime | None:
    """When the last of these files was written, as they have it."""
    with suppress(OverflowError, OSError, ValueError):  # a file may claim any time
        return datetime.fromtimestamp(max(file.mtime_ns for file in files) / 1e9, UTC)
    return None
