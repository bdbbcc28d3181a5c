"""The app: a table of contents of its parts, how it begins, and how its commands stand."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from textual.driver import Driver
from textual.widget import Widget

import screens
from companion import i18n
from companion.app.handlers.leaving import LeavingHandlers
from companion.app.handlers.lessons import LessonHandlers
from companion.app.handlers.places import PlaceHandlers
from companion.app.handlers.preferences import PreferenceHandlers
from companion.app.handlers.records import RecordHandlers
from companion.app.handlers.saving import SavingHandlers
from companion.app.handlers.sessions import SessionHandlers
from companion.app.handlers.undo import UndoHandlers
from companion.app.handlers.workspaces import WorkspaceHandlers
from companion.app.terminal_driver import TerminalDriver
from companion.commands.available import NEEDS_PAIR, NOWHERE
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import EVERYWHERE, HOME, OFF_RECORD, SESSION, WELCOME
from companion.commands.terminals import Terminal
from companion.i18n import _
from companion.workspace import Workspace
from screens.shared.place import bindings_for

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


class CompanionApp(
    PlaceHandlers,
    LessonHandlers,
    SessionHandlers,
    RecordHandlers,
    UndoHandlers,
    SavingHandlers,
    PreferenceHandlers,
    WorkspaceHandlers,
    LeavingHandlers,
):
    """The app as somebody opens it."""

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
        # Declared for a class, read from the instance: the first screen is then the right one,
        # and no empty one is made, drawn and thrown away before it.
        self.DEFAULT_MODE = HOME if workspace.is_set_up else WELCOME  # type: ignore[misc]
        # Its stylesheet is read with the app's own: read later, it would have all parsed once more.
        first = Path(screens.__file__).parent / FIRST_STYLES[self.DEFAULT_MODE]
        super().__init__(workspace, [Path(__file__).with_name("companion.tcss"), first])
        self.make_demo = demo
        self.terminals = terminals

    def get_driver_class(self) -> type[Driver]:
        """Read the terminal with a reader that no bytes can end."""
        return TerminalDriver

    # Beginning and ending

    def on_mount(self) -> None:
        """First the screen, then all that can wait for it.

        By a timer of the app's own: what is called after a refresh waits for the screen on top.
        """
        self.termination.install()
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
        self.termination.ended()

    # Keys, and how commands stand

    def letter_target(self) -> Widget | None:
        """What a letter goes to now: while the menu is open it leads to a command."""
        return None if self.menu.is_open else self.focused

    @property
    def has_pending_keys(self) -> bool:
        """Whether keys wait that came in one burst."""
        return self.input.has_pending_keys

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """What there is to do with a pair's notes waits until somebody is set up; private notes
        are refused wherever they do not open."""
        opens_them = action == "private_notes" and self.place == SESSION
        return not opens_them and (self.workspace.is_set_up or action not in NEEDS_PAIR)

    def offer(self, command: Command) -> CommandState:
        """How a command that works everywhere stands now."""
        if command.id.startswith("place-") and len(self.screen_stack) > 1:
            return CommandState(
                refusal=_("Esc leads back from here; then you can go to other places.")
            )
        if command.id == "capture" and self.place == OFF_RECORD:
            return CommandState(refusal=self.services.capturing.refusal)
        if command.id in ("private", "off-record"):  # a dialog says more, and takes the keys
            return CommandState(about=_("in the session alone"))
        if command.id in ("undo", "undo-list"):
            about = self.newest_undo_name if command.id == "undo" else ""
            return CommandState(refusal=self.services.undoing.refusal, about=about)
        if command.id == "journal":
            return CommandState(refusal=self.journal_refusal)
        if command.id == "language":
            return CommandState(about=i18n.LANGUAGES[self.other_language])
        return CommandState()
