"""The app's side of themes: which one is shown, and what is done where colours are not wanted."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.theme import Theme

import screens
from screens.shared.palette import WISHES
from screens.shared.themes import theme

LIGHT_GROUNDS = ("7", "15")
"""White and light grey, in a terminal's sixteen colours."""

COVERED = "-covered"
"""The class of a screen with a dialog over it: only the dialog shows where the focus is."""


class ThemedApp(App[None]):
    """An app with themes of its own, of which only the one that is shown is made."""

    def __init__(self, theme_name: str, css_path: list[Path]) -> None:
        self.set_reactive(App.theme, theme_name)  # first: all styles are made from its colours
        # Where NO_COLOR is set, Textual would draw in shades of grey. Only what counts on the
        # terminal's own colours is drawn in those, and boxes and marks stay.
        super().__init__(css_path=list(css_path), ansi_color="NO_COLOR" in os.environ or None)

    def on_mount(self) -> None:
        """Let what a dialog covers look so, and read the stylesheets of the screens to come."""
        self.screen_change_signal.subscribe(self, self._mark_covered)
        self.call_after_refresh(self._read_styles)

    def _read_styles(self) -> None:
        # Once the first screen stands: each read later would have all of them parsed anew, and all
        # that is shown styled again, when its screen is first opened.
        self.stylesheet.read_all(sorted(Path(screens.__file__).parent.rglob("*.tcss")))

    def get_screen(
        self, screen: Screen[Any] | str, screen_class: type[Screen[Any]] | None = None
    ) -> Any:
        """Any screen that is to be shown, with the classes of its size.

        Textual gives it those once it has been laid out, and styles all of it a second time.
        """
        found: Screen[Any] = super().get_screen(screen, screen_class)
        if not found.is_running:
            found.update_classes(self._size_classes(found), update=False)
        return found

    def _size_classes(self, screen: Screen[Any]) -> dict[str, bool]:
        """Each breakpoint's class, and whether this window has reached it and no higher one."""
        classes: dict[str, bool] = {}
        for cells, own, for_all in (
            (self.size.width, screen.HORIZONTAL_BREAKPOINTS, self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, screen.VERTICAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS),
        ):
            breakpoints = (for_all if own is None else own) or []
            reached = max((b for b in breakpoints if b[0] <= cells), default=None)
            classes |= {name: (least, name) == reached for least, name in breakpoints}
        return classes

    def _mark_covered(self, top: Screen[object]) -> None:
        for screen in self.screen_stack:
            screen.set_class(screen is not top and top.is_modal, COVERED)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """All themes, by name."""
        return {name: theme(name) for name in WISHES}

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by its name."""
        return theme(theme_name) if theme_name in WISHES else None


def theme_for(chosen: str, environ: Mapping[str, str]) -> str:
    """The name of the theme to show: the chosen one, else the one that suits the terminal.

    Some terminals tell their colours as COLORFGBG=text;background; what is unknown is dark.
    """
    if chosen in WISHES:
        return chosen
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if background in LIGHT_GROUNDS else "dark"
