"""Studying alone: answers on one's own device, and what the other knows of it."""

import json

from companion.domain.note.line_parser import ParsedLine
from companion.domain.save_status import ANSWERS
from companion.storage.private.reading_state import ReadingFiles
from companion.workspace import Workspace
from companion.workspace.lesson.margins import Reading
from companion.workspace.lesson.progress import partner_finished, progress_of, studied
from companion.workspace.lesson.study import LessonStudy, finish, finished_on, point_of
from companion.workspace.recall.deck import Deck
from companion.workspace.recall.due_count import due_count_of

LESSON = "feedback-02"


def reading(workspace):
    made = Reading(workspace, LESSON)
    made.open_shared()
    return made


def studying(workspace, language="en"):
    lesson = workspace.library.load(LESSON, language)
    return LessonStudy(Reading(workspace, LESSON), lesson)


def kept(workspace):
    """What the file says, once all is saved."""
    workspace.studies.close()
    assert not workspace.studies.unsaved
    return [answer.text for answer in Reading(workspace, LESSON).files.study().answers]


def share(mine):
    assert mine.shared.save() is None


def test_an_answer_stays_on_this_device(couple, shared, tmp_path):
    anna, bert = couple
    mine = studying(anna)
    mine.write(mine.questions[0], "the supplier meeting")
    assert studying(anna).answer(mine.questions[0]).text == "the supplier meeting"
    assert studying(bert).answers == {}
    assert kept(anna) == ["the supplier meeting"]
    holding = [p for p in tmp_path.rglob("*") if p.is_file() and b"supplier" in p.read_bytes()]
    assert len(holding) == 1
    assert not holding[0].is_relative_to(shared)


def test_what_another_window_answered_meanwhile_stays(couple):
    anna, _bert = couple
    window = Workspace(anna.environment)
    one, other = studying(anna), studying(window)
    one.write(one.questions[0], "here")
    assert kept(anna) == ["here"]
    other.write(other.questions[1], "there")
    assert kept(window) == ["here", "there"]
    one.write(one.questions[0], "here too")
    assert sorted(kept(anna)) == ["here too", "there"]
    again = studying(window)
    assert [again.answer(q).text for q in again.questions[:2]] == ["here too", "there"]
    window.close()


def test_what_is_written_while_the_file_is_saved_takes_its_place_there(couple, monkeypatch):
    anna, _bert = couple
    mine, write, typed = studying(anna), ReadingFiles.write_study, ["three", "two"]

    def write_slowly(files, study):
        write(files, study)
        if typed:
            mine.write(mine.questions[0], typed.pop())

    monkeypatch.setattr(ReadingFiles, "write_study", write_slowly)
    mine.write(mine.questions[0], "one")
    while typed:
        anna.studies.close()
    assert kept(anna) == ["three"]


def test_answers_are_saved_beside_the_day_on_which_the_lesson_was_finished(couple):
    anna, _bert = couple
    mine = studying(anna)
    mine.write(mine.questions[0], "yes")
    finish(reading(anna), "2026-11-24", shared=False)
    assert kept(anna) == ["yes"]
    assert finished_on(reading(anna)) == "2026-11-24"


def test_an_answer_is_read_and_changed_in_the_other_language(couple):
    anna, _bert = couple
    english = studying(anna)
    english.write(english.questions[2], "yes")
    dutch = studying(anna, "nl")
    assert dutch.answer(dutch.questions[2]).text == "yes"
    dutch.write(dutch.questions[2], "ja")
    again = studying(anna)
    assert again.answer(again.questions[2]).text == "ja"
    assert len(again.answers) == 1
    assert again.earlier == ()


def test_finished_for_myself_alone(couple):
    anna, bert = couple
    mine = reading(anna)
    finish(mine, "2026-11-24", shared=False)
    share(mine)
    assert finished_on(mine) == "2026-11-24"
    assert progress_of(anna).finished == {LESSON: "2026-11-24"}
    bert.index.refresh()
    assert partner_finished(bert) == {}


def test_finished_as_the_partner_may_see_and_taken_back(couple, shared):
    anna, bert = couple
    mine = reading(anna)
    finish(mine, "2026-11-24", shared=True)
    share(mine)
    bert.index.refresh()
    assert partner_finished(bert) == {LESSON: "2026-11-24"}
    assert partner_finished(anna) == {}
    (file,) = (shared / "margins" / LESSON).glob("*.json")
    assert json.loads(file.read_text())["finished"] == {"1": {"who": mine.me, "day": "2026-11-24"}}
    finish(mine, "", shared=False)
    share(mine)
    bert.index.refresh()
    assert partner_finished(bert) == {}
    assert finished_on(mine) == ""


def test_what_the_lists_know_outlives_a_restart(couple, launch):
    anna, bert = couple
    mine = reading(anna)
    finish(mine, "2026-11-24", shared=True)
    share(mine)
    bert.index.refresh()
    assert partner_finished(launch("bert")) == {LESSON: "2026-11-24"}


def test_questions_of_a_finished_lesson_are_asked(couple):
    anna, bert = couple
    assert studied(anna) == set()
    finish(reading(anna), "2026-11-24", shared=True)
    assert studied(anna) == {LESSON}
    recall = Deck(anna)
    recall.look()
    assert {held.card.lesson for held in recall.cards} == {LESSON}
    due_count_of(anna).refresh()
    assert due_count_of(anna).count == len(recall.cards) > 0
    assert studied(bert) == set()


def test_a_talking_point_made_of_an_answer_is_known_until_it_is_dropped(couple):
    anna, _bert = couple
    mine = studying(anna)
    question = mine.questions[0]
    between = anna.between()
    record = between.add("points", ParsedLine("the supplier meeting"), "")
    anna.save(between)
    mine.note_point(question, record)
    anna.index.refresh()
    point = point_of(anna, mine.answer(question))
    assert point is not None
    assert point.text == "the supplier meeting"
    between.change("points", record, state="dropped")
    anna.save(between)
    anna.index.refresh()
    assert point_of(anna, mine.answer(question)) is None


def test_a_home_that_cannot_be_written_is_said_and_the_answer_stands_until_it_can(
    couple, monkeypatch
):
    anna, _bert = couple
    mine, heard = studying(anna), []
    anna.hear_of_save = lambda *said: heard.append(said)

    def full(*_what):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("companion.storage.private.reading_state.replace_file", full)
        mine.write(mine.questions[0], "here")
        anna.studies.close()
        assert anna.studies.unsaved
    what, trouble = heard[-1]
    assert what == ANSWERS
    assert "the disk is full" in trouble
    assert studying(anna).answer(mine.questions[0]).text == "here"
    mine.write(mine.questions[1], "there")
    assert kept(anna) == ["here", "there"]
    assert heard[-1] == (ANSWERS, "")
