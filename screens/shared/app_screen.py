"""A screen of the app, and what the app calls on it; each overrides what it has a part in."""

from typing import TYPE_CHECKING, TypeVar

from textual.events import Key, Paste
from textual.screen import Screen

from screens.widgets.host import ScreenHost

if TYPE_CHECKING:  # the first screen does without these
    from companion.domain.note.drafts import DraftKey
    from companion.workspace.session.capture import Written

T = TypeVar("T")


class AppScreen(Screen[T], ScreenHost):
    """A screen that is told what happens in the app; here nothing follows from it."""

    def take_input(self, _event: Key | Paste) -> bool:
        """Put the focus where words belong; tells whether nothing is left to do with them."""
        return False

    def step_back(self) -> bool:
        """Go back within the screen; tells whether there was such a step."""
        return False

    def relabel(self) -> None:
        """Say everything in the language in use."""

    def show_status(self) -> None:
        """Say whether everything is saved."""

    def notebook_changed(self) -> None:
        """Show what was written in an open document, here or on the other side."""

    def written_down(self, _written: "tuple[Written, ...]", _of: "DraftKey") -> None:
        """Note that lines became records, and what they were typed for."""

    def show_item(self, _item_id: str) -> None:
        """Show an item of the agenda."""

    def look_again(self) -> None:
        """Read the files that are shown once more."""

    def save_now(self) -> None:
        """Save what only this screen knows: the program ends."""

    def leave_terminal(self) -> None:
        """Put back what was changed of the terminal: the program ends."""
