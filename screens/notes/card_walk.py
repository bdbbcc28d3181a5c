"""The cards of a closed session that were begun or that nobody has read over, one after another."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from companion.domain.errors import CompanionError
from companion.i18n import _
from companion.workspace.document.open_session import OpenSession
from screens.closing.learned_step import (
    begun_cards,
    card_screen,
    enter_new_card,
    new_card_screen,
    read_over,
)
from screens.dialogs.card import CardDraft, Written
from screens.dialogs.prompt import announce_refusal

if TYPE_CHECKING:
    from screens.notes.closed_session import ClosedSessionScreen


class CardWalk:
    """Shows a card in a dialog, saves what became of it, and goes on to the next."""

    def __init__(self, screen: "ClosedSessionScreen", session: OpenSession) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._session = session
        self._seen: set[str] = set()
        """The ids of the cards that were shown and saved."""

    def show_next(self) -> None:
        """Show the next card, begun ones first; behind the last, let go of the session."""
        begun = begun_cards(self._workspace, self._session)
        cards = self._session.notebook.cards
        new = [key for key in begun if all(card.id != key for card in cards)]
        open_ones = [
            c for c in cards if c.id not in self._seen and (not c.checked or c.id in begun)
        ]
        if new:
            screen = new_card_screen(new[0], self._workspace, self._session)
            keep = partial(enter_new_card, new[0], self._workspace)
        elif open_ones:
            card = min(open_ones, key=lambda card: card.by == self._workspace.pair.me.id)
            screen = card_screen(card, self._workspace, self._session)
            keep = partial(read_over, card, self._workspace)
        else:
            words = "" if self._seen else _("No card waits to be read over.")
            self._screen.keep(self._session, words)
            return
        self._screen.app.push_screen(screen, partial(self._take, keep, screen.draft))

    def _take(
        self,
        keep: Callable[[OpenSession, Written], str],
        draft: CardDraft,
        written: Written | None,
    ) -> None:
        if written is None:
            self._screen.keep(self._session)
            return
        # The other may have removed the card meanwhile.
        self._session = session = self._screen.read_anew(self._session)
        try:
            card = keep(session, written)
            trouble = self._workspace.save_here(session)
        except CompanionError as error:
            self._screen.keep(session)
            announce_refusal(self._screen, str(error), *draft)
            return
        draft.hand_over(unsaved_in=None)
        if trouble:
            self._screen.notify(trouble, markup=False)
        self._seen.add(card)
        self.show_next()
