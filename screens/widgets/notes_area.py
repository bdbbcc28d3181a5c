"""A field for shared text: every edit is told at once, and the other's words slip in."""

from collections.abc import Callable

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from companion.domain.text import clean, patch_between


class NotesArea(TextArea):
    """Shared text being edited.

    Edits are told by a call, not by a message: a message could arrive after the field has gone on
    to show another text, and the words would land there.
    """

    def __init__(
        self, typed: Callable[[str], None], *, id: str | None = None, placeholder: str = ""
    ) -> None:
        super().__init__(id=id, placeholder=placeholder, soft_wrap=True, tab_behavior="focus",
                         show_line_numbers=False)  # fmt: skip
        self.cursor_blink = False  # each blink draws the whole screen anew
        self._typed = typed
        self._quiet = False

    def show(self, text: str) -> None:
        """Show another text, with the caret at its end."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def take(self, text: str) -> None:
        """Let the text become `text` by others' edits; the caret stays with its word."""
        patch = patch_between(self.text, text)
        if patch is None:
            return
        start, end = self._place(patch.start), self._place(patch.start + patch.removed)
        self._quiet = True
        try:
            self.replace(patch.inserted, start, end, maintain_selection_offset=True)
        finally:
            self._quiet = False
        # Undo keeps places in the text as it was; after others' edits they would hit their words.
        self.history.clear()

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit, without what could steer a terminal, and tell it."""
        edit.text = clean(edit.text)
        result = super().edit(edit)
        self._tell()
        return result

    def undo(self) -> None:
        """Undo and tell it."""
        super().undo()
        self._tell()

    def redo(self) -> None:
        """Redo and tell it."""
        super().redo()
        self._tell()

    def _tell(self) -> None:
        if not self._quiet:
            self._typed(self.text)

    def _place(self, position: int) -> tuple[int, int]:
        """The row and column of a position that counts characters."""
        before = self.text[:position]
        row = before.count("\n")
        return row, position - (before.rfind("\n") + 1)
