"""What a lesson asks of one person, and where their answers stand in another version of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from companion.domain.lesson.study import (
    EXERCISE,
    PROMPT,
    REFLECTION,
    Answer,
    Study,
    exercise_for_two,
    placed,
    questions_of,
    with_answer,
)
from companion.domain.session.progress import BEGUN, FINISHED, Progress, held_lessons, next_to_read
from companion.domain.session.summary import Summary
from companion.lessons.load import parse_lesson

LESSONS = Path(__file__).parents[2] / "content" / "lessons"


def lesson_in(language, alone=()):
    path = LESSONS / language / "feedback" / f"feedback-02.{language}.md"
    lesson = parse_lesson(path.read_text(encoding="utf-8"), str(path))
    return replace(lesson, meta=replace(lesson.meta, alone=alone))


@pytest.fixture
def lesson():
    return lesson_in("en")


def answer_to(question, text="Yes.", **more):
    return Answer(question.key, question.text, "en", text, **more)


def test_prompts_then_the_exercise_of_each_item_and_the_reflection_last():
    questions = questions_of(lesson_in("en", alone=(3,)))
    assert [(q.key, q.kind) for q in questions if q.item == 3] == [
        ("3.1", PROMPT), ("3.2", PROMPT), ("3.do", EXERCISE),
    ]  # fmt: skip
    assert [(q.key, q.kind, q.who) for q in questions][-3:] == [
        ("r1", REFLECTION, "mentor"), ("r2", REFLECTION, "mentee"), ("r3", REFLECTION, "both"),
    ]  # fmt: skip
    exercise = next(q for q in questions if q.kind == EXERCISE)
    assert exercise.text.startswith("1. Read out one label.\n2. Ask: what would")
    assert exercise.title == "From label to film"


def test_an_exercise_is_there_only_where_one_person_can_do_it(lesson):
    assert [q for q in questions_of(lesson) if q.kind == EXERCISE] == []
    assert exercise_for_two(lesson, 3)
    assert not exercise_for_two(lesson_in("en", alone=(3,)), 3)
    assert not exercise_for_two(lesson, 1)  # it has none
    assert not exercise_for_two(lesson, 0)


def test_both_languages_ask_the_same_at_the_same_keys():
    english, dutch = (questions_of(lesson_in(code, alone=(3,))) for code in ("en", "nl"))
    assert [(q.key, q.kind, q.item, q.who) for q in english] == [
        (q.key, q.kind, q.item, q.who) for q in dutch
    ]


def test_an_answer_stands_at_its_question_in_either_language(lesson):
    answer = answer_to(questions_of(lesson)[3])
    for language in ("en", "nl"):
        found, lost = placed([answer], questions_of(lesson_in(language)), language)
        assert found == {answer.key: answer}
        assert lost == ()


def test_words_find_a_question_that_moved(lesson):
    questions = questions_of(lesson)
    answer = answer_to(questions[3])
    moved = [replace(q, key=f"9.{n}") for n, q in enumerate(questions)]
    found, _lost = placed([answer], moved, "en")
    assert found == {"9.3": answer}


def test_a_reworded_question_keeps_its_answer_and_another_one_does_not_get_it(lesson):
    questions = list(questions_of(lesson))
    answer = answer_to(questions[0])
    questions[0] = replace(questions[0], text=questions[0].text.replace("Which", "What"))
    assert placed([answer], questions, "en")[0] == {questions[0].key: answer}
    questions[0] = replace(questions[0], text="Something else entirely, about lunch?")
    assert placed([answer], questions, "en") == ({}, (answer,))


def test_of_two_answers_to_one_question_the_later_one_stands_there(lesson):
    question = questions_of(lesson)[0]
    first, second = (answer_to(question, at, at=at) for at in ("2026-01-01", "2026-01-02"))
    found, lost = placed([second, first], questions_of(lesson), "en")
    assert found == {question.key: second}
    assert lost == (first,)


def test_an_answer_takes_the_place_of_the_one_before_and_an_empty_one_goes(lesson):
    question = questions_of(lesson)[0]
    first, second = answer_to(question, "One"), answer_to(question, "Two")
    study = with_answer(Study(), None, first)
    study = with_answer(study, first, second)
    assert study.answers == (second,)
    assert with_answer(study, first, second) == study, "as where it was written meanwhile"
    assert with_answer(study, second, replace(second, text=" \n")).answers == ()
    ticked = replace(second, text="", ticked=True)
    assert with_answer(study, second, ticked).answers == (ticked,)


def test_how_far_somebody_is():
    mine = Progress({"a": "2026-11-24"}, ("c", "a", "b"))
    assert [mine.of(lesson) for lesson in "abd"] == [FINISHED, BEGUN, ""]
    assert next_to_read(mine, ()) == "c"
    assert next_to_read(mine, {"c"}) == "b"
    assert next_to_read(mine, {"b", "c"}) == ""


def test_a_lesson_is_held_once_its_session_is_closed():
    sessions = [Summary("1", "session", lesson="a", state="done"),
                Summary("2", "session", lesson="b", state="planned"),
                Summary("3", "between", state="done")]  # fmt: skip
    assert held_lessons(sessions) == {"a"}
