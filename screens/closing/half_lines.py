"""Lines of the close that were left half: they are kept, and who leaves them is told so."""

from collections.abc import Sequence
from functools import partial

from textual.screen import Screen
from textual.widget import Widget

from companion.domain.session.clock import DONE
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.document.open_session import OpenSession
from screens.shared.messages.saving import DraftKept
from screens.widgets.draft_input import DraftInput


def tell_half(screen: Screen[bool], session: OpenSession, among: Widget) -> None:
    """Say which lines within a part of the close's screen are left half."""
    half = [field for field in among.query(DraftInput) if field.holds_draft]
    if half:
        words = _("Kept for the next time, not entered: “{words}”")
        words = words.format(words=one_line(" · ".join(field.value for field in half), 28))
        still = partial(_is_half, screen, session, half)
        screen.app.post_message(DraftKept(words, still))


def _is_half(screen: Screen[bool], session: OpenSession, half: Sequence[DraftInput]) -> bool:
    """Whether one of these is half a line still; of a close that was left, until the next.

    Whoever closes the session enters them.
    """
    if session.notebook.state == DONE:
        return False
    if screen in screen.app.screen_stack:
        return any(field.holds_draft for field in half)
    return not any(isinstance(other, type(screen)) for other in screen.app.screen_stack)
