"""The themes of the app, in the variables that every stylesheet uses.

Stylesheets name only these, so that what is drawn can be read in each theme:

- `$foreground` on `$background` (a screen), `$panel` (top line, hints) and `$surface` (dialogs);
  `$text-muted` on the same for explanations, placeholders and what is switched off.
- `$text-primary`, `$text-secondary`, `$text-accent`, `$text-warning`, `$text-error`,
  `$text-success`: words in a colour, on the same three grounds.
- `$primary`, `$warning`, `$error`, `$success` and `$accent` as grounds, only under `$text`.
- `$primary-muted`, `$warning-muted`, `$error-muted`, `$success-muted`: quieter grounds, only under
  `$foreground` or `$text`.
- `$border-blurred` for a border, `$border` where the focus is.

A colour with a percentage, `opacity` and the style `dim` have no contrast that can be told, so
nothing with text in it uses them.
"""

from functools import cache

from textual.theme import Theme

from screens.shared.palette import AMBER, BLUE, GREEN, RED, RGB, VIOLET, Palette, palette


@cache
def theme(name: str) -> Theme:
    """A theme by the name it has in the palette."""
    colours = palette(name)
    words = {hue: _hex(colour) for hue, colour in colours.coloured.items()}
    return Theme(
        name=name,
        dark=colours.dark,
        background=_hex(colours.ground),
        panel=_hex(colours.bar),
        surface=_hex(colours.raised),
        foreground=_hex(colours.text),
        primary=_hex(colours.chosen),
        secondary=words[GREEN],
        accent=words[VIOLET],
        warning=words[AMBER],
        error=words[RED],
        success=words[GREEN],
        variables=_variables(colours),
    )


def _variables(colours: Palette) -> dict[str, str]:
    """What Textual would mix from a theme's colours without looking at contrasts."""
    text, second, frame = map(_hex, (colours.text, colours.second, colours.frame))
    ground, chosen = _hex(colours.ground), _hex(colours.chosen)
    words = {hue: _hex(colour) for hue, colour in colours.coloured.items()}
    tinted = {hue: _hex(colour) for hue, colour in colours.tinted.items()}
    on_chosen = "auto 100%"
    return {
        "text": on_chosen, "text-muted": second, "text-disabled": second,
        "foreground-muted": second, "foreground-disabled": second,
        "text-primary": words[BLUE], "text-secondary": words[GREEN], "text-accent": words[VIOLET],
        "text-warning": words[AMBER], "text-error": words[RED], "text-success": words[GREEN],
        "primary-muted": tinted[BLUE], "secondary-muted": tinted[GREEN],
        "accent-muted": tinted[VIOLET], "warning-muted": tinted[AMBER],
        "error-muted": tinted[RED], "success-muted": tinted[GREEN],
        "border": chosen, "border-blurred": frame,
        "block-cursor-foreground": on_chosen, "block-cursor-background": chosen,
        "block-cursor-blurred-foreground": text, "block-cursor-blurred-background": "transparent",
        "input-cursor-foreground": ground, "input-cursor-background": text,
        "input-selection-foreground": text, "input-selection-background": tinted[BLUE],
        "button-focus-text-style": "bold underline", "button-foreground": text,
         "button-color-foreground": on_chosen,
        "link-color": text, "link-color-hover": on_chosen, "link-background-hover": chosen,
        "scrollbar": frame, "scrollbar-hover": chosen, "scrollbar-active": chosen,
        "scrollbar-background": ground, "scrollbar-background-hover": ground,
        "scrollbar-background-active": ground, "scrollbar-corner-color": ground,
        "screen-selection-background": tinted[BLUE], "screen-selection-foreground": text,
    }  # fmt: skip


def _hex(colour: RGB) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
