"""Fields in which a letter is what a person sees as one: Backspace takes all of a joined emoji."""

from itertools import groupby
from typing import Any

from rich.segment import Segment
from textual.app import App
from textual.events import MouseEvent, Paste
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.widgets.input import Selection as Stretch
from textual.widgets.text_area import Edit, EditResult, Location

from companion.domain.text import clean
from companion.layout.graphemes import grapheme_end, grapheme_start, is_grapheme_start


class GraphemeInput(Input):
    """A one-line field whose caret stands between letters only."""

    virtual_size = reactive(Size(0, 0))
    """How far its words reach. Textual has all of a screen laid out anew whenever that changes,
    with each letter; what stands beside a field of a fixed size does not depend on it."""

    def validate_selection(self, selection: Stretch) -> Stretch:
        """A caret within a letter, from a key or a click, goes to where it begins."""
        start, end = super().validate_selection(selection)
        return Stretch(grapheme_start(self.value, start), grapheme_start(self.value, end))

    def action_cursor_right(self, select: bool = False) -> None:
        """A letter further."""
        start, end = self.selection
        after = grapheme_end(self.value, end + 1)
        if select:
            self.selection = Stretch(start, after)
        elif start == end and not self.cursor_at_end:
            self.cursor_position = after
        else:
            super().action_cursor_right()

    def action_delete_left(self) -> None:
        """Remove the letter before the caret, or what is selected."""
        start, end = self.selection
        if start == end > 0:
            self.delete(grapheme_start(self.value, end - 1), end)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Remove the letter behind the caret, or what is selected."""
        start, end = self.selection
        if start == end:
            self.delete(start, grapheme_end(self.value, end + 1))
        else:
            super().action_delete_right()

    def render_line(self, y: int) -> Strip:
        """The line, its letters whole also where the caret is."""
        return whole(super().render_line(y))


class PasteField:
    """A field that puts in by itself what was pasted, whole."""

    app: App[Any]

    def on_paste(self, event: Paste) -> None:
        """Put in what was pasted."""
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Put in what was copied here."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        raise NotImplementedError


class GraphemeArea(PasteField, TextArea):
    """A field of several lines whose caret stands between letters only."""

    def on_resize(self) -> None:
        """Draw what is wrapped anew: a field without the focus may have been drawn before."""
        self.refresh()

    def _paste(self, text: str) -> None:
        """Put it in the place of what is selected; where it says nothing, that stays."""
        if clean(text) and not self.read_only:
            done = self.paste_edit(Edit(text, *self.selection, maintain_selection_offset=False))
            self.move_cursor(done.end_location)

    def paste_edit(self, edit: Edit) -> EditResult:
        """Do what was pasted."""
        return self.edit(edit)

    def get_cursor_left_location(self) -> Location:
        """A letter back."""
        return self._start(super().get_cursor_left_location())

    def get_cursor_right_location(self) -> Location:
        """A letter further."""
        row, column = super().get_cursor_right_location()
        return row, grapheme_end(self.document.get_line(row), column)

    def get_cursor_up_location(self) -> Location:
        """A row up, where a letter begins."""
        return self._start(super().get_cursor_up_location())

    def get_cursor_down_location(self) -> Location:
        """A row down, where a letter begins."""
        return self._start(super().get_cursor_down_location())

    def get_target_document_location(self, event: MouseEvent) -> Location:
        """Where the letter begins that was clicked."""
        return self._start(super().get_target_document_location(event))

    def render_line(self, y: int) -> Strip:
        """A row, its letters whole also where the caret is."""
        return whole(super().render_line(y))

    def _start(self, location: Location) -> Location:
        row, column = location
        return row, grapheme_start(self.document.get_line(row), column)


def whole(strip: Strip) -> Strip:
    """A row in which no letter is parted between two styles: it has that of its beginning.

    A terminal draws the parts of a letter beside each other, and the row is too long then.
    """
    text = strip.text
    if text.isascii():
        return strip
    styled = [(letter, style) for part, style, _control in strip for letter in part]
    for place in range(1, len(text)):
        if not is_grapheme_start(text, place):
            styled[place] = text[place], styled[place - 1][1]
    runs = groupby(styled, lambda one: one[1])
    segments = [Segment("".join(letter for letter, _style in run), style) for style, run in runs]
    return Strip(segments).adjust_cell_length(strip.cell_length, segments[-1].style)
