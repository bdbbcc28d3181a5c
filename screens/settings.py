"""Settings: language, colours, names, where the notes are shared, and where everything lies."""

from functools import partial

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion import __version__
from companion.commands.places import SETTINGS
from companion.domain.errors import CompanionError
from companion.domain.note.drafts import NAME_CHANGE, DraftKey
from companion.domain.people import NAME_LIMIT, clean_name
from companion.domain.text import one_line
from companion.i18n import LANGUAGES, N_, _, current_language
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.setup.setup import rename_me
from screens.dialogs.prompt import PromptScreen, announce_refusal
from screens.setup.pair import SetupPairScreen
from screens.shared.messages.workspaces import WorkspaceChanged
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.form_fields import short_path

LANGUAGE, THEME, NAME, SHARING = "language", "theme", "name", "sharing"
THEMES = {
    "": N_("as the terminal says"),
    "dark": N_("light on dark"),
    "light": N_("dark on light"),
    "contrast": N_("high contrast"),
}
"""What the themes are called, in the order in which Enter goes through them."""


class SettingsScreen(PlaceScreen):
    """The place for what is seldom changed."""

    CSS_PATH = "settings.tcss"
    PLACE = SETTINGS
    FIRST_FOCUS = "#lines"
    BINDINGS = [*bindings_for(SETTINGS)]

    def body(self) -> ComposeResult:
        """What can be changed, above what is good to know."""
        with VerticalScroll(can_focus=False):
            yield OptionList(id="lines", markup=False)
            yield Static(id="where")

    def refresh_content(self) -> None:
        """Show what is set now, in the language in use."""
        lines = self.query_one("#lines", OptionList)
        at = lines.highlighted or 0
        lines.border_title = Content(_("What you can change"))
        lines.set_options(
            Option(Content.assemble((title, "bold"), f"\n  {explanation}"), key)
            for key, title, explanation in _lines(self.workspace)
        )
        lines.highlighted = at
        self.query_one("#where", Static).update(_where(self.workspace))

    def action_open(self) -> None:
        """Change the line the cursor is on."""
        self.query_one("#lines", OptionList).action_select()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change what the line is about."""
        if event.option_id == LANGUAGE:
            await self.run_action("app.switch_language")
        elif event.option_id == THEME:
            following = _after(self.workspace.settings.theme)
            await self.run_action(f"app.switch_theme('{following}')")
            self.refresh_content()
        elif event.option_id == NAME:
            name = self.workspace.pair.me.name
            draft = self.workspace.drafts.field(DraftKey(NAME_CHANGE), begins_as=name)
            ask = PromptScreen(_("My name"), draft, _("Save"), NAME_LIMIT)
            self.app.push_screen(ask, partial(self._rename, draft))
        else:
            self.app.push_screen(SetupPairScreen(self.workspace, first=False))

    def _rename(self, draft: DraftText, answer: str | None) -> None:
        name = clean_name(answer or "")
        if answer and not name:
            words = _("Nothing of this name can be seen. You are called as before.")
            self.notify(words, severity="warning", markup=False)
        if not name or name == self.workspace.pair.me.name:
            return
        try:
            rename_me(self.workspace, name)
        except CompanionError as error:
            announce_refusal(self, str(error), draft)
        else:
            draft.hand_over(unsaved_in=None)
            self.post_message(WorkspaceChanged(self.workspace))


def _lines(workspace: Workspace) -> list[tuple[str, str, str]]:
    """What each line is about, what it says, and what Enter does."""
    other = next(name for code, name in LANGUAGES.items() if code != current_language())
    language = _("Language: {language}").format(language=LANGUAGES[current_language()])
    colours = _("Colours: {colours}").format(colours=_(THEMES[_known(workspace.settings.theme)]))
    following = _(THEMES[_after(workspace.settings.theme)])
    name = _("My name: {name}").format(name=one_line(workspace.pair.me.name))
    switch = _("Enter changes it to {language}.").format(language=other)
    lines = [
        (LANGUAGE, language, switch),
        (NAME, name, _("Enter changes how you are called in the notes.")),
        (THEME, colours, _("Enter changes them to: {colours}.").format(colours=following)),
    ]
    if workspace.space.alone:
        title = _("Add a partner and a shared folder")
        return [*lines, (SHARING, title, _("All that you have written so far comes along."))]
    folder = one_line(short_path(workspace.folder))
    title = _("Shared folder: {folder}").format(folder=folder)
    return [*lines, (SHARING, title, _("Enter moves your notes to another folder."))]


def _known(theme: str) -> str:
    """A theme that there is: the settings may come from a later version."""
    return theme if theme in THEMES else ""


def _after(theme: str) -> str:
    """The theme that Enter changes this one to."""
    names = list(THEMES)
    return names[(names.index(_known(theme)) + 1) % len(names)]


def _where(workspace: Workspace) -> Table:
    places, partner = workspace.places, workspace.pair.partner
    rows = [
        (_("Settings"), short_path(places.settings)),
        (_("Private copies"), short_path(places.private)),
        (_("Log"), short_path(places.log)),
        (_("Version"), __version__),
    ]
    if partner is not None:
        rows.insert(0, (_("My partner"), partner.name))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(_("Good to know"), style="bold"))
    for label, value in rows:
        table.add_row(Text(label), Text(one_line(value)))
    return table
