"""The question before a session is closed for both; no key that was pressed by habit answers it."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from companion.i18n import _
from screens.dialogs.dialog import Dialog
from screens.widgets.field import Hint, KeyHints

CLOSE, DATE = "close", "date"
"""The answers that do something; none is: not yet."""


class CloseSessionScreen(Dialog[str | None]):
    """Says what is missing and how long it can be undone; closes by the letter c alone.

    "Not yet" has the focus: Enter, Esc and the key that led here change nothing.
    """

    DEFAULT_CSS = """
    CloseSessionScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 68; height: auto; max-height: 95%; overflow-y: auto;
            border: heavy $primary; border-title-color: $text; border-title-style: bold;
            padding: 1 2 0 2; background: $surface;
        }
        & Static { height: auto; margin-bottom: 1; }
        & Button { width: auto; margin-bottom: 1; }
        & #hints { height: 1; margin: 0; background: $surface; }
    }
    """
    AUTO_FOCUS = "#not-yet"
    BINDINGS = [
        Binding("escape", "not_yet", show=False, id="close-session-not-yet"),
        Binding("c", "close", show=False, id="close-session-close"),
        Binding("d", "date", show=False, id="close-session-date"),
    ]

    def __init__(self, lines: list[str], both: bool, has_date: bool) -> None:
        super().__init__()
        self._lines = lines
        self._both = both
        self._has_date = has_date

    def compose(self) -> ComposeResult:
        """What is missing, what closing means, and the keys."""
        with Vertical() as box:
            title = _("Close this session for both of you?") if self._both else _("Close it?")
            box.border_title = Content(title)
            for line in self._lines:
                yield Static(Content(line))
            yield Button(Content(_("Not yet")), id="not-yet", compact=True)
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        close = _("Close for both") if self._both else _("Close it")
        hints: list[Hint] = [
            ("escape", _("Not yet"), "screen.not_yet"),
            ("c", close, "screen.close"),
        ]
        if not self._has_date:
            hints.append(("d", _("Set a date first"), "screen.date"))
        return hints

    def on_button_pressed(self) -> None:
        """There is one button, the harmless one."""
        self.action_not_yet()

    def action_not_yet(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)

    def action_close(self) -> None:
        """Close the session."""
        self.dismiss(CLOSE)

    def action_date(self) -> None:
        """Go and set a date first."""
        if not self._has_date:
            self.dismiss(DATE)
