"""The headings of a lesson as a list to go by."""

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.layout.markdown import Part
from companion.layout.page import SECTION, Page


class Contents(OptionList):
    """Follows the text: its cursor is on the heading we are below, unless it has the focus."""

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._page: Page | None = None
        self._headings: list[tuple[int, Part]] = []

    def follow(self, page: Page, top: int) -> None:
        """Show the headings of a page of which this row is at the top."""
        if page is not self._page:
            self._page = page
            self._headings = [(n, part) for n, part in enumerate(page.parts) if part.level > 1]
            self.set_options(
                Option(Content("  " * (part.level - SECTION) + part.text), str(number))
                for number, part in self._headings
            )
        if self._headings and not self.has_focus:
            above = sum(part.first <= top for _number, part in self._headings)
            self.highlighted = max(0, above - 1)
