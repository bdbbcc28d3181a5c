"""The frame of every place: where am I and is it saved, the places, the keys that help."""

from typing import Any

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from companion.commands.available import command, commands_in, footer_commands, way
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import EVERYWHERE, PLACE_KEYS, PLACES
from companion.i18n import _, current_language
from companion.layout.graphemes import cut
from screens.widgets.hints import Hint, action_style, hint_row
from screens.widgets.host import CommandHost, app_host


def is_field(widget: Widget | None) -> bool:
    """Whether letters typed now go into a text; told by name, for importing both takes 15 ms."""
    return any(kind.__name__ in ("Input", "TextArea") for kind in type(widget).__mro__)


def takes_letters(widget: Widget | None) -> bool:
    """Whether it is a field, and may be written in now."""
    return is_field(widget) and not getattr(widget, "read_only", False)


class TopLine(Static):
    """Where am I, who are we, is it saved, which language."""

    def __init__(self, place: str) -> None:
        super().__init__(id="top")
        self.place = place
        """What stands after "companion", already in the language in use."""
        self.who = ""
        self.status = ""

    def render(self) -> RenderResult:
        """The line, filled to the width there is."""
        language = current_language().upper()
        left = f" companion │ {self.place}"
        right = " │ ".join(part for part in (self.who, self.status) if part)
        room = self.size.width - cell_len(language) - 6
        if cell_len(left + right) > room:
            left = f" {self.place}"
        if cell_len(left + right) > room:
            right = self.status
        left = cut(left, room - cell_len(right))
        space = room + 1 - cell_len(left + right)
        divider = " │ " if right else "   "
        return Content.assemble(
            (left, "bold"),
            " " * max(space, 1),
            (right, action_style("app.place('sync')")),
            divider,
            (language, action_style("app.switch_language")),
        )


class PlaceBar(Static):
    """The places with their number keys; a click goes there."""

    def __init__(self, current: str) -> None:
        super().__init__(id="places")
        self.current = current

    def render(self) -> RenderResult:
        """All places on one line, the current one marked by more than colour."""
        parts: list[str | tuple[str, Style]] = [" "]
        texts = place_texts(self.current, self.size.width)
        for text, place in zip(texts, PLACE_KEYS.values(), strict=True):
            style = action_style(f"app.place('{place}')")
            parts.append((text, style + Style(bold=True) if place == self.current else style))
        return Content.assemble(*parts)


def place_texts(current: str, room: int) -> list[str]:
    """The places in so many cells: at last only the current one has its name."""
    named = [(f"{key} {_(PLACES[place])}", key, place) for key, place in PLACE_KEYS.items()]
    wide = [f"[{text}]" if place == current else f" {text} " for text, _key, place in named]
    tight = [f" [{text}]" if place == current else f" {text}" for text, _key, place in named]
    short = [text if place == current else f" {key}"
             for text, (_name, key, place) in zip(tight, named, strict=True)]  # fmt: skip
    fitting = (texts for texts in (wide, tight) if cell_len("".join(texts)) < room)
    return next(fitting, short)


def command_state_on(screen: Screen[Any], command: Command) -> CommandState:
    """How a command stands now on a screen: its place knows, or the app for a general one."""
    asked = screen.app if command.where == EVERYWHERE else screen
    return asked.offer(command) if isinstance(asked, CommandHost) else CommandState()


def check_can_do(screen: Screen[Any], command_id: str) -> bool:
    """Whether a command can be done now on a screen; where it cannot, say why."""
    refusal = command_state_on(screen, command(command_id)).refusal
    if refusal:
        screen.notify(refusal, severity="warning", markup=False)
    return not refusal


class HintLine(Static):
    """The few keys that matter here and now; a click does what the key does."""

    def __init__(self, place: str) -> None:
        super().__init__(id="hints")
        self.place = place

    def on_mount(self) -> None:
        """Follow what lies over this."""
        self.app.screen_change_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> RenderResult:
        """As many hints as fit, with the way to all others first and to help last.

        Under a dialog there are none, for the keys are the dialog's.
        """
        if self.screen is not self.app.screen:
            return ""
        return hint_row(app_host(self).menu_hints() or self._own(), self.size.width)

    def _own(self) -> list[Hint]:
        offers = [(c, command_state_on(self.screen, c)) for c in footer_commands(self.place)]
        offers = [(c, offer) for c, offer in offers if not offer.refusal]
        offers.sort(key=lambda both: not both[1].is_urgent)
        ends = {
            c.id: (c, CommandState()) for c in commands_in(self.place) if c.id in ("menu", "help")
        }
        row = [ends.get("menu"), *offers, ends.get("help")]
        hints = [self._hint(*both) for both in row if both is not None]
        return [hint for hint in hints if hint.way]

    def _hint(self, command: Command, offer: CommandState) -> Hint:
        here = app_host(self).terminals
        typing = is_field(self.screen.focused)
        action = command.action
        return Hint(
            way(self.place, command, here, typing=typing),
            offer.label or _(command.label),
            action if action.startswith("app.") else f"screen.{action}",
        )
