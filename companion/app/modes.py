"""The places of the app: which screen shows each, made when somebody first goes there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.commands.places import HOME, LIBRARY, NOTES, REVIEW, SESSION, SETTINGS, SYNC, WELCOME
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

Make = Callable[[], "Screen[None]"]


class Places:
    """The screens of an app's places, for the workspace and the session it has in use."""

    def __init__(
        self,
        app: "App[None]",
        workspace: Callable[[], Workspace],
        session: Callable[[], OpenSession | None],
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._session = session
        self._makers: dict[str, Make] = {
            HOME: self._home,
            LIBRARY: self._library,
            NOTES: self._notes,
            REVIEW: self._review,
            SYNC: self._sync,
            SETTINGS: self._settings,
            SESSION: self._session_screen,
            WELCOME: self._welcome,
        }
        for place, make in self._makers.items():
            app.add_mode(place, make)

    async def uncover(self) -> None:
        """Close what stands over the place we are in."""
        while len(self._app.screen_stack) > 1:
            await self._app.pop_screen()

    async def make_anew(self, place: str) -> None:
        """Throw a place's screen away; the next one is made when somebody goes there."""
        if place == self._app.current_mode:
            await self._app.switch_mode(HOME if place != HOME else LIBRARY)
        await self._app.remove_mode(place)
        self._app.add_mode(place, self._makers[place])

    async def reset_all(self) -> None:
        """Throw all screens away, and go home."""
        await self.uncover()
        here = self._app.current_mode
        for place in self._makers:
            if place != here:
                await self.make_anew(place)
        await self.make_anew(here)
        await self._app.switch_mode(HOME)

    # A screen's module is imported when the screen is first shown.

    def _welcome(self) -> "Screen[None]":
        from screens.setup.welcome import WelcomeScreen

        return WelcomeScreen(self._workspace())

    def _home(self) -> "Screen[None]":
        from screens.home import HomeScreen

        return HomeScreen(self._workspace())

    def _library(self) -> "Screen[None]":
        from screens.lesson.library import LibraryScreen

        return LibraryScreen(self._workspace())

    def _notes(self) -> "Screen[None]":
        from screens.notes.notes import NotesScreen

        return NotesScreen(self._workspace())

    def _review(self) -> "Screen[None]":
        from screens.review.review import ReviewScreen

        return ReviewScreen(self._workspace())

    def _sync(self) -> "Screen[None]":
        from screens.sync import SyncScreen

        return SyncScreen(self._workspace())

    def _settings(self) -> "Screen[None]":
        from screens.settings import SettingsScreen

        return SettingsScreen(self._workspace())

    def _session_screen(self) -> "Screen[None]":
        from screens.session.session import SessionScreen

        session = self._session()
        assert session is not None, "the session's place opens after a session was chosen"
        return SessionScreen(self._workspace(), session)
