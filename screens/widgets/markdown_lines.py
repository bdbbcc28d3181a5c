"""A scrolling view that draws text line by line."""

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from companion.domain.minutes import Block
from screens.widgets.markdown_layout import layout
from screens.widgets.wrapping import Line, layout_page

STYLES = {
    "strong": Style(bold=True),
    "em": Style(italic=True),
    "code": Style(bold=True),
    "heading": Style(bold=True, underline=True),
    "quote": Style(italic=True),
    "link": Style(underline=True),
}


class MarkdownLines(ScrollView, can_focus=True):
    """A scrolling view of a lesson's Markdown, or of a page of plain text."""

    def __init__(self, markdown: str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._markdown = markdown
        self._page: list[Block] = []
        self._lines: list[Line] = []
        self._laid_out = 0

    @property
    def markdown(self) -> str:
        """The text shown."""
        return self._markdown

    def show(self, markdown: str) -> None:
        """Show another text, from its beginning."""
        if self._page or markdown != self._markdown:
            self._markdown, self._page = markdown, []
            self.lay_out_again()
            self.scroll_home(animate=False)

    def show_page(self, page: list[Block]) -> None:
        """Show a page on which nothing is markup, from its beginning."""
        if page != self._page:
            self._markdown, self._page = "", page
            self.lay_out_again()
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lay the text out for the width there is."""
        if self.scrollable_content_region.width != self._laid_out:
            self.lay_out_again()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        number = y + self.scroll_offset.y
        base = self.rich_style
        width = self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, base)
        segments = [Segment(text, base + _style(names)) for text, names in self._lines[number]]
        return Strip(segments).adjust_cell_length(width, base)

    def lay_out(self, width: int) -> list[Line]:
        """The lines of the Markdown for a width."""
        return layout(self._markdown, width)

    def lay_out_again(self) -> None:
        """Lay the text out once more, for the width there is."""
        self._laid_out = self.scrollable_content_region.width
        if self._laid_out:
            width = self._laid_out
            page = self._page
            self._lines = layout_page(page, width) if page else self.lay_out(width)
            self.virtual_size = Size(self._laid_out, len(self._lines))
            self.refresh()


@cache
def _style(names: str) -> Style:
    return Style.combine([Style.null(), *(STYLES[n] for n in names.split() if n in STYLES)])
