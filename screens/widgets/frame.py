"""The frame of every place: where am I and is it saved, the places, the keys that help."""

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from companion.commands.available import hints_in
from companion.commands.command import Command
from companion.commands.key_names import shown
from companion.commands.places import PLACE_KEYS, PLACES
from companion.i18n import _, current_language
from companion.layout.letters import cut

HINT_GAP = "  "


def action_style(action: str) -> Style:
    """A style that runs an action when clicked."""
    return Style.from_meta({"@click": action})


def is_field(widget: Widget | None) -> bool:
    """Whether letters typed now go into a text; told by name, for importing both takes 15 ms."""
    return any(kind.__name__ in ("Input", "TextArea") for kind in type(widget).__mro__)


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


class HintLine(Static):
    """The few keys that matter here; a click does what the key does."""

    def __init__(self, place: str) -> None:
        super().__init__(id="hints")
        self.place = place

    def render(self) -> RenderResult:
        """As many hints as fit; keys that would be typed into a field are left out.

        None while a dialog is open: it has the keys, and hints of its own.
        """
        if self.screen is not self.app.screen:
            return ""
        typing = is_field(self.screen.focused)
        hints = [hint for hint in hints_in(self.place) if not typing or not _is_typed(hint.keys[0])]
        parts: list[str | tuple[str, Style]] = [" "]
        width = 1
        for hint in hints:
            text = f"{shown(hint.keys[0])} {_(hint.label)}"
            width += cell_len(text) + len(HINT_GAP)
            if width > self.size.width + len(HINT_GAP):
                break
            parts += [*_hint(hint), HINT_GAP]
        return Content.assemble(*parts)


def _hint(command: Command) -> list[tuple[str, Style]]:
    action = command.action if command.action.startswith("app.") else f"screen.{command.action}"
    style = action_style(action)
    return [(shown(command.keys[0]), style + Style(bold=True)), (f" {_(command.label)}", style)]


def _is_typed(key: str) -> bool:
    return len(key) == 1 or key in ("space", "question_mark", "slash")
