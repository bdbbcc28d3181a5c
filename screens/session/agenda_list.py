"""The agenda of a session as a list to go through."""

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.commands.places import PREPARE
from companion.domain.export.minutes import dropped_words
from companion.domain.lesson.lesson import Lesson
from companion.domain.session.agenda import WHOLE
from companion.domain.session.notebook import Notebook
from companion.i18n import _
from screens.session.session_words import item_title
from screens.shared.words import ITEM_MARKS

CLOSE = "close"
"""The last line, after the items."""


class AgendaList(OptionList):
    """A line for the whole session, one an item, and one that closes.

    Of what was dropped there is a line as long as words stand in it, or it is shown.
    """

    @dataclass
    class Looked(Message):
        """Somebody clicked an item to see its prompts and notes."""

        item: str

    def __init__(self, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self._shown: list[tuple[str, str]] = []
        self._viewing = WHOLE

    def show(
        self, notebook: Notebook, lesson: Lesson | None, viewing: str, prepare: str = ""
    ) -> None:
        """Show where each item stands, with the cursor on the one whose notes are shown.

        `prepare` is what leads to preparing the agenda; without it there is no such line.
        """
        self._viewing = viewing
        lines = _lines(notebook, lesson, viewing)
        if prepare:
            lines.insert(-1, (f"✎ {prepare}", PREPARE))
        with self.prevent(OptionList.OptionHighlighted):
            if lines != self._shown:  # most of what arrives is words in a note
                self.set_options(Option(Content(text), key) for text, key in lines)
                self._shown = lines
            keys = [key for _text, key in lines]
            self.highlighted = keys.index(viewing) if viewing in keys else 0

    def on_click(self, event: Click) -> None:
        """Only the second click on an item goes there, so that a slip of the mouse moves nothing.

        What is no item is chosen at once, as the list does by itself.
        """
        clicked = event.style.meta.get("option")
        key = self.get_option_at_index(clicked).id if clicked is not None else None
        if key and key not in (WHOLE, PREPARE, CLOSE, self._viewing):
            event.prevent_default()
            self.highlighted = clicked
            self.post_message(self.Looked(key))


def _lines(notebook: Notebook, lesson: Lesson | None, viewing: str) -> list[tuple[str, str]]:
    lines = [("  " + _("Whole session"), WHOLE)]
    clock = notebook.clock
    for item in notebook.agenda:
        state = clock.item_state(item.id)
        minutes = item.minutes + clock.plus.get(item.id, 0)
        text = f"{ITEM_MARKS[state]} {item.number} {item_title(item, lesson)} · {minutes}"
        reason = clock.reasons.get(item.id, "") if state == "skipped" else ""
        lines.append((f"{text}\n  ({reason})" if reason else text, item.id))
    for item in notebook.dropped:
        if item.id == viewing or notebook.notes.get(item.id, "").strip():
            title = dropped_words(item_title(item, lesson))
            lines.append((f"{ITEM_MARKS['skipped']} {title}", item.id))
    if notebook.state != "done":
        lines.append(("■ " + _("Close the session"), CLOSE))
    return lines
