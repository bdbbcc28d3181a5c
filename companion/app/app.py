"""The app: its places, its keys, and what follows from what screens tell it."""

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

import screens
from companion import i18n
from companion.app.autosave import Saving, Trouble
from companion.app.hangup import heed_hangup
from companion.app.join_offer import Joining
from companion.app.modes import Places
from companion.app.notifications import SayingApp
from companion.app.sessions import Sessions
from companion.commands.table import EVERYWHERE, HOME, SESSION, WELCOME, Command
from companion.domain.errors import CompanionError
from companion.domain.session.notebook import OPEN
from companion.i18n import _, ngettext
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from companion.workspace.session.points import POINTS
from screens.shared import messages
from screens.shared.lifecycle import stands
from screens.shared.place import PlaceScreen, bindings_for

if TYPE_CHECKING:  # the first screen does without these
    from companion.app.capture import Capturing
    from companion.app.index_refresh import Lists, Looked
    from companion.app.search import Searching

SWITCH = 0.001
"""Seconds after which a thread that reads and writes files lets the screen's have its turn: in
Python's own 5 ms a key would wait while the partner's words are put into the private copy."""
GARBAGE = (5_000, 20, 50)
"""When Python looks for garbage, by generation: at its own (700, 10, 10) a key in a hundred would
wait 15 ms for it. What companion makes goes away by itself, but for a few screens."""
FIRST_STYLES = {HOME: "home.tcss", WELCOME: "setup/welcome.tcss"}
"""The stylesheets of the screens that can be the first, below the folder of all screens."""
UNDO = 10.0
"""Seconds that it is said how to take something back."""


class CompanionApp(SayingApp):
    """Table of contents of the app."""

    TITLE = "companion"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = ""
    BINDINGS = bindings_for(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (72, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    def __init__(self, workspace: Workspace, demo: Callable[[], Workspace]) -> None:
        self.workspace = workspace
        # Declared for a class, read from the instance: the first screen is then the right one,
        # and no empty one is made, drawn and thrown away before it.
        self.DEFAULT_MODE = HOME if workspace.is_set_up else WELCOME  # type: ignore[misc]
        # Its stylesheet is read with the app's own: read later, it would have all parsed once more.
        first = Path(screens.__file__).parent / FIRST_STYLES[self.DEFAULT_MODE]
        super().__init__(css_path=[Path(__file__).with_name("companion.tcss"), first])
        self._make_demo = demo
        self.saving: Saving | None = None
        self.capturing: Capturing | None = None
        self.searching: Searching | None = None
        self._lists: Lists | None = None
        self._lists_wanted = False
        self._undo: Callable[[], None] | None = None
        self._save_asked = False
        self._joining = Joining(self)
        self._places = Places(self, lambda: self.workspace, self._session_in_use)
        self.sessions = self._sessions_of(workspace)

    def _sessions_of(self, workspace: Workspace) -> Sessions:
        return Sessions(self, workspace, self._places, lambda: self.saving)

    def _session_in_use(self) -> OpenSession | None:
        return self.sessions.in_use

    # Beginning, going about, leaving

    def on_mount(self) -> None:
        """First the screen, then all that can wait for it."""
        self.call_after_refresh(self._settle_in)

    def _settle_in(self) -> None:
        # What the start made stays for good: collecting it once more would only cost time.
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        gc.enable()
        sys.setswitchinterval(SWITCH)
        heed_hangup(self._save_all)
        if self.workspace.is_set_up:
            self._begin()

    def _begin(self) -> None:
        from companion.app.capture import Capturing
        from companion.app.index_refresh import Lists
        from companion.app.search import Searching

        self.saving = Saving(self, self.workspace)
        # A key typed ahead may have opened something before this.
        for document in filter(None, (self.sessions.in_use, *self.workspace.open_margins.values())):
            self.saving.watch(document)
        self.capturing = Capturing(self, self.workspace, self._session_in_use)
        self.searching = Searching(self, self.workspace)
        self._lists = Lists(self, self.workspace)
        self._undo = None

    def on_unmount(self) -> None:
        """However it ends, threads that look at files end with it."""
        self._end()

    @property
    def place(self) -> str:
        """Where we are, as the table of commands names places."""
        return getattr(self.screen, "PLACE", "") or EVERYWHERE

    def action_place(self, place: str) -> None:
        """Go to a place; the session's place needs a session."""
        if place == SESSION and self.sessions.in_use is None:
            self.sessions.open_latest()
        elif self.workspace.is_set_up and len(self.screen_stack) == 1:
            self.switch_mode(place)
        elif self.workspace.is_set_up:
            self.notify(_("Esc leads back from here; then you can go to other places."),
                        markup=False)  # fmt: skip

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
        """Leave; a running session is asked about, everything is saved first."""
        if self.sessions.one_runs:
            from screens.dialogs.choice import QuestionScreen

            sentence = _("The session runs on while you are away. Leave companion?")
            self.push_screen(QuestionScreen(sentence, _("Leave"), _("Stay")), self._leave)
        else:
            self._leave(True)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self._end()
            self.exit()

    def _save_all(self) -> None:
        self._let_screens("save_now")
        self._end()

    def _end(self) -> None:
        if self._lists is not None:
            self._lists.leave()
            self._lists = None
        if self.saving is not None:
            self.saving.stop()
            self.saving = None

    def action_help_quit(self) -> None:
        """Ctrl+C copies in a field; elsewhere people press it to leave."""
        self.notify(_("Press ^q to leave companion."), markup=False)

    # Help and language

    def action_help(self) -> None:
        """What can be done here."""
        from screens.dialogs.help import HelpScreen

        self.push_screen(HelpScreen(self.place))

    def action_palette(self) -> None:
        """Every command by its name."""
        from screens.dialogs.palette import PaletteScreen

        self.push_screen(PaletteScreen(self.place), self._run_command)

    def _run_command(self, command: Command | None) -> None:
        if command is not None:
            action = command.action
            self.call_later(
                self.run_action, action, None if action.startswith("app.") else self.screen
            )

    def action_switch_language(self) -> None:
        """English or Dutch, whichever it is not now."""
        other = next(code for code in i18n.LANGUAGES if code != i18n.current_language())
        self.workspace.set_language(other)
        self._let_screens("relabel")

    # What screens tell

    def on_settled_in(self, message: messages.SettledIn) -> None:
        """Somebody set up: all places are theirs now."""
        self.use_workspace(message.workspace)

    def on_demo_wanted(self) -> None:
        """Look around in a made-up pair's notes, kept in a folder that is thrown away."""
        self.use_workspace(self._make_demo())

    @work
    async def use_workspace(self, workspace: Workspace) -> None:
        """Let all places show another pair's notes."""
        self._end()
        self.workspace = workspace
        self.sessions = self._sessions_of(workspace)
        i18n.use_language(workspace.language)
        await self._places.make_all_anew()
        self._begin()

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
        if self.searching is not None:
            await self.searching.open()

    def on_note_chosen(self, message: messages.NoteChosen) -> None:
        """Show it where it stands."""
        if self.searching is not None:
            self.searching.show_note(message)

    def on_card_chosen(self, message: messages.CardChosen) -> None:
        """Show it among all cards."""
        if self.searching is not None:
            self.searching.show_card(message.card)

    def on_cards_wanted(self, message: messages.CardsWanted) -> None:
        """Ask a lesson's questions from now on."""
        try:
            count = self.workspace.recall.add(message.lesson)
        except CompanionError as error:
            self._tell(str(error))
            return
        words = ngettext("{count} card more in Review.", "{count} cards more in Review.", count)
        none = _("Its cards are in Review already, or it has none.")
        self.notify(words.format(count=count) if count else none, markup=False)
        self.refresh_lists()

    def on_cards_changed(self) -> None:
        """Let Home say what is due now."""
        self.refresh_lists()

    def on_margins_opened(self, message: messages.MarginsOpened) -> None:
        """Show what the partner writes in a margin that is in sight."""
        if self.saving is not None:
            self.saving.watch(message.document)

    def on_margins_left(self, message: messages.MarginsLeft) -> None:
        """Nobody looks at it any more."""
        if self.saving is not None:
            self.saving.unwatch(message.document)

    def on_session_wanted(self, message: messages.SessionWanted) -> None:
        """Make a session of a lesson, and open it."""
        self.sessions.create(message.lesson)

    def on_session_chosen(self, message: messages.SessionChosen) -> None:
        """Open a session that is there."""
        self.sessions.choose(message.session)

    def on_prepare_wanted(self, message: messages.PrepareWanted) -> None:
        """Open a session that is there, and its agenda to change."""
        self.sessions.choose(message.session, prepare=True)

    def on_session_left(self) -> None:
        """A closed session leads to its minutes; all lists show it once it is saved."""
        self._lists_wanted = True
        self.sessions.leave()

    def on_minutes_wanted(self, message: messages.MinutesWanted) -> None:
        """Read a closed session."""
        self.sessions.show_minutes(message.session)

    def on_kept(self) -> None:
        """Show in all lists what was kept."""
        self.refresh_lists()

    def on_edited(self, message: messages.Edited) -> None:
        """Save it soon."""
        if self.saving is not None:
            self.saving.edited(message.document)
            if message.at_once:
                self.saving.save_now()

    def on_action_changed(self, message: messages.ActionChanged) -> None:
        """Tick an action off, with a way back."""
        if self.capturing is not None:
            action = message.summary, message.record
            self.capturing.set_action(*action, message.state)
            self._undo = partial(self.capturing.set_action, *action, OPEN)
            self.notify(_("Done. u takes it back."), markup=False)

    def action_undo(self) -> None:
        """Take back what was written down or ticked off last."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()
        else:
            self.notify(_("There is nothing to take back."), markup=False)

    def action_capture(self) -> None:
        """Write a line down, over whatever is shown; the same key closes that again."""
        if self.capturing is not None:
            self.capturing.ask_or_close()

    def on_point_wanted(self, message: messages.PointWanted) -> None:
        """Ask how somebody would say it to the other."""
        if self.capturing is not None:
            from companion.workspace.session.capture import Draft

            self.capturing.ask(Draft(POINTS, message.text))

    def on_written_down(self, message: messages.WrittenDown) -> None:
        """Say what was written down, with a way back."""
        if self.capturing is not None:
            self._undo = partial(self.capturing.take_back, message.written)
            self.notify(self.capturing.words(message.written), timeout=UNDO, markup=False)
        self._let_screens("written_down", message.written)
        self._show_records()

    def on_taken_back(self, message: messages.TakenBack) -> None:
        """Say so."""
        self.notify(_("Taken back: {what}").format(what=message.what), markup=False)
        self._show_records()

    def _show_records(self) -> None:
        self._let_screens("notebook_changed")
        self.refresh_lists()

    # Saving and news

    @property
    def status_words(self) -> str:
        """Whether everything is saved, for the top line."""
        return self.saving.words if self.saving else ""

    def action_save(self) -> None:
        """Save and share now, and say so once it is."""
        if self.saving is not None:
            self.saving.save_now()
            self._save_asked = True
            self._answer_save()

    def _answer_save(self) -> None:
        if self._save_asked and self.saving is not None and self.saving.settled:
            self._save_asked = False
            self.notify(_("Saved."), markup=False)

    def action_look(self) -> None:
        """Look for changes from the other side now."""
        if self.saving is not None:
            self.saving.look()
            self.refresh_lists()
            self._let_screens("action_look_again")
            self.notify(_("Looking for changes …"), timeout=2, markup=False)

    def on_merged(self) -> None:
        """Show what came from the other side."""
        self._let_screens("notebook_changed")

    def on_status_changed(self) -> None:
        """Say whether everything is saved; a session just closed is in the lists then."""
        self._let_screens("show_status")
        self._answer_save()
        if self._lists_wanted and self.saving is not None and self.saving.settled:
            self._lists_wanted = False
            self.refresh_lists()

    def on_trouble(self, message: Trouble) -> None:
        """Say what could not be saved, and what to do."""
        self._tell(message.sentence)

    def _let_screens(self, do: str, *what: object) -> None:
        for screen in self.screen_stack:
            if stands(screen):  # one that is still to be mounted shows all there is then
                getattr(screen, do, _nothing)(*what)

    def _tell(self, sentence: str) -> None:
        self.notify(sentence, severity="warning", timeout=12, markup=False)

    def refresh_lists(self) -> None:
        """Look at all sessions' files in the background, and show what changed."""
        if self._lists is not None:
            self._lists.refresh()

    def on_looked(self, message: "Looked") -> None:
        """Show what changed, and what waited for the first look."""
        if message.changed:
            self._show_lists()
        if message.first:
            self.sessions.know_all()
        self._joining.offer(self.workspace, self.sessions.in_use)

    def _show_lists(self) -> None:
        for top in self.screen_stack[-1:]:  # there is none once the app ends
            if isinstance(top, PlaceScreen) and stands(top):
                top.refresh_content()


def _nothing(*_what: object) -> None:
    """What a screen does that has no part in something."""
