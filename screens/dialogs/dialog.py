"""What all dialogs have in common: the news is read in them, too, and no word goes unanswered."""

from typing import TypeVar

from textual.events import Key, Paste
from textual.screen import ModalScreen

from companion.i18n import _
from screens.shared.lifecycle import ResultScreen
from screens.shared.place import goes_nowhere
from screens.widgets.news_line import NewsLine

T = TypeVar("T")


class Dialog(ModalScreen[T], ResultScreen[T]):
    """A modal screen with the news line at its foot: it covers that of the screen below.

    Textual takes style rules from the first of the bases alone: those of modal screens.
    """

    def on_mount(self) -> None:
        """Textual calls this of every class: a dialog composes only what it is about."""
        self.mount(NewsLine())

    def take_input(self, event: Key | Paste) -> bool:
        """Say that words go nowhere where no field has the focus; a key of the dialog is let be."""
        if not goes_nowhere(self, event):
            return False
        words = _("Letters do nothing here: nothing was written down.")
        self.notify(words, severity="warning", markup=False)
        return True
