"""`companion lessons`, `lesson`, `check`, `lesson-new`: they need no set-up."""

import pytest


def test_lessons_lists_every_file(anna):
    found = anna("lessons", "--json").json
    assert set(found[0]) == {"id", "track", "title", "language", "duration", "level", "version",
                             "path"}  # fmt: skip
    ids = {(entry["id"], entry["language"]) for entry in found}
    for lesson in ("equals-01", "social-media-01", "facebook-01", "feedback-01", "feedback-02"):
        assert {(lesson, "en"), (lesson, "nl")} <= ids


def test_lessons_by_track_and_language(anna):
    found = anna("lessons", "--json", "--track", "feedback", "--lang", "nl").json
    assert {entry["id"] for entry in found} == {f"feedback-0{n}" for n in range(1, 6)}
    assert {entry["language"] for entry in found} == {"nl"}


@pytest.mark.parametrize(("language", "words"), [("en", "Say what you saw"), ("nl", "Zeg wat")])
def test_a_lesson_as_text(anna, language, words):
    out = anna("lesson", "feedback-02", "--lang", language).out
    assert words in out
    assert "format:" not in out


def test_an_unknown_lesson(anna):
    answer = anna("lesson", "feedback-2")
    assert answer.code == 1
    assert "feedback-02" in answer.err


def test_a_new_lesson_is_valid_and_never_overwrites(anna, tmp_path):
    made = anna("lesson-new", "feedback-06", "-o", str(tmp_path / "drafts"))
    assert made.code == 0
    paths = made.out.split()
    assert len(paths) == 2
    assert anna("check", *paths).code == 0
    again = anna("lesson-new", "feedback-06", "-o", str(tmp_path / "drafts"))
    assert again.code == 2
    assert "is there already" in again.err


def test_check_names_file_line_and_code(anna, tmp_path):
    lesson = tmp_path / "feedback-06.en.md"
    anna("lesson-new", "feedback-06", "-o", str(tmp_path))
    lesson.write_text(lesson.read_text().replace("duration: 30", "duration: 45"))
    answer = anna("check", str(lesson))
    assert answer.code == 1
    line = next(
        n for n, text in enumerate(lesson.read_text().splitlines(), 1) if text == "## Agenda"
    )
    assert f"{lesson}:{line}: A026 " in answer.out


def test_check_of_nothing(anna, tmp_path):
    answer = anna("check", str(tmp_path / "nowhere"))
    assert answer.code == 2
    assert "nowhere" in answer.err


def test_the_pairs_own_lessons_stand_beside_the_shipped_ones(pair, shared):
    pair("lesson-new", "feedback-06", "-o", str(shared / "lessons"))
    (shared / "lessons" / "broken.en.md").write_text("---\nformat: [")
    answer = pair("lessons")
    assert "feedback-06" in answer.out
    assert "feedback-02" in answer.out
    assert "broken.en.md" in answer.err
