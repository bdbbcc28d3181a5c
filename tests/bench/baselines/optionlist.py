"""The least a list can be: what moving and scrolling by a line is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class Rows(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Line {number:04d} of a list of many lines" for number in range(1000)))


Rows().run()
