"""The close: look back together in a few steps, agree, and close the session."""

from textual.widgets import Input

from companion.commands.available import menu_shortcut
from companion.commands.places import CLOSING
from companion.domain.dates import short_date
from companion.domain.session.clock import DONE
from companion.domain.session.close_records import as_closed
from companion.domain.session.reopening import last_reopen_day_after
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.closing.agreement_steps import AgreedStep, AppreciationStep
from screens.closing.closing_words import close_question
from screens.closing.learned_step import LearnedStep
from screens.closing.pulse_step import PulseStep
from screens.closing.steps import CHECKLIST, ChecklistStep, OverviewStep, ReflectionStep
from screens.closing.steps_screen import StepsScreen
from screens.dialogs.close_session import CLOSE, DATE, CloseSessionScreen
from screens.shared.messages.saving import Edited
from screens.shared.place import bindings_for, fill_top_line
from screens.shared.undo import undo_step
from screens.widgets.frame import TopLine, is_field


class ClosingScreen(StepsScreen):
    """A focus screen on top of the session; gives whether the session was closed from here.

    Where the other closes it, this leads back to the session's screen, which refuses letters and
    says so: among the minutes letters are commands, and one of these opens the session again.
    """

    CSS_PATH = "closing.tcss"
    PLACE = CLOSING
    BINDINGS = bindings_for(CLOSING)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        together = (AppreciationStep,) if workspace.pair.partner else ()
        kinds = (ChecklistStep, LearnedStep, *together, AgreedStep, ReflectionStep, PulseStep,
                 OverviewStep)  # fmt: skip
        super().__init__(workspace, session, [kind(workspace, session) for kind in kinds])
        self._told = False

    def relabel(self) -> None:
        """Say everything in the language in use."""
        self.query_one(TopLine).place = _("Close the session")
        self.show_status()
        super().relabel()

    def show_status(self) -> None:
        """Say who we are and whether everything is saved."""
        fill_top_line(self.query_one(TopLine), self.workspace)

    def notebook_changed(self) -> None:
        """Show what came from the other side, perhaps that they closed the session."""
        for step in self.steps:
            step.show()
        self._follow_the_close()

    def on_screen_resume(self) -> None:
        """A dialog is done; the other may have closed the session meanwhile."""
        self._follow_the_close()

    def on_edited(self) -> None:
        """A line is done; where the other has closed the session, it was the last one."""
        self._follow_the_close()

    def action_finish(self) -> None:
        """Ask before closing, from the last step: it shows what is missing."""
        last = len(self.steps) - 1
        if self.session.notebook.state == DONE:
            self.dismiss(False)
        elif self.at != last:
            self.action_step(last)
        else:
            self.app.push_screen(self._question(), self._answered)

    def _question(self) -> CloseSessionScreen:
        notebook, pair = self.session.notebook, self.workspace.pair
        now = self.workspace.environment.now()
        until = short_date(last_reopen_day_after(now), self.workspace.environment.today())
        typing = next(iter(self.session.typing()), "")
        lines = close_question(notebook, pair, until, self._ticks(), pair.name_of(typing))
        day = as_closed(notebook, pair).about.next_date
        return CloseSessionScreen(lines, pair.partner is not None, bool(day))

    def _ticks(self) -> tuple[int, int]:
        """How much of the checklist is ticked, and how long it is."""
        lines = next((s.lesson.checklist for s in self.steps if s.lesson), ())
        keys = {f"{CHECKLIST}{number}" for number in range(1, len(lines) + 1)}
        return len(keys & self.session.notebook.checks), len(lines)

    def _answered(self, answer: str | None) -> None:
        if answer == DATE:
            self.action_step(next(n for n, s in enumerate(self.steps) if isinstance(s, AgreedStep)))
            self.query_one("#next-date").focus()
        elif answer == CLOSE:
            with undo_step(self, self.session, N_("close of the session")):
                self.session.finish()
            self.post_message(Edited(self.session))
            self.dismiss(True)

    def _follow_the_close(self) -> None:
        """The other closed: back to the session, but not from the middle of somebody's line."""
        closed = self.session.notebook.state == DONE and not self.session.is_sealed
        if not closed or self.app.screen is not self:
            return
        typing = is_field(self.focused) and not (
            isinstance(self.focused, Input) and not self.focused.value.strip()
        )
        if not typing:
            self.dismiss(False)  # the session's screen below has told who closed it
        elif not self._told:
            self._told = True
            name = self.workspace.pair.name_of(self.session.closed_by)
            words = _("{name} closed the session. Finish what you are writing; {way} leaves.")
            way = menu_shortcut("closing-finish")
            self.notify(words.format(name=name, way=way), markup=False)
