"""The app over one pair's notes, as far as all its handlers need it."""

import os
from datetime import datetime
from pathlib import Path

from companion.app.autosave import AutosaveController
from companion.app.caret import CaretApp
from companion.app.commands import CommandApp
from companion.app.input_queue import OrderedInputApp
from companion.app.modes import Places
from companion.app.news import NewsApp
from companion.app.services import Services
from companion.app.sessions import SessionController
from companion.app.theming import ThemedApp, theme_for
from companion.workspace import Workspace
from screens.shared.lifecycle import standing, stands
from screens.shared.place import PlaceScreen


class PairApp(OrderedInputApp, ThemedApp, NewsApp, CommandApp, CaretApp):
    """An app that shows one workspace at a time; what it does with it is the subclasses'."""

    lists_wait_for_save = False
    """Whether all lists are to show a session once it is saved."""

    def __init__(self, workspace: Workspace, css_path: list[Path]) -> None:
        self.workspace = workspace
        super().__init__(theme_for(workspace.settings.theme, os.environ), css_path)
        self.places = Places(self, lambda: self.workspace, lambda: self.sessions.in_use)
        self.services = Services(self, workspace, self.places)

    @property
    def saving(self) -> AutosaveController:
        """What saves the pair's documents. Raises NotSetUp."""
        return self.services.saving

    @property
    def sessions(self) -> SessionController:
        """What opens the pair's sessions."""
        return self.services.sessions

    def now(self) -> datetime:
        """The time of day where the workspace is."""
        return self.workspace.environment.now()

    def warn(self, sentence: str) -> None:
        """Say what went wrong with what was just asked for."""
        self.notify(sentence, severity="warning", markup=False)

    def refresh_lists(self) -> None:
        """Look at all sessions' files in the background, and show what changed."""
        if self.workspace.is_set_up:
            self.services.lists.refresh()

    def show_lists(self) -> None:
        """Show what the lists of the screen on top say by now."""
        for top in self.screen_stack[-1:]:  # there is none once the app ends
            if isinstance(top, PlaceScreen) and stands(top):
                top.refresh_content()

    def show_notebooks(self) -> None:
        """Show what stands in the open documents by now."""
        for screen in standing(self.screen_stack):
            screen.notebook_changed()

    def show_records(self) -> None:
        """Show records that came or went, where they were written and in all lists."""
        self.show_notebooks()
        self.refresh_lists()
