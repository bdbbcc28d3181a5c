"""What the two disks do not take: each told once, and remembered for as long as it lasts."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from companion.domain.fault_messages import not_shared, not_shared_either
from companion.domain.save_status import SaveStatus
from screens.shared.messages.saving import Trouble

if TYPE_CHECKING:
    from textual.app import App


class StatusChanged(Message):
    """Something was saved or shared, or could not be."""


class DiskTrouble(Trouble):
    """Something could not be written; by the time this is heard it may have been."""


class SaveTrouble:
    """What could not be written of one workspace, also before somebody is set up there."""

    def __init__(self, app: "App[None]") -> None:
        self._app = app
        self.status = SaveStatus()
        """What was written and what failed; what is pending is the saver's to add."""
        self._unshared: dict[str, tuple[Path, OSError]] = {}
        """Where each could not be shared last, and why."""

    def saved(self, what: str, at: datetime) -> None:
        """Something was written to the private disk."""
        self.status = replace(self.status, private=self.status.private.written(what, at))
        self._tell_of_share_anew()

    def shared(self, what: str, at: datetime) -> None:
        """Something was written to the shared folder."""
        self.status = replace(self.status, shared=self.status.shared.written(what, at))

    def not_saved(self, what: str, sentence: str) -> None:
        """Something could not be written to the private disk; tell it where that is news."""
        is_news = sentence not in self.status.private.troubles
        self.status = replace(self.status, private=self.status.private.failed(what, sentence))
        self._tell(sentence, is_news)
        self._tell_of_share_anew()

    def not_shared(self, what: str, folder: Path, error: OSError) -> None:
        """Something could not be written to the shared folder; tell it where that is news."""
        self._unshared[what] = folder, error.with_traceback(None)  # which holds what was saved
        self._tell_of_share(what)

    def clear_share_error(self, what: str) -> bool:
        """Nothing keeps something from being shared; tells whether anything did."""
        was_wrong = what in self.status.shared.faults
        self.status = replace(self.status, shared=self.status.shared.healed(what))
        if was_wrong:
            self._app.post_message(StatusChanged())
        return was_wrong

    def report_private_file(self, what: str, sentence: str) -> None:
        """A file that is no document was to be written on this device.

        The sentence says what kept it from that; it is empty where the file was written.
        """
        if sentence:
            self.not_saved(what, sentence)
        else:
            self.status = replace(self.status, private=self.status.private.healed(what))
            self._tell_of_share_anew()
            self._app.post_message(StatusChanged())

    def _tell_of_share_anew(self) -> None:
        """What is said of the shared folder says of the private disk whether that took it."""
        for what in self.status.shared.faults:
            self._tell_of_share(what)

    def _tell_of_share(self, what: str) -> None:
        words = not_shared_either if self.status.private.troubles else not_shared
        sentence = words(*self._unshared[what])
        is_news = sentence not in self.status.shared.troubles
        self.status = replace(self.status, shared=self.status.shared.failed(what, sentence))
        self._tell(sentence, is_news)

    def _tell(self, sentence: str, is_news: bool) -> None:
        """Several that fail by turns, each with a sentence of its own, are news once each."""
        if is_news:
            self._app.post_message(DiskTrouble(sentence))
            self._app.post_message(StatusChanged())
