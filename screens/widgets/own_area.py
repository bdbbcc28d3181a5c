"""A field for words of one's own, which nobody else writes in."""

from textual.widgets.text_area import Edit, EditResult

from companion.domain.text import MAX_NOTE, clean
from companion.i18n import _
from companion.layout.graphemes import grapheme_start
from screens.widgets.grapheme_fields import GraphemeArea
from screens.widgets.notes_area import FIELD_KEYS


class OwnArea(GraphemeArea, inherit_bindings=False):
    """Words of one's own: at most as many as a note holds, and none that could steer a terminal."""

    BINDINGS = [*FIELD_KEYS]

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:
        super().__init__(id=id, placeholder=placeholder, soft_wrap=True, tab_behavior="focus",
                         show_line_numbers=False, highlight_cursor_line=False)  # fmt: skip
        self.cursor_blink = False  # each blink draws the whole screen anew

    def edit(self, edit: Edit) -> EditResult:
        """Do what was typed, cleaned, as far as it fits."""
        edit.text = clean(edit.text)
        removed = len(self.get_text_range(edit.top, edit.bottom))
        room = removed + max(0, MAX_NOTE - len(self.text))
        if edit.text and len(edit.text) > room:
            sentence = _("These notes are full ({count} thousand characters).")
            self.notify(sentence.format(count=MAX_NOTE // 1000), severity="warning", markup=False)
            edit.text = edit.text[: grapheme_start(edit.text, room)]
            if not edit.text:
                return EditResult(self.cursor_location, "")
        return super().edit(edit)
