"""The app's side of saving: timers, what is heard from the keeper, and the words for it."""

import time
from typing import TYPE_CHECKING

from textual.message import Message

from companion.app.save_trouble import SaveTrouble, StatusChanged
from companion.domain.fault_messages import not_saved
from companion.domain.save_status import ELSEWHERE
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.document_saver import (
    Found,
    Keeper,
    News,
    NotSaved,
    Received,
    Saved,
    Shared,
)
from companion.workspace.document.open_document import OpenDocument

if TYPE_CHECKING:
    from textual.app import App

TICK, POLL = 0.1, 0.25
"""Seconds between looks at: what is unsaved, and the files of the open session."""


class Merged(Message):
    """Something from the other side stands in an open document now."""


class Saving:
    """Keeps one workspace's open documents, for as long as the app shows it."""

    def __init__(self, app: "App[None]", workspace: Workspace, trouble: SaveTrouble) -> None:
        self._app = app
        self._workspace = workspace
        self._keeper = Keeper(
            workspace.store, self._announce, workspace.environment.now, time.monotonic
        )
        self._tick = app.set_interval(TICK, self._write_what_is_due, pause=True)
        self._keeper.poll_every(POLL)
        self._trouble = trouble
        self._status = trouble.status
        self._received = False
        self._said: tuple[str, frozenset[str]] = ("", frozenset())

    @property
    def words(self) -> str:
        """Whether everything is saved, shared, and with the partner; for the top line."""
        saved = self._status.words(self.unsaved, self.unshared)
        partner = self._workspace.pair.partner
        if partner is None or not self._received:
            return saved
        receipt = _("{name} has it").format(name=partner.name)
        return f"{saved} · {receipt}" if saved else receipt

    @property
    def unsaved(self) -> bool:
        """Whether anything is not on the private disk yet."""
        return self._keeper.unsaved

    @property
    def unsaved_names(self) -> frozenset[str]:
        """The documents that something of is not on the private disk yet."""
        return self._keeper.unsaved_names

    @property
    def unshared(self) -> bool:
        """Whether anything is not in the shared folder yet."""
        return self._keeper.unshared

    @property
    def unshared_names(self) -> frozenset[str]:
        """The documents that something of is not in the shared folder yet."""
        return self._keeper.unshared_names

    def watch(self, document: OpenDocument) -> None:
        """Look for news of this document from now on, and at once."""
        self._keeper.watch(document)
        self._keeper.poll()

    def unwatch(self, document: OpenDocument) -> None:
        """Look for no more news of this document."""
        self._keeper.unwatch(document)

    def edited(self, document: OpenDocument) -> None:
        """Something was typed or chosen: save it soon."""
        self._keeper.edited(document)
        self._tick.resume()
        self._received = False
        self._show()

    def save_now(self) -> None:
        """Write everything at once."""
        self._keeper.save_now()

    def look(self) -> None:
        """Look at once for what the other side wrote."""
        self._keeper.poll()

    def hear_of_share(self, error: OSError | None) -> None:
        """What no document open here waits for was tried, too: this keeps it from being shared."""
        if error is not None:
            self._trouble.not_shared(ELSEWHERE, self._workspace.folder, error)
        elif self._trouble.can_be_shared(ELSEWHERE):
            self.save_now()  # what failed here likewise need not wait for its turn

    def stop(self) -> frozenset[str]:
        """Save everything and let go; gives the documents that something of is on neither disk."""
        self._tick.stop()
        return self._keeper.leave()

    def _write_what_is_due(self) -> None:
        self._keeper.tick()
        some_wait = self._workspace.drafts.let_go_of_saved(self.unsaved_names)
        if not (self.unsaved or self.unshared or some_wait):
            self._tick.pause()

    def _announce(self, news: News) -> None:
        self._app.call_later(self._hear, news)

    def _hear(self, news: News) -> None:
        if isinstance(news, Found):
            if self._keeper.take(news):
                self._app.post_message(Merged())
            return
        self._keeper.reckon(news)
        if isinstance(news, Saved):
            self._trouble.saved(news.name, news.at)
        elif isinstance(news, Shared):
            self._status.shared.written(news.name, news.at)
        elif isinstance(news, NotSaved):
            self._hear_trouble(news)
        else:
            self._hear_receipt(news)
        self._show()

    def _hear_receipt(self, news: Received) -> None:
        partner = self._workspace.pair.partner
        if partner is not None and news.person == partner.id:
            self._received = news.all and not self.unshared

    def _hear_trouble(self, news: NotSaved) -> None:
        self._tick.resume()
        if news.private:
            sentence = not_saved(self._workspace.places.home, news.error)
            self._trouble.not_saved(news.name, sentence)
        else:
            self._trouble.not_shared(news.name, self._workspace.folder, news.error)

    def _show(self) -> None:
        now = self.words, self._status.troubles
        if now != self._said:
            self._said = now
            self._app.post_message(StatusChanged())
