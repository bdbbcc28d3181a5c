"""A review run: remember first, then see the answer, then say how it went."""

from collections.abc import Callable, Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.commands.places import REVIEW_RUN
from companion.domain.errors import CompanionError
from companion.domain.export.minutes import TEXT, Block
from companion.domain.recall.cards import TEACH_BACK, hint
from companion.domain.recall.due import ScheduledCard
from companion.domain.text import visible
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.recall.review_run import ReviewRun
from screens.review.review_words import end_page, grade_choices, progress_words, source_line
from screens.shared.messages.places import LessonChosen
from screens.shared.place import PlaceScreen, bindings_for
from screens.widgets.markdown_view import MarkdownLines


class ReviewRunScreen(PlaceScreen):
    """A focus screen: one card after another; Esc leaves and nothing is lost."""

    CSS_PATH = "run.tcss"
    PLACE = REVIEW_RUN
    FIRST_FOCUS = "#answer"
    BINDINGS = bindings_for(REVIEW_RUN)

    def __init__(self, workspace: Workspace, run: ReviewRun) -> None:
        super().__init__(workspace)
        self.run = run
        self.is_shown = False
        """Whether the answer can be seen."""
        self._hinted = False

    @property
    def place_name(self) -> str:
        """What stands in the top line."""
        return _("Review")

    def bars(self) -> Iterable[Widget]:
        """How far we are, in place of the places."""
        yield Static(id="progress", markup=False)

    def body(self) -> ComposeResult:
        """The card, how well it was known, and where it comes from."""
        yield MarkdownLines(id="question", classes="box")
        yield MarkdownLines(id="answer", classes="box")
        yield Static(id="grades", markup=False)
        yield Static(id="source", markup=False)

    def relabel(self) -> None:
        """Read the cards anew: the words of lessons are those of the language in use."""
        if self._resumed:
            try:
                self.run.look()
            except CompanionError as error:
                self._tell(error)
        super().relabel()

    def refresh_content(self) -> None:
        """Show the card that is asked now, or the end."""
        held = self.run.current
        self.set_class(held is None, "-ended")
        if held is None:
            self._show_end()
            return
        self.query_one("#question").border_title = Content(_("Question"))
        self.query_one("#progress", Static).update(Content(progress_words(self.run, held)))
        _show(self.query_one("#question", MarkdownLines), held, held.card.question)
        self._show_answer(held)
        self.query_one("#source", Static).update(source_line(held, self.workspace))

    def _show_answer(self, held: ScheduledCard) -> None:
        answer, grades = self.query_one("#answer", MarkdownLines), self.query_one("#grades", Static)
        grades.visible = self.is_shown
        if self.is_shown:
            answer.border_title = Content(_("Answer"))
            _show(answer, held, held.card.answer)
            grades.update(grade_choices(self.run))
            return
        answer.border_title = Content(_("Remember first"))
        ask = _("Say the answer to yourself, then press Space. h shows its first words.")
        words = hint(visible(held.card.answer)) if self._hinted else ask
        answer.show_page([Block(TEXT, words)])

    def _show_end(self) -> None:
        question = self.query_one("#question", MarkdownLines)
        question.border_title = Content(_("Done for now"))
        question.show_page(end_page(self.run, self.workspace))

    # What can be done

    def action_answer(self) -> None:
        """Show the answer; at the end, go back."""
        if self.run.current is None:
            self.app.pop_screen()
        elif not self.is_shown:
            self.is_shown = True
            self.refresh_content()

    def action_hint(self) -> None:
        """Show the first words of the answer."""
        if self.run.current is not None and not self.is_shown:
            self._hinted = True
            self.refresh_content()

    def action_grade(self, grade: int) -> None:
        """Say how well it was known, once the answer was seen."""
        if self.is_shown and self.run.current is not None:
            self._go_on(lambda: self.run.grade(grade))

    def action_bury(self) -> None:
        """Leave the card until tomorrow."""
        if self.run.current is not None:
            self._go_on(self.run.bury, _("It comes tomorrow. u takes it back."))

    def action_suspend(self) -> None:
        """Do not ask the card any more."""
        if self.run.current is not None:
            self._go_on(self.run.suspend, _("Paused. u takes it back."))

    def action_undo(self) -> None:
        """Go back to the card before, as if nothing had been said."""
        try:
            undone = self.run.undo()
        except CompanionError as error:
            self._tell(error)
            return
        if not undone:
            self.notify(_("There is nothing to take back."), severity="warning", markup=False)
        self._ask()

    def action_lesson(self) -> None:
        """Open the lesson of this card."""
        held = self.run.current
        if held is not None and held.card.lesson:
            self.post_message(LessonChosen(held.card.lesson))

    def _go_on(self, do: Callable[[], None], sentence: str = "") -> None:
        try:
            do()
        except CompanionError as error:  # the card stays, so that nothing seems saved that is not
            self._tell(error)
            return
        if sentence:
            self.notify(sentence, markup=False)
        self._ask()

    def _ask(self) -> None:
        self.is_shown = self._hinted = False
        self.refresh_content()
        self.query_one("#answer").focus()  # the end had hidden it

    def _tell(self, error: CompanionError) -> None:
        self.notify(str(error), severity="warning", markup=False)


def _show(lines: MarkdownLines, held: ScheduledCard, text: str) -> None:
    """A card's words: lessons and own files are Markdown, what the pair typed is not."""
    if held.card.origin == TEACH_BACK:
        lines.show_page([Block(TEXT, text)])
    else:
        lines.show(text)
