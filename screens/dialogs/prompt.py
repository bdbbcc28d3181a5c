"""One question that is answered by typing a line."""

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from companion.commands.available import menu_shortcut
from companion.commands.key_names import THROW_AWAY
from companion.domain.text import one_line
from companion.i18n import _
from companion.workspace.document.draft_text import DraftText
from screens.dialogs.dialog import Dialog
from screens.shared.messages.saving import DraftKept
from screens.widgets.draft_input import DraftInput
from screens.widgets.form_fields import Hint, KeyHints


class PromptScreen(Dialog[str | None]):
    """Asks for a line of text; None for Esc, and for an empty line where that is no answer.

    What is typed is a draft until whoever asked hands it over: Esc leaves it to be gone on with.
    """

    DEFAULT_CSS = """
    PromptScreen {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 60; height: auto;
            padding: 1 2 0 2; border: heavy $border; background: $surface;
        }
        & #hints { background: $surface; }
    }
    """
    BINDINGS = [Binding("escape", "close", show=False, id="ask-close")]
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        question: str,
        draft: DraftText,
        take: str,
        limit: int = 0,
        may_be_empty: bool = False,
        caret: int | None = None,
    ) -> None:
        """What stands there first is to be changed, from where the caret is; without one it is a
        proposal, and the first letter replaces it. A draft of a change stands below what it is to
        take the place of, for that may have been changed since."""
        super().__init__()
        self.question = question
        self.draft = draft
        self.take = take
        self.limit = limit
        self.may_be_empty = may_be_empty
        self._caret = None if draft.kept else caret
        self._now = draft.begins_as if draft.kept and caret is not None else ""
        self._replaces = caret is None and not draft.kept

    def compose(self) -> ComposeResult:
        """One field, with what stands there first."""
        with Vertical():
            if self._now:
                now = _("It says now: “{line}”").format(line=self._now)
                yield Static(Content(now), markup=False)
            draft = self.draft
            field = DraftInput(draft, begins_as=draft.begins_as, max_length=self.limit,
                               select_on_focus=self._replaces)  # fmt: skip
            field.border_title = Content(self.question)
            yield field
            yield KeyHints(self.hints)

    def on_mount(self) -> None:
        """Let the caret stand where the words end that are to be changed."""
        if self._caret is not None:
            self.query_one(DraftInput).cursor_position = self._caret

    def hints(self) -> list[Hint]:
        """What the keys do."""
        found = [("enter", self.take, "screen.take"), ("escape", _("Back"), "screen.close")]
        return [*found, throw_away_hint()] if self.draft.kept else found

    def on_input_changed(self) -> None:
        """There may be something to throw away now."""
        self.query_one(KeyHints).refresh()

    def on_input_submitted(self) -> None:
        """Take what stands there."""
        self.action_take()

    def action_take(self) -> None:
        """Take what stands there."""
        typed = one_line(self.query_one(DraftInput).value, None)
        self.dismiss(typed if typed or self.may_be_empty else None)

    def action_throw_away(self) -> None:
        """Let go of what was typed."""
        self.query_one(DraftInput).action_throw_away()

    def action_close(self) -> None:
        """Leave it for another time."""
        announce_kept_draft(self, self.draft)
        self.dismiss(None)


def throw_away_hint() -> Hint:
    """What is shown while something is kept that was typed."""
    return (THROW_AWAY, _("Throw away"), "screen.throw_away")


def announce_kept_draft(screen: Screen[Any], draft: DraftText) -> None:
    """Say that what was typed is kept, and where it is found again."""
    if draft.kept:
        said = draft.text if draft.text.strip() else draft.kept_text
        sentence = _("Kept for the next time, not entered: “{words}” · all: {way}")
        words = sentence.format(words=one_line(said, 24), way=menu_shortcut("drafts"))
        # To the app itself: the screen may be about to go.
        screen.app.post_message(DraftKept(words, lambda: draft.kept))


def announce_refusal(screen: Screen[Any], why: str, *drafts: DraftText) -> None:
    """Say why something was not done, and behind that where the words meant for it are kept.

    The reason is urgent, so that the rest waits until it was read.
    """
    screen.notify(why, severity="warning", markup=False)
    for draft in drafts:
        announce_kept_draft(screen, draft)
