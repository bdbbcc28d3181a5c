"""The journal: what was said of late, newest first, with the way to it and the way back."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from companion.i18n import _
from companion.layout.wrapping import wrapped
from companion.workspace.session.journal import Notice
from screens.dialogs.dialog import Dialog
from screens.dialogs.undo_list import undo_words
from screens.widgets.form_fields import Hint, KeyHints
from screens.widgets.news_line import marked

WHEN = len("14:21  ")
"""Cells before the words of a notice: the time, and a gap."""


class Entry(NamedTuple):
    """A notice, and what can be done with it now."""

    notice: Notice
    leads_there: bool
    """Whether it is about a place to go to."""
    goes_back: bool
    """Whether what it says was done can be taken back."""


class Chosen(NamedTuple):
    """What somebody wants with a notice."""

    notice: Notice
    back: bool
    """Take back what it says was done, rather than go there."""


class JournalScreen(Dialog[Chosen | None]):
    """All that can be read again, each notice in as many rows as it takes."""

    DEFAULT_CSS = """
    JournalScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 78; height: auto; max-height: 95%;
            padding: 0 1; border: heavy $border; background: $surface;
        }
        & OptionList, & OptionList:focus {
            height: auto; max-height: 60vh; padding: 0; border: none; background: $surface;
        }
        & #hints { height: 1; margin-top: 1; background: $surface; }
    }
    """
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding("escape", "close", show=False, id="journal-close"),
        Binding("u", "take_back", show=False, id="journal-take-back"),
    ]

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries

    def compose(self) -> ComposeResult:
        """The list, and what can be done with the notice under the cursor."""
        with Vertical() as box:
            box.border_title = Content(_("Journal"))
            yield OptionList(markup=False)
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        hints: list[Hint] = []
        if self._here.leads_there:
            hints.append(("enter", _("Go there"), "screen.go_to_notice"))
        step = self._here.notice.step
        if self._here.goes_back and step is not None:
            hints.append(("u", undo_words(step, self.app.size.width), "screen.take_back"))
        return [*hints, ("escape", _("Close"), "screen.close")]

    def on_resize(self) -> None:
        """Lay the notices out for the width there is; it is known once all is laid."""
        self.call_after_refresh(self._show)

    def on_option_list_option_highlighted(self) -> None:
        """Say what can be done with this one."""
        self.query_one(KeyHints).refresh()

    def on_option_list_option_selected(self) -> None:
        """Go where it leads."""
        self.action_go_there()

    def action_go_there(self) -> None:
        """Go where the notice under the cursor leads, if anywhere."""
        if self._here.leads_there:
            self.dismiss(Chosen(self._here.notice, back=False))

    def action_take_back(self) -> None:
        """Take back what the notice under the cursor says was done, if it can be."""
        if self._here.goes_back:
            self.dismiss(Chosen(self._here.notice, back=True))

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    @property
    def _here(self) -> Entry:
        return self.entries[self.query_one(OptionList).highlighted or 0]

    def _show(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        room = options.scrollable_content_region.width
        options.set_options([entry_rows(entry.notice, room) for entry in self.entries])
        options.highlighted = at


def entry_rows(notice: Notice, width: int) -> Content:
    """A notice in rows of so many cells, its words below each other."""
    lines = wrapped([(marked(notice), "")], width - WHEN)
    rows = ["".join(text for text, _style in line) for line in lines]
    return Content(f"{notice.time}  " + ("\n" + " " * WHEN).join(rows))
