"""The space that the two of us share: its documents, lessons and index, and how it is taken up."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from companion.domain.errors import CompanionError, FolderUnreachable
from companion.domain.fault_messages import unusable
from companion.domain.people import Pair
from companion.storage.private.settings import Space
from companion.storage.sync.shared_folder import KINDS, PROGRAMME, Folder
from companion.storage.sync.store import Store
from companion.storage.sync.summary_index import SummaryIndex
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.document.pair_document import PairDocument
from companion.workspace.environment import Environment
from companion.workspace.installation import Installation

if TYPE_CHECKING:  # most commands need no lesson, and the library takes 20 ms to import
    from companion.lessons.library import Library
    from companion.storage.sync.recovery import Recovery

T = TypeVar("T")
D = TypeVar("D", bound=OpenDocument)


class PairSpace(Installation):
    """One space at a time; what is made of it is forgotten once another one is used."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._extras: dict[Callable[..., Any], Any] = {}

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
        from companion.storage.sync.folder_readme import publish_readme

        publish_readme(self.folder)
        for kind in KINDS:
            for name in self.store.mirror.documents(kind):
                opened = self.store.open(name)
                self.store.publish(self.store.snapshot(opened))
                self.store.close(opened)

    def _forget(self) -> None:
        for name in ("store", "programme", "library", "index", "_recovery", "open_margins"):
            self.__dict__.pop(name, None)
        self._extras = {}

    # What there is, made when first asked for

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
    def index(self) -> SummaryIndex:
        """What is known of all sessions, as of the last refresh."""
        return SummaryIndex(self.places.index(self.space.id), self.store)

    def extra(self, make: Callable[[Self], T]) -> T:
        """What `make` makes of this workspace when it is first asked for, the same from then on.

        It is forgotten once another space is used, as all that is made of the one in use. So
        what stands above the workspace is held with it, and it need not know what that is.
        """
        extras = self._extras
        if make not in extras:
            extras.setdefault(make, make(self))  # another thread may have been first
        made: T = extras[make]
        return made

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
        from companion.storage.sync.recovery import Recovery

        return Recovery(self.store)

    def _document(self, kind: type[D], name: str, look: bool = True) -> D:
        opened = self.store.open(name, look)
        return kind(self.store, opened, self.space.me, self.environment.now,
                    self.environment.new_id)  # fmt: skip
