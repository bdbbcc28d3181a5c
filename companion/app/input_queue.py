"""One queue for all that a person does: a key counts only when those before it are done.

Textual hands a key to whatever has the focus at the moment the key arrives, and does what follows
from it in many small steps: a message goes up from widget to widget, a command runs, a screen is
made, the focus moves, something is done once the screen is drawn. Keys that arrive meanwhile, in
one burst from a slow line or after the program was stopped, would go to where the focus still is:
a private word into the shared notes.

So each key, paste and click waits here until nothing is left to do of the one before: no widget,
screen or command is at work, nothing waits for the screen to be drawn, and nothing that leads to
another screen runs in the background (`LEADS`). Then it is handed on, and goes where it was meant.

Letters typed into one field one after the other cannot move the focus: these wait for that field
alone, and those that come while it is at work go in together. Moving the mouse changes nothing
that counts: it waits for nothing.

How long a key waits does not decide where it goes: a slow computer looks like a folder that hangs.
After `PATIENCE` somebody is told that their keys wait, and how to throw them away.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from typing import Any, TypeGuard

from textual import events
from textual.widget import Widget
from textual.worker import WorkerState

from companion.app.input_delay import InputDelayNotice, KeyPurpose
from companion.app.news import NewsApp
from screens.widgets.frame import takes_letters
from screens.widgets.textual_compat import (
    event_time,
    is_at_work,
    waits_for_layout,
    waits_for_refresh,
)

LEADS = "leads"
"""The group of workers that lead to another screen: what is typed meanwhile is meant for that."""
PATIENCE = 3.0
"""Seconds that a key waits for what was done before it until somebody is told."""
LETTERS = "letters"
"""The name of a key that stands for several letters typed one after the other, or for one that is
written with several characters."""
MOST_LETTERS = 256
"""Letters that go into a field together: in between, what else is at work has its turn."""
LOOKS, REST = 50, 0.002
"""Looks in a row whether all is done; then seconds between two looks."""

_MOVES = (events.MouseMove, events.MouseScrollDown, events.MouseScrollUp,
          events.MouseScrollLeft, events.MouseScrollRight)  # fmt: skip
"""What a pointing device sends in floods: it does not decide where keys go."""

_WINDOW = (events.AppBlur, events.AppFocus)
"""What a terminal reports once another window is in front of it, or it is again."""


class InputQueue:
    """Lets one event after the other through to an app."""

    def __init__(self, app: NewsApp, field: Callable[[], Widget | None]) -> None:
        self._app = app
        self._field = field
        """Gives what a letter goes to now, if nothing takes it before."""
        self._waiting: deque[events.Event] = deque()
        self._turn: events.Event | None = None
        """The event that was waiting and may pass now."""
        self._typing: Widget | None = None
        """The field that the last event typed a letter into."""
        self._excused: set[Hashable] = set()
        """What somebody did not want to wait for any longer."""
        self._long_wait = InputDelayNotice(app)
        self._task: asyncio.Task[None] | None = None

    def enqueue_if_busy(self, event: events.Event) -> bool:
        """Whether an event that has arrived must wait; it arrives once more when it need not."""
        if event is self._turn:
            self._turn = None
            return False
        match self._long_wait.meant(event):
            case KeyPurpose.TO_END_IT:
                self._throw_away()
                return True
            case KeyPurpose.TOO_LATE:
                self._long_wait.report_too_late()
                return True
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
    def has_pending_keys(self) -> bool:
        """Whether a key or a paste waits, so that what is drawn now is not looked at."""
        return any(isinstance(event, events.Key | events.Paste) for event in self._waiting)

    async def done(self) -> None:
        """Wait until nothing waits, and nothing is left to do of what passed."""
        while self._task is not None or any(self._at_work()):
            await asyncio.sleep(REST)

    def end(self) -> None:
        """Let nothing pass any more."""
        self._waiting.clear()
        self._long_wait.forget()

    async def _let_through(self) -> None:
        try:
            while await self._until_one_may_pass() and self._app.is_running:
                await self._pass(self._next())
            if self._app.is_running:
                self._long_wait.done(event_time())
        finally:
            self._task = self._turn = None

    async def _until_one_may_pass(self) -> bool:
        """Wait for the turn of the first; tells whether there is one, for it may be thrown away."""
        looks = 0
        while self._waiting and self._app.is_running and not self._may_pass(self._waiting[0]):
            looks = await _pause(looks)
            now = event_time()
            if self._waiting and now - self._waiting[0].time > PATIENCE:
                self._long_wait.tell(self._at_work(), now)
        return bool(self._waiting)

    def _throw_away(self) -> None:
        """Forget what waits, and wait no longer for what it waited for all the time."""
        self._waiting.clear()
        self._excused.update(self._long_wait.give_up(self._at_work(handing_over=True)))

    def _next(self) -> events.Event:
        """The first that waits; a letter with those behind it, which go into the same field."""
        first = self._waiting.popleft()
        if not _is_letter(first) or self._typing is None:
            return first
        letters, waiting = first.character or "", self._waiting
        while waiting and len(letters) < MOST_LETTERS and _is_letter(after := waiting[0]):
            letters += after.character or ""
            waiting.popleft()
        if letters == first.character:
            return first
        together = events.Key(LETTERS, letters)
        together.time = first.time
        return together

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
        if field is not None and field is self._typing:
            return field in self._excused or not is_at_work(field)
        if self._is_busy(handing_over):
            return False
        if isinstance(event, events.MouseEvent) and waits_for_layout(self._app.screen):
            return False
        self._typing = field
        return True

    def _typed_into(self, event: events.Event) -> Widget | None:
        """The field that takes this letter; None for all that may do more than be typed."""
        field = self._field()
        if not _is_letter(event):
            return None
        return field if takes_letters(field) else None

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


class OrderedInputApp(NewsApp):
    """An app in which what a person does counts in the order in which they did it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.input = InputQueue(self, self.letter_target)

    async def on_event(self, event: events.Event) -> None:
        """Hand on what arrives; what a person does waits until it is its turn.

        Which window is in front does not count: Textual would take the focus from the field, ahead
        of the keys that were typed into it before and wait.
        """
        if isinstance(event, _WINDOW):
            return
        from_person = isinstance(event, (events.InputEvent, events.Paste))
        if not (from_person and not event.is_forwarded and self.input.enqueue_if_busy(event)):
            await super().on_event(event)

    def letter_target(self) -> Widget | None:
        """What a letter goes to now; the subclass knows what takes it before."""
        return self.focused

    def on_unmount(self) -> None:
        """Nothing counts any more."""
        self.input.end()


def _is_letter(event: events.Event) -> TypeGuard[events.Key]:
    return isinstance(event, events.Key) and event.is_printable


async def _pause(looks: int) -> int:
    """Let others go on; for the first looks no longer than it takes them."""
    await asyncio.sleep(0 if looks < LOOKS else REST)
    return looks + 1
