"""The private files of a reader: where they stopped, what they marked."""

import json

import pytest

from companion.domain.lesson.margins import Mark
from companion.domain.lesson.study import Answer, Study
from companion.domain.session.progress import Progress
from companion.storage.private.reading_state import Place, ReadingFiles, read_progress

PLACE = Place("Agenda/2", "Which moment", "2026-11-23T09:00:00+00:00")
MARK = Mark("Tips", "Is there nothing", "ask Ümit", "en", id="k1", by="anna", created="2026")


@pytest.fixture
def files(tmp_path):
    return ReadingFiles(tmp_path / "reading", "feedback-02", "anna")


def only(folder, pattern):
    (found,) = folder.rglob(pattern)
    return found


def test_what_was_kept_comes_back(files, tmp_path):
    assert files.place() is None
    assert files.marks() == ()
    files.save_position(PLACE)
    files.write_marks((MARK,))
    again = ReadingFiles(tmp_path / "reading", "feedback-02", "anna")
    assert again.place() == PLACE
    assert again.marks() == (MARK,)


@pytest.mark.parametrize(("lesson", "person"), [("feedback-02", "bert"), ("feedback-03", "anna")])
def test_each_person_and_lesson_has_files_of_their_own(files, tmp_path, lesson, person):
    files.save_position(PLACE)
    files.write_marks((MARK,))
    other = ReadingFiles(tmp_path / "reading", lesson, person)
    assert other.place() is None
    assert other.marks() == ()


@pytest.mark.parametrize("name", ["../../escape", "a/b", "\x1b[31m", "", "é" * 300])
def test_no_id_leads_out_of_the_folder(tmp_path, name):
    files = ReadingFiles(tmp_path / "reading", name, name)
    files.save_position(PLACE)
    assert files.place() == PLACE
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert all(path.is_relative_to(tmp_path / "reading") for path in written)


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"null", b'{"format": 1}', b'{"format": 2, "place": {}, "marks": []}',
    b'{"format": 1, "place": {"section": 1, "words": [], "at": null}, "marks": 3}',
    b'{"format": 1, "place": [], "marks": [3]}', b'{"format": 1, "marks": [{"words": "x"}]}',
    b"\xff\xfe\x00", b"[" * 100_000,
])  # fmt: skip
def test_damaged_marks_are_kept_aside_and_never_written_over(files, tmp_path, data):
    files.save_position(PLACE)
    files.write_marks((MARK,))
    only(tmp_path, "*.place.json").write_bytes(data)
    only(tmp_path, "*.marks.json").write_bytes(data)
    assert files.place() is None
    assert files.marks() == ()
    files.write_marks((MARK,))
    assert files.marks() == (MARK,)
    (aside,) = files.set_aside
    assert aside.read_bytes() == data


def test_whatever_a_mark_holds_nothing_of_it_steers_a_terminal(files, tmp_path):
    files.write_marks((MARK,))
    path = only(tmp_path, "*.marks.json")
    found = json.loads(path.read_text())
    found["marks"][0].update(text="\x1b[31mred\u202e", by=3, words="w\x9b31m" * 500)
    path.write_text(json.dumps(found))
    (mark,) = files.marks()
    assert mark.text == "[31mred"
    assert mark.by == ""
    assert "\x9b" not in mark.words
    assert len(mark.words) <= 200


STUDY = Study("2026-11-24", (Answer("2.1", "Which one?", "en", "The \x1b[31mfirst", ticked=True),))


def test_answers_come_back_without_what_could_steer_a_terminal(files):
    assert files.study() == Study()
    assert files.study_stamp == ""
    files.write_study(STUDY)
    found = files.study()
    assert found.finished == "2026-11-24"
    assert found.answers[0].text == "The [31mfirst"
    assert found.answers[0].ticked
    before = files.study_stamp
    files.write_study(Study())
    assert files.study_stamp != before


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b'{"format": 1}', b'{"format": 2, "study": {}}',
    b'{"format": 1, "study": {"finished": "", "answers": 3}}',
    b'{"format": 1, "study": {"finished": "", "answers": [{"key": "2.1"}]}}',
    b'{"format": 1, "study": []}', b"\xff\xfe\x00", b"[" * 100_000,
])  # fmt: skip
def test_damaged_answers_are_kept_aside_and_never_written_over(files, tmp_path, data):
    files.write_study(STUDY)
    path = only(tmp_path, "*.study.json")
    path.write_bytes(data)
    assert files.study() == Study()
    (aside,) = files.set_aside
    assert aside.read_bytes() == data
    files.write_study(STUDY)
    assert aside.read_bytes() == data


def test_how_far_somebody_is_with_every_lesson(files, tmp_path):
    folder = tmp_path / "reading"
    assert read_progress(folder, "anna") == Progress()
    files.write_study(STUDY)
    ReadingFiles(folder, "equals-01", "anna").save_position(PLACE)
    ReadingFiles(folder, "equals-02", "bert").save_position(PLACE)
    broken = ReadingFiles(folder, "equals-03", "anna")
    broken.write_study(STUDY)
    only(folder / "equals-03", "*.study.json").write_bytes(b"{")
    found = read_progress(folder, "anna")
    assert found.finished == {"feedback-02": "2026-11-24"}
    assert set(found.begun) == {"feedback-02", "equals-01", "equals-03"}
