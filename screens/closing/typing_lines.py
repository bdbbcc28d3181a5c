"""What the other is typing in a field of the close, as it comes."""

from textual.content import Content
from textual.widgets import Static

from companion.domain.note.pasted_lines import LINE_END
from companion.domain.people import Pair
from companion.domain.session.close_text import CloseField
from companion.domain.session.notebook import Notebook
from companion.i18n import _
from screens.widgets.draft_input import as_line


class TypingLines(Static):
    """A line for each other person who has typed something in a field and not entered it."""

    DEFAULT_CSS = """
    TypingLines { height: auto; color: $text-muted; }
    """

    def show(self, notebook: Notebook, field: CloseField, me: str, pair: Pair) -> None:
        """Show what stands there by others than `me`."""
        lines = [
            _("{name} is typing: {words}").format(
                name=pair.name_of(text.typist), words=as_line(text.text, LINE_END).strip()
            )
            for text in notebook.unentered
            if text.field == field and text.typist != me
        ]
        words = Content("\n".join(lines))
        self.display = bool(lines)
        if words != self.content:
            self.update(words)
