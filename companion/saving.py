"""The app's side of saving: timers, what is heard from the keeper, and the words for it."""

import time
from typing import TYPE_CHECKING

from textual.message import Message

from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.keeper import Found, Keeper, News, NotSaved, Saved, Shared
from companion.workspace.open_document import OpenDocument
from companion.workspace.trouble import not_saved, not_shared

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
        self._poll = app.set_interval(POLL, self._keeper.poll)
        self.words = ""
        """Whether everything is saved, for the top line."""

    @property
    def unsaved(self) -> bool:
        """Whether anything stands in memory alone."""
        return self._keeper.unsaved

    @property
    def unshared(self) -> bool:
        """Whether anything stands on this machine alone."""
        return self._keeper.unshared

    def watch(self, document: OpenDocument) -> None:
        """Look for news of this document from now on."""
        self._keeper.watch(document)

    def edited(self, document: OpenDocument) -> None:
        """Something was typed or chosen: save it soon."""
        self._keeper.edited(document)
        self._tick.resume()

    def save_now(self) -> None:
        """Write everything at once."""
        self._keeper.save_now()

    def look(self) -> None:
        """Look at once for what the other side wrote."""
        self._keeper.poll()

    def stop(self) -> None:
        """Save everything and let go."""
        self._tick.stop()
        self._poll.stop()
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
        at = f"{self._workspace.environment.now().astimezone():%H:%M}"
        if isinstance(news, Saved):
            self.words = _("saved {time}").format(time=at)
        elif isinstance(news, Shared):
            self.words = _("shared {time}").format(time=at)
        else:
            self._hear_trouble(news)
        self._app.post_message(StatusChanged())

    def _hear_trouble(self, news: NotSaved) -> None:
        self._tick.resume()
        private, shared = _("! not saved"), _("! not shared")
        if news.private:
            sentence, words = not_saved(self._workspace.places.home, news.error), private
        else:
            sentence, words = not_shared(self._workspace.folder, news.error), shared
        if self.words != words:  # told once, not at every try
            self._app.post_message(Trouble(sentence))
        self.words = words
