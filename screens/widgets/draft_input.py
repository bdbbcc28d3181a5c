"""A one-line field whose words are kept as they are typed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from textual.binding import Binding
from textual.geometry import Offset, Region
from textual.suggester import Suggester
from textual.widgets.input import Selection

from companion.commands.key_names import THROW_AWAY
from companion.domain.errors import WrongUse
from companion.domain.note.pasted_lines import LINE_END, join_lines
from companion.domain.text import Patch, clean, patch_between
from companion.i18n import _, ngettext
from companion.layout.graphemes import grapheme_start
from companion.workspace.document.text_editing import FieldText, TextEditor
from screens.widgets.grapheme_fields import GraphemeInput, PasteField
from screens.widgets.typing_steps import patches_of


class DraftInput(PasteField, GraphemeInput):
    """Shows what is kept, writes every change there, and follows what others change."""

    BINDINGS = [
        Binding(THROW_AWAY, "throw_away", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y,ctrl+shift+z", "redo", show=False),
    ]
    BREAK = " "
    """Stands where a line ends in what is kept."""

    def __init__(
        self,
        source: FieldText,
        *,
        begins_as: str = "",
        select_on_focus: bool = False,
        typed: Callable[[], None] | None = None,
        id: str | None = None,
        classes: str | None = None,
        placeholder: str = "",
        max_length: int = 0,
        compact: bool = False,
        suggester: Suggester | None = None,
    ) -> None:
        self._source: FieldText | None = None
        self._begins_as = begins_as
        """What stands here where nothing was typed."""
        self._typed = typed
        """Is told after each change that was made here."""
        self._follows = self._pastes = False
        super().__init__(
            as_line(source.text, self.BREAK), id=id, classes=classes, placeholder=placeholder,
            max_length=max_length, compact=compact, suggester=suggester,
            select_on_focus=select_on_focus,
        )  # fmt: skip
        self._hold(source)

    def show(self, source: FieldText, begins_as: str = "") -> None:
        """Show another text from now on, with the caret at its end."""
        self._let_go()
        self._begins_as = begins_as
        with self._following():
            self.value = as_line(source.text, self.BREAK)
            self.cursor_position = len(self.value)
        self._hold(source)

    @property
    def holds_draft(self) -> bool:
        """Whether something stands here that was typed."""
        return bool(self.value.strip()) and self.value != self._begins_as

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next letter comes; Textual's is a cell too far once the caret is at the end."""
        column, row = super().cursor_screen_offset
        return Offset(column - self.cursor_at_end, row)

    def watch_selection(self) -> None:
        """Keep the caret in view; after the first change of a field Textual lets that be."""
        self._show_caret()

    def on_resize(self) -> None:
        """Keep the caret in view in whatever width the field gets, also in its first."""
        self._show_caret()

    def _show_caret(self) -> None:
        if self.is_attached:
            at = self.cursor_screen_offset - self.content_region.offset + self.scroll_offset
            self.scroll_to_region(Region(at.x, 0, 1, 1), force=True, animate=False)

    def on_unmount(self) -> None:
        """Hear no more of the text."""
        self._let_go()

    def watch_value(self, before: str, value: str) -> None:
        """Keep what was typed; where there is no room for it, it is not taken."""
        patch = patch_between(before, value)
        if self._follows or self._source is None or patch is None:
            return
        try:
            with self._following():
                self._source.edit(patch, self._pastes)
        except WrongUse as error:
            with self._following():
                self.value = before
            self.notify(str(error), severity="warning", markup=False)
            return
        with self._following():  # first words may have begun a line of their own
            self.value = as_line(self._source.text, self.BREAK)
        if self._typed is not None:
            self._typed()

    def _paste(self, text: str) -> None:
        """Put in all of it, on one line; a terminal field would take its first line."""
        lines = lines_of(text)
        if not any(lines):  # what is selected stays
            return
        goes_on = text.startswith("\n") and self.value[: min(self.selection)].strip()
        self._pastes = True
        try:
            self.replace(self.joined(["", *lines] if goes_on else lines), *self.selection)
        finally:
            self._pastes = False
        if len(lines) > 1:
            self.tell_joined(len(lines))

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a stretch, without what could steer a terminal; what does not fit is told."""
        line = as_line(clean(text), self.BREAK)
        if self.max_length:
            room = self.max_length - len(self.value) + abs(end - start)
            if len(line) > room:
                self._tell_full(len(line) - room)
                line = line[: grapheme_start(line, max(0, room))]
                if not line:
                    return
        at_end = max(start, end) >= len(self.value)
        super().replace(line, start, end)
        if at_end:  # Textual counts what was typed, and what it became may be longer
            self.cursor_position = len(self.value)

    def joined(self, lines: Sequence[str]) -> str:
        """Pasted lines as they stand in this field."""
        return " ".join(lines)

    def tell_joined(self, count: int) -> None:
        """Say what became of so many pasted lines."""
        words = _("{count} pasted lines are one line here.").format(count=count)
        self.notify(words, markup=False)

    def action_throw_away(self) -> None:
        """Let go of what was typed: the field is as it was before."""
        self.value = self._begins_as
        self.cursor_position = len(self.value)

    def action_undo(self) -> None:
        """Take back what was typed here last; a draft keeps only what it says."""
        if isinstance(self._source, TextEditor):
            self._go_to(self._source.undo)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        if isinstance(self._source, TextEditor):
            self._go_to(self._source.redo)

    def _go_to(self, step: Callable[[], list[Patch]]) -> None:
        """Show what a step changes, with the caret behind it."""
        if patches := patches_of(self, step):
            self.cursor_position = patches[-1].end
            if self._typed is not None:
                self._typed()

    def _tell_full(self, left_out: int) -> None:
        room = ngettext("This field takes {most} characters: {count} was left out.",
                        "This field takes {most} characters: {count} were left out.",
                        left_out)  # fmt: skip
        words = room.format(most=self.max_length, count=left_out)
        self.notify(words, severity="warning", markup=False)

    def _hold(self, source: FieldText) -> None:
        self._source = source
        source.listen(self._follow)

    def _let_go(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    def _follow(self, patches: list[Patch]) -> None:
        """Show what others changed; the caret stays with its words."""
        if self._follows:
            return
        value, (start, end) = self.value, self.selection
        for patch in patches:
            value, start, end = patch.applied(value), patch.moved(start), patch.moved(end)
        with self._following():
            self.value = as_line(value, self.BREAK)
            self.selection = Selection(start, end)

    @contextmanager
    def _following(self) -> Iterator[None]:
        before, self._follows = self._follows, True
        try:
            yield
        finally:
            self._follows = before


class LinesInput(DraftInput):
    """A field in which each line is to become a record of its own: those that were pasted, and
    those that were begun in two windows at once."""

    BREAK = LINE_END

    def joined(self, lines: Sequence[str]) -> str:
        """The lines with a mark between them, to be seen and to be typed as well."""
        return join_lines(lines)

    def tell_joined(self, count: int) -> None:
        """Say what will become of so many pasted lines."""
        self.notify(lines_words(count), markup=False)


def lines_words(count: int) -> str:
    """What will become of so many lines."""
    return ngettext("{count} line on its own", "{count} lines, each on its own", count).format(
        count=count
    )


def as_line(text: str, line_end: str = " ") -> str:
    """A text as it is shown on one line: each place in it stays where it is."""
    return text.replace("\n", line_end).replace("\t", " ")


def lines_of(text: str) -> list[str]:
    """The lines of what was pasted that say anything, without blanks between them; those around
    it part it from what stands there."""
    first, *others = clean(text).split("\n")
    if not others:
        return [first]
    *middle, last = others
    lines = (first.rstrip(), *(line.strip() for line in middle), last.lstrip())
    return [line for line in lines if line.strip()]
