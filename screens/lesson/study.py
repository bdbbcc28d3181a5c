"""One lesson studied alone: its questions, and what I write at them for my eyes only."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, TextArea

from companion.commands.available import menu_shortcut
from companion.commands.places import STUDY
from companion.domain.errors import CompanionError
from companion.domain.lesson.lesson import Lesson
from companion.domain.lesson.study import EXERCISE, StudyQuestion
from companion.domain.note.drafts import POINT, DraftKey
from companion.i18n import _
from companion.workspace import Workspace
from companion.workspace.lesson.margins import Reading
from companion.workspace.lesson.study import LessonStudy, point_of
from companion.workspace.session.capture import Written
from companion.workspace.session.points import POINTS
from screens.lesson.answer_box import AnswerBox
from screens.lesson.finish_lesson import ask_finished
from screens.lesson.question_list import EARLIER, QUESTION, QuestionList
from screens.lesson.study_words import point_words, words_to_bring
from screens.shared.messages.records import PointWanted
from screens.shared.place import PlaceScreen, bindings_for


class StudyScreen(PlaceScreen):
    """A focus screen over the lesson: the list of questions, and the one under the cursor."""

    CSS_PATH = "study.tcss"
    PLACE = STUDY
    FIRST_FOCUS = "#questions"
    BINDINGS = bindings_for(STUDY)

    def __init__(self, workspace: Workspace, reading: Reading, lesson: Lesson) -> None:
        super().__init__(workspace)
        self.reading = reading
        self.studying = LessonStudy(reading, lesson)
        self.questions = QuestionList(self.studying)
        self.box = AnswerBox(id="one")

    @property
    def place_name(self) -> str:
        """Which lesson this is about."""
        return f"{self.studying.lesson.meta.id} ▸ " + _("By myself")

    def bars(self) -> Iterable[Widget]:
        """None: Esc leads back to the lesson."""
        return ()

    def body(self) -> ComposeResult:
        """The questions, and beside them one with its answer."""
        yield self.questions
        yield self.box

    def on_unmount(self) -> None:
        """Take what was written last."""
        self._take()

    def save_now(self) -> None:
        """Take what was written last: the workspace saves it."""
        self._take()

    def refresh_content(self) -> None:
        """Say everything in the language in use."""
        if self.studying.lesson.meta.language != self.workspace.language:
            self._take()
            self._read_again()
        self.box.relabel()
        self.questions.refresh_content()
        self._show_point()

    def written_down(self, written: tuple[Written, ...], of: DraftKey) -> None:
        """Remember the point that was made of an answer; the app tells of all lines."""
        asked = self.studying.questions
        question = next((q for q in asked if of == DraftKey(POINT, self._about(q))), None)
        point = next((line for line in written if line.kind == POINTS), None)
        if question is not None and point is not None:
            self.studying.note_point(question, point.record)
            self._show_point()

    # The list

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the question under the cursor."""
        self._take()
        kind, _colon, which = (event.option_id or "").partition(":")
        if kind == QUESTION:
            question = next(q for q in self.studying.questions if q.key == which)
            self.box.show(question, self.studying.answer(question))
        elif kind == EARLIER:
            self.box.show_earlier(self.studying.earlier[int(which)])
        self._show_point()

    def on_option_list_option_selected(self) -> None:
        """Write at it."""
        self.action_answer()

    def action_answer(self) -> None:
        """Write at the question under the cursor."""
        if self.box.question is not None:
            self.box.field.focus()

    def action_next_question(self, step: int) -> None:
        """Go to the next question, or the one before; whoever writes writes on there."""
        if not self.questions.go(self.box.question, step) and step > 0:
            sentence = _("That was the last one. Did you finish? {way} says so.")
            self.notify(sentence.format(way=menu_shortcut("study-finish")), markup=False)

    def action_tick(self) -> None:
        """Tick off an exercise."""
        question = self.box.question
        if question is None or question.kind != EXERCISE:
            self.notify(
                _("Only an exercise is ticked off; a question is answered."),
                severity="warning",
                markup=False,
            )
            return
        self.studying.tick(question)
        self.questions.refresh_content()

    def action_bring(self) -> None:
        """Talk about it next time; what the other will read can be changed before."""
        self._take()
        question = self.box.question
        if question is not None:
            words = words_to_bring(self.studying, question)
            self.post_message(PointWanted(words, self._about(question)))

    def action_finish(self) -> None:
        """Say whether the lesson is finished."""
        ask_finished(self, self.reading)

    def step_back(self) -> bool:
        """From the answer to the list; tells whether there was a step to take."""
        if self.questions.has_focus:
            return False
        self.questions.focus()
        return True

    # What is written

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Take it."""
        event.stop()
        self._take()

    def _take(self) -> None:
        """Let the answer say what stands in the field, and the list whether that is anything."""
        question, text = self.box.question, self.box.field.text
        if question is None:
            return
        before = self.studying.answer(question).text
        if text != before:
            self.studying.write(question, text)
            if bool(text.strip()) != bool(before.strip()) and self.questions.is_attached:
                self.questions.refresh_content()

    def _about(self, question: StudyQuestion) -> tuple[str, str]:
        """What tells the talking point of a question from others."""
        return self.studying.lesson.meta.id, question.key

    def _read_again(self) -> None:
        try:
            lesson = self.workspace.library.load(self.reading.lesson, self.workspace.language)
            self.studying = self.questions.studying = LessonStudy(self.reading, lesson)
        except CompanionError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.box.question = None

    def _show_point(self) -> None:
        """What became of the question's talking point; for an exercise, how to tick it off."""
        question = self.box.question
        point = point_of(self.workspace, self.studying.answer(question)) if question else None
        tick = _("Space, in the list: done")
        hint = tick if question is not None and question.kind == EXERCISE else ""
        self.box.field.border_subtitle = Content(point_words(point) or hint)
