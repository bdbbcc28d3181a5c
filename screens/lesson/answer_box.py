"""A question of a lesson, and the field for what I write at it."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from companion.domain.export.minutes import TEXT, TITLE, Block
from companion.domain.lesson.study import Answer, StudyQuestion
from companion.i18n import _
from screens.lesson.study_words import asked_once, heading_of
from screens.widgets.markdown_view import MarkdownLines
from screens.widgets.own_area import OwnArea


class AnswerBox(Vertical):
    """One question at a time."""

    DEFAULT_CSS = """
    AnswerBox {
        & #question { height: 2fr; }
        & #answer, & #answer:focus {
            height: 3fr; border: round $border-blurred; background: transparent; padding: 0 1;
        }
        & #answer:focus { border: heavy $border; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.field = OwnArea(id="answer")
        self.question: StudyQuestion | None = None
        """The one in sight, to write at; none where an earlier answer is."""

    def compose(self) -> ComposeResult:
        """The question above the field."""
        yield MarkdownLines(id="question", classes="box")
        yield self.field

    def relabel(self) -> None:
        """Say everything in the language in use."""
        self.field.border_title = Content(_("My answer, for my eyes only"))
        self.field.placeholder = Content(_("Write what comes to mind. It stays on this computer."))

    def show(self, question: StudyQuestion, answer: Answer) -> None:
        """Show a question and what was written at it; one that is in sight stays as it is."""
        if question != self.question:
            self.question = question
            box = self.query_one(MarkdownLines)
            box.border_title = Content(heading_of(question))
            box.show(question.text)
            self.field.display = True
            self.field.load_text(answer.text)
            self.field.move_cursor(self.field.document.end)

    def show_earlier(self, answer: Answer) -> None:
        """Show an answer whose question is not asked any more, to read."""
        self.question = None
        self.field.display = False
        box = self.query_one(MarkdownLines)
        box.border_title = Content(_("Answered earlier"))
        box.show_page([Block(TITLE, asked_once(answer)), Block(TEXT, answer.text)])
