"""The app: its places, its keys, and what follows from what screens tell it."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work
from textual.driver import Driver
from textual.events import Callback
from textual.screen import Screen
from textual.widget import Widget

import screens
from companion import i18n
from companion.app.autosave import AutosaveController
from companion.app.caret import CaretApp
from companion.app.commands import CommandApp
from companion.app.input_queue import LEADS, InOrderApp
from companion.app.leaving import Leaving
from companion.app.modes import Places
from companion.app.news import NewsApp
from companion.app.save_trouble import DiskTrouble
from companion.app.services import Services
from companion.app.sessions import Sessions
from companion.app.terminal_driver import TerminalDriver
from companion.app.termination import Termination
from companion.app.theming import ThemedApp, theme_for
from companion.commands.available import NEEDS_PAIR, NOWHERE, menu_way
from companion.commands.command import Command
from companion.commands.offer import Offer
from companion.commands.places import EVERYWHERE, HOME, OFF_RECORD, REVIEW, SESSION, SYNC, WELCOME
from companion.commands.terminals import Terminal
from companion.domain.errors import CompanionError
from companion.domain.note.drafts import PALETTE, POINT, DraftOf
from companion.domain.save_status import PRIVATE_NOTES
from companion.domain.session.notebook import DONE
from companion.i18n import N_, _, ngettext
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.document.unkept_text import UnkeptText
from companion.workspace.session.journal import Journal, Notice, Worth
from companion.workspace.session.points import POINTS
from companion.workspace.session.undo import UndoStep
from screens.shared import messages
from screens.shared.draft_words import is_listed
from screens.shared.lifecycle import stands
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.textual_compat import all_screens, driver_of

if TYPE_CHECKING:  # the first screen does without these
    from companion.app.index_refresh import Looked, ShareChecked

SWITCH = 0.001
"""Seconds after which a thread that reads and writes files lets the screen's have its turn: in
Python's own 5 ms a key would wait while the partner's words are put into the private copy."""
GARBAGE = (5_000, 20, 50)
"""When Python looks for garbage, by generation: at its own (700, 10, 10) a key in a hundred would
wait 15 ms for it. What companion makes goes away by itself, but for a few screens."""
SETTLE = 0.2
"""Seconds after which all that can wait for the first screen is begun."""
FIRST_STYLES = {HOME: "home.tcss", WELCOME: "setup/welcome.tcss"}
"""The stylesheets of the screens that can be the first, below the folder of all screens."""


class CompanionApp(InOrderApp, ThemedApp, NewsApp, CommandApp, CaretApp):
    """Table of contents of the app."""

    TITLE = "companion"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS = bindings_for(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(
        self,
        workspace: Workspace,
        demo: Callable[[str], Workspace],
        terminals: frozenset[Terminal] = NOWHERE,
    ) -> None:
        self.workspace = workspace
        # Declared for a class, read from the instance: the first screen is then the right one,
        # and no empty one is made, drawn and thrown away before it.
        self.DEFAULT_MODE = HOME if workspace.is_set_up else WELCOME  # type: ignore[misc]
        # Its stylesheet is read with the app's own: read later, it would have all parsed once more.
        first = Path(screens.__file__).parent / FIRST_STYLES[self.DEFAULT_MODE]
        styles = [Path(__file__).with_name("companion.tcss"), first]
        super().__init__(theme_for(workspace.settings.theme, os.environ), styles)
        self.terminals = terminals
        self._make_demo = demo
        self._termination = Termination(self._keys_are_done, self._save_all, self._leave_terminal)
        self._leaving = Leaving(
            self, lambda: self.services, self._leave, self._termination.leave_within
        )
        self._lists_wanted = False
        self._save_asked = False
        self._places = Places(self, lambda: self.workspace, self._session_in_use)
        self.services = Services(self, workspace, self._places)

    @property
    def saving(self) -> AutosaveController:
        """What saves the pair's documents. Raises NotSetUp."""
        return self.services.saving

    @property
    def sessions(self) -> Sessions:
        """What opens the pair's sessions."""
        return self.services.sessions

    def now(self) -> datetime:
        """The time of day where the workspace is."""
        return self.workspace.environment.now()

    def _session_in_use(self) -> OpenSession | None:
        return self.sessions.in_use

    def get_driver_class(self) -> type[Driver]:
        """Read the terminal with a reader that no bytes can end."""
        return TerminalDriver

    # Beginning, going about, leaving

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """What there is to do with a pair's notes waits until somebody is set up; private notes
        are refused wherever they do not open."""
        opens_them = action == "private_notes" and self.place == SESSION
        return not opens_them and (self.workspace.is_set_up or action not in NEEDS_PAIR)

    def on_mount(self) -> None:
        """First the screen, then all that can wait for it.

        By a timer of the app's own: what is called after a refresh waits for the screen on top.
        """
        self._termination.install()
        self.set_timer(SETTLE, self._settle_in)

    def _settle_in(self) -> None:
        # What the start made stays for good: collecting it once more would only cost time.
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        gc.enable()
        sys.setswitchinterval(SWITCH)
        self.refresh_lists()

    def on_unmount(self) -> None:
        """However it ends, threads that look at files end with it."""
        self.services.stop()
        self._termination.ended()

    def action_place(self, place: str) -> None:
        """Go to a place; the session's place needs a session."""
        if not self.workspace.is_set_up:
            return
        if len(self.screen_stack) > 1:
            first = _("Esc leads back from here; then you can go to other places.")
            self.notify(first, severity="warning", markup=False)
        elif place == SESSION and not self.sessions.one_to_go_on_with:
            self.sessions.open_latest()
        else:
            self.switch_mode(place)

    async def action_back(self) -> None:
        """One step back: from a field to its pane, from a screen to the one below, then Home."""
        step = getattr(self.screen, "step_back", None)
        if step is not None and step():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self.workspace.is_set_up and self.current_mode != HOME:
            self.switch_mode(HOME)

    async def action_quit(self) -> None:
        """Leave; a running session is asked about, and what a disk does not take; everything else
        is saved first."""
        self._leaving.begin()

    def _leave(self) -> None:
        self.services.stop()
        self.exit()

    def _save_all(self) -> None:
        try:
            self._let_screens("save_now", of=all_screens(self))
        finally:
            self.services.stop()

    async def _keys_are_done(self) -> None:
        driver = driver_of(self)
        if sys.platform != "win32" and isinstance(driver, TerminalDriver):
            driver.waits_for_pastes = False
        while getattr(driver, "has_unread", False):
            await asyncio.sleep(0.005)
        if driver is not None:
            arrived = asyncio.Event()
            driver.send_message(Callback(arrived.set))  # behind the last key, by the same way
            await arrived.wait()
        await self.input.done()
        while self.services.hands_over:
            await asyncio.sleep(0.005)

    def _leave_terminal(self) -> None:
        self._let_screens("leave_terminal", of=all_screens(self))
        if (driver := driver_of(self)) is not None:
            driver.stop_application_mode()
            driver.close()

    def action_help_quit(self) -> None:
        """Ctrl+C copies in a field; elsewhere people press it to leave."""
        way_out = _("Press {way} to leave companion.").format(way=menu_way("quit"))
        self.notify(way_out, markup=False)

    def field_of_letters(self) -> Widget | None:
        """What a letter goes to now: while the menu is open it leads to a command."""
        return None if self.menu.is_open else self.focused

    @property
    def has_keys(self) -> bool:
        """Whether keys wait that came in one burst."""
        return self.input.has_keys

    # Language, and how commands stand

    @property
    def in_session(self) -> bool:
        """Whether a session that was opened here runs, or the one to go on with is off the record:
        words may follow the letter of the record wherever it is pressed."""
        if not self.workspace.is_set_up:
            return False
        return self.sessions.one_runs or self.services.capturing.is_off_record

    def offer(self, command: Command) -> Offer:
        """How a command that works everywhere stands now."""
        if command.id.startswith("place-") and len(self.screen_stack) > 1:
            return Offer(refusal=_("Esc leads back from here; then you can go to other places."))
        if command.id == "capture" and self.place == OFF_RECORD:
            return Offer(refusal=self.services.capturing.refusal)
        if command.id in ("private", "off-record"):  # a dialog says more, and takes the keys
            return Offer(about=_("in the session alone"))
        if command.id in ("undo", "undo-list"):
            about = self.newest_undo_name if command.id == "undo" else ""
            return Offer(refusal=self.services.undoing.refusal, about=about)
        if command.id == "journal":
            return Offer(refusal=self.journal_refusal)
        if command.id == "language":
            other = i18n.LANGUAGES[self._other_language]
            return Offer(about=other)
        return Offer()

    def action_drafts(self) -> None:
        """See what was typed and not entered."""
        from screens.dialogs.drafts import DraftsScreen

        listed = [draft for draft in self.workspace.drafts.all() if is_listed(draft)]
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
        typed = UnkeptText() if off_record else self.workspace.drafts.field(DraftOf(PALETTE))
        palette = PaletteScreen(self.place, typed, in_session=self.in_session)
        self.push_screen(palette, self.run_chosen)

    @property
    def _other_language(self) -> str:
        return next(code for code in i18n.LANGUAGES if code != i18n.current_language())

    def action_switch_language(self) -> None:
        """English or Dutch, whichever it is not now."""
        before, other = i18n.current_language(), self._other_language
        self._use_language(other)
        back = partial(self._use_language, before)
        step = UndoStep(N_("language: {name}"), {"name": i18n.LANGUAGES[other]}, back=back)
        self.post_message(messages.StepDone(step))

    def _use_language(self, language: str) -> None:
        self._remember(self.workspace.set_language, language)
        self._let_screens("relabel")

    def action_switch_theme(self, name: str) -> None:
        """Show another theme, and remember it; none is the one that suits the terminal."""
        self._remember(self.workspace.set_theme, name)
        self.theme = theme_for(name, os.environ)

    def _remember(self, setting: Callable[[str], None], value: str) -> None:
        """Let a setting be this; where it cannot be saved, that is told and it holds for now."""
        try:
            setting(value)
        except CompanionError as error:
            self._tell(str(error))

    # What screens tell

    def on_settled_in(self, message: messages.SettledIn) -> None:
        """Somebody set up: all places are theirs now."""
        self.use_workspace(message.workspace)

    def on_demo_wanted(self) -> None:
        """Look around in a made-up pair's notes, kept in a folder that is thrown away."""
        self.use_workspace(self._make_demo(self.workspace.settings.theme))

    @work(group=LEADS)
    async def use_workspace(self, workspace: Workspace) -> None:
        """Let all places show another pair's notes."""
        await self._leaving.try_to_save()
        self.services.stop()
        self.workspace = workspace
        self.services = Services(self, workspace, self._places)
        self.journal = Journal()  # what it said was about the other notes
        i18n.use_language(workspace.language)
        self.theme = theme_for(workspace.settings.theme, os.environ)
        await self._places.make_all_anew()
        self.refresh_lists()

    def on_place_chosen(self, message: messages.PlaceChosen) -> None:
        """Go there."""
        self.action_place(message.place)

    def on_lesson_chosen(self, message: messages.LessonChosen) -> None:
        """Open a lesson to read."""
        from screens.lesson.lesson import LessonScreen

        language = message.language or self.workspace.language
        try:
            lesson = self.workspace.library.page(message.lesson, language)
        except CompanionError as error:
            self._tell(str(error))
        else:
            self.push_screen(LessonScreen(self.workspace, lesson, message.anchor, message.words))

    async def action_search(self) -> None:
        """Search in everything."""
        await self.services.searching.open()

    def on_note_chosen(self, message: messages.NoteChosen) -> None:
        """Show it where it stands."""
        self.services.searching.show_note(message)

    def on_card_chosen(self, message: messages.CardChosen) -> None:
        """Show it among all cards."""
        self.services.searching.show_card(message.card)

    def on_cards_wanted(self, message: messages.CardsWanted) -> None:
        """Ask a lesson's questions from now on."""
        from companion.workspace.recall.deck import deck_of

        try:
            count = deck_of(self.workspace).add(message.lesson)
        except CompanionError as error:
            self._tell(str(error))
            return
        words = ngettext("{count} card more in Review.", "{count} cards more in Review.", count)
        none = _("Its cards are in Review already, or it has none.")
        self.say(words.format(count=count) if count else none, place=REVIEW)
        self.refresh_lists()

    def on_cards_changed(self) -> None:
        """Let Home say what is due now."""
        self.refresh_lists()

    def on_margins_opened(self, message: messages.MarginsOpened) -> None:
        """Show what the partner writes in a margin that is in sight."""
        self.saving.watch(message.document)

    def on_margins_left(self, message: messages.MarginsLeft) -> None:
        """Nobody looks at it any more."""
        self.saving.unwatch(message.document)

    def on_session_wanted(self, message: messages.SessionWanted) -> None:
        """Make a session of a lesson, and open it."""
        self.sessions.create(message.lesson)

    def on_session_chosen(self, message: messages.SessionChosen) -> None:
        """Open a session that is there."""
        self.services.joining.leave_for(self.workspace, message.session)
        self.sessions.choose(message.session)

    def on_prepare_wanted(self, message: messages.PrepareWanted) -> None:
        """Open a session that is there, and its agenda to change."""
        self.sessions.choose(message.session, prepare=True)

    def on_session_left(self) -> None:
        """A closed session leads to its minutes; all lists show it once it is saved."""
        self._lists_wanted = True
        self.sessions.leave()

    def on_session_closed(self) -> None:
        """What the other closed is read where it is; all lists show it once it is saved."""
        self._lists_wanted = True
        self.sessions.end()

    def on_throw_away_wanted(self, message: messages.ThrowAwayWanted) -> None:
        """Ask first."""
        self.services.session_jobs.throw_away(message.session)

    def on_bring_back_wanted(self, message: messages.BringBackWanted) -> None:
        """Let it be in the lists again."""
        self.services.session_jobs.bring_back(message.session)

    def on_reopen_wanted(self, message: messages.ReopenWanted) -> None:
        """Let it be open again, and go there."""
        self.services.session_jobs.reopen(message.session)

    def on_minutes_wanted(self, message: messages.MinutesWanted) -> None:
        """Read a closed session."""
        self.sessions.show_minutes(message.session)

    async def on_kept(self) -> None:
        """Show in all lists what was kept."""
        await self.sessions.leave_thrown()
        self.refresh_lists()

    def on_edited(self, message: messages.Edited) -> None:
        """Save it soon."""
        self.saving.edited(message.document)
        if message.at_once:
            self.saving.save_now()

    def on_action_done(self, message: messages.ActionDone) -> None:
        """Tick an action off, with a way back."""
        self.services.capturing.finish_action(message.summary, message.record)

    # Taking back

    def on_step_done(self, message: messages.StepDone) -> None:
        """It can be taken back; say so where it does not show."""
        undoing, step = self.services.undoing, message.step
        undoing.push(step)
        if message.words:
            self.say(message.words, step=step, holds=lambda: undoing.has(step))

    @property
    def newest_undo_name(self) -> str:
        """What `action_undo` takes back, in a few words; empty where there is nothing."""
        return self.services.undoing.newest_name

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.services.undoing.undo()

    def action_undo_list(self) -> None:
        """Choose what to take back among what was done last."""
        self.services.undoing.ask()

    async def on_taken_back(self, message: messages.TakenBack) -> None:
        """Say so, until something is done anew: that may be the very same."""
        undoing = self.services.undoing
        newest = undoing.newest
        self.say(message.words, holds=lambda: undoing.newest is newest)
        await self.sessions.leave_thrown()
        self._show_records()
        self._show_lists()

    def goes_back(self, step: UndoStep) -> bool:
        """Whether it is among the last things done."""
        return self.services.undoing.has(step)

    def take_back(self, step: UndoStep) -> None:
        """Take this one back."""
        self.services.undoing.undo(step)

    def action_capture(self) -> None:
        """Write a line down, over whatever is shown; the same key closes that again."""
        self.services.capturing.ask_or_close()

    def action_private_notes(self) -> None:
        """Keep a private thought that is typed behind its key out of what is shown here."""
        from screens.dialogs.refusal import private_notes_closed

        why = _("Your private notes open in the session alone, where nothing lies over it. Esc "
                "leads back to where you were.")  # fmt: skip
        self.push_screen(private_notes_closed(why))

    def action_off_record(self) -> None:
        """Keep words that were to be off the record out of what is done here."""
        from screens.dialogs.refusal import stays_on_record

        if self.services.capturing.is_off_record:
            self.services.capturing.refuse()
            return
        why = _("A session goes off the record on its own page, while it runs. Esc leads back to "
                "where you were.")  # fmt: skip
        self.push_screen(stays_on_record(why))

    def on_point_wanted(self, message: messages.PointWanted) -> None:
        """Ask how somebody would say it to the other."""
        of, text = DraftOf(POINT, message.about), message.text
        draft = self.workspace.drafts.field(of, begins_as=text, choice=POINTS)
        self.services.capturing.ask(draft)

    def on_written_down(self, message: messages.WrittenDown) -> None:
        """Say what was written down, with a way back."""
        capturing = self.services.capturing
        step, words = capturing.step(message.written), capturing.words(message.written)
        self.post_message(messages.StepDone(step, words))
        self._let_screens("written_down", message.written, message.of)
        self._show_records()

    def on_lines_finished(self, message: messages.LinesFinished) -> None:
        """Say what became of labelled lines of the notes, with a way back."""
        capturing = self.services.capturing
        taken = [line for line in message.lines if not line.lacks]
        words = capturing.words_of_lines(message.lines)
        if taken:
            step = capturing.step_of_lines(message.document, taken)
            self.post_message(messages.StepDone(step, words))
        elif words:
            self.notify(words, markup=False)
        self._show_records()

    def _show_records(self) -> None:
        self._let_screens("notebook_changed")
        self.refresh_lists()

    # Saving and news

    @property
    def status_words(self) -> str:
        """Whether everything is saved, for the top line."""
        return self.services.status_words if self.workspace.is_set_up else ""

    def action_sync(self) -> None:
        """Save, share and look for changes now, and say so once all is saved."""
        self.services.save_soon()
        self.saving.poll()
        self.refresh_lists()
        self._let_screens("action_look_again")
        self._save_asked = True
        self._answer_save()

    def _answer_save(self) -> None:
        if self._save_asked and not self.services.unsaved_names:
            self._save_asked = False
            self.notify(_("Saved."), markup=False)

    def on_announced(self, message: messages.Announced) -> None:
        """Say what both are to know."""
        self.say(
            message.words,
            worth=Worth.OTHERS,
            place=SESSION,
            ways=message.ways,
            item=message.item,
            holds=message.holds,
        )

    def leads_there(self, notice: Notice) -> bool:
        """Nowhere from what covers a place; a session is only gone to while it is in use."""
        in_use, (session, _item) = self.sessions.in_use, notice.item
        is_there = not session or (in_use is not None and in_use.id == session)
        return bool(notice.place) and is_there and len(self.screen_stack) == 1

    def go_there(self, notice: Notice) -> None:
        """Show the place, and there the item."""
        self.action_place(notice.place)
        if notice.item[1]:
            self.call_later(self._let_screens, "show_item", notice.item[1])

    def on_merged(self) -> None:
        """Show what came from the other side."""
        self._let_screens("notebook_changed")

    def on_status_changed(self) -> None:
        """Say whether everything is saved; a session just closed is in the lists then."""
        self._let_screens("show_status")
        self.end_trouble(but=self.services.trouble.status.troubles)
        self._answer_save()
        if self._lists_wanted and not self.services.unsaved_names:
            self._lists_wanted = False
            self.refresh_lists()

    def on_private_notes_tried(self, message: messages.PrivateNotesTried) -> None:
        """Say whether they are saved, or gone."""
        trouble = self.services.trouble
        trouble.private_file_tried(PRIVATE_NOTES, message.trouble)
        if message.lost:
            self.end_trouble(but=trouble.status.troubles, given_up=True)
            self.say(message.lost, worth=Worth.URGENT, place=SYNC)

    def on_disk_trouble(self, message: DiskTrouble) -> None:
        """Say what could not be saved; where it is by now, nothing would take that back."""
        if message.sentence in self.services.trouble.status.troubles:
            self.on_trouble(message)

    def on_trouble(self, message: messages.Trouble) -> None:
        """Say what could not be read, saved or done, and what to do."""
        lasts = message.sentence in self.services.trouble.status.troubles
        self.say(message.sentence, worth=Worth.URGENT, lasts=lasts, place=SYNC)

    def _let_screens(self, do: str, *what: object, of: Sequence[Screen[Any]] | None = None) -> None:
        for screen in self.screen_stack if of is None else of:
            if stands(screen):  # one that is still to be mounted shows all there is then
                getattr(screen, do, _nothing)(*what)

    def _tell(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", markup=False)

    def refresh_lists(self) -> None:
        """Look at all sessions' files in the background, and show what changed."""
        if self.workspace.is_set_up:
            self.services.lists.refresh()

    def on_looked(self, message: "Looked") -> None:
        """Show what changed, and what waited for the first look."""
        if message.changed:
            self._show_lists()
        if message.first:
            self.sessions.know_all()
        self.services.joining.look(self.workspace)

    def on_share_checked(self, message: "ShareChecked") -> None:
        """Say whether all there is can be shared."""
        self.services.hear_of_share(message.trouble)

    def _show_lists(self) -> None:
        for top in self.screen_stack[-1:]:  # there is none once the app ends
            if isinstance(top, PlaceScreen) and stands(top):
                top.refresh_content()


def _nothing(*_what: object) -> None:
    """What a screen does that has no part in something."""
