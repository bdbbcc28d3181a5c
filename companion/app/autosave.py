"""The app's side of autosave: its timer, and messages for what the saver's threads announce."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from companion.app.save_trouble import SaveTrouble, StatusChanged
from companion.domain.fault_messages import not_saved
from companion.domain.save_status import ELSEWHERE, SaveStatus
from companion.workspace import Workspace
from companion.workspace.autosave.document_saver import DocumentSaver
from companion.workspace.autosave.save_events import (
    NotSaved,
    RemoteChange,
    Saved,
    SaveEvent,
    Shared,
)
from companion.workspace.document.open_document import OpenDocument

if TYPE_CHECKING:
    from textual.app import App

TICK, POLL = 0.1, 0.25
"""Seconds between looks at: what is unsaved, and the files of the open session."""


class Merged(Message):
    """Something from the other side stands in an open document now."""


class AutosaveController(DocumentSaver):
    """Saves one workspace's open documents by the app's loop, for as long as the app shows it."""

    def __init__(self, app: "App[None]", workspace: Workspace, trouble: SaveTrouble) -> None:
        super().__init__(workspace.store, self._post, workspace.environment.now, time.monotonic)
        self._app = app
        self._workspace = workspace
        self._trouble = trouble
        self._timer = app.set_interval(TICK, self._write_what_is_due, pause=True)
        self._shown: tuple[str, frozenset[str]] = ("", frozenset())
        self.poll_every(POLL)

    @property
    def status(self) -> SaveStatus:
        """Where all that was typed is."""
        known, partner = self._trouble.status, self._workspace.pair.partner
        return SaveStatus(
            replace(known.private, pending=self.unsaved),
            replace(known.shared, pending=self.unshared),
            partner.name if partner and partner.id in self.acknowledged_by else "",
        )

    def watch(self, document: OpenDocument) -> None:
        """Save this document and look for news of it from now on, and at once."""
        super().watch(document)
        self.poll()

    def edited(self, document: OpenDocument) -> None:
        """Something was typed or chosen: save it soon."""
        super().edited(document)
        self._timer.resume()
        self._show()

    def share_checked(self, error: OSError | None) -> None:
        """What no document open here waits for was tried, too: this keeps it from being shared."""
        if error is not None:
            self._trouble.not_shared(ELSEWHERE, self._workspace.folder, error)
        elif self._trouble.clear_share_error(ELSEWHERE):
            self.save_now()  # what failed here likewise need not wait for its turn

    def stop(self) -> frozenset[str]:
        """Save everything and let go; gives the documents that something of is on neither disk."""
        self._timer.stop()
        return super().stop()

    def _write_what_is_due(self) -> None:
        self.tick()
        some_wait = self._workspace.drafts.forget_saved(self.unsaved)
        if not (self.unsaved or self.unshared or some_wait):
            self._timer.pause()

    def _post(self, event: SaveEvent) -> None:
        self._app.call_later(self._hear, event)

    def _hear(self, event: SaveEvent) -> None:
        if isinstance(event, RemoteChange):
            if self.merge(event):
                self._app.post_message(Merged())
            return
        self.apply_result(event)
        if isinstance(event, Saved):
            self._trouble.saved(event.name, event.at)
        elif isinstance(event, Shared):
            self._trouble.shared(event.name, event.at)
        elif isinstance(event, NotSaved):
            self._hear_trouble(event)
        self._show()

    def _hear_trouble(self, event: NotSaved) -> None:
        self._timer.resume()
        if event.private:
            sentence = not_saved(self._workspace.places.home, event.error)
            self._trouble.not_saved(event.name, sentence)
        else:
            self._trouble.not_shared(event.name, self._workspace.folder, event.error)

    def _show(self) -> None:
        status = self.status
        now = status.words, status.troubles
        if now != self._shown:
            self._shown = now
            self._app.post_message(StatusChanged())
