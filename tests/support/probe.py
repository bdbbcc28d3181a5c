"""A theme in which each colour tells its variable: one look at a screen tells of all themes.

Drawing every screen once in each theme would take most of a minute.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

from textual.color import Color
from textual.theme import Theme

from screens.shared.palette import WISHES
from screens.shared.themes import theme
from support.legibility import RGB, SWITCHED_OFF, TEXT, Cell, contrast, holds_text

VEIL = 0.25
"""How much of the ground stands before what is behind a dialog; companion.tcss says it."""
AUTO = "text"
"""The variable of text that is black or white, whichever suits its ground."""
LEVELS = range(30, 220, 27)


@cache
def variables(name: str) -> dict[str, str]:
    """All variables of a theme."""
    shown = theme(name)
    return shown.to_color_system().generate() | shown.variables


@cache
def probe() -> Theme:
    """The theme."""
    names = [name for name, value in variables("dark").items() if value.startswith("#")]
    own = {name: Color(*rgb).hex for name, rgb in zip(names, product(LEVELS, repeat=3))}  # noqa: B905
    base = {"primary", "secondary", "warning", "error", "success", "accent", "foreground",
            "background", "surface", "panel"}  # fmt: skip
    return Theme(name="probe", **{key: own[key] for key in base},
                 variables=theme("dark").variables | own)  # fmt: skip


def faults(rows: list[list[Cell]]) -> Iterator[str]:
    """What text cannot be read, and in which theme; each kind of fault once."""
    seen = set()
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            pair = (cell.fg, cell.bg)
            if pair not in seen and holds_text(cell):
                seen.add(pair)
                words = "".join(c.text for c in cells[column:] if (c.fg, c.bg) == pair)
                yield from (f"{fault} (row {row}: {words})" for fault in _faults_of(*pair))


def _faults_of(fg: RGB | None, bg: RGB | None) -> Iterator[str]:
    for veil, least in ((0.0, TEXT), (VEIL, SWITCHED_OFF)):
        names = _names(veil)
        if bg in names and (fg in names or fg in (Color.parse(v).rgb for v in ("#fff", "#000"))):
            text, ground = names.get(fg, AUTO), names[bg]
            for shown in WISHES:
                ratio = _contrast(shown, text, ground, veil)
                if ratio < least:
                    yield f"{text} on {ground} has {ratio:.2f} in the theme {shown}"
            return
    yield f"{fg} on {bg} are not both a theme's: mixed colours have no contrast that is known"


@cache
def _names(veil: float) -> dict[RGB, str]:
    """The variable of each colour, also where it is behind a dialog."""
    own = probe().variables
    ground = Color.parse(own["background"])
    colours = {name: Color.parse(value) for name, value in own.items() if value.startswith("#")}
    return {colour.blend(ground, veil, 1).rgb: name for name, colour in colours.items()}


@cache
def _contrast(name: str, text: str, ground: str, veil: float) -> float:
    values = variables(name)
    below = Color.parse(values[ground])
    above = below.get_contrast_text(1) if text == AUTO else Color.parse(values[text])
    before = Color.parse(values["background"])
    return contrast(*(colour.blend(before, veil, 1).rgb for colour in (above, below)))
