"""One line that becomes a record, over whatever screen is shown."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, Static

from companion.domain.dates import short_date
from companion.domain.note.capture import Captured
from companion.domain.note.record_kinds import KINDS, kind_name, split_label
from companion.domain.session.summary import Summary
from companion.i18n import _
from companion.lessons.titles import title_in
from companion.workspace import Workspace
from companion.workspace.session.capture import Draft, read_for
from screens.shared.words import as_date
from screens.widgets.field import Hint, KeyHints
from screens.widgets.frame import action_style

GAP = "  "
"""Between two kinds."""


class CaptureScreen(ModalScreen[Draft | None]):
    """Asks for a line and its kind; gives them, or None when they are left for another time."""

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

    def __init__(self, workspace: Workspace, where: Summary, by: str, draft: Draft) -> None:
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
            box.border_title = _("Write down")
            yield Static(id="kinds")
            yield Input(self.draft.text, placeholder=self._example(), select_on_focus=False)
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
        return [
            ("enter", _("Save"), "screen.take"),
            ("tab", _("Another kind"), "screen.turn(1)"),
            ("escape", _("Close"), "screen.close"),
        ]

    def on_input_changed(self, event: Input.Changed) -> None:
        """A label that was typed in front chooses the kind, and goes once words follow it.

        What counts is what stands in the field now: more may have been typed since this was sent.
        """
        field = event.input
        kind, rest = split_label(field.value) or ("", "")
        if rest:
            caret = field.cursor_position - len(field.value) + len(rest)
            field.value = rest
            field.cursor_position = max(0, caret)
        self.draft.kind = kind or self.draft.kind
        self.draft.text = field.value
        self._show()

    def on_input_submitted(self) -> None:
        """Write it down."""
        self.action_take()

    def action_take(self) -> None:
        """Write it down; a line without words stays where it is."""
        if self._read().text:
            self.dismiss(Draft(self.draft.kind, self.draft.text))
        else:
            self.notify(_("Type what you want to keep."), markup=False)

    def action_turn(self, step: int) -> None:
        """The next kind, or the one before."""
        self.action_choose(KINDS[(KINDS.index(self.draft.kind) + step) % len(KINDS)])

    def action_choose(self, kind: str) -> None:
        """Let the line be of this kind."""
        self.draft.kind = kind
        self._show()

    def action_close(self) -> None:
        """Leave the line for another time."""
        self.dismiss(None)

    def _example(self) -> str:
        other = self.workspace.pair.partner or self.workspace.pair.me
        return _("for example: draft the post @{name} fri").format(name=other.name.split()[0])

    def _read(self) -> Captured:
        _kind, words = split_label(self.draft.text) or ("", self.draft.text)
        return read_for(self.workspace, self.draft.kind, words, self.by)

    def _show(self) -> None:
        kinds = self.query_one("#kinds", Static)
        kinds.update(kinds_line(self.draft.kind, kinds.size.width))
        words = [who_and_when(self.workspace, self._read()), self._place]
        said = " · ".join(word for word in words if word)
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
        begins = not parts or 0 < room < used + len(GAP) + len(text)
        used = len(text) + (0 if begins else used + len(GAP))
        style = action_style(f"screen.choose('{kind}')") + Style(bold=here)
        parts += ["" if not parts else "\n" if begins else GAP, (text, style)]
    return Content.assemble(*parts)


def who_and_when(workspace: Workspace, captured: Captured) -> str:
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
