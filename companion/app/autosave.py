"""The app's side of saving: timers, what is heard from the keeper, and the words for it."""

import time
from typing import TYPE_CHECKING

from textual.message import Message

from companion.domain.fault_messages import not_saved, not_shared
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


class StatusChanged(Message):
    """Something was saved or shared, or could not be."""


class Trouble(Message):
    """A save failed; the sentence says how, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Saving:
    """Keeps one workspace's open documents, for as long as the app shows it."""

    def __init__(self, app: "App[None]", workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace
        self._keeper = Keeper(
            workspace.store, self._announce, workspace.environment.now, time.monotonic
        )
        self._tick = app.set_interval(TICK, self._write_what_is_due, pause=True)
        self._keeper.poll_every(POLL)
        self._saved = ""
        self._received = False
        self._trouble = ""
        self.settled = True
        """Whether all there is was saved, on this machine at least."""

    @property
    def words(self) -> str:
        """Whether everything is saved, shared, and with the partner; for the top line."""
        partner = self._workspace.pair.partner
        if partner is None or not self._received:
            return self._saved
        receipt = _("{name} has it").format(name=partner.name)
        return f"{self._saved} · {receipt}" if self._saved else receipt

    @property
    def unsaved(self) -> bool:
        """Whether anything stands in memory alone."""
        return self._keeper.unsaved

    @property
    def unshared(self) -> bool:
        """Whether anything stands on this machine alone."""
        return self._keeper.unshared

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
        self.settled = False
        self._say(_("saving …"))

    def save_now(self) -> None:
        """Write everything at once."""
        self._keeper.save_now()

    def look(self) -> None:
        """Look at once for what the other side wrote."""
        self._keeper.poll()

    def stop(self) -> None:
        """Save everything and let go."""
        self._tick.stop()
        self._keeper.leave()

    def _write_what_is_due(self) -> None:
        self._keeper.tick()
        if not (self._keeper.unsaved or self._keeper.unshared):
            self._tick.pause()

    def _announce(self, news: News) -> None:
        self._app.call_later(self._hear, news)

    def _hear(self, news: News) -> None:
        if isinstance(news, Found):
            if self._keeper.take(news):
                self._app.post_message(Merged())
            return
        self._keeper.reckon(news)
        if isinstance(news, NotSaved):
            self._hear_trouble(news)
        elif isinstance(news, Received):
            partner = self._workspace.pair.partner
            if partner is not None and news.person == partner.id:
                self._say(self._saved, received=news.all and not self._keeper.unshared)
        else:
            self._hear_success(news)

    def _hear_success(self, news: Saved | Shared) -> None:
        if isinstance(news, Shared):
            self._trouble = ""
        if self._keeper.unsaved:  # more was typed meanwhile
            return
        self.settled = True
        at = f"{news.at.astimezone():%H:%M}"
        if isinstance(news, Shared):
            self._say(_("shared {time}").format(time=at))
        elif self._trouble:
            self._say(_("! not shared · saved {time}").format(time=at))
        else:
            self._say(_("saved {time}").format(time=at))

    def _say(self, saved: str, received: bool = False) -> None:
        if (saved, received) != (self._saved, self._received):
            self._saved, self._received = saved, received
            self._app.post_message(StatusChanged())

    def _hear_trouble(self, news: NotSaved) -> None:
        self._tick.resume()
        if news.private:
            sentence = not_saved(self._workspace.places.home, news.error)
            words = _("! not saved")
        else:
            sentence = not_shared(self._workspace.folder, news.error)
            words = _("! not shared")
        if self._trouble != sentence:  # told once, not at every try
            self._trouble = sentence
            self._app.post_message(Trouble(sentence))
        self._say(words)
