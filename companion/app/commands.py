"""How commands come to an app: by keys, the menu, the palette, and a click on a hint."""

from typing import Any

from textual import events
from textual.app import App

from companion.app.menu import MenuController
from companion.commands.command import Command
from companion.commands.places import EVERYWHERE
from screens.shared.app_screen import AppScreen
from screens.widgets.hints import Hint
from screens.widgets.host import AppHost, place_of


class CommandApp(App[None], AppHost):
    """An app whose keys go first to the menu while it is open, then to the screen, which knows
    where words belong, and only then to what has the focus."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.menu = MenuController(self)

    def on_mount(self) -> None:
        """Close the menu whenever another screen comes up."""
        self.screen_change_signal.subscribe(self, lambda _screen: self.menu.close(), immediate=True)

    @property
    def place(self) -> str:
        """Where we are, as the table of commands names places."""
        return place_of(self.screen) or EVERYWHERE

    async def on_event(self, event: events.Event) -> None:
        """Let what waits for a key have it; else a letter goes to the field it is meant for."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            if await self.menu.take(event):
                return
            if isinstance(event, events.Key | events.Paste) and self._taken(event):
                return
        await super().on_event(event)

    def _taken(self, event: events.Key | events.Paste) -> bool:
        """Let the screen put the focus where words belong, and the one below it where it closes
        over them; tells whether nothing is left to do."""
        asked = None
        while (screen := self.screen) is not asked:
            asked = screen
            if isinstance(screen, AppScreen) and screen.take_input(event):
                return True
        return False

    # How commands stand

    @property
    def in_session(self) -> bool:
        """Whether the letter of the record is that of no place's own; the subclass knows."""
        return False

    async def run_command(self, command: Command) -> None:
        """Do it on the screen that is shown."""
        general = command.action.startswith("app.")
        await self.run_action(command.action, None if general else self.screen)

    @property
    def has_pending_keys(self) -> bool:
        """Whether keys wait that came in one burst; the subclass knows."""
        return False

    # Menu, palette, help

    def action_menu(self) -> None:
        """Open the menu; over a dialog, keep what is typed behind its key out of that."""
        if self.screen.is_modal and self.place == EVERYWHERE:
            from screens.dialogs.refusal import menu_closed

            self.push_screen(menu_closed())
        else:
            self.menu.open()

    async def action_menu_press(self, letter: str) -> None:
        """A click in the menu, or on a hint below it, does what the key does."""
        if self.menu.is_open:
            await self.menu.press(letter, letter if len(letter) == 1 else None)

    def menu_hints(self) -> list[Hint]:
        """The hints of the menu while it is open; else none."""
        return self.menu.hints if self.menu.is_open else []

    def action_help(self) -> None:
        """What can be done here."""
        from screens.dialogs.help import HelpScreen

        self.push_screen(HelpScreen(self.place, in_session=self.in_session))

    def run_chosen(self, command: Command | None) -> None:
        """Do what was chosen in a dialog, once that is closed."""
        if command is not None:
            self.call_later(self.run_command, command)
