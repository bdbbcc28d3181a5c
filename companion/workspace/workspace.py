"""The workspace: all that the two of us have."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from companion.domain.errors import CompanionError, FolderUnreachable, NotFound
from companion.domain.fault_messages import not_shared, unusable
from companion.domain.people import Pair
from companion.domain.session.agenda_edits import first_agenda
from companion.domain.session.notebook import OPEN, Notebook, Record
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.storage.document.notebook_reader import read_document
from companion.storage.private.settings import Space
from companion.storage.sync.shared_folder import BETWEEN, KINDS, PROGRAMME, SESSIONS, Folder
from companion.storage.sync.store import Store
from companion.storage.sync.summary_index import Index
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.document.pair_document import PairDocument
from companion.workspace.installation import Installation

if TYPE_CHECKING:  # most commands need no lesson, and the library takes 20 ms to import
    from companion.domain.lesson.lesson import Lesson
    from companion.lessons.library import Library
    from companion.storage.sync.recover import Recovery
    from companion.workspace.recall.deck import Recall
    from companion.workspace.recall.due_count import DueCount

D = TypeVar("D", bound=OpenDocument)


class Workspace(Installation):
    """All that a front end holds."""

    def adopt(self, space: Space, pair: Pair, into_empty: bool = False) -> None:
        """Use this space from now on, with what the mirror holds of it put into its folder.

        Into an empty one only where somebody has chosen it as it is. Raises CompanionError when
        the folder cannot be written to; settings stay as they were.
        """
        before = self.settings, self.environment
        self.settings = replace(self.settings.with_space(space), language=self.language)
        self.environment = replace(self.environment, folder=None)
        self._forget()
        try:
            self._publish_everything(pair, into_empty)
            self._save_settings()
        except (OSError, CompanionError) as error:
            self.settings, self.environment = before
            self._forget()
            if isinstance(error, CompanionError):
                raise
            raise FolderUnreachable(unusable(Path(space.folder), error)) from None

    def _publish_everything(self, pair: Pair, into_empty: bool) -> None:
        self.programme.settle(pair)
        self.store.publish(self.programme.keep(), into_empty)
        from companion.storage.sync.folder_readme import publish_guide

        publish_guide(self.folder)
        for kind in KINDS:
            for name in self.store.mirror.documents(kind):
                opened = self.store.open(name)
                self.store.publish(self.store.snapshot(opened))
                self.store.close(opened)

    def _forget(self) -> None:
        for name in ("store", "programme", "library", "index", "recall", "_due_count",
                     "_recovery", "open_margins"):  # fmt: skip
            self.__dict__.pop(name, None)

    # What there is

    @cached_property
    def store(self) -> Store:
        """The pair's documents. Raises NotSetUp."""
        space = self.space
        private = self.places.space(space.id)
        return Store(Folder(Path(space.folder)), private, self._device, self.pair,
                     self.environment.now, self.places.log)  # fmt: skip

    @cached_property
    def programme(self) -> PairDocument:
        """The pair itself: its people."""
        return self._document(PairDocument, PROGRAMME)

    @cached_property
    def open_margins(self) -> dict[str, OpenDocument]:
        """The margins of the lessons that were opened, by the lessons' ids."""
        return {}

    @cached_property
    def library(self) -> "Library":
        """Shipped lessons, and the pair's own once there is a pair."""
        from importlib import resources

        from companion.lessons.library import Library

        return Library(
            shipped=resources.files("content") / "lessons",
            own=self.folder / "lessons" if self.is_set_up else None,
            index=self.places.lesson_index if self.is_set_up else None,
            today=self.environment.today,
            questions=self.places.question_index if self.is_set_up else None,
        )

    @cached_property
    def index(self) -> Index:
        """What is known of all sessions, as of the last refresh."""
        return Index(self.places.index(self.space.id), self.store)

    def sessions(self) -> list[Summary]:
        """All sessions the index knows, from old to new."""
        return [s for s in self.index.summaries if s.kind == "session" and s.lesson]

    def actions(self) -> list[tuple[Summary, Record]]:
        """All actions the index knows, each with where it was agreed, oldest first."""
        return [(s, record) for s in self.index.summaries for record in s.actions]

    def promises(self) -> list[tuple[Summary, Record]]:
        """The actions that are open, in the order they are due."""
        found = [(s, record) for s, record in self.actions() if record.state == OPEN]
        return sorted(found, key=lambda row: (row[1].due or "9999", row[1].created))

    def ideas(self) -> list[tuple[Summary, Record]]:
        """All ideas the index knows, each with where it came up, oldest first."""
        return [(s, record) for s in self.index.summaries for record in s.ideas]

    # Remembering

    @cached_property
    def recall(self) -> "Recall":
        """My cards and what was done with them; nothing is read before the first look."""
        from companion.workspace.recall.deck import Recall

        return Recall(self)

    @cached_property
    def _due_count(self) -> "DueCount":
        from companion.workspace.recall.due_count import DueCount

        return DueCount(self)

    @property
    def cards_due(self) -> int:
        """How many cards are due, as of the last count; none before the first one."""
        return self._due_count.count if "_due_count" in self.__dict__ else 0

    def count_cards(self) -> bool:
        """Count the cards that are due, in any one thread; tells whether the number changed."""
        return self._due_count.refresh()

    # Sessions

    def create_session(self, lesson_id: str, minutes: int | None = None) -> OpenSession:
        """A new session of a lesson, saved and shared; what was promised before comes first.

        Raises NotFound or a lesson's error, or WrongUse where it does not fit in `minutes`.
        """
        session = self.prepare_session(lesson_id, minutes)
        self.save(session)
        return session

    def prepare_session(self, lesson_id: str, minutes: int | None = None) -> OpenSession:
        """The same, neither saved nor shared yet. Raises alike."""
        lesson = self.library.load(lesson_id, self.language)
        self.index.refresh()
        agenda = first_agenda(lesson, len(self.promises()), minutes)
        today = self.environment.today()
        name = f"{SESSIONS}/{today.isoformat()}-{lesson.meta.id}-{self.environment.new_id()}"
        session = self._document(OpenSession, name)
        session.fill(lesson, self.library.copies(lesson.meta), today, self._next_mentor(), agenda,
                     minutes or lesson.meta.duration)  # fmt: skip
        return session

    def open_session(self, name: str, look: bool = True) -> OpenSession:
        """A session by its id or a unique beginning of it. Raises NotFound.

        Without a `look` at the shared folder, for where one must not wait for that, it has what
        the index found there when it listed it.
        """
        names = self.store.documents(SESSIONS, look)
        found = [n for n in names if n.startswith(f"{SESSIONS}/{name}")]
        exact = [n for n in found if n == f"{SESSIONS}/{name}"]
        matches = exact or found
        if len(matches) != 1 or not name:
            sentence = (
                _("More than one session begins with {name}; write more of it.")
                if matches and name
                else _("There is no session {name}. See: companion sessions")
            )
            raise NotFound(sentence.format(name=name))
        return self._document(OpenSession, matches[0], look)

    def lesson_of(self, session: OpenSession) -> "Lesson | None":
        """The lesson a session is held with, in the reader's language where it can be had.

        That is the session's own copy, whatever became of the lesson since; None when it cannot
        be read.
        """
        texts = session.lesson_texts
        text = texts.get(self.language) or next(filter(None, texts.values()), "")
        with suppress(CompanionError):
            from companion.lessons.load import parse_lesson

            return parse_lesson(text, session.notebook.about.lesson)
        return None

    @property
    def month(self) -> Summary:
        """Where this month's document is for what belongs to no session."""
        return Summary(f"{self.environment.today():%Y-%m}", BETWEEN)

    def between(self) -> OpenDocument:
        """That document itself."""
        return self.open_document(self.month)

    def open_document(self, summary: Summary, look: bool = True) -> OpenDocument:
        """The document behind a summary; without a `look` likewise."""
        kind = OpenSession if summary.kind == "session" else OpenDocument
        return self._document(kind, document_name(summary), look)

    def glance(self, summary: Summary, look: bool = True) -> Notebook:
        """What a document says, to look only; without a `look` likewise."""
        opened = self.store.load_read_only(document_name(summary), look)
        return read_document(summary.id, opened.document, self.pair)

    def save(self, document: OpenDocument) -> None:
        """Save and share at once. Raises FolderUnreachable when it could only be saved here."""
        if trouble := self.save_here(document):
            raise FolderUnreachable(trouble)

    def save_here(self, document: OpenDocument, kept: Callable[[], None] = lambda: None) -> str:
        """Save, and share if that can be; gives the sentence for what kept it from being shared.

        `kept` is told in between. Raises CompanionError where it is not even saved here.
        """
        error = document.save(kept)
        return "" if error is None else not_shared(self.folder, error)

    def put_right(self) -> None:
        """Remove what an interrupted save left, and share what could not be shared then."""
        self._recovery.begin()

    def share_what_waits(self, elsewhere: Iterable[str] = ()) -> OSError | None:
        """Share what was saved here and is still not shared; gives what keeps it from being.

        After each refresh of the index, in the same thread; `elsewhere` are the documents that
        somebody else in this program shares.
        """
        return self._recovery.go_on(self.index.touched, elsewhere)

    @cached_property
    def _recovery(self) -> "Recovery":
        from companion.storage.sync.recover import Recovery

        return Recovery(self.store)

    def _next_mentor(self) -> str:
        """Whoever was not the mentor last time; I, the first time; nobody when alone."""
        if self.pair.partner is None:
            return ""
        last = next((s.mentor for s in reversed(self.sessions()) if s.mentor), "")
        return self.pair.other(last) if last else self.pair.me.id

    def _document(self, kind: type[D], name: str, look: bool = True) -> D:
        opened = self.store.open(name, look)
        return kind(self.store, opened, self.space.me, self.environment.now,
                    self.environment.new_id)  # fmt: skip


def document_name(summary: Summary) -> str:
    """The name of the document behind a summary, which no other has."""
    return f"{SESSIONS if summary.kind == 'session' else BETWEEN}/{summary.id}"
