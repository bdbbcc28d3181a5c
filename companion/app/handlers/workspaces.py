"""Whose notes are shown: those of who has just set up, a made-up pair's; and what the files of all
sessions say."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work

from companion import i18n
from companion.app.handlers.leaving import LeavingHandlers
from companion.app.input_queue import LEADS
from companion.app.services import Services
from companion.app.theming import theme_for
from companion.workspace import Workspace
from companion.workspace.session.journal import Journal
from screens.shared.messages.workspaces import WorkspaceChanged

if TYPE_CHECKING:  # the first screen does without these
    from companion.app.index_refresh import Looked, ShareChecked


class WorkspaceHandlers(LeavingHandlers):
    """The app as far as it goes from one pair's notes to another's."""

    make_demo: Callable[[str], Workspace]
    """Makes a made-up pair's notes, to be shown in a theme."""

    def on_workspace_changed(self, message: WorkspaceChanged) -> None:
        """Somebody set up: all places are theirs now."""
        self.use_workspace(message.workspace)

    def on_demo_wanted(self) -> None:
        """Look around in a made-up pair's notes, kept in a folder that is thrown away."""
        self.use_workspace(self.make_demo(self.workspace.settings.theme))

    @work(group=LEADS)
    async def use_workspace(self, workspace: Workspace) -> None:
        """Let all places show another pair's notes."""
        await self.leaving.try_to_save()
        self.services.stop()
        self.workspace = workspace
        self.services = Services(self, workspace, self.places)
        self.journal = Journal()  # what it said was about the other notes
        i18n.use_language(workspace.language)
        self.theme = theme_for(workspace.settings.theme, os.environ)
        await self.places.reset_all()
        self.refresh_lists()

    def on_looked(self, message: "Looked") -> None:
        """Show what changed, and what waited for the first look."""
        if message.changed:
            self.show_lists()
        if message.first:
            self.sessions.on_index_ready()
        self.services.joining.look(self.workspace)

    def on_share_checked(self, message: "ShareChecked") -> None:
        """Say whether all there is can be shared."""
        self.services.on_share_result(message.trouble)
