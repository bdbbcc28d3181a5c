"""The colours of a theme, each as light or dark as the contrast it needs asks for."""

import colorsys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

RGB = tuple[int, int, int]

BLUE, AMBER, RED, GREEN, VIOLET = 210, 38, 355, 140, 285
"""Hues, in degrees."""


@dataclass(frozen=True, slots=True)
class ThemeSpec:
    """What a theme is made from: its grounds, its text, and contrasts (WCAG 2.2) of the rest."""

    dark: bool
    ground: RGB
    """Behind most of a screen."""
    bar: RGB
    """Behind the top line and the hints."""
    raised: RGB
    """Behind a dialog."""
    text: RGB
    second: float
    """Contrast of explanations, and of what is switched off, on all three grounds."""
    coloured: float
    """Contrast of coloured words on all three grounds."""
    tinted: float
    """Contrast of text on the coloured grounds."""
    chosen: tuple[int, float]
    """Hue of the chosen row and of the focus, and their contrast with what is around them."""
    frame: float = 3.0
    """Contrast of borders; 3 is the least at which WCAG holds that they can be seen."""


WISHES = {
    "dark": ThemeSpec(True, (18, 18, 18), (36, 47, 56), (30, 30, 30), (237, 237, 237),
                 second=5.5, coloured=6.0, tinted=7.0, chosen=(BLUE, 3.0)),
    "light": ThemeSpec(False, (251, 251, 250), (223, 230, 238), (255, 255, 255), (27, 27, 27),
                  second=6.0, coloured=6.0, tinted=7.0, chosen=(BLUE, 5.0)),
    "contrast": ThemeSpec(True, (0, 0, 0), (38, 38, 38), (0, 0, 0), (255, 255, 255),
                     second=10.0, coloured=9.0, tinted=9.0, chosen=(AMBER + 15, 10.0), frame=7.0),
}  # fmt: skip
"""The themes by name."""


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of a theme."""

    dark: bool
    ground: RGB
    bar: RGB
    raised: RGB
    text: RGB
    second: RGB
    """Explanations, placeholders and what is switched off."""
    frame: RGB
    """The border of a box."""
    chosen: RGB
    """Behind the chosen row, and the border of what has the focus."""
    coloured: dict[int, RGB]
    """Words in a colour, by its hue."""
    tinted: dict[int, RGB]
    """Grounds in a colour for plain or coloured words, by its hue."""


@cache
def palette(name: str) -> Palette:
    """The colours of a theme, by its name in `WISHES`."""
    wish = WISHES[name]
    grounds = (wish.ground, wish.bar, wish.raised)
    hue, ratio = wish.chosen
    hues = (BLUE, AMBER, RED, GREEN, VIOLET)
    coloured = {h: shade(h, 0.8, grounds, wish.coloured, lighter=wish.dark) for h in hues}
    return Palette(
        wish.dark, *grounds, wish.text,
        second=shade(0, 0, grounds, wish.second, lighter=wish.dark),
        frame=shade(0, 0, grounds, wish.frame, lighter=wish.dark),
        chosen=shade(hue, 0.8, (wish.ground, wish.raised), ratio, lighter=wish.dark),
        coloured=coloured,
        tinted={h: shade(h, 0.6, (wish.text,), wish.tinted, lighter=not wish.dark) for h in hues},
    )  # fmt: skip


def shade(
    hue: float, saturation: float, others: Sequence[RGB], least: float, *, lighter: bool
) -> RGB:
    """The shade nearest to `others` that has a contrast of at least `least` with each of them;
    white or black where none has."""

    def at(step: int) -> RGB:
        lightness = step / 255 if lighter else 1 - step / 255
        parts = colorsys.hls_to_rgb(hue / 360, lightness, saturation)
        red, green, blue = (round(255 * part) for part in parts)
        return red, green, blue

    def enough(step: int) -> bool:
        return all(contrast(at(step), other) >= least for other in others)

    return at(min(255, bisect_left(range(256), True, key=enough)))


def contrast(one: RGB, other: RGB) -> float:
    """Contrast of two colours by WCAG 2.2: from 1 to 21."""
    darker, brighter = sorted((_luminance(one), _luminance(other)))
    return (brighter + 0.05) / (darker + 0.05)


@cache
def _luminance(colour: RGB) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
