"""Undo: what was done, and taking it back."""

from companion.app.pair_app import PairApp
from companion.workspace.session.undo import UndoStep
from screens.shared.messages.undo import StepDone, StepUndone


class UndoHandlers(PairApp):
    """The app as far as things are taken back."""

    @property
    def newest_undo_name(self) -> str:
        """What `action_undo` takes back, in a few words; empty where there is nothing."""
        return self.services.undoing.newest_name

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.services.undoing.undo()

    def action_undo_list(self) -> None:
        """Choose what to take back among what was done last."""
        self.services.undoing.ask()

    def goes_back(self, step: UndoStep) -> bool:
        """Whether it is among the last things done."""
        return self.services.undoing.has(step)

    def take_back(self, step: UndoStep) -> None:
        """Take this one back."""
        self.services.undoing.undo(step)

    def on_step_done(self, message: StepDone) -> None:
        """It can be taken back; say so where it does not show."""
        undoing, step = self.services.undoing, message.step
        undoing.push(step)
        if message.words:
            self.say(message.words, step=step, holds=lambda: undoing.has(step))

    async def on_step_undone(self, message: StepUndone) -> None:
        """Say so, until something is done anew: that may be the very same."""
        undoing = self.services.undoing
        newest = undoing.newest
        self.say(message.words, holds=lambda: undoing.newest is newest)
        await self.sessions.leave_thrown_away()
        self.show_records()
        self.show_lists()
