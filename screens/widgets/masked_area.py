"""A field whose words are hidden on the screen until somebody asks to see them."""

import re
from collections.abc import Callable

from rich.cells import cell_len
from rich.text import Text
from textual.timer import Timer
from textual.widgets.text_area import Edit, EditResult

from screens.widgets.own_area import OwnArea

WORD_SHOWN = 2.0
"""Seconds after the last key that the word being typed stays to be read."""

DOT, WIDE, NONE = "•", "＊", "\u200b"
"""What stands in the place of characters of one cell, of two and of none."""

_WORD = re.compile(r"\S+")


class MaskedArea(OwnArea):
    """Words of one's own, each character a dot but those of the word being typed."""

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:
        self._seen = self._typing = False
        self._hide_word: Timer | None = None
        super().__init__(id=id, placeholder=placeholder)

    def reveal(self) -> None:
        """Show all words until they are to be hidden."""
        self._set(seen=True, typing=self._typing)

    def hide(self) -> None:
        """Hide all words."""
        self._set(seen=False, typing=False)

    def edit(self, edit: Edit) -> EditResult:
        """Do what was typed, and let the word be seen for a moment."""
        self._hide_word = self._again(self._hide_word, WORD_SHOWN, self._word_done)
        self._set(seen=self._seen, typing=True)
        return super().edit(edit)

    def on_blur(self) -> None:
        """Nobody types here any more."""
        self.hide()

    def get_line(self, line_index: int) -> Text:
        """A line as it may be seen now."""
        line: str = self.document.get_line(line_index)
        if self._seen:
            return Text(line, end="", no_wrap=True)
        row, column = self.cursor_location
        caret = column if self._typing and row == line_index else -1
        return Text(masked(line, caret), end="", no_wrap=True)

    def _word_done(self) -> None:
        self._set(seen=self._seen, typing=False)

    def _set(self, *, seen: bool, typing: bool) -> None:
        if (seen, typing) != (self._seen, self._typing):
            self._seen, self._typing = seen, typing
            self.notify_style_update()  # rows that are kept know nothing of this
            self.refresh()

    def _again(self, timer: Timer | None, seconds: float, do: Callable[[], None]) -> Timer:
        if timer is not None:
            timer.stop()
        return self.set_timer(seconds, do)


def masked(line: str, caret: int = -1) -> str:
    """A line with its words hidden, but the one that the caret, at this column, touches."""

    def hidden(word: re.Match[str]) -> str:
        at_hand = word.start() <= caret <= word.end()
        return word[0] if at_hand else _dots(word[0])

    return _WORD.sub(hidden, line)


def _dots(word: str) -> str:
    """As many characters, and as many cells: the caret and the ends of rows stay where they are."""
    count, cells = len(word), cell_len(word)
    wide = max(0, cells - count)
    dots = min(count, cells) - wide
    return WIDE * wide + DOT * dots + NONE * (count - wide - dots)
