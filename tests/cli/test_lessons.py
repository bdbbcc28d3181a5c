"""`companion lessons`, `lesson`, `check`, `lesson-new`: they need no set-up."""

import os
import subprocess
import sys

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


def test_a_lesson_in_lines_that_fit_with_its_sources(anna):
    out = anna("lesson", "feedback-02").out
    lines = out.splitlines()
    assert lines[:2] == ["Say what you saw: feedback in four steps", "=" * 40]
    assert max(len(line) for line in lines if not line.startswith("https://")) <= 78
    assert "\x1b" not in out
    assert "**" not in out
    assert "helped. [S1]" in out
    source = lines.index("[S1] Kluger & DeNisi (1996), The effects of feedback interventions on")
    assert lines[source + 2 : source + 4] == [
        "https://doi.org/10.1037/0033-2909.119.2.254", "checked on Mon 23 Nov 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "title"), [("en", "Say what you saw"), ("nl", "Zeg wat je")])
def test_a_lesson_in_its_parts(anna, language, title):
    found = anna("lesson", "feedback-02", "--json", "--lang", language).json
    assert {"id", "track", "title", "language", "duration", "level", "version", "sources",
            "sections", "agenda", "checklist", "notes", "lookup", "reflection", "homework", "tips",
            "recall", "markdown", "updated", "review_by"} <= set(found)  # fmt: skip
    assert found["id"] == "feedback-02"
    assert found["language"] == language
    assert found["title"].startswith(title)
    assert [item["number"] for item in found["agenda"]] == [1, 2, 3, 4, 5, 6]
    assert set(found["agenda"][0]) == {"number", "title", "minutes", "lead", "prompts", "steps",
                                       "markdown"}  # fmt: skip
    assert set(found["recall"][0]) == {"number", "question", "answer"}
    assert found["sections"][0]["name"] == "Purpose"
    assert {"id", "title", "url", "checked"} == set(found["sources"][0])
    assert {task["who"] for task in found["homework"]} == {"mentor", "mentee", "both"}


def test_a_lesson_is_printed_without_the_screens(tmp_path):
    code = (
        "import sys; from companion.cli.main import main;"
        "sys.exit(main(['lesson', 'feedback-02']) or ('textual' in sys.modules) * 9)"
    )
    env = {**os.environ, "COMPANION_HOME": str(tmp_path / "anna")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False)
    assert done.returncode == 0


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
