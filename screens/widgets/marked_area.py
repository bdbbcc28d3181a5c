"""A field that shows who wrote which words, and what became of a labelled line."""

from collections.abc import Callable, Hashable, Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual.cache import LRUCache
from textual.geometry import Offset
from textual.strip import Strip

from companion.domain.people import Person
from screens.widgets.authors import Authors
from screens.widgets.grapheme_fields import GraphemeArea, whole
from screens.widgets.line_marks import LineMarks
from screens.widgets.textual_compat import drawn_row

AUTHOR_STYLES = ("marked-area--first", "marked-area--second")
"""Component classes of the two people's words, in the order of their ids."""

MOST_ROWS = 512
"""Rows that are remembered as they were drawn."""


class MarkedArea(GraphemeArea, inherit_bindings=False):
    """Words in their authors' colours, behind the marks of their lines.

    Whoever changes the text tells `authors` and `marks` of it.
    """

    COMPONENT_CLASSES = {*AUTHOR_STYLES}
    DEFAULT_CSS = """
    MarkedArea {
        .marked-area--first {
            color: $text-primary;
        }
        .marked-area--second {
            color: $text-warning;
        }
        .text-area--gutter {
            color: $foreground;  /* who wrote a line must be read where there is no colour */
        }
    }
    """

    def __init__(
        self,
        people: Sequence[Person],
        *,
        id: str | None = None,
        placeholder: str = "",
        mark_of: Callable[[str], str] | None = None,
    ) -> None:
        self.authors = Authors(people)  # first: TextArea asks for the gutter's width
        self.marks = LineMarks(mark_of)
        self._rows: LRUCache[Hashable, Strip] = LRUCache(MOST_ROWS)
        # Authors have colours, which that of the caret's line would hide.
        super().__init__(id=id, placeholder=placeholder, soft_wrap=True, tab_behavior="focus",
                         show_line_numbers=False, highlight_cursor_line=False,
                         max_checkpoints=0)  # fmt: skip
        self.cursor_blink = False  # each blink draws the whole screen anew

    def show_marks(self, marks: Mapping[int, str]) -> None:
        """Show the marks that the document gives to labelled lines, by their rows."""
        if self.marks.read(self.document.lines, marks):
            self.refresh()

    @property
    def gutter_width(self) -> int:
        """Room for the marks of who wrote a line, and of what it is, when there is text."""
        width = self.authors.width + self.marks.width
        return width + 1 if width and self.document.end != (0, 0) else 0

    def get_line(self, line_index: int) -> Text:
        """A line in its authors' colours."""
        line = super().get_line(line_index)
        if self.authors.width:
            for start, end, number in self.authors.runs(line_index):
                style = self.get_component_rich_style(AUTHOR_STYLES[number], partial=True)
                line.stylize(style, start, end)
        return line

    # Rows as they are drawn

    def render_line(self, y: int) -> Strip:
        """A row, behind the mark of who wrote its line.

        TextArea forgets all rows at each key. Most are the same a row further down.
        """
        look = self._look(y)
        if look is None:
            return super().render_line(y)
        strip = self._rows.get(look)
        if strip is None:
            strip = self._rows[look] = self._marked(y)
        return strip

    def notify_style_update(self) -> None:
        """Draw all rows anew: their colours are others now."""
        self._rows.clear()
        super().notify_style_update()

    def _look(self, y: int) -> Hashable | None:
        """All that a row's look depends on; None for the placeholder and below the text."""
        y += self.scroll_offset.y
        if y >= self.virtual_size.height or self.document.end == (0, 0):
            return None
        line, begins = self.wrapped_document.offset_to_location(Offset(0, y))
        (row, column), bracket = self.selection.end, self.matching_bracket_location
        is_seen = self.has_focus, self.show_cursor, self.read_only
        caret = (column, *is_seen) if row == line else None
        unlike_others = not self.selection.is_empty or bracket is not None
        marked = (line, self.selection, bracket) if unlike_others else None
        words = self.document.get_line(line), self.authors.line(line), self.marks.mark(line)
        ends = tuple(self.wrapped_document.get_offsets(line))
        return words, ends, begins, caret, marked, self.size, self.theme

    def _marked(self, y: int) -> Strip:
        strip = whole(drawn_row(self, y))
        width = self.gutter_width
        if not width:
            return strip
        mark = self._mark(y + self.scroll_offset.y)
        padding = " " * (width - cell_len(mark))
        style = self.get_component_rich_style("text-area--gutter")
        return Strip.join([Strip([Segment(mark + padding, style)], width), strip])

    def _mark(self, y: int) -> str:
        if y >= self.virtual_size.height:
            return ""
        row, column = self.wrapped_document.offset_to_location(Offset(0, y))
        if column:
            return ""
        initials = self.authors.mark(row) if self.authors.width else ""
        padding = " " * (self.authors.width - cell_len(initials))
        return f"{initials}{padding}{self.marks.mark(row)}"
