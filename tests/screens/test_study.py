"""Studying a lesson alone: answers, an exercise, a talking point, and being finished."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driver import app_for, shown, told, until
from textual.widgets import OptionList

from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.lesson.margins import Reading
from companion.workspace.lesson.progress import partner_finished, progress_of
from companion.workspace.lesson.study import Studying
from companion.workspace.setup.setup import set_up_pair
from screens.dialogs.capture import CaptureScreen
from screens.dialogs.choice import ChoiceScreen
from screens.lesson import study
from screens.lesson.study import StudyScreen
from screens.shared.messages import LessonChosen

LESSONS = Path(__file__).parents[2] / "content" / "lessons"
LESSON = "feedback-02"
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
        """What a restart would find, by the question's key."""
        lesson = self.workspace.library.load(LESSON, "en")
        return Studying(Reading(self.workspace, LESSON), lesson).answers


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
        assert {key: answer.text for key, answer in alone.saved().items()} == {
            "1.1": "yes", "1.2": "no",
        }  # fmt: skip
        assert "2 of" in alone.shown


async def test_an_answer_is_saved_a_moment_after_the_last_key(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("yes")
        await alone.until(lambda: alone.saved())
        assert alone.saved()["1.1"].text == "yes"
        assert "● Which moment" in alone.shown


async def test_leaving_keeps_what_was_typed_last(home):
    async with Alone(home()) as alone:
        await alone.press("enter")
        await alone.type("yes")
        await alone.press("escape", "escape")
        assert alone.saved()["1.1"].text == "yes"
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
        assert alone.saved()["3.do"].ticked
        await alone.press("space")
        assert "☐ Exercise" in alone.shown
        assert alone.saved() == {}
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
        assert alone.saved()["1.1"].text == "the meeting"
        await alone.press("escape", "ctrl+l", "u")
        await alone.until(lambda: "waits for the next session" not in alone.shown)


async def test_a_talking_point_left_unsaid_marks_nothing(home):
    async with Alone(home()) as alone:
        await alone.press("b")
        await alone.until(lambda: isinstance(alone.app.screen, CaptureScreen))
        await alone.press("escape")
        await alone.press("f8")
        await alone.type("something else")
        await alone.press("enter")
        await alone.until(lambda: "something else" in alone.told)
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


async def test_a_full_disk_is_said_and_the_words_stay(home, monkeypatch):
    def full(*_what):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(study, "RETRY", 0.1)
    async with Alone(home()) as alone:
        monkeypatch.setattr("companion.storage.private.reading_state.replace_file", full)
        await alone.press("enter")
        await alone.type("yes")
        await alone.until(lambda: "the disk is full" in alone.told)
        assert alone.answer.text == "yes"
        await alone.press("f3")
        await alone.type("no")
        await alone.press("ctrl+pageup")
        assert alone.answer.text == "yes"
        monkeypatch.undo()
        await alone.until(lambda: {a.text for a in alone.saved().values()} == {"yes", "no"})
