"""What the notes of a session said before, and bringing it back."""

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import HISTORY
from companion.domain.dates import short_date
from companion.domain.errors import WrongUse
from companion.domain.export.minutes import title_of
from companion.domain.note.note_versions import ADDED, Version, changes
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.document.open_document import OpenDocument
from companion.workspace.session.versions import NumberedVersion, bring_back, versions
from screens.shared.lifecycle import ResultScreen
from screens.shared.place import bindings_for, fill_top_line
from screens.widgets.frame import HintLine, TopLine, check_can_do
from screens.widgets.news_line import NewsLine


class HistoryScreen(ResultScreen[bool]):
    """A focus screen: versions on the left, on the right what bringing one back would change.

    Gives whether one was brought back; that is not saved yet.
    """

    CSS_PATH = "history.tcss"
    PLACE = HISTORY
    BINDINGS = bindings_for(HISTORY)

    def __init__(self, workspace: Workspace, document: OpenDocument) -> None:
        super().__init__()
        self.workspace = workspace
        self.document = document
        self._versions: dict[str, NumberedVersion] = {}

    def compose(self) -> ComposeResult:
        """The list and the version under its cursor."""
        yield TopLine("")
        with Container(id="body"):
            yield OptionList(id="versions", classes="box", markup=False)
            with VerticalScroll(id="preview", classes="box"):
                yield Static(id="changes", markup=False)
        yield NewsLine()
        yield HintLine(HISTORY)

    def on_mount(self) -> None:
        """Begin with the newest."""
        self.relabel()
        self.query_one("#versions").focus()

    def relabel(self) -> None:
        """Say everything in the language in use."""
        self.query_one(TopLine).place = f"{_('History')} ▸ {title_of(self.document.notebook)}"
        self.query_one("#versions").border_title = Content(_("Earlier versions"))
        self.show_status()

    def show_status(self) -> None:
        """Say who we are and whether everything is saved; a save may have kept a version."""
        fill_top_line(self.query_one(TopLine), self.workspace)
        self.notebook_changed()

    def notebook_changed(self) -> None:
        """List what is kept by now, newest first; the cursor stays with its version."""
        found = reversed(versions(self.workspace, self.document))
        self._versions = {str(n.number): n for n in found}
        options = self.query_one("#versions", OptionList)
        chosen = options.highlighted_option.id if options.highlighted_option else None
        none = [Option(Content(_("No earlier versions yet.")), disabled=True)]
        options.set_options([Option(self._line(n), k) for k, n in self._versions.items()] or none)
        if self._versions:
            options.highlighted = list(self._versions).index(chosen) if chosen else 0
        sealed, preview = self.document.is_sealed, self.query_one("#preview")
        signs = _("+ as it was, − as it is") if sealed else _("Bringing it back: + comes, − goes")
        preview.border_title = Content(signs)
        preview.border_subtitle = Content("" if self._refusal else _("Enter brings it back"))
        self.query_one(HintLine).refresh()  # Enter is named only where it brings something back
        self._show(options.highlighted_option.id if options.highlighted_option else None)

    def offer(self, asked: Command) -> CommandState:
        """How a command stands now."""
        return CommandState(refusal=self._refusal if asked.id == "history-back" else "")

    @property
    def _refusal(self) -> str:
        """Why nothing can be brought back, as a sentence; empty when it can."""
        if not self._versions:
            return _("No earlier versions yet.")
        try:
            self.document.check_open()
        except WrongUse as error:
            return str(error)
        return ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what bringing this one back would change."""
        self._show(event.option_id)
        self.query_one("#preview").scroll_home(animate=False)

    def on_option_list_option_selected(self) -> None:
        """Read it first."""
        self.query_one("#preview").focus()

    def action_bring_back(self) -> None:
        """Let the note say again what it said; from the list, go and read that first."""
        if not check_can_do(self, "history-back"):
            return
        chosen = self.query_one("#versions", OptionList).highlighted_option
        if chosen is None or chosen.id not in self._versions:
            return
        if self.focused is not self.query_one("#preview"):
            self.query_one("#preview").focus()
        else:
            self._bring_back(self._versions[chosen.id].version)

    def _bring_back(self, version: Version) -> None:
        try:
            done = bring_back(self.workspace, self.document, version)
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if done:
            self.notify(_("It is back. What the note said before is a version of its own now."),
                        markup=False)  # fmt: skip
            self.dismiss(True)
        else:
            self.notify(_("The note says that already."), severity="warning", markup=False)

    def step_back(self) -> bool:
        """From the version to the list, from the list to where we came from."""
        if self.focused is self.query_one("#preview"):
            self.query_one("#versions").focus()
        else:
            self.dismiss(False)
        return True

    def _show(self, key: str | None) -> None:
        self.query_one("#changes", Static).update(
            self._changes(self._versions[key]) if key in self._versions else Content(_about())
        )

    def _changes(self, one: NumberedVersion) -> Content:
        lines = changes(self.document.note(one.version.item), one.version.text)
        if not lines:
            return Content(_("This is what the note says now."))
        return Content("\n").join(
            Content.styled(f"{mark} {line}", "bold" if mark == ADDED else "")
            for mark, line in lines
        )

    def _line(self, one: NumberedVersion) -> Content:
        version, notebook = one.version, self.document.notebook
        at = version.at.astimezone()
        today = self.workspace.environment.today()
        when = f"{at:%H:%M}" if at.date() == today else f"{short_date(at.date(), today)} {at:%H:%M}"
        number, title = notebook.item_number(version.item), notebook.item_title(version.item)
        where = f"{number} {title}" if number else title or _("Whole session")
        name = self.workspace.pair.name_of(version.by)
        until = _("before {name} changed it").format(name=name)
        return Content(f"{when} {until}\n  +{one.comes} −{one.goes} · {where}")


def _about() -> str:
    return _(
        "A version is kept before much is removed, and at most one in five minutes of writing. "
        "Versions stay on this computer: none of them stands in the folder you share."
    )
