"""A field for shared text: what is typed goes into it at once, and the other's words slip in."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual.binding import Binding
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from companion.domain.errors import NoRoom, WrongUse
from companion.domain.note.record_kinds import find_label
from companion.domain.people import Person
from companion.domain.text import Patch, clean
from companion.layout.letters import start_of
from companion.workspace.document.text_editing import Writing
from screens.widgets.authors import Authors
from screens.widgets.edited_rows import EditedRows
from screens.widgets.line_marks import LineMarks
from screens.widgets.typing_steps import patches_of
from screens.widgets.whole_letters import LetterArea, whole

AUTHOR_STYLES = ("notes-area--first", "notes-area--second")
"""Component classes of the two people's words, in the order of their ids."""

FIELD_KEYS = [
    key for key in TextArea.BINDINGS if isinstance(key, Binding) and key.key not in ("f6", "f7")
]
"""A field's own keys, without those that a session needs while the caret is in it."""

MOST_ROWS = 512
"""Rows that are remembered as they were drawn."""

TYPED, TAKEN = "typed", "taken"
"""What is being done to the text: an own edit, or following what changed otherwise."""


class NotesArea(LetterArea, inherit_bindings=False):
    """Shared text being edited.

    Edits are told by a call, not by a message: a message could arrive after the field has gone on
    to show another text. Undo is the text's own, which leaves the other's words alone.
    """

    BINDINGS = [*FIELD_KEYS, Binding("ctrl+shift+z", "redo", "Redo", show=False)]
    COMPONENT_CLASSES = {*AUTHOR_STYLES}
    DEFAULT_CSS = """
    NotesArea {
        .notes-area--first {
            color: $text-primary;
        }
        .notes-area--second {
            color: $text-warning;
        }
        .text-area--gutter {
            color: $foreground;  /* who wrote a line must be read where there is no colour */
        }
    }
    """

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
        self._authors = Authors(people)  # first: TextArea asks for the gutter's width
        self._marks = LineMarks(mark_of)
        self._rows: LRUCache[Hashable, Strip] = LRUCache(MOST_ROWS)
        self._lines_left = lines_left
        """Is told of the labelled lines that somebody edited here and left, by their rows."""
        self._edited = EditedRows()
        self._change = ""
        # Authors have colours, which that of the caret's line would hide.
        super().__init__(id=id, placeholder=placeholder, soft_wrap=True, tab_behavior="focus",
                         show_line_numbers=False, highlight_cursor_line=False,
                         max_checkpoints=0)  # fmt: skip
        self.cursor_blink = False  # each blink draws the whole screen anew
        self._typed = typed
        self._writing: Writing | None = None
        self._begins_below = False
        """Whether what is typed next begins a line behind that of the caret: it is behind words
        that came on an empty line where it was, or in a further one, or its own line went away."""

    def show(self, writing: Writing) -> None:
        """Show a text from now on, with the caret at its end."""
        self._leave_lines(None)
        self._let_go()
        self._writing = writing
        writing.listen(self._take)
        self._authors.read(writing.authored)
        self.load_text(writing.text)
        self.show_marks({})
        self.move_cursor(self.document.end)
        self._begins_below = False

    def show_marks(self, marks: Mapping[int, str]) -> None:
        """Show the marks that the document gives to labelled lines, by their rows."""
        if self._marks.read(self.document.lines, marks):
            self.refresh()

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
            edit.text = edit.text[: start_of(edit.text, room)]
            return self.edit(edit, pasted) if edit.text else EditResult(self.cursor_location, "")
        edit.text = done.inserted
        self._edited.replace(edit.top[0], edit.bottom[0], edit.text, typed=True)
        self._authors.replace(edit.top, edit.bottom, edit.text, self._writing.me)
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
        """Follow what changed; selection and top line stay with their words, so does the caret.

        On an empty line, and behind a word of the other, the caret goes along behind what comes:
        between the letters of a word that is being typed nobody would begin to write, nor before
        its first one.
        """
        if self._change == TYPED or self._writing is None:
            return
        anchor, caret = map(self._index, self.selection)
        low, high = sorted((anchor, caret))
        top = self._index(self.wrapped_document.offset_to_location(Offset(0, self.scroll_offset.y)))
        selected = low < high
        along = not selected and (self._begins_below or self._is_behind_the_other())
        with self._during(TAKEN):
            for patch in patches:
                on_empty_line = not selected and self._is_on_empty_line(high)
                if not selected and self._takes_below(high, patch, along):
                    along = self._begins_below = True
                low, high = patch.moved(low, selected or along), patch.moved(high, along)
                top = patch.moved(top, along=True)
                self._replace(patch)
                if on_empty_line and patch.removed and not self._is_on_empty_line(high):
                    self._begins_below = True  # my own line went away
            high = max(low, high)
            ends = (high, low) if caret < anchor else (low, high)
            self.selection = Selection(*map(self._place, ends))
            self.record_cursor_width()
        self._authors.read(self._writing.authored)
        row = self.wrapped_document.location_to_offset(self._place(top)).y
        self.scroll_to(y=row, animate=False, immediate=True)  # else behind what a key scrolls to

    def _is_behind_the_other(self) -> bool:
        me = self._writing.me if self._writing is not None else ""
        return self._authors.before(self.cursor_location) not in ("", me)

    def _takes_below(self, place: int, patch: Patch, along: bool) -> bool:
        """Whether a patch puts words on the empty line at this place, or takes the caret along from
        there into a further line."""
        if patch.start != place:
            return False
        fills = patch.inserted[:1] not in ("", "\n") and self._is_on_empty_line(place)
        return fills or (along and "\n" in patch.inserted)

    def _is_on_empty_line(self, place: int) -> bool:
        return not self.document.get_line(self._place(place)[0])

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
            self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def _refresh_size(self) -> None:
        """Take a row more or less into account.

        TextArea would have the whole screen laid out and drawn for it, which a key would wait for;
        only a scroll bar that comes or goes is a reason, and that asks for it by itself.
        """
        size = Size(0, self.wrapped_document.height)
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)

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
        self._marks.replace(top, edit.bottom[0], self.document.lines[top : last + 1])

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

    # Who wrote what

    @property
    def gutter_width(self) -> int:
        """Room for the marks of who wrote a line, and of what it is, when there is text."""
        width = self._authors.width + self._marks.width
        return width + 1 if width and self.document.end != (0, 0) else 0

    def get_line(self, line_index: int) -> Text:
        """A line in its authors' colours."""
        line = super().get_line(line_index)
        if self._authors.width:
            for start, end, number in self._authors.runs(line_index):
                style = self.get_component_rich_style(AUTHOR_STYLES[number], partial=True)
                line.stylize(style, start, end)
        return line

    # Rows as they are drawn

    def render_line(self, y: int) -> Strip:
        """A row, behind the mark of who wrote its line.

        TextArea forgets all rows at each key. Most are the same a row further down.
        """
        look = self._look(y)
        if look is None:
            return super().render_line(y)
        strip = self._rows.get(look)
        if strip is None:
            strip = self._rows[look] = self._marked(y)
        return strip

    def notify_style_update(self) -> None:
        """Draw all rows anew: their colours are others now."""
        self._rows.clear()
        super().notify_style_update()

    def _look(self, y: int) -> Hashable | None:
        """All that a row's look depends on; None for the placeholder and below the text."""
        rows, y = self.wrapped_document._offset_to_line_info, y + self.scroll_offset.y
        if y >= len(rows) or self.document.end == (0, 0):
            return None
        line, section = rows[y]
        (row, column), bracket = self.selection.end, self._matching_bracket_location
        caret = (column, self._draw_cursor) if row == line else None
        unlike_others = not self.selection.is_empty or bracket is not None
        marked = (line, self.selection, bracket) if unlike_others else None
        words = self.document.get_line(line), self._authors.line(line), self._marks.mark(line)
        ends = tuple(self.wrapped_document.get_offsets(line))
        return words, ends, section, caret, marked, self.size, self.theme

    def _marked(self, y: int) -> Strip:
        strip = whole(self._render_line(y))
        width = self.gutter_width
        if not width:
            return strip
        mark = self._mark(y + self.scroll_offset.y)
        padding = " " * (width - cell_len(mark))
        style = self.get_component_rich_style("text-area--gutter")
        return Strip.join([Strip([Segment(mark + padding, style)], width), strip])

    def _mark(self, y: int) -> str:
        if y >= self.virtual_size.height:
            return ""
        row, column = self.wrapped_document.offset_to_location(Offset(0, y))
        if column:
            return ""
        initials = self._authors.mark(row) if self._authors.width else ""
        padding = " " * (self._authors.width - cell_len(initials))
        return f"{initials}{padding}{self._marks.mark(row)}"
