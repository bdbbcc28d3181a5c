"""What was asked for does not come: nothing that is typed meanwhile goes anywhere else."""

from collections.abc import Callable

from companion.i18n import _
from screens.dialogs.refusal import RefusalScreen

LOOK = 0.1
"""Seconds between looks whether it has come."""


class WaitingScreen(RefusalScreen):
    """Takes the keys, until what was asked for comes or somebody goes back."""

    def __init__(self, still_waits: Callable[[], bool]) -> None:
        super().__init__(
            _("Not there yet"),
            _(
                "What you asked for has not come yet: a disk or a folder does not answer. "
                "It opens once it does."
            ),
            _("Not kept: there is no field for it yet."),
        )
        self.still_waits = still_waits

    def on_mount(self) -> None:
        """Go away by itself once it has come."""
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        if self.is_current and not self.still_waits():
            self.dismiss(False)
