"""What widgets may ask of the app and the screen that hold them, with the answers of such as have
nothing to say."""

from textual.dom import DOMNode
from textual.screen import Screen

from companion.commands.available import NOWHERE
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.terminals import Terminal
from companion.workspace.session.journal import Journal
from screens.widgets.hints import Hint


class CommandHost:
    """Who knows how commands stand."""

    def offer(self, _command: Command) -> CommandState:
        """How a command stands now."""
        return CommandState()


class ScreenHost(CommandHost):
    """A screen, as what stands in it sees it."""

    PLACE = ""
    """The place as the table of commands names it; empty for a dialog, which is none."""


class AppHost(CommandHost):
    """The app, as what stands in it sees it."""

    terminals: frozenset[Terminal] = NOWHERE
    """Where the app runs, for hints that name keys which arrive from there."""
    journal: Journal | None = None
    """What was said of late."""

    @property
    def status_words(self) -> str:
        """Whether everything is saved, for the top line."""
        return ""

    def menu_hints(self) -> list[Hint]:
        """The hints of the menu while it is open; else none."""
        return []


def app_host(node: DOMNode) -> AppHost:
    """The app that a widget or a screen stands in."""
    return node.app if isinstance(node.app, AppHost) else AppHost()


def place_of(screen: Screen[object]) -> str:
    """The place that a screen shows; empty for none."""
    return screen.PLACE if isinstance(screen, ScreenHost) else ""
