"""Whether a screen can be asked for what it is made of."""

from typing import Any

from textual.screen import Screen


def stands(screen: Screen[Any]) -> bool:
    """Whether all of it is there: it is mounted, and neither it nor the app is going.

    A screen that goes loses its widgets before itself, and hears timers and calls meanwhile.
    """
    return screen.is_mounted and screen.display
