"""A refusal that takes the keys: what is typed on would go elsewhere than was meant."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Static

from companion.commands.available import command
from companion.commands.everywhere import MENU_KEYS
from companion.commands.key_names import LEADER
from companion.i18n import _
from screens.dialogs.dialog import Dialog
from screens.shared.place import brings_words
from screens.widgets.form_fields import Hint, KeyHints

TAKEN = ("enter", *command("private").keys, *command("capture").keys)
"""Keys other than letters that do nothing here: a refusal lies over no other one."""


class RefusalScreen(Dialog[bool]):
    """Says why something does not open, and keeps the letters meant for it from going elsewhere.

    Esc leads back. Where there is a way on, the leader key and its letter take it; the screen
    gives whether that was chosen. Letters, Enter and pasted text do nothing but say so.
    """

    DEFAULT_CSS = """
    RefusalScreen {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 64; height: auto; max-height: 95%;
            border: heavy $error; border-title-color: $text; border-title-style: bold;
            padding: 0 2; background: $surface;
        }
        & Static { height: auto; margin-bottom: 1; }
        & #not-kept { min-height: 1; margin: 0; }
        & #not-kept.said { margin-bottom: 1; }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    BINDINGS = [Binding("escape", "leave", show=False, id="refusal-leave")]

    def __init__(
        self, title: str, why: str, not_kept: str, way_on: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__()
        self._heading = title
        self._why = why
        self._not_kept = not_kept
        self._letter, self._way_on = way_on
        self._led = False

    def compose(self) -> ComposeResult:
        """Room to say that nothing was kept, for all to see in a small window too; the reason, and
        the keys."""
        with Vertical() as box:
            box.border_title = Content(self._heading)
            yield Static(id="not-kept", markup=False)
            yield Static(Content(self._why), id="why")
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        hints: list[Hint] = [("escape", _("Back"), "screen.leave")]
        if self._letter:
            hints.append((LEADER, f"{self._letter} {self._way_on}", "screen.go_on"))
        return hints

    def take_input(self, event: Key | Paste) -> bool:
        """Take the way on, or say that what comes is not kept; the app's menu stays closed here."""
        key = event.key if isinstance(event, Key) else ""
        led, self._led = self._led, key in MENU_KEYS
        if led and key == self._letter:
            self.action_go_on()
        elif brings_words(event) or key in TAKEN:
            self._refuse()
        else:
            return self._led
        return True

    def _refuse(self) -> None:
        not_kept = self.query_one("#not-kept", Static).add_class("said")
        not_kept.update(Content(self._not_kept))

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(False)

    def action_go_on(self) -> None:
        """Take the way on."""
        if self._letter:
            self.dismiss(True)


def stays_on_record(why: str) -> RefusalScreen:
    """Refuses to go off the record; the words that were to be off it must not be kept."""
    cannot = _("Not kept: you are still on the record.")
    return RefusalScreen(_("You are still on the record"), why, cannot)


def private_notes_closed(why: str, way_on: tuple[str, str] = ("", "")) -> RefusalScreen:
    """Refuses the private notes; a thought that was to go there must not run on to where both see
    it."""
    cannot = _("Not kept: the private notes are closed.")
    return RefusalScreen(_("Private notes are closed now"), why, cannot, way_on)


def menu_closed() -> RefusalScreen:
    """Refuses the menu over a dialog; a thought behind its letters must not run on into a field."""
    why = _("A question is open. Esc leads back to it; once that is closed the menu opens again.")
    cannot = _("Not kept: the menu is closed.")
    return RefusalScreen(_("The menu does not open here"), why, cannot)
