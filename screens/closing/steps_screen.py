"""A screen of steps, of which one is shown: what leads from one to the next, where letters go."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, Paste
from textual.style import Style
from textual.widgets import Button, OptionList, Static

from companion.commands.available import menu_shortcut
from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import CLOSING
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_session import OpenSession
from screens.closing.half_lines import tell_half
from screens.closing.page import Page
from screens.closing.steps import Step
from screens.shared.lifecycle import ResultScreen
from screens.shared.place import brings_words
from screens.widgets.frame import HintLine, TopLine, check_can_do, is_field
from screens.widgets.hints import action_style
from screens.widgets.news_line import NewsLine


class StepsScreen(ResultScreen[bool]):
    """The steps of the close, one at a time; what the close itself is, the subclass knows."""

    def __init__(self, workspace: Workspace, session: OpenSession, steps: Sequence[Step]) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        self.steps = steps
        self.at = 0
        """The number of the step that is shown."""
        self._refused = False
        """Whether a letter went nowhere just now: a blank behind it is part of the same words."""

    def action_finish(self) -> None:
        """What comes behind the last step."""
        raise NotImplementedError

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
        self.query_one(HintLine).refresh()
        self.query_one("#go-back", Button).label = Content("‹ " + _("Previous"))
        self.query_one("#go-on", Button).label = Content(_("Next") + " ›")
        for step in self.steps:
            step.relabel(lesson)
        self._show_steps()

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
        way = menu_shortcut("closing-finish" if self._is_last else "closing-next")
        self.notify(words.format(way=way), severity="warning", markup=False)
        return True

    def offer(self, asked: Command) -> CommandState:
        """How a command stands now: nothing comes behind the last step but the close itself."""
        if asked.id == "closing-next" and self._is_last:
            words = _("This is the last step: {way} closes the session.")
            return CommandState(refusal=words.format(way=menu_shortcut("closing-finish")))
        if asked.id == "closing-tick" and not self._is_on_a_line:
            return CommandState(refusal=_("Choose a line of a list first."))
        return CommandState()

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
        if check_can_do(self, "closing-next"):
            self.action_step(self.at + 1)

    def action_previous_step(self) -> None:
        """Go to the step before."""
        self.action_step(self.at - 1)

    def action_step(self, number: int) -> None:
        """Show one step; the line that was typed in the one before is written down."""
        if not self.steps[self.at].take() or not 0 <= number < len(self.steps):
            return
        tell_half(self, self.session, self.steps[self.at])
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
        if check_can_do(self, "closing-tick") and isinstance(self.focused, OptionList):
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
        tell_half(self, self.session, self)
        return False

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
