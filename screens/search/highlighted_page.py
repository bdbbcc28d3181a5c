"""A page of plain text with what was searched for marked in it."""

from companion.domain.export.minutes import Block
from companion.domain.search.terms import Needle, spots
from companion.layout.find import highlighted
from companion.layout.wrapping import Line, layout_page
from screens.widgets.markdown_view import MarkdownLines

ABOVE = 2
"""Lines that are shown above the first mark."""
FOUND = "found"


class HighlightedPage(MarkdownLines):
    """Begins at the first mark in one block of the page; where there is none, at the block."""

    def __init__(self, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._needles: tuple[Needle, ...] = ()
        self._marked: list[int] = []
        """The rows with marks."""

    def show_marked(self, page: list[Block], needles: tuple[Needle, ...], block: int) -> None:
        """Show a page with these words marked, from the block of this number on."""
        if page == self._page and needles == self._needles:
            return
        self._needles, self._page = needles, []
        self.show_page(page)
        self.call_after_refresh(self._begin_at, page, block)

    def lay_out_again(self) -> None:
        """Lay the page out, and mark what was searched for."""
        super().lay_out_again()
        self._marked = []
        if self._page and self._needles:
            self._lines, self._marked = marked(self._lines, self._needles)

    def _begin_at(self, page: list[Block], block: int) -> None:
        if page is self._page:
            first = len(layout_page(page[:block], self._laid_out))
            row = next((row for row in self._marked if row >= first), first)
            self.scroll_to(y=max(0, row - ABOVE), animate=False)


def marked(lines: list[Line], needles: tuple[Needle, ...]) -> tuple[list[Line], list[int]]:
    """The lines with what is looked for in a style of its own, and the rows that have some.

    A phrase is marked also where it runs over the end of a line.
    """
    texts = ["".join(text for text, _style in line) for line in lines]
    found = spots("\n".join(texts), needles)
    done, rows, start = [], [], 0
    for row, (line, text) in enumerate(zip(lines, texts, strict=True)):
        inside = [(a - start, b - start) for a, b in found if a < start + len(text) and b > start]
        for stretch in inside:
            line = highlighted(line, *stretch, FOUND)
        done.append(line)
        rows += [row] if inside else []
        start += len(text) + 1
    return done, rows
