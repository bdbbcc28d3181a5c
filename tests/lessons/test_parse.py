"""From text to lesson."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from companion.domain.lesson.lesson import Lesson, Source, Task
from companion.lessons.load import parse_lesson
from companion.lessons.parse.errors import LessonError
from companion.lessons.parse.files import MAX_BYTES

SAMPLE = Path(__file__).parents[2] / "content/lessons/nl/feedback/feedback-02.nl.md"


@pytest.fixture
def lesson(base: dict[str, str]) -> Lesson:
    """The valid English lesson."""
    return parse_lesson(base["en"], "sample-01.en.md")


def test_front_matter(lesson: Lesson) -> None:
    meta = lesson.meta
    assert (meta.id, meta.track, meta.order) == ("sample-01", "feedback", 1)
    assert meta.title == "Ask first: one question each"
    assert meta.summary == "Ask each other one question and listen to the answer."
    assert (meta.language, meta.duration, meta.level) == ("en", 30, "starter")
    assert (meta.version, meta.license) == ("1.0.0", "CC-BY-4.0")
    assert (meta.updated, meta.review_by) == (date(2026, 11, 23), date(2027, 8, 23))
    assert (meta.volatile, meta.needs, meta.authors, meta.tags) == (True, ("feedback-01",), (), ())
    second = Source(
        "S2", "Second (2021), A study", "https://example.org/second", date(2026, 11, 23)
    )
    assert meta.sources[1] == second


def test_what_may_be_left_out(base: dict[str, str]) -> None:
    text = base["en"].replace("volatile: true\nneeds: [feedback-01]\n", "authors: [A, B]\n")
    meta = parse_lesson(text, "x").meta
    assert (meta.volatile, meta.needs, meta.authors) == (False, (), ("A", "B"))
    assert meta.alone == ()


def test_items_to_do_alone(base: dict[str, str]) -> None:
    text = base["nl"].replace("license:", "alone: [3]\nlicense:")
    assert parse_lesson(text, "x").meta.alone == (3,)


def test_agenda(lesson: Lesson) -> None:
    leads = [(i.number, i.title, i.minutes, i.lead) for i in lesson.agenda]
    assert leads == [
        (1, "Check in", 4, "both"),
        (2, "A question", 11, "mentor"),
        (3, "Your turn", 11, "mentee"),
        (4, "Agree and close", 4, "both"),
    ]
    second, third = lesson.agenda[1:3]
    assert second.prompts == ("What do you want to know?", "Why do you want to know it?")
    assert (second.steps, third.prompts) == ((), ())
    assert third.steps == ("Think of a question.", "Ask it.")
    assert second.line == 47
    assert second.markdown == (
        "The mentor explains.\n\n**Ask**\n\n- What do you want to know?\n"
        "- Why do you want to know it?"
    )


def test_lists(lesson: Lesson) -> None:
    assert lesson.checklist == ("We both asked", "We both listened", "We agreed what stays here")
    assert lesson.notes == (
        ("decision", "what we agreed"),
        ("action", "one small thing"),
        ("idea", "something for the team"),
        ("feedback", "one sentence"),
    )
    assert lesson.lookup == ("Which rules does your organisation have?",)
    assert [who for who, _question in lesson.reflection] == ["mentor", "mentee", "both"]
    assert lesson.homework == (Task("mentor", "Ask somebody."), Task("both", "Listen to somebody."))
    assert lesson.tips == ("Wait a little longer.",)


def test_recall_is_without_the_definitions_below_it(lesson: Lesson) -> None:
    assert [asked.number for asked in lesson.recall] == [1, 2, 3, 5]
    last = lesson.recall[-1]
    assert (last.question, last.answer, last.line) == ("What comes last?", "The thanks.", 115)


def test_sections_have_english_names_in_every_language(base: dict[str, str]) -> None:
    english, dutch = (parse_lesson(base[language], "x") for language in ("en", "nl"))
    assert [key for key, _text in english.sections] == [key for key, _text in dutch.sections]
    assert dict(dutch.sections)["Purpose"].startswith("Na deze sessie")
    assert dict(english.sections)["Tips"] == "- Wait a little longer."
    assert [item.lead for item in dutch.agenda] == ["both", "mentor", "mentee", "both"]
    assert [who for who, _question in dutch.reflection] == ["mentor", "mentee", "both"]
    assert [kind for kind, _text in dutch.notes] == ["decision", "action", "idea", "feedback"]


def test_the_body_is_whole(lesson: Lesson, base: dict[str, str]) -> None:
    assert lesson.markdown == base["en"].split("\n---\n\n")[1]


def test_list_items_keep_their_markdown(base: dict[str, str]) -> None:
    tips = """- Wait
  a *little*
  longer.
- First:

  - one
  - two

  Then three.
-
- > A quote.
10. Ten, with `code`.
    And more.
"""
    text = base["en"].replace("- Wait a little longer.\n", tips)
    assert parse_lesson(text, "x").tips == (
        "Wait a *little* longer.",
        "First:\n\n- one\n- two\n\nThen three.",
        "",
        "> A quote.",
        "Ten, with `code`. And more.",
    )


def test_steering_codes_never_arrive(base: dict[str, str]) -> None:
    text = base["en"].replace("A question (", "A\x1b]0;x\x07 ques\u202etion\x9b (")
    text = text.replace('summary: "', 'summary: "\\e\\x9b\\u202e\\u2028')
    lesson = parse_lesson(text, "x")
    assert lesson.agenda[1].title == "A]0;x question"
    assert lesson.meta.summary == "Ask each other one question and listen to the answer."
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", repr(lesson))


def test_the_error_names_the_first_finding_and_counts_the_rest(base: dict[str, str]) -> None:
    text = base["en"].replace("level: starter", "level: none")
    with pytest.raises(LessonError) as one:
        parse_lesson(text, "my lesson.md")
    assert str(one.value) == (
        "This lesson cannot be used yet. my lesson.md, line 10: level is none; use starter, "
        "practice or deepening (in English in every language)."
    )
    text = text.replace("order: 1", "order: one").replace("## Tips", "## Hints")
    with pytest.raises(LessonError) as three:
        parse_lesson(text, "x")
    assert [f.code for f in three.value.findings] == ["M027", "M014", "B010"]
    assert str(three.value).endswith("There are 2 more errors.")
    with pytest.raises(LessonError) as two:
        parse_lesson(text.replace("## Hints", "## Tips"), "x")
    assert str(two.value).endswith("There is 1 more error.")


def test_a_text_that_cannot_be_read_at_all() -> None:
    with pytest.raises(LessonError, match="must start with a line") as caught:
        parse_lesson("", "x")
    assert [f.code for f in caught.value.findings] == ["F002"]


def test_a_text_that_is_far_too_long(base: dict[str, str]) -> None:
    with pytest.raises(LessonError, match="larger than 64 KiB"):
        parse_lesson(base["en"] + "x" * MAX_BYTES, "x")


def test_warnings_do_not_stop_a_lesson(base: dict[str, str]) -> None:
    text = base["en"].replace("- Wait a little longer.", "- Ask millennials.")
    assert parse_lesson(text, "x").tips == ("Ask millennials.",)


def test_the_slow_yaml_reader_says_the_same(
    base: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = parse_lesson(base["en"], "x")
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert parse_lesson(base["en"], "x") == fast
    for hostile in ('"\\Uffffffff"', "[" * 30_000, "\ufffe"):
        with pytest.raises(LessonError) as caught:
            parse_lesson(base["en"].replace("level: starter", f"level: {hostile}"), "x")
        assert [f.code for f in caught.value.findings] == ["F004"]
