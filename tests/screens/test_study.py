"""Studying a lesson alone: answers, an exercise, a talking point, and being finished."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import app_for, see, shown, told, until
from textual.widgets import OptionList

from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.lesson.margins import Reading
from companion.workspace.lesson.progress import partner_finished, progress_of
from companion.workspace.setup.setup import set_up_pair
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.choice import ChoiceScreen, QuestionScreen
from screens.lesson.lesson import LessonScreen
from screens.lesson.study import StudyScreen
from screens.shared.messages.places import LessonChosen

pytestmark = pytest.mark.slow  # a lesson from its first question to its last

LESSONS = Path(__file__).parents[2] / "content" / "lessons"
LESSON = "feedback-02"
PATIENCE = 5.0
"""Seconds after which what is to be there within one is given up."""
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture
def home(tmp_path):
    """Makes workspaces over one folder, in which the exercise of item 3 is for one as well."""
    made = []

    def make(me="Anna", partner="Bert"):
        workspace = Workspace(Environment(Places(tmp_path / me.lower()), lambda: NOW))
        set_up_pair(workspace, me, partner, tmp_path / "shared")
        for language in ("en", "nl"):
            name = f"{LESSON}.{language}.md"
            text = (LESSONS / language / "feedback" / name).read_text(encoding="utf-8")
            text = re.sub(r"^alone: .*\n", "", text, flags=re.M)
            text = text.replace("license:", "alone: [3]\nlicense:", 1)
            own = tmp_path / "shared" / "lessons" / name
            own.parent.mkdir(exist_ok=True)
            own.write_text(text, encoding="utf-8")
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        workspace.close()


class Alone:
    """An app in which somebody studies the lesson."""

    def __init__(self, workspace, size=(80, 24)):
        self.workspace = workspace
        self.app = app_for(workspace)
        self._context = self.app.run_test(size=size)

    async def __aenter__(self):
        self.pilot = await self._context.__aenter__()
        await self.open()
        return self

    async def __aexit__(self, *what):
        await self._context.__aexit__(*what)

    async def open(self):
        self.app.post_message(LessonChosen(LESSON))
        await self.until(lambda: getattr(self.app.screen, "reading", None) is not None)
        await self.until(lambda: self.app.screen.reading.shared is not None)
        await self.press("e")
        await self.until(lambda: isinstance(self.app.screen, StudyScreen))
        await self.pilot.pause()

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, true):
        await until(self.pilot, true)

    async def type(self, words):
        await self.press(*("space" if letter == " " else letter for letter in words))

    @property
    def answer(self):
        return self.app.screen.box.field

    @property
    def shown(self):
        return shown(self.pilot).replace("\u00a0", " ")

    @property
    def told(self):
        return told(self.pilot)

    def saved(self):
        """What the file says, by the question's key."""
        answers = Reading(self.workspace, LESSON).files.study().answers
        return {answer.key: answer for answer in answers}

    async def until_saved(self, texts):
        """Wait until the file has these words and no others, by the question's key."""
        await self.until(lambda: {k: a.text for k, a in self.saved().items()} == texts)


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_is_answered_and_the_next_one_from_within_the_text(home, size):
    async with Alone(home(), size) as alone:
        await alone.press("enter")
        await alone.type("yes")
        await alone.press("f3")
        assert alone.answer.has_focus
        assert alone.answer.text == ""
        await alone.type("no")
        await alone.press("ctrl+pageup")
        assert alone.answer.text == "yes"
        assert "2 of" in alone.shown
        await alone.until_saved({"1.1": "yes", "1.2": "no"})


async def test_an_answer_is_saved_a_moment_after_the_last_key(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("yes")
        assert "● Which moment" in alone.shown
        await alone.until_saved({"1.1": "yes"})


async def test_an_answer_is_saved_while_the_typing_goes_on(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        begun = time.monotonic()
        while not alone.saved():
            assert time.monotonic() - begun < PATIENCE, "each key put it off"
            await alone.press("z")
            await alone.pilot.pause(0.1)


async def test_leaving_keeps_what_was_typed_last(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("yes")
        await alone.press("escape", "escape")
        await alone.until_saved({"1.1": "yes"})
        await alone.press("e")
        assert alone.answer.text == "yes"


async def test_letters_are_typed_and_not_obeyed(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("buff? q")
        assert alone.answer.text == "buff? q"
        assert isinstance(alone.app.screen, StudyScreen)


async def test_an_exercise_is_ticked_off_and_a_question_is_not(home):
    async with Alone(home()) as alone:
        await alone.press("space")
        assert "a question is answered" in alone.told
        questions = alone.app.screen.query_one("#questions", OptionList)
        questions.highlighted = questions.get_option_index("question:3.do")
        await alone.press("space")
        assert "☑ Exercise" in alone.shown
        assert "Read out one label" in alone.shown
        await alone.until(lambda: alone.saved() and alone.saved()["3.do"].ticked)
        await alone.press("space")
        assert "☐ Exercise" in alone.shown
        await alone.until_saved({})
        assert "– Exercise for two" in alone.shown


async def test_an_answer_becomes_a_talking_point_in_words_that_can_be_changed(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("the meeting")
        await alone.press("f6")
        await alone.until(lambda: isinstance(alone.app.screen, CaptureScreen))
        assert "● talking point" in alone.shown
        await alone.type(" on monday")
        await alone.press("enter")
        await alone.until(lambda: "waits for the next session" in alone.shown)
        points = [r.text for s in alone.workspace.index.summaries for r in s.points]
        assert points == ["the meeting on monday"]
        await alone.until_saved({"1.1": "the meeting"})
        await alone.press("escape", "ctrl+l", "u")
        await alone.until(lambda: "waits for the next session" not in alone.shown)


@pytest.mark.parametrize("kind", ["action", "point"])
async def test_a_talking_point_left_unsaid_marks_nothing(home, kind):
    async with Alone(home()) as alone:
        await alone.press("b")
        await alone.until(lambda: isinstance(alone.app.screen, CaptureScreen))
        await alone.press("escape")
        await alone.press("f8")
        if kind == "point":
            alone.app.screen.action_choose("points")
        await alone.type("something else")
        await alone.press("enter")
        await alone.until(lambda: "something else" in alone.told)
        assert alone.app.screen.studying.answers == {}
        assert alone.saved() == {}


async def test_finished_and_the_partner_may_know(home):
    anna, bert = home(), home("Bert", "Anna")
    async with Alone(anna) as alone:
        await alone.press("f")
        assert isinstance(alone.app.screen, ChoiceScreen)
        await alone.press("down", "down", "enter")
        assert progress_of(anna).finished == {LESSON: "2026-11-23"}

        def told():
            bert.index.refresh()
            return partner_finished(bert)

        await alone.until(told)
    async with app_for(bert).run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        lessons = pilot.app.screen.query_one("#lessons", OptionList)
        for number in range(lessons.option_count):
            if "Anna ✓" in str(lessons.get_option_at_index(number).prompt):
                lessons.highlighted = number
        await pilot.pause()
        page = pilot.app.screen.query_one("#about")._page
        assert "Anna finished it, Mon 23 Nov." in [block.text for block in page]


async def test_finished_is_kept_to_oneself_and_taken_back(home):
    anna = home()
    async with Alone(anna) as alone:
        await alone.press("f", "escape")
        assert progress_of(anna).finished == {}
        await alone.press("f", "down", "enter")
        assert progress_of(anna).finished == {LESSON: "2026-11-23"}
        await alone.press("f")
        assert "Not finished after all" in alone.shown
        await alone.press("down", "down", "down", "enter")
        assert progress_of(anna).finished == {}


async def test_the_language_changes_and_the_answer_stays(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("yes")
        await alone.press("escape")
        alone.app.action_switch_language()
        await alone.pilot.pause()
        assert "welk moment" in alone.shown
        assert alone.answer.text == "yes"


async def test_an_answer_to_a_question_that_is_gone_can_still_be_read(home, tmp_path):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("yes")
        await alone.press("escape", "escape")
        own = tmp_path / "shared" / "lessons" / f"{LESSON}.en.md"
        asked = "- Which moment since our last session would you have liked feedback on?\n"
        own.write_text(own.read_text().replace(asked, ""))
        await alone.press("escape")
        await alone.open()
        await alone.press("end")
        assert "Answered earlier" in alone.shown
        assert "yes" in alone.shown
        await alone.press("enter")
        assert not alone.answer.has_focus


FULL = {
    "en": ("the disk is full", "may be lost when you leave", "Saved."),
    "nl": ("de schijf is vol", "kan verloren gaan als je weggaat", "Opgeslagen."),
}


@pytest.mark.parametrize("language", FULL)
async def test_answers_that_a_full_disk_does_not_take_are_asked_about_and_not_called_saved(
    home, disk, language
):
    reason, lost, saved = FULL[language]
    workspace = home()
    workspace.set_language(language)
    async with Alone(workspace) as alone:
        with disk(workspace.places.home).full():
            await alone.press("enter")
            await alone.type("yes")
            await alone.press("ctrl+s")
            await alone.until(lambda: alone.app.services.trouble.status.troubles)
            assert reason in alone.told
            assert saved not in alone.told
            await alone.press("ctrl+q")
            await alone.until(lambda: isinstance(alone.app.screen, QuestionScreen))
            assert reason in alone.app.screen.question
            assert lost in alone.app.screen.question
            await alone.press("escape")
            assert alone.answer.text == "yes"
        await alone.until(lambda: saved in alone.told)
        assert alone.saved()["1.1"].text == "yes"
        await alone.press("ctrl+q")
        await alone.until(lambda: alone.app.return_code is not None)


async def test_who_leaves_before_an_answer_was_first_tried_is_asked(home, disk):
    workspace = home()
    async with Alone(workspace) as alone:
        with disk(workspace.places.home).full():
            await alone.press("enter")
            await alone.press(*"yes", "ctrl+q")
            await alone.until(lambda: isinstance(alone.app.screen, QuestionScreen))
            assert "may be lost when you leave" in alone.app.screen.question
            await alone.press("escape")
        await alone.until_saved({"1.1": "yes"})


async def test_answers_that_a_full_disk_did_not_take_stand_there_again_and_are_saved_once_it_does(
    home, disk
):
    workspace = home()
    async with Alone(workspace) as alone:
        with disk(workspace.places.home).full():
            await alone.press("enter")
            await alone.type("yes")
            await alone.press("f3")
            await alone.type("no")
            await see(alone.pilot, "! not saved")
            await alone.press("escape", "escape")
            assert isinstance(alone.app.screen, LessonScreen)
            await alone.press("e")
            await see(alone.pilot, "2 of")
            assert alone.answer.text == "yes"
            await alone.press("escape")
        await alone.until_saved({"1.1": "yes", "1.2": "no"})
        await alone.until(lambda: "! not saved" not in alone.shown)
        await alone.press("e", "enter")
        assert alone.answer.text == "yes"
