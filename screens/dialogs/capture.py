"""One line that becomes a record, over whatever screen is shown."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from companion.domain.dates import short_date
from companion.domain.note.line_parser import ParsedLine
from companion.domain.note.pasted_lines import split_lines
from companion.domain.note.record_kinds import KINDS, find_label, kind_name, split_label
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.lessons.titles import title_in
from companion.workspace import Workspace
from companion.workspace.document.draft_text import DraftText
from companion.workspace.session.capture import CaptureLine, read_for
from screens.dialogs.dialog import Dialog
from screens.dialogs.prompt import announce_kept_draft, throw_away_hint
from screens.shared.words import as_date
from screens.widgets.draft_input import LinesInput, lines_words
from screens.widgets.form_fields import Hint, KeyHints
from screens.widgets.hints import action_style

GAP = "  "
"""Between two kinds."""


class LabelledInput(LinesInput):
    """A label in front of the line chooses its kind, and goes once words follow it."""

    def __init__(self, draft: DraftText, placeholder: str) -> None:
        super().__init__(draft, begins_as=draft.begins_as, placeholder=placeholder)
        self.draft = draft

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a stretch; all of it is done with the key, for the next may follow at once."""
        super().replace(text, start, end)
        self._take_labels()

    def on_mount(self) -> None:
        """Begin a draft alike, for a line may be left whose label stood behind others."""
        if self.draft.kept:
            self._take_labels()

    def _take_labels(self) -> None:
        while label := find_label(self.value):
            self.draft.choose(label.kind)
            rest = self.value[label.end :].lstrip()
            if not rest:
                break
            caret = self.cursor_position - len(self.value) + len(rest)
            self.value = rest
            self.cursor_position = max(0, caret)


class CaptureScreen(Dialog[tuple[CaptureLine, ...] | None]):
    """Asks for a line and its kind; gives them, or None when they are left for another time.

    Where several lines are pasted, each is one of its own.
    """

    DEFAULT_CSS = """
    CaptureScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 76; height: auto;
            padding: 0 1; border: heavy $border; border-title-color: $foreground;
            background: $surface;
        }
        & Static { height: auto; margin: 0 1; link-style: none; }
        & #preview { min-height: 1; }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    BINDINGS = [
        Binding("escape", "close", show=False, id="capture-close"),
        Binding("tab,down", "turn(1)", show=False, id="capture-kind"),
        Binding("shift+tab,up", "turn(-1)", show=False, id="capture-kind-back"),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, workspace: Workspace, where: Summary, by: str, draft: DraftText) -> None:
        super().__init__()
        self.workspace = workspace
        self.where = where
        self.by = by
        """The id of the person whose words these are."""
        self.draft = draft
        self._place = ""

    def compose(self) -> ComposeResult:
        """The kinds above the field, and below it what the line will say."""
        with Vertical() as box:
            box.border_title = Content(_("Write down"))
            yield Static(id="kinds")
            yield LabelledInput(self.draft, self._example())
            yield Static(id="preview")
            yield KeyHints(self.hints)

    def on_mount(self) -> None:
        """Begin where it was left."""
        self._place = place_words(self.where, self.workspace)
        self._show()

    def on_resize(self) -> None:
        """Show the kinds in as many lines as it takes now; the size is known once all is laid."""
        self.call_after_refresh(self._show)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        found = [
            ("enter", _("Save"), "screen.take"),
            ("tab", _("Another kind"), "screen.turn(1)"),
            ("escape", _("Close"), "screen.close"),
        ]
        return [*found, throw_away_hint()] if self.draft.kept else found

    @property
    def lines(self) -> tuple[CaptureLine, ...]:
        """What stands in the field: each line with its kind and its words."""
        typed = split_lines(self.query_one(LabelledInput).value)
        found = (split_label(line) or (self.draft.choice, line) for line in typed)
        return tuple(CaptureLine(*line) for line in found)

    def on_input_changed(self) -> None:
        """Say what the line will be taken for."""
        self._show()
        self.query_one(KeyHints).refresh()

    def on_input_submitted(self) -> None:
        """Write it down."""
        self.action_take()

    def action_take(self) -> None:
        """Write it down; a line without words stays where it is."""
        lines = self.lines
        if lines and all(self._read(line).text for line in lines):
            self.dismiss(lines)
        else:
            self.notify(_("Type what you want to keep."), severity="warning", markup=False)

    def action_turn(self, step: int) -> None:
        """The next kind, or the one before."""
        self.action_choose(KINDS[(KINDS.index(self.draft.choice) + step) % len(KINDS)])

    def action_choose(self, kind: str) -> None:
        """Let the line be of this kind."""
        self.draft.choose(kind)
        self._show()

    def action_throw_away(self) -> None:
        """Let go of what was typed."""
        self.query_one(LabelledInput).action_throw_away()

    def action_close(self) -> None:
        """Leave the line for another time."""
        announce_kept_draft(self, self.draft)
        self.dismiss(None)

    def _example(self) -> str:
        other = self.workspace.pair.partner or self.workspace.pair.me
        return _("for example: draft the post @{name} fri").format(name=other.name.split()[0])

    def _read(self, line: CaptureLine) -> ParsedLine:
        return read_for(self.workspace, line.kind, line.text, self.by)

    def _show(self) -> None:
        kinds = self.query_one("#kinds", Static)
        kinds.update(kinds_line(self.draft.choice, kinds.size.width))
        lines = self.lines
        if len(lines) > 1:
            what = lines_words(len(lines))
        else:
            what = who_and_when(self.workspace, self._read(lines[0])) if lines else ""
        said = " · ".join(word for word in (what, self._place) if word)
        self.query_one("#preview", Static).update(Content(f"→ {said}"))


def kinds_line(chosen: str, room: int) -> Content:
    """All kinds, the chosen one marked by more than colour; a click chooses.

    They are put into lines here, for wrapping would part a name from its mark.
    """
    parts: list[str | tuple[str, Style]] = []
    used = 0
    for kind in KINDS:
        here = kind == chosen
        text = f"{'●' if here else '○'} {kind_name(kind)}"
        begins = not parts or 0 < room < used + len(GAP) + cell_len(text)
        used = cell_len(text) + (0 if begins else used + len(GAP))
        style = action_style(f"screen.choose('{kind}')") + Style(bold=here)
        parts += ["" if not parts else "\n" if begins else GAP, (text, style)]
    return Content.assemble(*parts)


def who_and_when(workspace: Workspace, captured: ParsedLine) -> str:
    """Whom a line is for and by when, in words; empty where it does not say."""
    today, pair = workspace.environment.today(), workspace.pair
    name = pair.name_or_both(captured.who)
    day = as_date(captured.due)
    by = _("by {day}").format(day=short_date(day, today)) if day else ""
    return " · ".join(part for part in (name, by) if part)


def place_words(where: Summary, workspace: Workspace) -> str:
    """Which document a line goes to."""
    if where.kind == "session":
        language = workspace.language
        title = title_in(language, where, workspace.library.entries(language))
        return _("from the session “{title}”").format(title=title)
    return _("between sessions")
