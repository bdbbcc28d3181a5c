"""Records: lines that are written down, points for the next time, actions that are done; and what
keeps words from becoming one."""

from companion.app.pair_app import PairApp
from companion.domain.note.drafts import POINT, DraftKey
from companion.i18n import _
from companion.workspace.session.points import POINTS
from screens.shared.lifecycle import standing
from screens.shared.messages.records import ActionDone, LinesFinished, PointWanted, RecordsCaptured
from screens.shared.messages.undo import StepDone


class RecordHandlers(PairApp):
    """The app as far as lines become records."""

    def action_capture(self) -> None:
        """Write a line down, over whatever is shown; the same key closes that again."""
        self.services.capturing.toggle_dialog()

    def action_private_notes(self) -> None:
        """Keep a private thought that is typed behind its key out of what is shown here."""
        from screens.dialogs.refusal import private_notes_closed

        why = _("Your private notes open in the session alone, where nothing lies over it. Esc "
                "leads back to where you were.")  # fmt: skip
        self.push_screen(private_notes_closed(why))

    def action_off_record(self) -> None:
        """Keep words that were to be off the record out of what is done here."""
        from screens.dialogs.refusal import stays_on_record

        if self.services.capturing.is_off_record:
            self.services.capturing.refuse()
            return
        why = _("A session goes off the record on its own page, while it runs. Esc leads back to "
                "where you were.")  # fmt: skip
        self.push_screen(stays_on_record(why))

    def on_point_wanted(self, message: PointWanted) -> None:
        """Ask how somebody would say it to the other."""
        of, text = DraftKey(POINT, message.about), message.text
        draft = self.workspace.drafts.field(of, begins_as=text, choice=POINTS)
        self.services.capturing.ask(draft)

    def on_records_captured(self, message: RecordsCaptured) -> None:
        """Say what was written down, with a way back."""
        capturing = self.services.capturing
        step, words = capturing.step(message.written), capturing.words(message.written)
        self.post_message(StepDone(step, words))
        for screen in standing(self.screen_stack):
            screen.written_down(message.written, message.of)
        self.show_records()

    def on_lines_finished(self, message: LinesFinished) -> None:
        """Say what became of labelled lines of the notes, with a way back."""
        capturing = self.services.capturing
        taken = [line for line in message.lines if not line.lacks]
        words = capturing.labelled_line_words(message.lines)
        if taken:
            step = capturing.undo_step_for_lines(message.document, taken)
            self.post_message(StepDone(step, words))
        elif words:
            self.notify(words, markup=False)
        self.show_records()

    def on_action_done(self, message: ActionDone) -> None:
        """Tick an action off, with a way back."""
        self.services.capturing.finish_action(message.summary, message.record)
