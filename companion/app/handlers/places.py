"""Going about: to a place, back, to the drafts, the search and the palette."""

from companion.app.pair_app import PairApp
from companion.commands.places import HOME, OFF_RECORD, SESSION
from companion.domain.note.drafts import PALETTE, DraftKey
from companion.domain.session.notebook import DONE
from companion.i18n import _
from companion.workspace.document.transient_text import TransientText
from companion.workspace.session.journal import Notice
from screens.shared.app_screen import AppScreen
from screens.shared.draft_words import is_listed_draft
from screens.shared.lifecycle import standing
from screens.shared.messages.places import CardChosen, NoteChosen, PlaceChosen


class PlaceHandlers(PairApp):
    """The app as far as it leads from screen to screen."""

    def action_place(self, place: str) -> None:
        """Go to a place; the session's place needs a session."""
        if not self.workspace.is_set_up:
            return
        if len(self.screen_stack) > 1:
            self.warn(_("Esc leads back from here; then you can go to other places."))
        elif place == SESSION and not self.sessions.can_resume:
            self.sessions.open_latest()
        else:
            self.switch_mode(place)

    async def action_back(self) -> None:
        """One step back: from a field to its pane, from a screen to the one below, then Home."""
        if isinstance(self.screen, AppScreen) and self.screen.step_back():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self.workspace.is_set_up and self.current_mode != HOME:
            self.switch_mode(HOME)

    def on_place_chosen(self, message: PlaceChosen) -> None:
        """Go there."""
        self.action_place(message.place)

    def leads_there(self, notice: Notice) -> bool:
        """Nowhere from what covers a place; a session is only gone to while it is in use."""
        in_use, (session, _item) = self.sessions.in_use, notice.item
        is_there = not session or (in_use is not None and in_use.id == session)
        return bool(notice.place) and is_there and len(self.screen_stack) == 1

    def go_to_notice(self, notice: Notice) -> None:
        """Show the place, and there the item."""
        self.action_place(notice.place)
        if notice.item[1]:
            self.call_later(self._show_item, notice.item[1])

    def _show_item(self, item_id: str) -> None:
        for screen in standing(self.screen_stack):
            screen.show_item(item_id)

    # Over whatever is shown

    def action_drafts(self) -> None:
        """See what was typed and not entered."""
        from screens.dialogs.drafts import DraftsScreen

        listed = [draft for draft in self.workspace.drafts.all() if is_listed_draft(draft)]
        if listed:
            today = self.workspace.environment.today()
            closed = {s.id for s in self.workspace.sessions() if s.state == DONE}
            self.push_screen(DraftsScreen(listed, today, closed))
        else:
            self.notify(_("Nothing that was typed waits to be entered."), markup=False)

    def action_palette(self) -> None:
        """Every command by its name."""
        from screens.dialogs.palette import PaletteScreen

        off_record = self.place == OFF_RECORD
        typed = TransientText() if off_record else self.workspace.drafts.field(DraftKey(PALETTE))
        palette = PaletteScreen(self.place, typed, in_session=self.in_session)
        self.push_screen(palette, self.run_chosen)

    async def action_search(self) -> None:
        """Search in everything."""
        await self.services.searching.open()

    def on_note_chosen(self, message: NoteChosen) -> None:
        """Show it where it stands."""
        self.services.searching.show_note(message)

    def on_card_chosen(self, message: CardChosen) -> None:
        """Show it among all cards."""
        self.services.searching.show_card(message.card)
