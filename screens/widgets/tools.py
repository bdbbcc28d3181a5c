"""A place's commands that have keys, on as many lines as they take; a click does them."""

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from companion.commands.available import commands_in, way
from companion.i18n import _
from screens.widgets.hints import HINT_GAP, action_style
from screens.widgets.host import app_host


class Tools(Static):
    """What can be done with the line under the cursor."""

    def __init__(self, place: str) -> None:
        super().__init__(id="tools")
        self.place = place

    def on_resize(self) -> None:
        """Lay them out for the width there is."""
        self.relabel()

    def relabel(self) -> None:
        """Say them in the language in use."""
        rows: list[list[Content]] = [[]]
        here = app_host(self).terminals
        room = width = self.app.size.width - 2  # its own is told only after a first layout
        for command in commands_in(self.place):
            # What a place has no key for is in its menu alone, as what is only refused there.
            if command.id != "undo" and not (command.where == self.place and command.keys):
                continue
            action = command.action
            style = action_style(action if action.startswith("app.") else f"screen.{action}")
            key = way(self.place, command, here)
            tool = Content.assemble(
                (key, style + Style(bold=True)), (f" {_(command.label)}", style)
            )
            if tool.cell_length > room and rows[-1]:
                rows.append([])
                room = width
            rows[-1].append(tool)
            room -= tool.cell_length + len(HINT_GAP)
        self.update(Content("\n").join(Content(HINT_GAP).join(row) for row in rows))
