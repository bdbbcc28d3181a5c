"""One queue for all that a person does: a key counts only when those before it are done.

Textual hands a key to whatever has the focus at the moment the key arrives, and does what follows
from it in many small steps: a message goes up from widget to widget, a command runs, a screen is
made, the focus moves, something is done once the screen is drawn. Keys that arrive meanwhile, in
one burst from a slow line or after the program was stopped, would go to where the focus still is:
a private word into the shared notes.

So each key, paste and click waits here until nothing is left to do of the one before: no widget,
screen or command is at work, nothing waits for the screen to be drawn, and nothing that leads to
another screen runs in the background (`LEADS`). Then it is handed on, and goes where it was meant.

Letters typed into one field one after the other cannot move the focus: these do not wait for each
other. Moving the mouse changes nothing that counts: it waits for nothing.

Nobody is kept waiting for ever: after `PATIENCE` the app is told, and what kept the key waiting is
let be.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.widget import Widget
from textual.worker import WorkerState

from screens.widgets.frame import is_field
from screens.widgets.textual_compat import is_at_work, waits_for_layout, waits_for_refresh

LEADS = "leads"
"""The group of workers that lead to another screen: what is typed meanwhile is meant for that."""
PATIENCE = 3.0
"""Seconds that a key waits for what was done before it."""
LOOKS, REST = 50, 0.002
"""Looks in a row whether all is done; then seconds between two looks."""

_MOVES = (events.MouseMove, events.MouseScrollDown, events.MouseScrollUp,
          events.MouseScrollLeft, events.MouseScrollRight)  # fmt: skip
"""What a pointing device sends in floods: it does not decide where keys go."""


class InputQueue:
    """Lets one event after the other through to an app."""

    def __init__(
        self, app: App[None], stuck: Callable[[], None], field: Callable[[], Widget | None]
    ) -> None:
        self._app = app
        self._field = field
        """Gives what a letter goes to now, if nothing takes it before."""
        self._stuck = stuck
        """Is called when something has kept a key waiting for too long."""
        self._waiting: deque[events.Event] = deque()
        self._turn: events.Event | None = None
        """The event that was waiting and may pass now."""
        self._typing: Widget | None = None
        """The field that the last event typed a letter into."""
        self._excused: set[Hashable] = set()
        """What has kept a key waiting for too long."""
        self._task: asyncio.Task[None] | None = None

    def holds_back(self, event: events.Event) -> bool:
        """Whether an event that has arrived must wait; it arrives once more when it need not."""
        if event is self._turn:
            self._turn = None
            return False
        if self._task is None and self._may_pass(event, handing_over=True):
            return False
        last = self._waiting[-1] if self._waiting else None
        if isinstance(event, events.MouseMove) and isinstance(last, events.MouseMove):
            self._waiting.pop()  # only where the mouse is counts, not the way there
        self._waiting.append(event)
        if self._task is None:
            self._task = asyncio.create_task(self._let_through())
        return True

    @property
    def is_stuck(self) -> bool:
        """Whether what kept a key waiting for too long is still not done."""
        return bool(self._excused.intersection(self._at_work()))

    @property
    def has_keys(self) -> bool:
        """Whether a key or a paste waits, so that what is drawn now is not looked at."""
        return any(isinstance(event, events.Key | events.Paste) for event in self._waiting)

    async def done(self) -> None:
        """Wait until nothing waits, and nothing is left to do of what passed."""
        while self._task is not None or any(self._at_work()):
            await asyncio.sleep(REST)

    def end(self) -> None:
        """Let nothing pass any more."""
        self._waiting.clear()

    async def _let_through(self) -> None:
        try:
            while self._waiting and self._app.is_running:
                await self._until_it_may_pass(self._waiting[0])
                await self._pass(self._waiting.popleft())
        finally:
            self._task = self._turn = None

    async def _until_it_may_pass(self, event: events.Event) -> None:
        began, looks = time.monotonic(), 0
        while not self._may_pass(event):
            looks = await _pause(looks)
            if time.monotonic() - began > PATIENCE:
                began = time.monotonic()
                self._excused.update(self._at_work())
                self._stuck()

    async def _pass(self, event: events.Event) -> None:
        self._turn, looks = event, 0
        self._app.post_message(event)
        while self._turn is event and self._app.is_running:
            looks = await _pause(looks)

    def _may_pass(self, event: events.Event, handing_over: bool = False) -> bool:
        """Whether an event can count now; `handing_over` where the app is at work with it alone."""
        if isinstance(event, _MOVES):
            return True
        field = self._typed_into(event)
        if field is None or field is not self._typing:
            if self._is_busy(handing_over):
                return False
            if isinstance(event, events.MouseEvent) and waits_for_layout(self._app.screen):
                return False
        self._typing = field
        return True

    def _typed_into(self, event: events.Event) -> Widget | None:
        """The field that takes this letter; None for all that may do more than be typed."""
        field = self._field()
        if not (isinstance(event, events.Key) and event.is_printable):
            return None
        return field if is_field(field) and not getattr(field, "read_only", False) else None

    def _is_busy(self, handing_over: bool) -> bool:
        if all(one in self._excused for one in self._at_work(handing_over)):
            self._excused.intersection_update(self._at_work(handing_over))
            return False
        return True

    def _at_work(self, handing_over: bool = False) -> Iterator[Hashable]:
        """What has something left to do."""
        if is_at_work(self._app, handing_over):
            yield self._app
        for worker in self._app.workers:
            leads = worker.group == LEADS and not worker.is_finished
            if leads or worker.state is WorkerState.PENDING:  # its first step may open a dialog
                yield worker
        stack = self._app.screen_stack
        if not stack or waits_for_refresh(stack[-1]):
            yield self._app, "drawn"
        for screen in stack:
            yield from filter(is_at_work, screen.walk_children(with_self=True))


class InOrderApp(App[None]):
    """An app in which what a person does counts in the order in which they did it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.input = InputQueue(self, self.input_is_stuck, self.field_of_letters)

    async def on_event(self, event: events.Event) -> None:
        """Hand on what arrives; what a person does waits until it is its turn."""
        from_person = isinstance(event, (events.InputEvent, events.Paste))
        if not (from_person and not event.is_forwarded and self.input.holds_back(event)):
            await super().on_event(event)

    def field_of_letters(self) -> Widget | None:
        """What a letter goes to now; the subclass knows what takes it before."""
        return self.focused

    def input_is_stuck(self) -> None:
        """Something has kept a key waiting for too long; the subclass says so."""

    def on_unmount(self) -> None:
        """Nothing counts any more."""
        self.input.end()


async def _pause(looks: int) -> int:
    """Let others go on; for the first looks no longer than it takes them."""
    await asyncio.sleep(0 if looks < LOOKS else REST)
    return looks + 1
