"""A document as it stands in memory: what it says, and how that is changed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from companion.domain.dates import local_day
from companion.domain.note.note_versions import LONG_AGO
from companion.domain.people import Pair
from companion.domain.session.notebook import Notebook
from companion.domain.text import Patch, clean, patch_between, visible
from companion.storage.document.document import Scalar
from companion.storage.document.notebook_reader import NotebookReader
from companion.storage.document.schema import NOTES, content_of
from companion.storage.sync.open_file import OpenFile
from companion.storage.sync.store import Store
from companion.workspace.document.text_editing import TextEditor, check_room
from companion.workspace.document.undoable import UndoableDocument


class InMemoryDocument(UndoableDocument):
    """A document that somebody has opened, with its notes."""

    def __init__(
        self,
        store: Store,
        opened: OpenFile,
        me: str,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._opened = opened
        self._document = opened.document
        self._now = now
        self._new_id = new_id
        self.me = me
        """The id of the person whose words these are: whoever has the pen."""
        self.owner = me
        """The id of the person whose device this is."""
        self._reader = NotebookReader()
        self._notebook: Notebook | None = None
        self._last = LONG_AGO

    @property
    def name(self) -> str:
        """The document's path in the folder."""
        return self._opened.name

    @property
    def id(self) -> str:
        """The name of its own folder."""
        return self._opened.name.rpartition("/")[2]

    @property
    def pair(self) -> Pair:
        """Whose it is, as it is known on this device."""
        return self._store.pair

    @property
    def notebook(self) -> Notebook:
        """What the document says now."""
        if self._notebook is None:
            content = content_of(self._document)
            self._notebook = self._reader.read(self.id, content, self._document, self._store.pair)
        return self._notebook

    @property
    def is_sealed(self) -> bool:
        """Whether its notes can only be read; a session's can after its close."""
        return False

    def note(self, item: str) -> str:
        """The shared note of an agenda item, as it may be edited."""
        return visible(self._document.text(NOTES + item))

    def write_note(self, item: str, text: str) -> bool:
        """Let the shared note of an agenda item say `text`; only what differs is touched.

        Tells whether anything did.
        """
        return self._write(NOTES + item, text)

    def _later(self) -> datetime:
        """Now, but later than the last time: what is added at once is listed as it came."""
        self._last = max(self._now(), self._last + timedelta(microseconds=1))
        return self._last

    def check_open(self) -> None:
        """Raise WrongUse where its texts can only be read; a session is after its close."""

    def _write(self, name: str, new: str) -> bool:
        patch = self._patch(name, new)
        if patch is not None:
            self.check_open()
            check_room(self._document, len(self._document.text(name)), patch)
            self._edit(name, patch)
        return patch is not None

    def _patch(self, name: str, new: str) -> Patch | None:
        """What lets a text say `new`; None where it says that already."""
        return patch_between(visible(self._document.text(name)), clean(new))

    def _edit(self, name: str, patch: Patch) -> None:
        """Change a text, whether or not it may be: who calls this has asked."""
        self._document.edit(name, patch, self.me, local_day(self._now()))
        self._notebook = None

    def _writing(self, name: str) -> TextEditor:
        return TextEditor(self._document, name, lambda: self.me, self._now, self._forget_notebook,
                       self.check_open)  # fmt: skip

    def _forget_notebook(self) -> None:
        self._notebook = None

    def _set(self, root: str, fields: dict[str, Scalar]) -> None:
        super()._set(root, fields)
        self._notebook = None
