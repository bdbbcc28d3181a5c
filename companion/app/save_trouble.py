"""What the two disks do not take: each told once, and remembered for as long as it lasts."""

from typing import TYPE_CHECKING

from textual.message import Message

from companion.domain.save_status import Disk, SaveStatus
from screens.shared.messages import Trouble

if TYPE_CHECKING:
    from textual.app import App


class StatusChanged(Message):
    """Something was saved or shared, or could not be."""


class DiskTrouble(Trouble):
    """Something could not be written; by the time this is heard it may have been."""


class SaveTrouble:
    """The app's side of `SaveStatus`, for one workspace, also before somebody is set up there."""

    def __init__(self, app: "App[None]") -> None:
        self._app = app
        self.status = SaveStatus()

    def failed(self, disk: Disk, what: str, sentence: str) -> None:
        """Something could not be written to one of the two disks; tell it where that is news."""
        if disk.failed(what, sentence):
            self._app.post_message(DiskTrouble(sentence))
            self._app.post_message(StatusChanged())

    def healed(self, disk: Disk, what: str) -> bool:
        """Nothing is wrong with something there; tells whether anything was."""
        was_wrong = disk.healed(what)
        if was_wrong:
            self._app.post_message(StatusChanged())
        return was_wrong

    def private_file_tried(self, what: str, sentence: str) -> None:
        """A file that is no document was to be written on this device.

        The sentence says what kept it from that; it is empty where the file was written.
        """
        if sentence:
            self.failed(self.status.private, what, sentence)
        else:
            self.status.private.healed(what)
            self._app.post_message(StatusChanged())
