"""What the app says: on the news line of the screen on top, and in the journal; never in a toast.

A toast lies over text, goes by itself before it was read, and behind a dialog nobody sees it.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.notifications import SeverityLevel

from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.session.journal import Journal, Notice, Priority, always
from screens.shared.messages.saving import DraftKept
from screens.widgets.host import AppHost
from screens.widgets.news_line import NewsLine
from screens.widgets.textual_compat import all_screens, event_time

if TYPE_CHECKING:
    from companion.workspace.session.undo import UndoStep
    from screens.dialogs.journal import Chosen


class NewsApp(App[None], AppHost):
    """An app that says all it has to say in one line, which stays until it was read."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.journal: Journal = Journal()
        self._shown_at = 0.0
        """When what was said last came to the line, by the clock that gives events their time."""

    def now(self) -> datetime:
        """The time; the subclass has the clock."""
        raise NotImplementedError

    def notify(
        self,
        message: str,
        *,
        severity: SeverityLevel = "information",
        **_of_a_toast: Any,
    ) -> None:
        """Say something that is about no place: what Textual and all its widgets call.

        `severity` other than information says that somebody is needed. The text is always data,
        and how long it stays is not the caller's to choose.
        """
        is_answer = severity != "information"
        self.say(
            message, worth=Priority.URGENT if is_answer else Priority.DONE, is_answer=is_answer
        )

    def say(
        self,
        words: str,
        *,
        worth: Priority = Priority.DONE,
        lasts: bool = False,
        place: str = "",
        ways: str = "",
        item: tuple[str, str] = ("", ""),
        step: "UndoStep | None" = None,
        is_answer: bool = False,
        holds: Callable[[], bool] = always,
    ) -> None:
        """Say something that is about a place, or that something was done.

        `ways` is a sentence that only who is at the place reads, for it names keys of that place;
        `lasts` says that it is trouble which is there until `end_trouble`; `is_answer` that it is
        about what was just asked for, and goes with the next key or click; `holds` tells whether it
        is still so, and it goes once it is not.
        """
        notice = Notice(
            _in_one_line(words), self.now(), worth, place, ways, item, step, is_answer, holds
        )
        before = self.journal.shown
        self.journal.add(notice, lasts=lasts)
        if self.journal.shown is not before:
            self._shown_at = event_time()
        self.show_news()

    def end_trouble(self, but: Collection[str], *, given_up: bool = False) -> None:
        """Take from the line what is in trouble no more, and say so once nothing is.

        `but` has the sentences for what still is; `given_up` says that the trouble ends because
        nothing waits for the disk any more, whatever that takes: then nothing is said.
        """
        if not self.journal.end_trouble(self.now(), but={_in_one_line(words) for words in but}):
            return
        if but or given_up:
            self.show_news()
        else:
            self.say(_("Saving and sharing work again."))

    def on_draft_kept(self, message: DraftKept) -> None:
        """Say so, until they are entered or thrown away."""
        self.say(message.sentence, holds=message.holds)

    def on_idle(self) -> None:
        """Take from the line what is so no more, whatever ended it."""
        if self.journal.drop_outdated(self.now()):
            self.show_news()

    def show_news(self) -> None:
        """Draw the news lines anew, those of covered screens too: they may come up again."""
        for screen in all_screens(self):
            for line in screen.query(NewsLine):
                line.refresh()

    async def on_event(self, event: events.Event) -> None:
        """A key or a click says that somebody is there to read, unless it came before what the
        line shows was said, as the rest of a burst does."""
        pressed = isinstance(event, events.Key | events.MouseDown) and not event.is_forwarded
        if pressed and event.time > self._shown_at and self.journal.key_pressed(self.now()):
            self.show_news()
        await super().on_event(event)

    # The journal

    def leads_there(self, _notice: Notice) -> bool:
        """Whether the place that a notice is about can be gone to; the subclass knows."""
        return False

    def goes_back(self, _step: "UndoStep") -> bool:
        """Whether a step can be taken back; the subclass knows."""
        return False

    def go_to_notice(self, notice: Notice) -> None:
        """Go to the place that a notice is about; the subclass knows the way."""

    def take_back(self, step: "UndoStep") -> None:
        """Take a step back; the subclass knows how."""

    @property
    def journal_refusal(self) -> str:
        """Why the journal cannot be read now, as a sentence; empty when it can."""
        return _("Nothing was said yet.") if self.journal.is_empty else ""

    def action_journal(self) -> None:
        """Read what was said of late."""
        from screens.dialogs.journal import Entry, JournalScreen

        if refusal := self.journal_refusal:
            self.notify(refusal, severity="warning", markup=False)
            return
        entries = [
            Entry(n, self.leads_there(n), n.step is not None and self.goes_back(n.step))
            for n in self.journal
        ]
        self.push_screen(JournalScreen(entries), self._chosen_in_journal)
        self.journal.read_all(self.now())
        self.show_news()

    def _chosen_in_journal(self, chosen: "Chosen | None") -> None:
        if chosen is None:
            return
        if not chosen.back:
            self.go_to_notice(chosen.notice)
        elif chosen.notice.step is not None:
            self.take_back(chosen.notice.step)


def _in_one_line(words: str) -> str:
    return " · ".join(filter(None, (one_line(part, None) for part in words.split("\n"))))
