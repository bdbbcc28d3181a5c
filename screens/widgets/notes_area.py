"""A field for shared text: what is typed goes into it at once, and the other's words slip in."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from companion.domain.errors import NoRoom, WrongUse
from companion.domain.note.record_kinds import find_label
from companion.domain.note.shared_caret import SharedCaret
from companion.domain.people import Person
from companion.domain.text import Patch, clean
from companion.layout.graphemes import grapheme_start
from companion.workspace.document.text_editing import TextEditor
from screens.widgets.edited_rows import EditedRows
from screens.widgets.marked_area import MarkedArea
from screens.widgets.textual_compat import note_caret_place
from screens.widgets.typing_steps import patches_of

FIELD_KEYS = [
    key for key in TextArea.BINDINGS if isinstance(key, Binding) and key.key not in ("f6", "f7")
]
"""A field's own keys, without those that a session needs while the caret is in it."""

TYPED, TAKEN = "typed", "taken"
"""What is being done to the text: an own edit, or following what changed otherwise."""


class NotesArea(MarkedArea, inherit_bindings=False):
    """Shared text being edited.

    Edits are told by a call, not by a message: a message could arrive after the field has gone on
    to show another text. Undo is the text's own, which leaves the other's words alone.
    """

    BINDINGS = [*FIELD_KEYS, Binding("ctrl+shift+z", "redo", "Redo", show=False)]

    virtual_size = reactive(Size(0, 0), repaint=False)
    """How far its rows reach. Textual has the whole screen laid out and drawn for a row more or
    less, which a key would wait for; only a scroll bar that comes or goes is a reason, and that
    asks for it by itself."""

    def __init__(
        self,
        typed: Callable[[], None],
        people: Sequence[Person],
        *,
        id: str | None = None,
        placeholder: str = "",
        lines_left: Callable[[list[int]], None] | None = None,
        mark_of: Callable[[str], str] | None = None,
    ) -> None:
        self._lines_left = lines_left
        """Is told of the labelled lines that somebody edited here and left, by their rows."""
        self._edited = EditedRows()
        self._change = ""
        super().__init__(people, id=id, placeholder=placeholder, mark_of=mark_of)
        self._typed = typed
        self._writing: TextEditor | None = None
        self._begins_below = False
        """Whether what is typed next begins a line behind that of the caret (see `SharedCaret`)."""

    def show(self, writing: TextEditor) -> None:
        """Show a text from now on, with the caret at its end."""
        self._leave_lines(None)
        self._let_go()
        self._writing = writing
        writing.listen(self._take)
        self.authors.read(writing.authored)
        self.load_text(writing.text)
        self.show_marks({})
        self.move_cursor(self.document.end)
        self._begins_below = False

    def on_unmount(self) -> None:
        """Hear no more of the text."""
        self._let_go()

    def edit(self, edit: Edit, pasted: bool = False) -> EditResult:
        """Do what was typed or pasted, without what could steer a terminal, as far as it fits."""
        edit.text = clean(edit.text)
        if self._writing is None:
            return super().edit(edit)
        start, end = self._index(edit.top), self._index(edit.bottom)
        if start == end and not edit.text:
            return super().edit(edit)
        try:
            with self._during(TYPED):
                patch = Patch(start, end - start, edit.text)
                done = self._writing.edit(patch, pasted, on_next_line=self._begins(edit))
        except WrongUse as error:
            self.notify(str(error), severity="warning", markup=False)
            room = error.room if isinstance(error, NoRoom) else 0
            edit.text = edit.text[: grapheme_start(edit.text, room)]
            return self.edit(edit, pasted) if edit.text else EditResult(self.cursor_location, "")
        edit.text = done.inserted
        self._edited.replace(edit.top[0], edit.bottom[0], edit.text, typed=True)
        self.authors.replace(edit.top, edit.bottom, edit.text, self._writing.me)
        result = super().edit(edit)
        self._mark_anew(edit)
        self.scroll_cursor_visible()  # TextArea scrolls before it knows of a row more
        self._typed()
        return result

    def paste_edit(self, edit: Edit) -> EditResult:
        """Do what was pasted, which is taken back apart from what is typed around it."""
        return self.edit(edit, pasted=True)

    def undo(self) -> None:
        """Take back what I typed last."""
        if self._writing is not None:
            self._go_to(self._writing.undo)

    def redo(self) -> None:
        """Do again what I took back last."""
        if self._writing is not None:
            self._go_to(self._writing.redo)

    def _go_to(self, step: Callable[[], list[Patch]]) -> None:
        lines = self.document.line_count
        if patches := patches_of(self, step):
            self.move_cursor(self._place(patches[-1].end))
            taken_back = self.document.line_count < lines
            self._begins_below = taken_back and self._is_behind_the_other()
            self._typed()

    def _let_go(self) -> None:
        if self._writing is not None:
            self._writing.close()
            self._writing = None

    # What others change

    def _take(self, patches: list[Patch]) -> None:
        """Follow what changed; selection and top line stay with their words, so does the caret."""
        if self._change == TYPED or self._writing is None:
            return
        anchor, place = map(self._index, self.selection)
        text = "\n".join(self.document.lines)
        caret = SharedCaret(anchor, place, self._begins_below)
        caret = caret.after(text, patches, self._is_behind_the_other())
        top = self._index(self.wrapped_document.offset_to_location(Offset(0, self.scroll_offset.y)))
        with self._during(TAKEN):
            for patch in patches:
                top = patch.moved(top, along=True)
                self._replace(patch)
            self.selection = Selection(self._place(caret.anchor), self._place(caret.caret))
            self._begins_below = caret.begins_below
            self.record_cursor_width()
        self.authors.read(self._writing.authored)
        row = self.wrapped_document.location_to_offset(self._place(top)).y
        self.scroll_to(y=row, animate=False, immediate=True)  # else behind what a key scrolls to

    def _is_behind_the_other(self) -> bool:
        me = self._writing.me if self._writing is not None else ""
        return self.authors.before(self.cursor_location) not in ("", me)

    def _begins(self, edit: Edit) -> bool:
        """Whether an edit begins a line behind that of the caret."""
        row, column = edit.top
        at_caret = edit.top == edit.bottom == self.cursor_location
        at_end = 0 < column == len(self.document.get_line(row))
        return self._begins_below and at_caret and at_end and bool(edit.text)

    def _replace(self, patch: Patch) -> None:
        start, end = self._place(patch.start), self._place(patch.start + patch.removed)
        self._edited.replace(start[0], end[0], patch.inserted, typed=False)
        edit = Edit(patch.inserted, start, end, maintain_selection_offset=True)
        super().edit(edit)
        self._mark_anew(edit)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Show where the caret is; not because of what others do."""
        if self._change == TAKEN:
            note_caret_place(self)
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def watch_virtual_size(self, size: Size) -> None:
        """Let a scroll bar know of a row more or less."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    @contextmanager
    def _during(self, change: str) -> Iterator[None]:
        self._change = change
        try:
            yield
        finally:
            self._change = ""

    # Lines that somebody has finished with

    def watch_selection(self) -> None:
        """The caret may have left a line."""
        if not self._change:
            self._begins_below = False
            self._leave_lines(self.cursor_location[0])

    def on_blur(self) -> None:
        """So it has when something else is typed in."""
        self._leave_lines(None)

    def _mark_anew(self, edit: Edit) -> None:
        top = edit.top[0]
        last = top + edit.text.count("\n")
        self.marks.replace(top, edit.bottom[0], self.document.lines[top : last + 1])

    def _leave_lines(self, caret: int | None) -> None:
        rows = self._edited.leave(caret)
        if self._lines_left is not None:
            labelled = [row for row in rows if find_label(self.document.get_line(row))]
            if labelled:
                self._lines_left(labelled)

    # Places: rows and columns here, characters in the text

    def _index(self, location: Location) -> int:
        row, column = location
        lines = self.document.lines
        if row >= len(lines):
            row, column = self.document.end
        return sum(map(len, lines[:row])) + row + min(column, len(lines[row]))

    def _place(self, index: int) -> Location:
        for row, line in enumerate(self.document.lines):
            if index <= len(line):
                return row, index
            index -= len(line) + 1
        return self.document.end
