"""Answers in use: what I write at the questions of lessons is kept on this device for me alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from companion.domain.fault_messages import not_saved
from companion.domain.lesson.study import Answer, Study, with_answer
from companion.domain.save_schedule import PRIVATE_LIMIT, PRIVATE_PAUSE
from companion.storage.disk.threads import Debounce
from companion.storage.private.reading_state import ReadingFiles
from companion.workspace.document.drafts import RETRY


class StudyStore:
    """What is answered in all lessons; any thread may use it.

    Every change is in memory at once and on disk within a second. While the disk cannot be written
    to, it stands in memory and is tried again. What another window saved meanwhile stays.
    """

    def __init__(self, home: Path, hear: Callable[[str], None]) -> None:
        self._home = home
        self._hear = hear
        """Is told, in whichever thread, how each try to write went: the sentence for what could
        not be saved, empty where all was."""
        self._access = Lock()
        self._unsaved: dict[ReadingFiles, dict[Answer, Answer]] = {}
        """What is not on disk yet: in whose place there each answer belongs."""
        self._turn = Lock()
        """Held from reading a file until it is written."""
        self._saver = Debounce(self._save, PRIVATE_PAUSE, PRIVATE_LIMIT, "companion-studies")

    @property
    def unsaved(self) -> bool:
        """Whether anything that was typed is not on disk yet."""
        return bool(self._unsaved)

    def read(self, files: ReadingFiles) -> Study:
        """What was answered in a lesson. Raises OSError."""
        changes = self._changes(files)  # before the file: what is written meanwhile is in both
        return _with(files.study(), changes)

    def change(self, files: ReadingFiles, before: Answer, answer: Answer) -> None:
        """Let an answer take the place of the one before."""
        with self._access:
            unsaved = self._unsaved.setdefault(files, {})
            there = (on_disk for on_disk, here in unsaved.items() if here == before)
            unsaved[next(there, before)] = answer
        self._saver.ask()

    def finish(self, files: ReadingFiles, day: str) -> None:
        """The lesson was finished on that day; without a day, not after all. Raises OSError."""
        with self._turn:
            files.write_study(replace(files.study(), finished=day))

    def save_soon(self) -> None:
        """Begin to save what is unsaved at once, in a thread of its own."""
        if self.unsaved:
            self._saver.ask(at_once=True)

    def close(self) -> None:
        """Save and let go."""
        self._saver.stop()

    def _changes(self, files: ReadingFiles) -> dict[Answer, Answer]:
        with self._access:
            return dict(self._unsaved.get(files, {}))

    def _save(self) -> float | None:
        """Write all there is; gives after how many seconds to try again, where it has to be."""
        trouble = ""
        for files in tuple(self._unsaved):
            try:
                self._save_one(files)
            except OSError as error:
                trouble = not_saved(self._home, error)
        self._hear(trouble)
        return RETRY if trouble else None

    def _save_one(self, files: ReadingFiles) -> None:
        changes = self._changes(files)
        with self._turn:
            files.write_study(_with(files.study(), changes))
        with self._access:
            since = {
                changes.get(before, before): here
                for before, here in self._unsaved.pop(files).items()
                if changes.get(before) != here
            }
            if since:
                self._unsaved[files] = since


def _with(study: Study, changes: dict[Answer, Answer]) -> Study:
    for before, answer in changes.items():
        study = with_answer(study, before, answer)
    return study
