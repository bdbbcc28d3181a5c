"""Search: one line to type in, and below it what was found in all notes and lessons."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from companion.commands.command import Command
from companion.commands.command_state import CommandState
from companion.commands.places import SEARCH
from companion.domain.note.drafts import SEARCH as SEARCH_WORDS
from companion.domain.note.drafts import DraftKey
from companion.domain.search.passages import Passage
from companion.i18n import _, ngettext
from companion.workspace import Workspace
from companion.workspace.search.search import Answer, Hit, misread_words
from screens.search.highlighted_page import HighlightedPage
from screens.search.search_thread import Searcher
from screens.search.search_words import examples, first_marked, hit_lines, hit_page, reading_words
from screens.shared.lifecycle import stands
from screens.shared.messages.places import CardChosen, LessonChosen, NoteChosen
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.draft_input import DraftInput
from screens.widgets.frame import HintLine

LONGEST = 500
"""Characters of a query."""


class SearchScreen(PlaceScreen):
    """A focus screen over wherever it was opened; Esc leads back there."""

    CSS_PATH = "search.tcss"
    PLACE = SEARCH
    FIRST_FOCUS = "#words"
    BINDINGS = bindings_for(SEARCH)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._typed = workspace.drafts.field(DraftKey(SEARCH_WORDS))
        self.words = self._typed.text
        """What is looked for."""
        self._searcher: Searcher | None = None
        self._answer: Answer | None = None
        self._is_of_all = False
        """Whether the answer comes from all there is, and not from what was read so far."""
        self._listed: list[Passage] = []
        self._progress = ""

    @property
    def place_name(self) -> str:
        """What is done here."""
        return _("Search")

    def bars(self) -> Iterable[Widget]:
        """None: Esc leads back."""
        return ()

    def body(self) -> ComposeResult:
        """The line, the list, beside it all of what is under the cursor, and some examples."""
        yield DraftInput(self._typed, id="words", max_length=LONGEST, select_on_focus=True)
        yield Static(id="progress", markup=False)
        with Horizontal(id="found"):
            yield OptionList(id="hits", classes="box", markup=False)
            yield HighlightedPage(id="preview", classes="box")
        yield Static(id="examples", markup=False)

    def on_mount(self) -> None:
        """Look for what was looked for the last time."""
        super().on_mount()
        say = self.app.call_later
        self._searcher = Searcher(self.workspace, say, self._take, self._show_progress)
        self._searcher.ask(self.words)
        self.begin_anew()

    def on_unmount(self) -> None:
        """Stop looking."""
        if self._searcher is not None:
            self._searcher.stop()

    def refresh_content(self) -> None:
        """Say all in the language in use, and look again: something may have changed."""
        title = _("Search all notes, actions, ideas and lessons")
        self.query_one("#words").border_title = Content(title)
        self.query_one("#hits").border_title = Content(_("Found"))
        self.query_one("#examples", Static).update(Content(examples()))
        self._show()
        if self._searcher is not None:
            self._searcher.read()

    def begin_anew(self) -> None:
        """In the line, with what stands there ready to be replaced."""
        words = self.query_one("#words", Input)
        self.set_focus(words)  # at once: what is typed already waits for it
        words.select_all()

    # Keys

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what stands there now."""
        if event.value != self.words and self._searcher is not None:
            self.words = event.value
            self._searcher.ask(self.words)

    def on_input_submitted(self) -> None:
        """Open what is under the cursor."""
        self.action_open()

    def on_option_list_option_selected(self) -> None:
        """Open what is under the cursor."""
        self.action_open()

    def on_option_list_option_highlighted(self) -> None:
        """Show all of it."""
        self._preview()

    def offer(self, asked: Command) -> CommandState:
        """How a command stands now."""
        nothing = asked.id == "search-open" and self._chosen is None
        return CommandState(refusal=self._nothing() if nothing else "")

    def action_open(self) -> None:
        """Open the place that was found."""
        hit = self._chosen
        if hit is None or self._answer is None:
            self.notify(self._nothing(), severity="warning", markup=False)
            return
        passage = hit.passage
        if passage.document:
            self.post_message(NoteChosen(passage, self._answer.query.needles))
        elif passage.lesson:
            found = LessonChosen(
                passage.lesson, passage.heading, first_marked(hit), passage.language
            )
            self.post_message(found)
        else:
            self.post_message(CardChosen(passage.record))

    def action_move(self, step: int) -> None:
        """Up or down in the list, also while typing."""
        hits = self.query_one("#hits", OptionList)
        if step > 0:
            hits.action_cursor_down()
        else:
            hits.action_cursor_up()

    def step_back(self) -> bool:
        """From the list to the line; tells whether there was a step to take."""
        words = self.query_one("#words")
        if self.focused is words:
            return False
        words.focus()
        return True

    # What follows

    @property
    def _chosen(self) -> Hit | None:
        at = self.query_one("#hits", OptionList).highlighted
        hits = self._answer.hits if self._answer else ()
        return hits[at] if at is not None and at < len(hits) else None

    def _take(self, answer: Answer, of_all: bool) -> None:
        if stands(self) and (answer, of_all) != (self._answer, self._is_of_all):
            self._answer, self._is_of_all = answer, of_all
            self._show()

    def _show(self) -> None:
        """The list, with the cursor on what it was on if that is still there."""
        answer, hits = self._answer, self.query_one("#hits", OptionList)
        chosen = self._listed[hits.highlighted] if self._listed and hits.highlighted else None
        self._listed = [hit.passage for hit in answer.hits] if answer else []
        needles = answer.query.needles if answer else ()
        today = self.workspace.environment.today()
        lines = [Option(hit_lines(hit, needles, today)) for hit in answer.hits] if answer else []
        hits.set_options(lines or [Option(Content(self._nothing()), disabled=True)])
        at = self._listed.index(chosen) if chosen in self._listed else 0
        hits.highlighted = at if lines else None
        self._preview()
        self.query_one(HintLine).refresh()  # only what was found can be opened
        self._show_reading()

    def _nothing(self) -> str:
        is_empty = self._answer.query.is_empty if self._answer else not self.words.strip()
        if is_empty:
            return _("Type what to look for, with or without accents.")
        if not self._is_of_all:
            return _("Nothing found so far: notes and lessons are still being read.")
        return _("Nothing found. Try fewer words or filters.")

    def _preview(self) -> None:
        hit, preview = self._chosen, self.query_one(HighlightedPage)
        if hit is None or self._answer is None:
            preview.show_page([])
        else:
            today = self.workspace.environment.today()
            page = hit_page(hit.passage, self.workspace.pair, today)
            preview.show_marked(page, self._answer.query.needles, 0)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress = reading_words(done, total) if done < total else ""
        if stands(self):
            self._show_reading()

    def _show_reading(self) -> None:
        """How many were found; what is still being read, and what of the query says nothing."""
        total, shown = (self._answer.total, len(self._answer.hits)) if self._answer else (0, 0)
        count = ngettext("{count} found", "{count} found", total).format(count=total)
        if shown < total:
            count = _("the first {shown} of {count} found").format(shown=shown, count=total)
        self.query_one("#words").border_subtitle = Content(count if self.words.strip() else "")
        words = misread_words(self._answer.query) if self._answer else ""
        line = self.query_one("#progress", Static)
        line.update(Content("\n".join(filter(None, (self._progress, words)))))
        line.set_class(bool(self._progress or words), "-said")
