"""The app's side of searching: the screen for it, and the places that were found."""

from typing import TYPE_CHECKING

from companion.workspace import Workspace
from screens.shared.messages.places import NoteChosen

if TYPE_CHECKING:
    from textual.app import App

    from screens.search.search import SearchScreen


class SearchController:
    """Opens the search over whatever is shown, with the words of the last time."""

    def __init__(self, app: "App[None]", workspace: Workspace) -> None:
        self._app = app
        self._workspace = workspace
        self._screen: SearchScreen | None = None

    async def open(self) -> None:
        """Search, or go back to the search that is open already; keys wait for it."""
        from screens.search.search import SearchScreen

        stack = self._app.screen_stack
        if self._screen not in stack:
            self._screen = SearchScreen(self._workspace)
            await self._app.push_screen(self._screen)
            return
        for _above in stack[stack.index(self._screen) + 1 :]:
            self._app.pop_screen()
        self._screen.begin_anew()

    def show_note(self, chosen: NoteChosen) -> None:
        """What was found, where it stands in the notes of its session."""
        from screens.notes.notes import NotesScreen

        self._app.push_screen(NotesScreen(self._workspace, chosen))

    def show_card(self, card: str) -> None:
        """One's own card, among all cards."""
        from screens.review.review import ReviewScreen

        self._app.push_screen(ReviewScreen(self._workspace, card))
