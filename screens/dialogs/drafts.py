"""All that was typed and not entered, with where each waits."""

from collections.abc import Collection, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from companion.domain.note.drafts import Draft
from companion.i18n import _
from screens.dialogs.dialog import Dialog
from screens.shared.draft_words import draft_words
from screens.widgets.form_fields import Hint, KeyHints


class DraftsScreen(Dialog[None]):
    """Lists drafts, the latest first, to read only: each is entered where it was typed."""

    DEFAULT_CSS = """
    DraftsScreen {
        align: center middle;
        & > Vertical {
            width: 95%; max-width: 78; height: auto; max-height: 95%;
            padding: 0 1; border: heavy $border; background: $surface;
        }
        & VerticalScroll { height: auto; max-height: 60vh; }
        & VerticalScroll Static { height: auto; margin-bottom: 1; }
        & #hints { height: 1; background: $surface; }
    }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [Binding("escape", "close", show=False, id="drafts-close")]

    def __init__(self, drafts: Sequence[Draft], today: date, closed: Collection[str]) -> None:
        super().__init__()
        self._drafts = drafts
        self._today = today
        self._closed_sessions = closed
        """The ids of the sessions that are closed."""

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical() as box:
            box.border_title = Content(_("Typed and not entered"))
            with VerticalScroll():
                for draft in self._drafts:
                    yield Static(Content(draft_words(draft, self._today, self._closed_sessions)))
            yield KeyHints(self.hints)

    def hints(self) -> list[Hint]:
        """What the keys do."""
        return [("escape", _("Close"), "screen.close")]

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)
