"""Setting up with a partner, step by step; nothing is written before the last one."""

from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import Input, OptionList, Static

from companion.commands.key_names import shown
from companion.domain.errors import CompanionError, FolderUnreachable, WrongUse
from companion.domain.people import NAME_LIMIT, clean_name, find_person
from companion.i18n import LANGUAGES, _, current_language
from companion.workspace import Workspace
from companion.workspace.setup.folder_check import FolderReport
from companion.workspace.setup.setup import resolve_pair, set_up_pair
from screens.setup import pair_steps as steps
from screens.setup.alone import SetupScreen
from screens.setup.pair_steps import CHECK, FOLDER, LANGUAGE, PEOPLE
from screens.shared.messages.workspaces import WorkspaceChanged
from screens.shared.place import goes_nowhere
from screens.widgets.draft_input import DraftInput
from screens.widgets.form_fields import FolderField, examine_typed_folder, fill, in_background

FIRST_FIELD = {LANGUAGE: "#languages", PEOPLE: "#me", FOLDER: "#folder Input", CHECK: "#make"}


class SetupPairScreen(SetupScreen):
    """A wizard: Enter goes on, Esc goes back and keeps what was typed."""

    def __init__(self, workspace: Workspace, first: bool, step: str = "") -> None:
        super().__init__(workspace)
        self.first = first
        """Whether nobody is set up yet."""
        self.steps = steps.steps_for(workspace, first)
        self.step = steps.step_to_begin_at(self.steps, step)
        self.report: FolderReport | None = None
        """The folder that was chosen."""
        self.making = False

    @property
    def next_label(self) -> str:
        """What Enter does now."""
        return _("Choose") if self.step in (LANGUAGE, CHECK) else _("Go on")

    def body(self) -> ComposeResult:
        """All steps; one is shown at a time."""
        me, other, folder = steps.drafts_of(self.workspace)
        self.typed = [me, other, folder]
        yield Static(id="steps")
        yield Static(id="ask")
        yield Static(id="why")
        yield OptionList(id="languages", classes=LANGUAGE, markup=False)
        for draft, name in ((me, "me"), (other, "partner")):
            yield DraftInput(draft, id=name, classes=PEOPLE, max_length=NAME_LIMIT,
                             select_on_focus=True)  # fmt: skip
        yield FolderField(self.workspace, folder, id="folder", classes=FOLDER)
        yield Static(id="summary", classes=CHECK)
        yield OptionList(id="make", classes=CHECK, markup=False)
        yield Static(id="trouble")

    def on_mount(self) -> None:
        """Begin with the first step."""
        super().on_mount()
        self.show_step(self.step)

    def refresh_content(self) -> None:
        """Say everything in the language in use."""
        field = self.query_one(FolderField)
        ask, why = steps.question(self.step, self.workspace)
        if self.step == FOLDER and field.people:
            why = ""  # whoever joins a pair knows; the room is needed for who they are
        self.say(steps=steps.progress_line(self.steps, self.step), ask=ask, why=why)
        self.query_one("#me").border_title = Content(_("My name"))
        self.query_one("#partner").border_title = Content(_("My partner's name"))
        languages = [(name, code) for code, name in LANGUAGES.items()]
        at = list(LANGUAGES).index(current_language())
        fill(self.query_one("#languages", OptionList), languages, at)
        answers = [(_("Yes, go ahead"), "yes"), (_("Back, to change something"), "no")]
        fill(self.query_one("#make", OptionList), answers)
        field.me = self._value("me")
        field.show()
        if self.step == CHECK and self.report is not None:
            names = self._value("me"), self._value("partner")
            lines = steps.summary(self.workspace, *names, self.report)
            self.query_one("#summary", Static).update(Content("\n".join(lines)))
        self.query_one("#hints").refresh()

    def show_step(self, step: str, trouble: str = "") -> None:
        """Show one step, with what is wrong there."""
        self.step = step
        self._remember()
        for name in FIRST_FIELD:
            for widget in self.query(f".{name}"):
                widget.display = name == step
        self.refresh_content()
        self.say(trouble=f"! {trouble}" if trouble else "")
        self.query_one("#body").scroll_home(animate=False)
        field = self.query_one(FolderField)
        if step == FOLDER and field.people and not trouble:
            field.ask_who()
        else:
            self.query_one(FIRST_FIELD[step]).focus()

    def take_input(self, event: Key | Paste) -> bool:
        """Say that words go nowhere in a list; a name may be typed before it is asked for."""
        if not goes_nowhere(self, event):
            return False
        words = _("Letters do nothing here: {way} goes on.").format(way=shown("enter"))
        self.notify(words, severity="warning", markup=False)
        return True

    def on_input_changed(self) -> None:
        """Where it is interrupted, go on with what was typed."""
        self._remember()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or on from the last one."""
        if event.input.id == "me":
            self.query_one("#partner").focus()
        else:
            self.action_next()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a choice and go on."""
        key, asked = event.option_id or "", event.option_list.id
        if asked == "languages":
            if key != current_language():
                await self.run_action("app.switch_language")
            self.show_step(PEOPLE)
        elif asked == "who":
            self._be(key)
        elif key == "yes":
            self._make()
        else:
            self.action_step_back()

    def _remember(self) -> None:
        if self.first:
            self.remember(self.step, *self.typed)

    def on_folder_field_looked(self, event: FolderField.Looked) -> None:
        """Go on from the folder when somebody waits for it."""
        report = event.report
        self._propose_partner(event.field)
        if self.step == FOLDER:
            self.refresh_content()
        if not event.wanted or self.step != FOLDER or report.trouble:
            return
        if event.field.people:
            event.field.ask_who()
            return
        try:
            resolve_pair(self._value("me"), self._value("partner"), report.people)
        except WrongUse as error:
            self.say(trouble=f"! {error}")
        else:
            self.report = report
            self.show_step(CHECK)

    def action_next(self) -> None:
        """Go on: what Enter does, for the mouse as well."""
        if self.step == PEOPLE:
            try:
                resolve_pair(self._value("me"), self._value("partner"), ())
            except WrongUse as error:
                self.show_step(PEOPLE, str(error))
            else:
                self.show_step(FOLDER)
        elif isinstance(self.focused, OptionList):
            self.focused.action_select()
        elif self.step == FOLDER:
            self.query_one(FolderField).go_on()

    def action_step_back(self) -> None:
        """Go one step back; what was typed stays, and nobody waits any more."""
        self.workers.cancel_group(self, "make")
        at = self.steps.index(self.step)
        if at:
            self.show_step(self.steps[at - 1])
        else:
            super().action_step_back()

    def _value(self, name: str) -> str:
        return clean_name(self.query_one(f"#{name}", Input).value)

    def _propose_partner(self, field: FolderField) -> None:
        """The other of the pair that is there, as long as nobody typed a name."""
        mine = find_person(field.people, self._value("me"))
        if mine is not None and self._value("partner") == _("Partner"):
            other = next(person for person in field.people if person != mine)
            self.query_one("#partner", Input).value = other.name

    def _be(self, person: str) -> None:
        """Join the pair that is there as one of the two."""
        field = self.query_one(FolderField)
        for one in field.people:
            self.query_one("#me" if one.id == person else "#partner", Input).value = one.name
        self.report = field.report
        self.show_step(CHECK)

    def _make(self) -> None:
        if not self.making and self.report is not None:
            self.making = True
            self.say(trouble=_("One moment …"))
            self.run_worker(self._set_up(self.report.path), group="make")

    async def _set_up(self, folder: Path) -> None:
        """Look once more in the background, so that only a folder that answers is written to."""
        try:
            report = await in_background(partial(examine_typed_folder, self.workspace, str(folder)))
            if report.trouble:
                raise FolderUnreachable(report.trouble)
            set_up_pair(self.workspace, self._value("me"), self._value("partner"), folder)
            for draft in (*self.typed, self.progress):
                draft.hand_over(unsaved_in=None)
            self.post_message(WorkspaceChanged(self.workspace))
        except FolderUnreachable as error:
            self.show_step(FOLDER, str(error))
        except WrongUse as error:
            self.show_step(PEOPLE if PEOPLE in self.steps else FOLDER, str(error))
        except CompanionError as error:
            self.show_step(CHECK, str(error))
        finally:
            self.making = False
