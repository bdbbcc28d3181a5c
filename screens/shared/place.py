"""What all places have in common: their frame, their keys, and words that follow the language."""

from collections.abc import Iterable
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Key, Paste
from textual.screen import Screen
from textual.widget import Widget

from companion.commands.available import commands_in, keys_in
from companion.commands.places import EVERYWHERE, OFF_RECORD, PLACES
from companion.i18n import _
from companion.workspace import Workspace
from screens.shared.app_screen import AppScreen
from screens.widgets.frame import HintLine, PlaceBar, TopLine, is_field
from screens.widgets.host import app_host
from screens.widgets.news_line import NewsLine


def bindings_for(place: str) -> list[BindingType]:
    """The bindings of a place, from the table of commands.

    Keys that act everywhere belong to the app, so that a place lists only its own; but off the
    record a dialog covers the app, whose keys then do not act.
    """
    return [
        Binding(
            ",".join(keys),
            command.action,
            command.help,
            show=False,
            # Possible from a dialog too, whose keys hide the app's.
            priority=command.id in ("menu", "quit", "capture", "private"),
            id=command.id,
        )
        for command in commands_in(place)
        if command.where == place or place in (EVERYWHERE, OFF_RECORD)
        if (keys := keys_in(place, command))
    ]


def brings_words(event: Key | Paste) -> bool:
    """Whether an event is something typed: a letter, a digit, a sign or a blank, or a paste."""
    return isinstance(event, Paste) or event.is_printable


def goes_nowhere(screen: Screen[Any], event: Key | Paste) -> bool:
    """Whether something typed meets no field that has the focus, and is no key of a command."""
    is_key = isinstance(event, Key) and event.key in screen.active_bindings
    return brings_words(event) and not is_key and not is_field(screen.focused)


class PlaceScreen(AppScreen[None]):
    """One place: what stands in the frame is the subclass's `body`."""

    FIRST_FOCUS = ""
    """A selector for what has focus at first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._resumed = False

    @property
    def place_name(self) -> str:
        """What stands in the top line."""
        return _(PLACES[self.PLACE])

    def compose(self) -> ComposeResult:
        """The frame with the body inside."""
        yield TopLine(self.place_name)
        yield from self.bars()
        with Container(id="body"):
            yield from self.body()
        yield NewsLine()
        yield HintLine(self.PLACE)

    def bars(self) -> Iterable[Widget]:
        """What stands between the top line and the body."""
        yield PlaceBar(self.PLACE)

    def body(self) -> ComposeResult:
        """What this place is about."""
        yield from ()

    def on_mount(self) -> None:
        """Show what there is."""
        self.relabel()
        if self.FIRST_FOCUS:
            self.query_one(self.FIRST_FOCUS).focus()

    def on_screen_resume(self) -> None:
        """Show what changed while another place was in front."""
        if self._resumed:
            self.relabel()
        self._resumed = True  # the first time is that of mounting, which has shown all there is

    def relabel(self) -> None:
        """Say everything as it is now, in the language in use."""
        top = self.query_one(TopLine)
        top.place = self.place_name
        for line in self.query("PlaceBar, HintLine"):
            line.refresh()
        self.show_status()
        self.refresh_content()

    def on_descendant_focus(self) -> None:
        """Show the hints that go with what has focus."""
        self.query_one(HintLine).refresh()

    def take_input(self, event: Key | Paste) -> bool:
        """Say that a paste goes nowhere where no field has the focus; tells whether it did.

        Letters are left to what has the focus: in a place most of them are keys of commands.
        """
        if not isinstance(event, Paste) or not goes_nowhere(self, event):
            return False
        words = _("A paste does nothing here: nothing was written down.")
        self.notify(words, severity="warning", markup=False)
        return True

    def refresh_content(self) -> None:
        """Show what there is now, every word of it in the language in use; each place knows how."""

    def show_status(self) -> None:
        """Say who we are and whether everything is saved."""
        fill_top_line(self.query_one(TopLine), self.workspace)


def fill_top_line(line: TopLine, workspace: Workspace) -> None:
    """Put in who we are and whether everything is saved."""
    line.who = " ⇄ ".join(person.name for person in workspace.pair.people)
    line.status = app_host(line).status_words
    line.refresh()
