"""Private notes beside the shared ones: hidden on the screen, kept on this device alone."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Static, TextArea

from companion.commands.table import COMMANDS
from companion.i18n import _
from companion.workspace.session.private_notes import PrivateNotes
from screens.dialogs.dialog import Dialog
from screens.shared.messages.saving import PrivateNotesSaveResult, Trouble
from screens.widgets.masked_area import MaskedArea

TICK = 0.1
"""Seconds between looks at what is unsaved."""
_COMMAND_KEYS = {key for command in COMMANDS for key in command.keys} - {"escape"}


class PrivatePane(Vertical):
    """One person's private notes, from when they are opened until they are put away."""

    DEFAULT_CSS = """
    PrivatePane {
        width: 1fr;
        & MaskedArea, & MaskedArea:focus {
            border: none; padding: 0; height: 100%; background: transparent;
        }
    }
    """

    class Typed(Message):
        """Something was typed into them."""

    def __init__(self, notes: PrivateNotes, way: str) -> None:
        super().__init__(id="private", classes="pane")
        self.notes = notes
        self.way = way
        """The way to the words."""
        self.field = MaskedArea(id="private-text")

    def compose(self) -> ComposeResult:
        """One field."""
        yield self.field

    def on_mount(self) -> None:
        """Show what there is, hidden."""
        self.relabel()
        self.field.load_text(self.notes.text)
        self.field.move_cursor(self.field.document.end)
        self._tick = self.set_interval(TICK, self._save_what_is_due)
        if self.notes.set_aside is not None:
            sentence = _("Your private notes could not be read; what is left of them is in {path}.")
            self.post_message(Trouble(sentence.format(path=self.notes.set_aside)))

    def on_unmount(self) -> None:
        """Save, and let go."""
        self.save_now()
        # Nothing waits for this file any more, whatever it took: what it did not take is a draft,
        # and the drafts have said by now how it went with theirs; or it is lost.
        self.app.post_message(PrivateNotesSaveResult("", self.notes.lost))

    def save_soon(self) -> None:
        """Begin to save what was typed, due or not."""
        self._take()
        self.notes.save_soon()

    def save_now(self) -> None:
        """Save, and let go."""
        self._take()
        self.notes.close()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Save it soon."""
        event.stop()
        self._take()

    def relabel(self) -> None:
        """Say everything in the language in use."""
        self.border_title = Content(_("Private notes"))
        self.border_subtitle = Content(_("{way} to read").format(way=self.way))
        self.field.placeholder = Content(_("For your eyes only, on this computer."))

    def _take(self) -> None:
        text = self.field.text
        if text != self.notes.text:
            self.notes.write(text)
            self._tick.resume()
            self.post_message(self.Typed())

    def _save_what_is_due(self) -> None:
        before = self.notes.trouble
        self.notes.tick()
        if self.notes.trouble != before or not self.notes.unsaved:
            self.post_message(PrivateNotesSaveResult(self.notes.trouble))
        if not self.notes.unsaved:
            self._tick.pause()


class RevealScreen(Dialog[None]):
    """Lies over a session while private words are read; the next key ends that, and is not typed.

    Holding a key would not do: most terminals do not tell when one is let go.
    """

    DEFAULT_CSS = """
    RevealScreen {
        background: transparent;
        & #hints { dock: bottom; height: 1; background: $panel; }
    }
    """

    def __init__(self, pane: PrivatePane) -> None:
        super().__init__()
        self._field = pane.field

    def compose(self) -> ComposeResult:
        """What the keys do."""
        words = _("Any key hides them and types nothing.")
        yield Static(Content(f" {words}"), id="hints")

    def on_mount(self) -> None:
        """Show the words."""
        self._field.reveal()

    def on_unmount(self) -> None:
        """Hide them."""
        self._field.hide()

    def take_input(self, event: Key | Paste) -> bool:
        """Whatever is pressed; a command, and what is pasted, go on to the screen below."""
        self.dismiss()
        return isinstance(event, Key) and (event.is_printable or event.key not in _COMMAND_KEYS)

    def on_click(self) -> None:
        """The mouse does as well."""
        self.dismiss()
