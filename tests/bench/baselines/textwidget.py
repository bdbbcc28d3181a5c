"""A text shown by one of Textual's own widgets at a key: what opening a lesson is measured against.

`textwidget.py Markdown FILE` or `textwidget.py Static FILE`.
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown, Static


class Text(Screen[None]):
    def compose(self) -> ComposeResult:
        text = Path(sys.argv[2]).read_text(encoding="utf-8")
        with VerticalScroll():
            yield Markdown(text) if sys.argv[1] == "Markdown" else Static(text, markup=False)


class Reader(App[None]):
    BINDINGS = [("enter", "open", "")]

    def compose(self) -> ComposeResult:
        yield Static("Ready")

    def action_open(self) -> None:
        self.push_screen(Text())

    def on_key(self, event) -> None:
        if event.key == "escape":
            self.pop_screen()


Reader().run()
