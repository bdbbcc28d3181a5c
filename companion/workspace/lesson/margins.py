"""What stands in the margin of a lesson: for me alone on this device, or for the two of us."""

from dataclasses import replace

from companion.domain.errors import CompanionError
from companion.domain.fault_messages import not_saved
from companion.domain.lesson.anchors import quoted
from companion.domain.lesson.margins import MOST_NOTED, Mark
from companion.domain.text import Patch, one_line
from companion.storage.document.margin_marks import (
    FINISHED,
    MARKS,
    finished_field,
    mark_fields,
    read_finished,
    read_marks,
    removed_field,
)
from companion.storage.private.reading_state import Place, ReadingFiles
from companion.storage.sync.shared_folder import MARGINS
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.text_editing import check_room
from companion.workspace.workspace import Workspace


class OpenMargins(OpenDocument):
    """The marks that two people share in one lesson."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked, oldest first."""
        return read_marks(self._document.content())

    def put(self, mark: Mark) -> None:
        """Add a mark, or let the one with its id be this."""
        check_room(self._document, 0, Patch(0, 0, mark.words + mark.text))
        self._document.set_fields(MARKS, mark_fields(mark))
        self._forget_notebook()

    def take_away(self, mark: Mark) -> None:
        """Take a mark away."""
        self._document.set_fields(MARKS, removed_field(mark.id))
        self._forget_notebook()

    @property
    def finished(self) -> dict[str, str]:
        """Who let the other know that they finished the lesson, each with the day."""
        return read_finished(self._document.content())

    def finish(self, day: str) -> None:
        """Let the other know that I finished the lesson on that day; without a day, that not."""
        self._document.set_fields(FINISHED, finished_field(self.me, day))
        self._forget_notebook()


class Reading:
    """One lesson as this person reads it; belongs to one thread."""

    def __init__(self, workspace: Workspace, lesson: str) -> None:
        self.workspace = workspace
        self.lesson = lesson
        self.me = workspace.pair.me.id
        folder = workspace.places.reading(workspace.space.id)
        self.files = ReadingFiles(folder, lesson, self.me)
        """What stands on this device alone."""
        self.shared: OpenMargins | None = None
        """The marks of both, once they were opened."""

    def open_shared(self) -> OpenMargins:
        """The marks of both as this device has them: what the folder holds follows, as news."""
        workspace = self.workspace
        opened = workspace.open_margins.get(self.lesson)
        if not isinstance(opened, OpenMargins):
            store, environment = workspace.store, workspace.environment
            file = store.open(f"{MARGINS}/{self.lesson}", look=False)
            opened = OpenMargins(store, file, self.me, environment.now, environment.new_id)
            workspace.open_margins[self.lesson] = opened
        self.shared = opened
        return opened

    @property
    def place(self) -> Place | None:
        """Where I stopped reading."""
        return self.files.place()

    def save_position(self, section: str, words: str) -> None:
        """Remember where I stop. Raises CompanionError."""
        at = self.workspace.environment.now().isoformat(timespec="seconds")
        try:
            self.files.save_position(Place(section, words, at))
        except OSError as error:
            raise self.trouble(error) from None

    def marks(self) -> tuple[Mark, ...]:
        """All marks, mine and those of both, oldest first. Raises CompanionError."""
        shared = self.shared.marks if self.shared is not None else ()
        return tuple(sorted((*self._private(), *shared), key=lambda m: (m.created, m.id)))

    def add(self, mark: Mark) -> Mark:
        """Mark a passage; gives the mark as it is kept. Raises CompanionError."""
        environment = self.workspace.environment
        made = replace(
            mark,
            id=environment.new_id(),
            words=quoted(mark.words),
            text=one_line(mark.text, MOST_NOTED),
            by=self.me,
            created=environment.now().isoformat(timespec="milliseconds"),
        )
        self._put(made)
        return made

    def change(self, mark: Mark, text: str, shared: bool) -> None:
        """Let a note of mine say this, to me alone or to both. Raises CompanionError."""
        changed = replace(mark, text=one_line(text, MOST_NOTED), shared=shared)
        self._put(changed)
        if mark.shared != shared:
            self.take_away(mark)

    def take_away(self, mark: Mark) -> None:
        """Take a mark of mine away. Raises CompanionError."""
        if mark.shared:
            self.open_shared().take_away(mark)
        else:
            self._write([m for m in self._private() if m.id != mark.id])

    def put_back(self, mark: Mark) -> None:
        """Let a mark of mine be there again that was taken away. Raises CompanionError."""
        self._put(mark)

    def _put(self, mark: Mark) -> None:
        if mark.shared:
            self.open_shared().put(mark)
        else:
            self._write([*(m for m in self._private() if m.id != mark.id), mark])

    def _private(self) -> tuple[Mark, ...]:
        try:
            return self.files.marks()
        except OSError as error:
            raise self.trouble(error) from None

    def _write(self, marks: list[Mark]) -> None:
        try:
            self.files.write_marks(tuple(marks))
        except OSError as error:
            raise self.trouble(error) from None

    def trouble(self, error: OSError) -> CompanionError:
        """The sentence for what kept something from being saved here."""
        return CompanionError(not_saved(self.workspace.places.home, error))
