"""Whether a screen can be asked for what it is made of, and when it gives a result."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from screens.shared.app_screen import AppScreen

T = TypeVar("T")


def stands(screen: Screen[Any]) -> bool:
    """Whether all of it is there: it is mounted, and neither it nor the app is going.

    A screen that goes loses its widgets before itself, and hears timers and calls meanwhile.
    """
    return screen.is_mounted and screen.display


def standing(screens: Iterable[Screen[Any]]) -> Iterator[AppScreen[Any]]:
    """Those that can be told of what happens: one still to be mounted shows all there is then."""
    for screen in screens:
        if isinstance(screen, AppScreen) and stands(screen):
            yield screen


class ResultScreen(AppScreen[T]):
    """A screen that gives a result: once, and only as the uppermost.

    Textual takes the uppermost screen away, whichever is dismissed, and fails at a second result.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Give the result and go; from beneath another screen, or once gone, do nothing."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
