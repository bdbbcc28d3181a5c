"""Labelled lines of the notes that became no record, for whoever wants one to be one."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.domain.note.labelled_lines import NO_WORDS, LabelledLine
from companion.domain.people import Pair
from companion.domain.session.notebook import Notebook
from companion.i18n import _
from screens.closing.closing_words import unrecorded_line_words
from screens.widgets.option_updates import update_options


class UnrecordedLines(OptionList):
    """Lists them with what each lacks; one without words cannot be chosen."""

    DEFAULT_CSS = """
    UnrecordedLines { height: auto; max-height: 8; }
    """

    def __init__(self, take_up: Callable[[str], None]) -> None:
        super().__init__(id="left-lines", classes="box", markup=False)
        self._take_up = take_up

    def show(self, notebook: Notebook, pair: Pair) -> None:
        """Show what the notes hold of them; nothing where they hold none."""
        lines = [line for line in notebook.labelled if line.lacks]
        self.border_title = Content(_("Lines of the notes not taken up · Enter takes one up"))
        update_options(self, [self._option(line, pair) for line in lines])
        self.display = bool(lines)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Somebody wants a line to count."""
        event.stop()
        self._take_up(event.option_id or "")

    def _option(self, line: LabelledLine, pair: Pair) -> Option:
        words = Content(unrecorded_line_words(line, pair))
        return Option(words, line.own, disabled=line.lacks == NO_WORDS)
