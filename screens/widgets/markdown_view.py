"""A scrolling view that draws text line by line."""

from functools import cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from companion.domain.export.minutes import Block
from companion.layout.markdown import layout
from companion.layout.spans import LINK
from companion.layout.wrapping import Line, layout_page

STYLES = {
    "strong": Style(bold=True),
    "em": Style(italic=True),
    "code": Style(bold=True),
    "heading": Style(bold=True, underline=True),
    "quote": Style(italic=True),
    "link": Style(underline=True),
    "citation": Style(underline=True),
    "note": Style(italic=True),
    "sign": Style(bold=True),
    "found": Style(reverse=True),
    "current": Style(reverse=True, bold=True, underline=True),
}


class MarkdownLines(ScrollView, can_focus=True):
    """A scrolling view of a lesson's Markdown, or of a page of plain text."""

    def __init__(self, markdown: str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._markdown = markdown
        self._page: list[Block] = []
        self._lines: list[Line] = []
        self._laid_out = 0
        self._strips: dict[int, Strip] = {}
        """The rows drawn so far: scrolling draws each of them once."""

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is in sight; laid out by now, for waiting to be told of a new size shows none."""
        self.on_resize()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        row = y + self.scroll_offset.y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._strips[row] = self._drawn(row)
        return strip

    def line(self, row: int) -> Line:
        """What stands in a row."""
        return self._lines[row] if row < len(self._lines) else []

    def style_of(self, names: str) -> Style:
        """How words with these styles look."""
        return _style(names)

    def draw_again(self) -> None:
        """Draw every row anew."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: what was drawn in the old ones is of no use."""
        self._strips.clear()
        super().notify_style_update()

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
            self.draw_again()

    def action_scroll_down(self) -> None:
        """A line further, at once: a moving text only takes longer to arrive."""
        self.scroll_down(animate=False, immediate=True)

    def action_scroll_up(self) -> None:
        """A line back."""
        self.scroll_up(animate=False, immediate=True)

    def action_page_down(self) -> None:
        """A page further."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page back."""
        self.scroll_page_up(animate=False)

    def _drawn(self, row: int) -> Strip:
        base = self.rich_style
        segments = [Segment(text, base + self.style_of(names)) for text, names in self.line(row)]
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, base)


@cache
def _style(names: str) -> Style:
    found = [STYLES[name] for name in names.split() if name in STYLES]
    links = [Style(meta={"link": int(n[1:])}) for n in names.split() if n.startswith(LINK)]
    return Style.combine([Style.null(), *found, *links])
