"""What all dialogs have in common: the news is read in them, too."""

from typing import TypeVar

from textual.screen import ModalScreen

from screens.widgets.news_line import NewsLine

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A modal screen with the news line at its foot: it covers that of the screen below."""

    def on_mount(self) -> None:
        """Textual calls this of every class: a dialog composes only what it is about."""
        self.mount(NewsLine())
