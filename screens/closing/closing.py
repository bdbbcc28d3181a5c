"""The close: look back together in a few steps, agree, and close the session."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, Paste
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static

from companion.commands.available import menu_way
from companion.commands.command import Command
from companion.commands.offer import Offer
from companion.commands.places import CLOSING
from companion.domain.dates import short_date
from companion.domain.session.clock import DONE
from companion.domain.session.close_records import as_closed
from companion.domain.session.reopening import last_day_after
from companion.domain.text import one_line
from companion.i18n import N_, _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.closing.agreement_steps import AgreedStep, GivenStep
from screens.closing.closing_words import close_question
from screens.closing.learned_step import LearnedStep
from screens.closing.page import Page
from screens.closing.pulse_step import PulseStep
from screens.closing.steps import CHECKLIST, ChecklistStep, OverviewStep, ReflectionStep, Step
from screens.dialogs.close_session import CLOSE, DATE, CloseSessionScreen
from screens.shared.lifecycle import ResultScreen
from screens.shared.messages.saving import Edited, WordsKept
from screens.shared.place import bindings_for, brings_words, fill_top_line
from screens.shared.undo import undo_step
from screens.widgets.draft_input import DraftInput
from screens.widgets.frame import HintLine, TopLine, can_do, is_field
from screens.widgets.hints import action_style
from screens.widgets.news_line import NewsLine


class ClosingScreen(ResultScreen[bool]):
    """A focus screen on top of the session; gives whether the session was closed from here.

    Where the other closes it, this leads back to the session's screen, which refuses letters and
    says so: among the minutes letters are commands, and one of these opens the session again.
    """

    CSS_PATH = "closing.tcss"
    PLACE = CLOSING
    BINDINGS = bindings_for(CLOSING)

    def __init__(self, workspace: Workspace, session: OpenSession) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        together = (GivenStep,) if workspace.pair.partner else ()
        kinds = (ChecklistStep, LearnedStep, *together, AgreedStep, ReflectionStep, PulseStep,
                 OverviewStep)  # fmt: skip
        self.steps: list[Step] = [kind(workspace, session) for kind in kinds]
        self.at = 0
        """The number of the step that is shown."""
        self._told = False
        self._refused = False
        """Whether a letter went nowhere just now: a blank behind it is part of the same words."""

    def compose(self) -> ComposeResult:
        """The steps, of which one is shown, and buttons to go about."""
        yield TopLine("")
        yield Static(id="steps")
        with Page(id="page"):
            yield from self.steps
        with Horizontal(id="buttons"):
            yield Button(id="go-back", compact=True)
            yield Button(id="go-on", compact=True, variant="primary")
        yield NewsLine()
        yield HintLine(CLOSING)

    def on_mount(self) -> None:
        """Begin with the first step."""
        self.relabel()
        self.action_step(0)

    def relabel(self) -> None:
        """Say everything in the language in use."""
        lesson = self.workspace.lesson_of(self.session)
        self.query_one(TopLine).place = _("Close the session")
        self.show_status()
        self.query_one(HintLine).refresh()
        self.query_one("#go-back", Button).label = Content("‹ " + _("Previous"))
        self.query_one("#go-on", Button).label = Content(_("Next") + " ›")
        for step in self.steps:
            step.relabel(lesson)
        self._show_steps()

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

    def on_descendant_focus(self) -> None:
        """Show the hints that go with what has focus."""
        self.query_one(HintLine).refresh()

    def take_input(self, event: Key | Paste) -> bool:
        """Let what is typed go to a field of the step; tells whether nothing is left to do with it.

        In a list the blank is a key that ticks, but not between words.
        """
        is_blank = isinstance(event, Key) and event.key == "space" and not self._refused
        self._refused = False
        if not brings_words(event) or is_field(self.focused) or is_blank:
            return False
        field = self.steps[self.at].field_near(self.focused)
        if field is not None:
            self.set_focus(field)
            return False
        self._refused = True
        if self._is_on_a_line:
            words = _("Letters do nothing here: Enter chooses, {way} goes on.")
        else:
            words = _("Letters do nothing here: {way} goes on.")
        way = menu_way("closing-finish" if self._is_last else "closing-next")
        self.notify(words.format(way=way), severity="warning", markup=False)
        return True

    def offer(self, asked: Command) -> Offer:
        """How a command stands now: nothing comes behind the last step but the close itself."""
        if asked.id == "closing-next" and self._is_last:
            words = _("This is the last step: {way} closes the session.")
            return Offer(refusal=words.format(way=menu_way("closing-finish")))
        if asked.id == "closing-tick" and not self._is_on_a_line:
            return Offer(refusal=_("Choose a line of a list first."))
        return Offer()

    @property
    def _is_on_a_line(self) -> bool:
        """Whether the cursor is on a line of a list."""
        focused = self.focused
        return isinstance(focused, OptionList) and focused.highlighted is not None

    @property
    def _is_last(self) -> bool:
        return self.at == len(self.steps) - 1

    # Going about

    def action_next_step(self) -> None:
        """Go to the next step; behind the last one, say what closes."""
        if can_do(self, "closing-next"):
            self.action_step(self.at + 1)

    def action_previous_step(self) -> None:
        """Go to the step before."""
        self.action_step(self.at - 1)

    def action_step(self, number: int) -> None:
        """Show one step; the line that was typed in the one before is written down."""
        if not self._take() or not 0 <= number < len(self.steps):
            return
        self._tell_half(self.steps[self.at])
        self.at = number
        for step in self.steps:
            step.display = step is self.steps[number]
        self.query_one("#go-back").display = number > 0
        self.query_one("#go-on").display = number < len(self.steps) - 1
        self._show_steps()
        self.steps[number].show()
        self.query_one(Page).scroll_home(animate=False)
        first = self.steps[number].first
        if first is not None:
            first.focus()

    def action_tick(self) -> None:
        """Tick the line under the cursor."""
        if can_do(self, "closing-tick") and isinstance(self.focused, OptionList):
            self.focused.action_select()

    def action_remove(self) -> None:
        """Remove the line under the cursor, where it is one that was written down."""
        self.steps[self.at].take_away()

    def action_history(self) -> None:
        """See what the line under the cursor said before."""
        self.steps[self.at].show_history()

    def on_record_box_done(self) -> None:
        """Nothing more to say in this field: go on."""
        self._go_on()

    def on_input_submitted(self) -> None:
        """Likewise."""
        self._go_on()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        action = {"go-back": self.action_previous_step, "go-on": self.action_next_step}
        action.get(event.button.id or "", self.action_finish)()

    def step_back(self) -> bool:
        """Back to the session; half a line stays what it is, and stands here again."""
        self._tell_half(self)
        return False

    def _tell_half(self, among: Widget) -> None:
        """Say which lines are left half."""
        half = [field for field in among.query(DraftInput) if field.holds_draft]
        if half:
            words = _("Kept for the next time, not entered: “{words}”")
            words = words.format(words=one_line(" · ".join(field.value for field in half), 28))
            self.app.post_message(WordsKept(words, partial(self._is_half, half)))

    def _is_half(self, half: Sequence[DraftInput]) -> bool:
        """Whether one of these is half a line still; of a close that was left, until the next.

        Whoever closes the session enters them.
        """
        if self.session.notebook.state == DONE:
            return False
        if self in self.app.screen_stack:
            return any(field.holds_draft for field in half)
        return not any(isinstance(screen, ClosingScreen) for screen in self.app.screen_stack)

    # Closing

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
        until = short_date(last_day_after(now), self.workspace.environment.today())
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
            way = menu_way("closing-finish")
            self.notify(words.format(name=name, way=way), markup=False)

    def _take(self) -> bool:
        return self.steps[self.at].take()

    def _go_on(self) -> None:
        field = self.steps[self.at].field_behind(self.focused)
        (field or self.query_one("#go-on")).focus()

    def _show_steps(self) -> None:
        parts: list[str | tuple[str, Style]] = [" "]
        for number in range(len(self.steps)):
            style = action_style(f"screen.step({number})")
            text = f"[{number + 1}]" if number == self.at else f" {number + 1} "
            parts.append((text, style + Style(bold=number == self.at)))
        parts.append(f"  {self.steps[self.at].title}")
        self.query_one("#steps", Static).update(Content.assemble(*parts))
