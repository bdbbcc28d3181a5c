"""All commands by name: type a few letters, Enter does it."""

import unicodedata

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.available import commands_in, shortcuts_in
from companion.commands.command import Command
from companion.i18n import _
from companion.workspace.document.draft_text import DraftText
from companion.workspace.document.transient_text import TransientText
from screens.dialogs.dialog import Dialog
from screens.widgets.draft_input import DraftInput
from screens.widgets.form_fields import KeyHints
from screens.widgets.host import app_host

OWN = "palette"
"""The command that opens this screen; it is not offered inside it."""


class PaletteScreen(Dialog[Command | None]):
    """The commands of a place, fewer with every letter typed."""

    CSS_PATH = "palette.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("escape,ctrl+p", "close", show=False, id="palette-close"),
        Binding("down", "move('cursor_down')", show=False, id="palette-down"),
        Binding("up", "move('cursor_up')", show=False, id="palette-up"),
        Binding("pagedown", "move('page_down')", show=False, id="palette-page-down"),
        Binding("pageup", "move('page_up')", show=False, id="palette-page-up"),
    ]

    def __init__(
        self, place: str, typed: DraftText | TransientText, *, in_session: bool = False
    ) -> None:
        super().__init__()
        self.typed = typed
        """What is looked for."""
        self._place = place
        commands = commands_in(place, in_session=in_session)
        self.commands = {c.id: c for c in commands if c.id != OWN}

    def compose(self) -> ComposeResult:
        """The field above what it finds."""
        with Vertical() as box:
            box.border_title = Content(_("All commands"))
            words = _("Type a few letters of what you look for")
            yield DraftInput(self.typed, select_on_focus=True, placeholder=words)
            yield OptionList(markup=False)
            yield Static(Content(_("Nothing found. Type other letters, or fewer.")), id="nothing")
            yield KeyHints(_hints)

    def on_mount(self) -> None:
        """Begin with what was looked for last, ready to be replaced."""
        self._show(self.typed.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what still matches."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Do the command the cursor is on."""
        self.action_run()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do the command that was clicked."""
        self.typed.hand_over(unsaved_in=None)
        self.dismiss(self.commands[event.option_id or ""])

    def action_run(self) -> None:
        """Do the command the cursor is on."""
        self.query_one(OptionList).action_select()

    def action_move(self, how: str) -> None:
        """Move the cursor of the list while the field keeps the focus."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_close(self) -> None:
        """Go back without doing anything."""
        self.dismiss(None)

    def _show(self, typed: str) -> None:
        found = matching(typed, list(self.commands.values()))
        options = self.query_one(OptionList)
        options.set_options([Option(self._line(command), command.id) for command in found])
        options.highlighted = 0 if found else None
        options.display = bool(found)
        self.query_one("#nothing").display = not found

    def _line(self, command: Command) -> Content:
        ways = ", ".join(shortcuts_in(self._place, command, app_host(self).terminals))
        return Content.assemble((_(command.label), "bold"), f"  ({ways})\n", _(command.help))


def matching(typed: str, commands: list[Command]) -> list[Command]:
    """The commands in whose name or help all words typed occur; a name that is just what was typed
    comes first, then names in which it occurs."""
    words = _plain(typed).split()
    names = {command.id: _plain(_(command.label)) for command in commands}
    texts = {command.id: f"{names[command.id]} {_plain(_(command.help))}" for command in commands}
    found = [c for c in commands if all(word in texts[c.id] for word in words)]
    return sorted(
        found,
        key=lambda c: (names[c.id].split() != words, not all(w in names[c.id] for w in words)),
    )


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _hints() -> list[tuple[str, str, str]]:
    return [("enter", _("Do it"), "screen.run"), ("escape", _("Close"), "screen.close")]
