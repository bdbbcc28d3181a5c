"""Saving and sharing: whether everything is saved, what the disks do not take, what came in."""

from companion.app.pair_app import PairApp
from companion.app.save_trouble import DiskTrouble
from companion.commands.places import SYNC
from companion.domain.save_status import PRIVATE_NOTES
from companion.i18n import _
from companion.workspace.session.journal import Priority
from screens.shared.lifecycle import standing
from screens.shared.messages.saving import Edited, PrivateNotesSaveResult, Trouble


class SavingHandlers(PairApp):
    """The app as far as it saves."""

    _save_asked = False
    """Whether somebody waits to hear that all is saved."""

    @property
    def status_words(self) -> str:
        """Whether everything is saved, for the top line."""
        return self.services.status_words if self.workspace.is_set_up else ""

    def action_sync(self) -> None:
        """Save, share and look for changes now, and say so once all is saved."""
        self.services.save_soon()
        self.saving.poll()
        self.refresh_lists()
        for screen in standing(self.screen_stack):
            screen.look_again()
        self._save_asked = True
        self._answer_save()

    def _answer_save(self) -> None:
        if self._save_asked and not self.services.unsaved_names:
            self._save_asked = False
            self.notify(_("Saved."), markup=False)

    def on_edited(self, message: Edited) -> None:
        """Save it soon."""
        self.saving.edited(message.document)
        if message.at_once:
            self.saving.save_now()

    def on_merged(self) -> None:
        """Show what came from the other side."""
        self.show_notebooks()

    def on_status_changed(self) -> None:
        """Say whether everything is saved; a session just closed is in the lists then."""
        for screen in standing(self.screen_stack):
            screen.show_status()
        self.end_trouble(but=self.services.trouble.status.troubles)
        self._answer_save()
        if self.lists_wait_for_save and not self.services.unsaved_names:
            self.lists_wait_for_save = False
            self.refresh_lists()

    def on_private_notes_save_result(self, message: PrivateNotesSaveResult) -> None:
        """Say whether they are saved, or gone."""
        trouble = self.services.trouble
        trouble.report_private_file(PRIVATE_NOTES, message.trouble)
        if message.lost:
            self.end_trouble(but=trouble.status.troubles, given_up=True)
            self.say(message.lost, worth=Priority.URGENT, place=SYNC)

    def on_disk_trouble(self, message: DiskTrouble) -> None:
        """Say what could not be saved; where it is by now, nothing would take that back."""
        if message.sentence in self.services.trouble.status.troubles:
            self.on_trouble(message)

    def on_trouble(self, message: Trouble) -> None:
        """Say what could not be read, saved or done, and what to do."""
        lasts = message.sentence in self.services.trouble.status.troubles
        self.say(message.sentence, worth=Priority.URGENT, lasts=lasts, place=SYNC)
