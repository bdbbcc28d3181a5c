"""The app's side of the menu: it takes the keys as long as it is open, one at a time."""

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from companion.commands.everywhere import MENU_KEYS
from companion.commands.key_names import shown
from companion.commands.menu import SECOND, Column, Entry, menu_of
from companion.i18n import _
from screens.widgets.frame import HintLine, command_state_on
from screens.widgets.hints import Hint
from screens.widgets.menu_box import MenuBox, esc_words

if TYPE_CHECKING:
    from companion.app.commands import CommandApp

BACK_KEYS = {*MENU_KEYS, "escape", "backspace"}
SCROLLS = {
    "up": "scroll_up", "down": "scroll_down", "pageup": "scroll_page_up",
    "pagedown": "scroll_page_down", "home": "scroll_home", "end": "scroll_end",
}  # fmt: skip
"""What keys do to a menu that does not fit."""
DRAWN_AFTER = 0.05
"""Seconds after which it is looked again whether keys wait that came along with the leader key."""


class MenuController:
    """Open over one screen, or not at all; letters lead to commands of that screen's place.

    It closes once another screen comes up, by whatever: letters typed later are meant for what
    is seen then. It is open before it is drawn: a letter that came along with the leader key meets
    no picture.
    """

    def __init__(self, app: "CommandApp") -> None:
        self._app = app
        self._screen: Screen[Any] | None = None
        self._box: MenuBox | None = None
        self._second = ""
        self._said = ""

    @property
    def is_open(self) -> bool:
        """Whether it takes the keys."""
        return self._screen is not None

    @property
    def hints(self) -> list[Hint]:
        """What keys do while it is open."""
        back = _("Back") if self._second else _("Close")
        hints = [Hint(shown("escape"), back, "app.menu_press('escape')")]
        if not self._second:
            hints.append(Hint(shown("space"), _("All commands"), "app.menu_press(' ')"))
            hints.append(Hint("?", _("Help"), "app.menu_press('?')"))
        return hints

    def open(self) -> None:
        """Take the keys from now on."""
        self.close()
        self._screen, self._second, self._said = self._app.screen, "", ""
        self._app.call_later(self._draw)

    def close(self) -> None:
        """Take no more keys."""
        screen, self._screen = self._screen, None
        box, self._box = self._box, None
        if box is not None and box.is_attached:
            box.remove()
        if screen is not None:
            _show_hints(screen)

    async def take(self, event: events.Event) -> bool:
        """Do what a key does in the menu; tells whether it was meant for it.

        A paste is meant for the field below, what is done with the mouse for what it points at, and
        F8 or ^f for what they do without a menu: these close it.
        """
        if not self.is_open:
            return False
        if isinstance(event, events.Key) and not _does_more_than_type(event.key):
            await self.press(event.key, event.character)
            return True
        if isinstance(event, events.Key | events.Paste) or self._points_beside(event):
            self.close()
        return False

    async def press(self, key: str, character: str | None) -> None:
        """Do what a key does here."""
        letter = character or key
        entry = next((e for e in self._entries if e.letter == letter), None)
        if key in BACK_KEYS:
            self._step_back()
        elif key in SCROLLS:
            if self._box is not None:
                getattr(self._box, SCROLLS[key])(animate=False)
        elif entry is None:
            name = character if character and character.isprintable() else shown(key)
            self._say(_("{key} is not in this menu. Esc, then type.").format(key=name))
        elif entry.refusal:  # what is typed next is meant for the field below
            self.close()
            self._app.notify(entry.refusal, severity="warning", markup=False)
        elif entry.command is None:
            self._second, self._said = letter, ""
            self._app.call_later(self._draw)
        else:
            self.close()
            await self._app.run_command(entry.command)

    @property
    def _columns(self) -> list[Column]:
        app = self._app
        offers = partial(command_state_on, app.screen)
        return menu_of(app.place, self._second, offers, in_session=app.in_session)

    @property
    def _entries(self) -> list[Entry]:
        return [entry for column in self._columns for entry in column.entries]

    def _step_back(self) -> None:
        if self._second:
            self._second, self._said = "", ""
            self._app.call_later(self._draw)
        else:
            self.close()

    def _say(self, sentence: str) -> None:
        self._said = sentence
        self._app.call_later(self._draw)

    def _points_beside(self, event: events.Event) -> bool:
        if not isinstance(event, events.MouseDown) or self._box is None:
            return False
        own = (self._box, *self._box.screen.query(HintLine))  # which shows the menu's own hints
        return not any(part.region.contains(int(event.x), int(event.y)) for part in own)

    async def _draw(self) -> None:
        screen = self._screen
        if screen is None:
            return
        if (
            self._app.has_pending_keys
        ):  # they may close it; whatever becomes of them, it shows once open
            self._app.set_timer(DRAWN_AFTER, self._draw)
            return
        box = self._box
        if box is None:
            box = self._box = MenuBox()
            await screen.mount(box)
        if box is not self._box:
            return  # another screen came up meanwhile
        title = _(SECOND[self._second].title) if self._second else _("Menu")
        box.show(title, self._columns, self._said or esc_words(self._second))
        _show_hints(screen)


def _does_more_than_type(key: str) -> bool:
    if key in MENU_KEYS:
        return False
    return key.startswith("ctrl+") or (key[:1] == "f" and key[1:].isdigit())


def _show_hints(screen: Screen[Any]) -> None:
    for line in screen.query(HintLine):
        line.refresh()
