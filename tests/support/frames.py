"""What the app has drawn, as a terminal would show it, without one."""

from typing import Any

from rich.cells import cell_len
from rich.style import Style
from textual.app import App
from textual.strip import Strip

from companion.app.terminal_driver import JOIN_LETTERS
from support.ghostty import Screen
from support.legibility import RGB, Cell

MOST = 400
"""Columns of the terminal that rows are measured in."""


def strips(app: App[Any]) -> list[Strip]:
    """The screen, row by row."""
    return app.screen._compositor.render_strips()


def cells(app: App[Any]) -> list[list[Cell]]:
    """The screen as cells, row by row; letters of no width are joined to the one before."""
    return [_cells(strip) for strip in strips(app)]


def widths(app: App[Any]) -> list[int]:
    """How many columns each row takes in a terminal, whatever the app takes them for."""
    screen = Screen(MOST, 1)
    screen.feed(JOIN_LETTERS.encode())
    found = []
    for strip in strips(app):
        screen.feed(f"\r{strip.text}".encode())
        found.append(screen.caret[0])
    return found


def _cells(strip: Strip) -> list[Cell]:
    found: list[Cell] = []
    for text, style, _control in strip:
        look = _look(style or Style.null())
        for letter in text:
            width = cell_len(letter)
            if width or not found:
                found += [
                    Cell(letter, *look, width=width),
                    *[Cell("", *look, width=0)] * (width - 1),
                ]
            else:
                found[-1] = Cell(found[-1].text + letter, *look, width=found[-1].width)
    return found


def _look(style: Style) -> tuple[RGB | None, RGB | None, bool, bool, bool, bool]:
    marks = style.bold, style.dim, style.reverse, style.underline
    bold, dim, reverse, underline = map(bool, marks)
    return _rgb(style.color), _rgb(style.bgcolor), bold, dim, reverse, underline


def _rgb(colour: Any) -> RGB | None:
    return None if colour is None or colour.is_default else tuple(colour.get_truecolor())
