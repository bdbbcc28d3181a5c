"""Review: what is due today, every card there is, and how each stands."""

import asyncio
from collections.abc import Callable, Iterable

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import REVIEW
from companion.domain.errors import CompanionError
from companion.domain.recall.cards import ADD, BURY, GRADE, RESET, RESUME, SUSPEND
from companion.domain.recall.due import ScheduledCard, amount_words, next_words, state_words
from companion.domain.text import one_line
from companion.i18n import N_, _, ngettext
from companion.layout.graphemes import padded, widest
from companion.storage.disk.threads import run_in_thread
from companion.workspace import Workspace
from companion.workspace.recall.deck import Deck, deck_of
from companion.workspace.recall.review_run import ReviewRun
from screens.review.review_words import group_name
from screens.shared.messages.lessons import CardsChanged
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.frame import HintLine
from screens.widgets.option_updates import update_options

_OF_CARDS = ("review-begin", "review-suspend", "review-reset", "review-reset-all")
_UNDONE = {
    GRADE: N_("Taken back: the last answer."),
    BURY: N_("Taken back: the card is asked today."),
    SUSPEND: N_("Taken back: the card is asked again."),
    RESUME: N_("Taken back: the card is paused."),
    RESET: N_("Taken back: everything stands as before."),
    ADD: N_("Taken back: those cards are not asked."),
}


class ReviewScreen(PlaceScreen):
    """What is due above the list of all cards."""

    CSS_PATH = "review.tcss"
    PLACE = REVIEW
    FIRST_FOCUS = "#cards"
    BINDINGS = bindings_for(REVIEW)

    def __init__(self, workspace: Workspace, card: str = "") -> None:
        super().__init__(workspace)
        self._sought = card

    def bars(self) -> Iterable[Widget]:
        """The places, unless this stands over a search: Esc leads back there."""
        return () if self._sought else super().bars()

    def body(self) -> ComposeResult:
        """Today, and the cards."""
        yield Static(id="today", classes="box", markup=False)
        yield OptionList(id="cards", classes="box", markup=False)

    @property
    def recall(self) -> Deck:
        """My cards."""
        return deck_of(self.workspace)

    def refresh_content(self) -> None:
        """Look at everything anew, in the background: lessons may have to be read for it."""
        self.query_one("#today").border_title = Content(_("Today"))
        self.query_one("#cards").border_title = Content(_("Cards"))
        self._look()

    @work(exclusive=True)
    async def _look(self) -> None:
        try:
            await asyncio.wrap_future(run_in_thread(self.recall.look))
        except CompanionError as error:
            self.query_one("#today", Static).update(Content(str(error)))
        else:
            self._show()

    def _show(self) -> None:
        self.post_message(CardsChanged())
        self.query_one("#today", Static).update(Content("\n".join(self._today())))
        cards = self.query_one("#cards", OptionList)
        options = self._options()
        ids = [option.id for option in options]
        update_options(cards, options, ids.index(self._sought) if self._sought in ids else 1)
        self.query_one(HintLine).refresh()

    def _today(self) -> list[str]:
        cards, now = self.recall.cards, self.recall.now
        due = self.recall.due()
        if due:
            begin = _("Enter begins.")
            lines = [f"{amount_words(len(due))}. {begin}"]
        elif cards:
            nothing = _("Nothing is due.")
            lines = [f"{nothing} {next_words(cards, now)}".strip()]
        else:
            lines = [
                _("No cards yet. They come from the lessons whose session you have closed, and "
                  "from the cards you two make at the close; in Library, c adds a lesson's cards.")
            ]  # fmt: skip
        return [*lines, *(f"! {notice}" for notice in self.recall.notices)]

    def _options(self) -> list[Option]:
        now = self.recall.now
        groups: dict[str, list[tuple[ScheduledCard, str]]] = {}
        for held in self.recall.cards:
            groups.setdefault(group_name(held), []).append((held, state_words(held, now)))
        width = widest(state for cards in groups.values() for _held, state in cards)
        options = []
        for group, cards in groups.items():
            count = ngettext("{count} card", "{count} cards", len(cards)).format(count=len(cards))
            options.append(Option(Content(f"{group} · {count}").stylize("bold"), disabled=True))
            for held, state in cards:
                line = f"{padded(state, width)}  {one_line(held.card.question)}"
                options.append(Option(Content(line), held.card.id))
        return options or [Option(Content(_("No cards yet.")), disabled=True)]

    # What can be done

    def offer(self, asked: Command) -> CommandState:
        """Where no card is listed, nothing can be begun, paused or begun anew."""
        nothing = asked.id in _OF_CARDS and self._under_the_cursor() is None
        return CommandState(refusal=_("No cards yet.") if nothing else "")

    def on_option_list_option_selected(self) -> None:
        """Enter begins, wherever the cursor is."""
        self.action_begin()

    def action_begin(self) -> None:
        """Ask what is due."""
        run = ReviewRun(self.recall)
        if run.current is None:
            self.notify(_("Nothing is due."), severity="warning", markup=False)
            return
        from screens.review.run import ReviewRunScreen

        self.app.push_screen(ReviewRunScreen(self.workspace, run))

    def action_suspend(self) -> None:
        """Pause the card under the cursor, or let it go on."""
        held = self._under_the_cursor()
        if held is not None:
            paused = held.standing.suspended
            do = self.recall.resume if paused else self.recall.suspend
            sentence = _("It is asked again.") if paused else _("Paused. u takes it back.")
            self._do(lambda: do(held.card.id), sentence)

    def action_reset(self) -> None:
        """Let the card under the cursor begin anew."""
        held = self._under_the_cursor()
        if held is not None:
            self._do(lambda: self.recall.reset(held.card.id),
                     _("This card begins anew. u takes it back."))  # fmt: skip

    def action_reset_all(self) -> None:
        """Let all cards begin anew."""
        if self.recall.cards:
            self._do(self.recall.reset, _("All cards begin anew. u takes it back."))

    def action_undo(self) -> None:
        """Take back what was done last."""
        try:
            entry = self.recall.undo()
        except CompanionError as error:
            self._tell(error)
            return
        if entry:
            self.notify(_(_UNDONE[entry.do]), markup=False)
        else:
            self.notify(_("There is nothing to take back."), severity="warning", markup=False)
        self.refresh_content()

    def _do(self, what: Callable[[], object], sentence: str) -> None:
        try:
            what()
        except CompanionError as error:
            self._tell(error)
        else:
            self.notify(sentence, markup=False)
            self._show()

    def _tell(self, error: CompanionError) -> None:
        self.notify(str(error), severity="warning", markup=False)

    def _under_the_cursor(self) -> ScheduledCard | None:
        option = self.query_one("#cards", OptionList).highlighted_option
        return self.recall.held(option.id) if option and option.id else None
