"""What a lesson asks of one person, as a list with a sign for how far each question is."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from companion.domain.lesson.study import StudyQuestion
from companion.i18n import _
from companion.workspace.lesson.study import LessonStudy
from screens.lesson.study_words import asked_once, headings_and_questions
from screens.widgets.option_updates import update_options

QUESTION, EARLIER = "question", "earlier"
"""What a line can be; its id is that, a colon, and which."""


class QuestionList(OptionList):
    """The questions below what they belong to; last, answers to those not asked any more."""

    DEFAULT_CSS = """
    QuestionList { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, studying: LessonStudy) -> None:
        super().__init__(id="questions", classes="box", markup=False)
        self.studying = studying

    def refresh_content(self) -> None:
        """List them anew, with the cursor where it was."""
        nothing = Option(Content(_("This lesson asks nothing.")), disabled=True)
        update_options(
            self, list(self._options_now()) or [nothing], first=1
        )  # below the first heading
        self.border_title = Content(_("Questions"))
        done = sum(answer.says_something for answer in self.studying.answers.values())
        count = len(self.studying.questions)
        self.border_subtitle = Content(_("{done} of {count} done").format(done=done, count=count))

    def go(self, here: StudyQuestion | None, step: int) -> bool:
        """Put the cursor on the next question, or the one before; tells whether there is one."""
        questions = self.studying.questions
        to = (questions.index(here) if here is not None else -1) + step
        if to not in range(len(questions)):
            return False
        self.highlighted = self.get_option_index(f"{QUESTION}:{questions[to].key}")
        return True

    def _options_now(self) -> Iterator[Option]:
        for words, question in headings_and_questions(self.studying):
            yield _heading(words) if question is None else _line(words, QUESTION, question.key)
        if self.studying.earlier:
            yield _heading(_("Answered earlier, not asked any more"))
        for number, answer in enumerate(self.studying.earlier):
            yield _line(f"  ● {asked_once(answer)}", EARLIER, str(number))


def _heading(words: str) -> Option:
    return Option(Content(words).stylize("bold"), disabled=True)


def _line(words: str, kind: str, which: str) -> Option:
    return Option(Content(words), f"{kind}:{which}")
