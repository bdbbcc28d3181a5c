"""Sync: what is shared, what the partner has, and what needs a look; the doctor's findings."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from rich.table import Table
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from companion.commands.places import SYNC
from companion.domain.diagnosis import Check
from companion.domain.errors import CompanionError
from companion.domain.note.drafts import PACK, UNPACK, DraftKey
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.document.draft_text import DraftText
from companion.workspace.environment import named_path
from companion.workspace.sync.bundle_report import Unpacked
from companion.workspace.sync.bundles import unpack, write_bundle
from companion.workspace.sync.doctor import diagnose
from screens.dialogs.prompt import PromptScreen, announce_refusal
from screens.shared.messages.workspaces import WorkspaceChanged
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.form_fields import in_background
from screens.widgets.host import app_host

T = TypeVar("T")

_SECTIONS = {
    "together": ("shared-folder", "shared-space", "pair", "shared-words", "partner",
                 "partner-clock", "set-aside", "copies", "left-overs", "unread"),
    "devices": ("device",),
    "advice": ("sync-tool",),
}  # fmt: skip
"""The findings of each box; what is named in none is about this computer."""


class SyncScreen(PlaceScreen):
    """The place that tells how the notes travel."""

    CSS_PATH = "sync.tcss"
    PLACE = SYNC
    FIRST_FOCUS = "#findings"
    BINDINGS = bindings_for(SYNC)

    def body(self) -> ComposeResult:
        """What needs a look stands first, then what is well."""
        self._checks: list[Check] = []
        with VerticalScroll(id="findings"):
            yield Static(id="looking", markup=False)
            yield Static(id="trouble", classes="box", markup=False)
            with Vertical(id="well"):
                yield Static(id="together", classes="box", markup=False)
                yield Static(id="devices", classes="box", markup=False)
            yield Static(id="advice", classes="box", markup=False)
            yield Static(id="computer", classes="box", markup=False)

    def refresh_content(self) -> None:
        """Look again: files, clocks and the language may have changed."""
        self.look_again()

    def action_look_again(self) -> None:
        """Look at everything once more."""
        self.look_again()

    def look_again(self) -> None:
        """Look at everything once more, in the background."""
        self.query_one("#looking", Static).update(Content(_("Looking at the shared folder …")))
        self._look()

    @work
    async def action_pack(self) -> None:
        """Put all notes into one file."""
        draft = self.workspace.drafts.field(DraftKey(PACK), begins_as="~")
        ask = PromptScreen(_("Into which folder?"), draft, _("Make the file"))
        place = await self.app.push_screen_wait(ask)
        if place is None:
            return
        out = named_path(place)
        path = await self._try(draft, lambda: write_bundle(self.workspace, out))
        if path is not None:
            self.notify(_("Your notes are in {path}.").format(path=path), markup=False)

    @work
    async def action_unpack(self) -> None:
        """Take in what somebody packed."""
        draft = self.workspace.drafts.field(DraftKey(UNPACK), begins_as="~/")
        ask = PromptScreen(_("Which file did you get?"), draft, _("Take it in"))
        place = await self.app.push_screen_wait(ask)
        if place is None:
            return
        store, path = self.workspace.store, named_path(place)
        unpacked = await self._try(draft, lambda: unpack(self.workspace, path))
        if unpacked is not None:
            self._tell_unpacked(unpacked)
            if self.workspace.store is not store:  # I am known there by another id: begin anew
                self.post_message(WorkspaceChanged(self.workspace))
            self.look_again()

    async def _try(self, draft: DraftText, function: Callable[[], T]) -> T | None:
        draft.begin_to_hand_over()
        try:
            result = await in_background(function)
        except CompanionError as error:
            draft.refused()
            announce_refusal(self, str(error), draft)
            return None
        else:
            draft.handed_over(unsaved_in=None)
            return result

    def _tell_unpacked(self, unpacked: Unpacked) -> None:
        self.notify(" ".join(unpacked.sentences()), markup=False)
        trouble = unpacked.trouble()
        if trouble is not None:
            self.notify(str(trouble), severity="warning", markup=False)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        self._checks = await in_background(lambda: diagnose(self.workspace))
        self._show_findings()

    def show_status(self) -> None:
        """Say whether everything is saved, in the box as well."""
        super().show_status()
        if self._checks:
            self._show_findings()

    def _show_findings(self) -> None:
        trouble = [check for check in self._checks if not check.ok]
        fine = [check for check in self._checks if check.ok]
        named = {name for names in _SECTIONS.values() for name in names}
        rest = [check for check in fine if check.name not in named]
        self._show_box("trouble", _("Needs a look"), trouble)
        self._show_box("together", _("Together"), [*self._saved(), *_in_section("together", fine)])
        self._show_box("devices", _("Devices"), _in_section("devices", fine))
        self._show_box("advice", _("How it travels"), _in_section("advice", fine))
        self._show_box("computer", _("This computer"), rest)
        at = f"{self.workspace.environment.now().astimezone():%H:%M}"
        sentence = _("Looked at {time}.") if trouble else _("Looked at {time}: all is well.")
        self.query_one("#looking", Static).update(Content(sentence.format(time=at)))

    def _saved(self) -> list[Check]:
        """What the top line says of saving, as one more finding."""
        status = app_host(self).status_words
        words = _("You: {status}").format(status=status.removeprefix("! "))
        return [Check("saved", not status.startswith("! "), words)] if status else []

    def _show_box(self, name: str, title: str, checks: list[Check]) -> None:
        box = self.query_one(f"#{name}", Static)
        box.border_title = Content(title)
        box.update(_lines(checks))
        box.display = bool(checks)


def _in_section(section: str, checks: Iterable[Check]) -> list[Check]:
    return [check for check in checks if check.name in _SECTIONS[section]]


def _lines(checks: Iterable[Check]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in checks:
        mark = "✓" if check.ok else "!"
        table.add_row(Text(mark), Text(one_line(check.message, None)))
        if check.remedy:
            table.add_row(Text(""), Text(one_line(check.remedy, None), style="italic"))
    return table
