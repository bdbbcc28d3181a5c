"""Beginning alone: one name, and Enter."""

import re

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import SETUP
from companion.domain.errors import CompanionError
from companion.domain.note.drafts import SETUP as SETUP_STEP
from companion.domain.note.drafts import SETUP_NAME, DraftKey
from companion.domain.people import NAME_LIMIT, clean_name
from companion.i18n import _, current_language
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.setup.setup import set_up_alone
from screens.shared.messages.workspaces import WorkspaceChanged
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.draft_input import DraftInput
from screens.widgets.frame import HintLine, TopLine
from screens.widgets.news_line import NewsLine

ALONE = "alone"
"""What this is called among the steps of setting up."""
SHARED_LOGINS = ("admin", "administrator", "guest", "pi", "root", "ubuntu", "user")
"""Names of computers' own accounts; they say nothing about a person."""


def proposed_name(login: str) -> str:
    """A person's name made from the name they log in with; "Me" where that says nothing."""
    parts = re.split(r"[\W\d_]+", clean_name(login).rpartition("\\")[2])
    words = [part.capitalize() for part in parts if part]
    if not words or login.lower() in SHARED_LOGINS:
        return _("Me")
    return words[0] if len(words[0]) > 1 else " ".join(words)


class SetupScreen(PlaceScreen):
    """What both ways of setting up have in common: the frame, Enter goes on, Esc goes back."""

    CSS_PATH = "pair.tcss"
    PLACE = SETUP
    BINDINGS = bindings_for(SETUP)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.progress = workspace.drafts.field(DraftKey(SETUP_STEP))
        """The step at which this goes on if it is interrupted, and in which language."""

    @property
    def place_name(self) -> str:
        """What stands in the top line."""
        return _("A shared folder") if self.workspace.is_set_up else _("Welcome")

    @property
    def next_label(self) -> str:
        """What Enter does now."""
        return _("Go on")

    def compose(self) -> ComposeResult:
        """The frame without the places, which do not exist yet."""
        yield TopLine(self.place_name)
        with VerticalScroll(id="body", can_focus=False):
            yield from self.body()
        yield NewsLine()
        yield HintLine(SETUP)

    def offer(self, command: Command) -> CommandState:
        """What Enter does now."""
        return CommandState(self.next_label if command.id == "setup-next" else "")

    def show_status(self) -> None:
        """Nobody is set up yet: only say where we are."""
        self.query_one(TopLine).refresh()

    def say(self, **words: str) -> None:
        """Put words into the texts with these ids; an empty text takes no room."""
        for name, text in words.items():
            widget = self.query_one(f"#{name}", Static)
            widget.update(Content(text))
            widget.display = bool(text)

    def remember(self, step: str, *typed: DraftText) -> None:
        """Begin here the next time, once something was typed: before, there is nothing to keep."""
        if any(draft.kept for draft in typed):
            self.progress.write(step, current_language())

    def action_next(self) -> None:
        """Go one step on."""

    def action_step_back(self) -> None:
        """Go one step back."""
        self.progress.throw_away()
        self.dismiss()


class SetupAloneScreen(SetupScreen):
    """Who are you? Everything else can come later."""

    FIRST_FOCUS = "#me"

    @property
    def next_label(self) -> str:
        """What Enter does."""
        return _("Begin")

    def body(self) -> ComposeResult:
        """One question with one field."""
        yield Static(id="ask")
        yield Static(id="why")
        name = proposed_name(self.workspace.environment.login)
        self.typed = self.workspace.drafts.field(DraftKey(SETUP_NAME), begins_as=name)
        yield DraftInput(self.typed, id="me", max_length=NAME_LIMIT, select_on_focus=True)
        yield Static(id="later")
        yield Static(id="trouble")

    def refresh_content(self) -> None:
        """Say everything in the language in use."""
        self.query_one(Input).border_title = Content(_("My name"))
        self.say(
            ask=_("What is your name?"),
            why=_("It stands with your notes. Type another name, or press Enter to begin."),
            later=_("All you write stays on this computer. A partner can come later (Settings)."),
            trouble="",
        )

    def on_input_changed(self) -> None:
        """Where it is interrupted, go on with what was typed."""
        self.remember(ALONE, self.typed)

    def on_input_submitted(self) -> None:
        """Begin."""
        self.action_next()

    def action_next(self) -> None:
        """Begin under this name."""
        try:
            set_up_alone(self.workspace, self.query_one(Input).value)
        except CompanionError as error:
            self.say(trouble="! " + str(error))
        else:
            self.typed.hand_over(unsaved_in=None)
            self.progress.hand_over(unsaved_in=None)
            self.post_message(WorkspaceChanged(self.workspace))
