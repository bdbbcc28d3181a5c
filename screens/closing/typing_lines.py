"""What the other is typing in a field of the close, as it comes."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import Static

from companion.domain.note.pasted_lines import LINE_END
from companion.domain.people import Pair
from companion.domain.session.close_text import CloseField
from companion.i18n import _
from companion.workspace.document.open_session import OpenSession
from screens.widgets.draft_input import as_line

LOOK = 1
"""Seconds between looks at whether somebody types still."""


class TypingLines(Static):
    """A line for each other person who has typed something in a field and not entered it."""

    DEFAULT_CSS = """
    TypingLines { height: auto; color: $text-muted; }
    """

    def __init__(
        self, session: OpenSession, pair: Pair, field: CloseField, *, id: str | None = None
    ) -> None:
        super().__init__(id=id, classes="typing", markup=False)
        self._session = session
        self._pair = pair
        self._field = field

    def on_mount(self) -> None:
        """Look again and again: that somebody stops is told by nothing that arrives."""
        self.set_interval(LOOK, self.follow)

    def follow(self) -> None:
        """Show what stands in the field by others."""
        words = Content("\n".join(self._lines()))
        self.display = bool(words)
        if words != self.content:
            self.update(words)

    def _lines(self) -> Iterator[str]:
        typing = self._session.typing()
        for text in self._session.notebook.unentered:
            if text.field != self._field or text.typist == self._session.me:
                continue
            pattern = (
                _("{name} is typing: {words}")
                if typing.get(text.typist) == text.name.partition(":")[2]
                else _("{name} wrote, not entered yet: {words}")
            )
            words = as_line(text.text, LINE_END).strip()
            yield pattern.format(name=self._pair.name_of(text.typist), words=words)
