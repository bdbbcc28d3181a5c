"""What a terminal shows of the bytes a program writes, as Ghostty would draw it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pyghostty import Terminal
from pyghostty._ffi import check, ffi, lib

from support.legibility import RGB, Cell

LONGEST = 256
"""Bytes of the longest letter that a cell is read with: joined emoji are long."""

CUT_LINES = b"\x1b[?7l"
"""Asks for lines that end at the edge: what runs over it could not be told then. Textual asks."""

_CELLS = "GhosttyCellsView*"
_LETTER, _STYLE, _FG, _BG = (
    getattr(lib, f"GHOSTTY_RENDER_STATE_ROW_CELLS_DATA_{what}")
    for what in ("GRAPHEMES_UTF8", "STYLE", "FG_COLOR", "BG_COLOR")
)
_ASKED = (
    lib.GHOSTTY_CELL_DATA_STYLE_ID, lib.GHOSTTY_CELL_DATA_WIDE,
    lib.GHOSTTY_CELL_DATA_CODEPOINT, lib.GHOSTTY_CELL_DATA_CONTENT_TAG,
)  # fmt: skip
_TYPES = ("GhosttyStyleId*", "GhosttyCellWide*", "uint32_t*", "GhosttyCellContentTag*")
_COLOURED = (lib.GHOSTTY_CELL_CONTENT_BG_COLOR_PALETTE, lib.GHOSTTY_CELL_CONTENT_BG_COLOR_RGB)
"""Cells without text that keep their colour where others keep their letter."""
_WIDTHS = {lib.GHOSTTY_CELL_WIDE_WIDE: 2, lib.GHOSTTY_CELL_WIDE_SPACER_TAIL: 0}

_cell_of = lru_cache(maxsize=8192)(Cell)
"""Most cells of a screen are like others."""


class _Style(NamedTuple):
    fg: RGB | None = None
    bg: RGB | None = None
    bold: bool = False
    dim: bool = False
    reverse: bool = False
    underline: bool = False


class Screen:
    """A terminal's screen. What changed is read when somebody looks."""

    def __init__(self, columns: int, rows: int) -> None:
        self._terminal = Terminal(columns, rows, 0)
        self._terminal.on_reply(self._replied)
        self._replies = bytearray()
        self._reader = _CellReader(self._terminal)
        self._rows: dict[int, tuple[Cell, ...]] = {}
        self._wrapped: dict[int, bool] = {}
        self._let_be: set[int] = set()
        """Rows in which something ran over that was drawn for another size of the window."""

    def _replied(self, data: bytes) -> None:
        self._replies += data

    def feed(self, data: bytes) -> None:
        """Show what a program wrote; lines go on in the next row, also where it wants them cut."""
        self._terminal.feed(data.replace(CUT_LINES, b""))

    def replies(self) -> bytes:
        """What the terminal answers to a program that asked about it, since this was last read."""
        data = bytes(self._replies)
        self._replies.clear()
        return data

    def resize(self, columns: int, rows: int) -> None:
        """Take another size."""
        self._terminal.resize(columns, rows)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        columns, rows = self._terminal.size
        return columns, rows

    @property
    def cells(self) -> list[tuple[Cell, ...]]:
        """The screen, row by row."""
        for row, wrapped, cells in self._reader.changed():
            self._rows[row], self._wrapped[row] = cells, wrapped
        return [self._rows[row] for row in range(self.size[1])]

    @property
    def rows(self) -> list[str]:
        """The screen as text, row by row, without the blanks at the end."""
        return ["".join(cell.text or " " * cell.width for cell in row).rstrip()
                for row in self.cells]  # fmt: skip

    @property
    def columns(self) -> list[str]:
        """The same with a blank behind each wide letter, so that what stands below begins alike."""
        return ["".join(cell.text.ljust(cell.width) for cell in row) for row in self.cells]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    @property
    def too_wide(self) -> list[int]:
        """The rows whose text did not fit and went on in the next one."""
        wrapped = [row for row, _cells in enumerate(self.cells) if self._wrapped[row]]
        return [row for row in wrapped if row not in self._let_be]

    def let_wide_be(self) -> None:
        """The window has another size since: what ran over until now is no fault."""
        self._let_be = {row for row, _cells in enumerate(self.cells) if self._wrapped[row]}

    @property
    def caret(self) -> tuple[int, int]:
        """Where the next letter would appear: column and row, from 0."""
        column, row = self._terminal.cursor
        return column, row

    @property
    def title(self) -> str:
        """What stands in the window's title."""
        found = self._terminal.get("title", "GhosttyString")
        return str(ffi.buffer(found.ptr, found.len)[:].decode()) if found.len else ""

    def mode(self, number: int) -> bool:
        """Whether a private mode is set, such as 1049 (the alternate screen) or 2004 (paste)."""
        return bool(self._terminal.mode(number))


class _CellReader:
    """Reads the rows that changed out of the terminal's state."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._state = _new("render_state", "GhosttyRenderState*")
        self._row = _new("render_state_row_iterator", "GhosttyRenderStateRowIterator*")
        self._cells = _new("render_state_row_cells", "GhosttyRenderStateRowCells*")
        self._letter = ffi.new("uint8_t[]", LONGEST)
        self._buffer = ffi.new("GhosttyBuffer*", {"ptr": self._letter, "cap": LONGEST})
        self._style = ffi.new("GhosttyStyle*", {"size": ffi.sizeof("GhosttyStyle")})
        self._asked = ffi.new("GhosttyCellData[]", _ASKED)
        self._told = [ffi.new(kind) for kind in _TYPES]
        self._answers = ffi.new("void*[]", self._told)
        self._fg, self._bg = ffi.new("GhosttyColorRgb*"), ffi.new("GhosttyColorRgb*")

    def changed(self) -> Iterator[tuple[int, bool, tuple[Cell, ...]]]:
        """The number of each changed row, whether it runs over into the next, and its cells."""
        check(lib.ghostty_render_state_update(self._state[0], self._terminal._t[0]), "update")
        _get(self._state, "render_state", "render_state_data_row_iterator", self._row)
        number, raw, wrapped = ffi.new("uint16_t*"), ffi.new("GhosttyRow*"), ffi.new("bool*")
        while lib.ghostty_render_state_row_iterator_next_dirty(self._row[0], number):
            _get(self._row, "render_state_row", "render_state_row_data_raw", raw)
            _get(raw, "row", "row_data_wrap", wrapped)
            _get(self._row, "render_state_row", "render_state_row_data_cells", self._cells)
            yield number[0], bool(wrapped[0]), tuple(self._row_cells())
        lib.ghostty_render_state_clean(self._state[0])

    def _row_cells(self) -> Iterator[Cell]:
        before, style, view = None, _Style(), ffi.new(_CELLS)
        _get(self._row, "render_state_row", "render_state_row_data_cells_raw", view)
        style_id, wide, letter, content = self._told
        for column in range(view.len):
            raw, many = view.ptr[column], len(_ASKED)
            lib.ghostty_cell_get_multi(raw, many, self._asked, self._answers, ffi.NULL)
            text = chr(letter[0]) if letter[0] else ""
            if content[0] == lib.GHOSTTY_CELL_CONTENT_CODEPOINT_GRAPHEME:
                text = self._joined(column)
            if style_id[0] != before or content[0] in _COLOURED:  # most are as the one before
                lib.ghostty_render_state_row_cells_select(self._cells[0], column)
                before, style = style_id[0], self._read_style()
            yield _cell_of(text, *style, width=_WIDTHS.get(wide[0], 1))

    def _joined(self, column: int) -> str:
        """A letter with all that is joined to it."""
        lib.ghostty_render_state_row_cells_select(self._cells[0], column)
        self._buffer.len = 0
        self._cell(_LETTER, self._buffer)
        return bytes(ffi.buffer(self._letter, self._buffer.len)).decode()

    def _read_style(self) -> "_Style":
        self._cell(_STYLE, style := self._style)
        fg = _rgb(self._fg) if self._cell(_FG, self._fg) else None
        bg = _rgb(self._bg) if self._cell(_BG, self._bg) else None
        bold, dim, reverse, underline = style.bold, style.faint, style.inverse, style.underline
        return _Style(fg, bg, bold, dim, reverse, bool(underline))

    def _cell(self, what: int, into: Any) -> bool:
        return not lib.ghostty_render_state_row_cells_get(self._cells[0], what, into)


def _new(kind: str, handle: str) -> Any:
    # Looked up here: garbage may be collected while cffi holds the lock that a first look-up takes.
    make, free = (getattr(lib, f"ghostty_{kind}_{do}") for do in ("new", "free"))
    made = ffi.new(handle)
    check(make(ffi.NULL, made), kind)
    return ffi.gc(made, lambda one: free(one[0]))


def _get(of: Any, kind: str, key: str, into: Any) -> None:
    number = getattr(lib, f"GHOSTTY_{key.upper()}")
    check(getattr(lib, f"ghostty_{kind}_get")(of[0], number, into), key)


def _rgb(colour: Any) -> RGB:
    return colour.r, colour.g, colour.b
