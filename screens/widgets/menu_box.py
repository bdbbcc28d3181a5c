"""The menu behind the leader key as it is drawn: letters and what they do, in columns."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.style import Style
from textual.widgets import Static

from companion.commands.menu import Column, Entry
from companion.i18n import _
from companion.layout.graphemes import cut
from screens.widgets.hints import action_style

NARROWEST = 26
"""Cells that a column needs at least."""
MOST_ROWS = 12
"""Rows of the longest column under a title; longer ones are shared out among all columns."""
ABOVE, BELOW = 1, 2
"""Rows at the top and at the bottom of a screen that the menu never covers."""
Cell = Entry | str
"""A line of the menu, or the title of a column; an empty one is a gap."""


class MenuBox(VerticalScroll, can_focus=False):
    """Lies over a screen, but never over the row that is being written."""

    DEFAULT_CSS = """
    MenuBox {
        layer: menu;
        position: absolute;
        width: 100%;
        background: $panel;
        border-top: heavy $primary;
        border-bottom: heavy $primary;
        border-title-color: $foreground;
        border-subtitle-color: $foreground;
        padding: 0 1;
        & Static { height: auto; link-style: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__(Static(), id="menu")
        self._columns: list[Column] = []

    def show(self, title: str, columns: list[Column], said: str) -> None:
        """Show these, and below them what is to be said."""
        self._columns = columns
        self.border_title = Content(f" {title} ")
        self.border_subtitle = Content(f" {said} ")
        self.fit()

    def fit(self) -> None:
        """Lay it out for the screen as it is."""
        size = self.screen.size
        rows = in_columns(self._columns, size.width - 2)
        self.query_one(Static).update(_drawn(rows, size.width - 2))
        top, height = placed(size.height, len(rows) + 2, self._caret_row())
        self.offset = Offset(0, top)
        self.styles.height = height

    def on_resize(self) -> None:
        """The screen has another size."""
        self.fit()

    def _caret_row(self) -> int | None:
        caret = getattr(self.screen.focused, "cursor_screen_offset", None)
        return caret.y if caret is not None else None


def in_columns(columns: Sequence[Column], width: int) -> list[list[Cell]]:
    """The menu in rows: a column under its title where they all fit, else shared out evenly."""
    entries = [entry for column in columns for entry in column.entries]
    longest = max((cell_len(entry.label) for entry in entries), default=0)
    most = max(1, width // (NARROWEST if len(columns) > 1 else max(NARROWEST, longest + 6)))
    if 1 < len(columns) <= most and all(len(c.entries) <= MOST_ROWS for c in columns):
        stacks: list[list[Cell]] = [[c.title, *c.entries] for c in columns]
    else:
        rows = max(1, -(-len(entries) // most))  # it may be laid out before it is filled
        stacks = [list(entries[at : at + rows]) for at in range(0, len(entries), rows)]
    height = max(map(len, stacks), default=0)
    return [[stack[row] if row < len(stack) else "" for stack in stacks] for row in range(height)]


def placed(height: int, wanted: int, caret: int | None) -> tuple[int, int]:
    """The first row and the height of a box on a screen of `height` rows that leaves the caret's
    row free: at the top where it fits, else where there is more room."""
    end = height - BELOW
    if caret is None or not ABOVE <= caret < end:
        return ABOVE, min(wanted, end - ABOVE)
    over, under = caret - ABOVE, end - caret - 1
    if wanted <= over or over >= under:
        return ABOVE, min(wanted, over)
    return end - min(wanted, under), min(wanted, under)


def cell_text(cell: Cell, width: int) -> str:
    """A cell's words, as wide as its column."""
    if isinstance(cell, str):
        return _fitted(f" {cell}", width)
    letter = "Sp" if cell.letter == " " else cell.letter
    return _fitted(f" {letter:<2} {cut(cell.label, width - 5)}", width)


def _drawn(rows: list[list[Cell]], width: int) -> Content:
    lines = []
    for row in rows:
        room = width // len(row)
        lines.append(Content.assemble(*(part for cell in row for part in _parts(cell, room))))
    return Content("\n").join(lines)


def _parts(cell: Cell, width: int) -> list[tuple[str, Style]]:
    text = cell_text(cell, width)
    if isinstance(cell, str):
        return [(text, Style(bold=True, underline=False))]
    style = action_style(f"app.menu_press({cell.letter!r})")
    return [(text[:3], style + Style(bold=True)), (text[3:], style)]


def _fitted(text: str, width: int) -> str:
    return set_cell_size(text, width)


def esc_words(second: str) -> str:
    """What stands on the menu's edge: how one goes on, and back."""
    return _("a letter, or Esc back") if second else _("a letter, or Esc")
