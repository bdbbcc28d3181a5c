"""The question before a session is closed for both; no key that was pressed by habit answers it."""

from textual.containers import Vertical
from textual.content import Content

from companion.i18n import _
from screens.dialogs.choice import ChoiceScreen

CLOSE, DATE = "close", "date"
"""The answers that do something; none is: not yet."""


class CloseSessionScreen(ChoiceScreen[str | None]):
    """Says what is missing and how long it can be undone.

    "Not yet" stands first: Enter, Esc, the key that led here and a sentence change nothing.
    """

    DEFAULT_CSS = """
    CloseSessionScreen {
        & > Vertical {
            width: 95%; max-width: 68;
            border: heavy $primary; border-title-color: $text; border-title-style: bold;
        }
    }
    """

    def __init__(self, lines: list[str], both: bool, has_date: bool) -> None:
        close = _("Close for both") if both else _("Close it")
        answers: list[tuple[str | None, str]] = [(None, _("Not yet")), (CLOSE, close)]
        if not has_date:
            answers.append((DATE, _("Set a date first")))
        super().__init__("\n\n".join(lines), answers)
        self._both = both

    def on_mount(self) -> None:
        """Ask it above all that is missing."""
        title = _("Close this session for both of you?") if self._both else _("Close it?")
        self.query_one(Vertical).border_title = Content(title)
