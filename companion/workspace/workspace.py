"""The workspace: all that the two of us have."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from companion.domain.errors import CompanionError, FolderUnreachable, NotFound
from companion.domain.fault_messages import not_shared
from companion.domain.session.agenda_edits import first_agenda
from companion.domain.session.notebook import OPEN, Notebook, Record
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.storage.document.notebook_reader import read_document
from companion.storage.sync.shared_folder import BETWEEN, SESSIONS
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.open_session import OpenSession
from companion.workspace.pair_space import PairSpace

if TYPE_CHECKING:  # most commands need no lesson
    from companion.domain.lesson.lesson import Lesson


class Workspace(PairSpace):
    """All that a front end holds."""

    # What the index knows

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

    def _next_mentor(self) -> str:
        """Whoever was not the mentor last time; I, the first time; nobody when alone."""
        if self.pair.partner is None:
            return ""
        last = next((s.mentor for s in reversed(self.sessions()) if s.mentor), "")
        return self.pair.other(last) if last else self.pair.me.id


def document_name(summary: Summary) -> str:
    """The name of the document behind a summary, which no other has."""
    return f"{SESSIONS if summary.kind == 'session' else BETWEEN}/{summary.id}"
