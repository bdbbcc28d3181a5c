"""What the checker does with files and folders."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from companion import i18n
from companion.domain.lesson_issue import Finding
from companion.lessons.check.run import check_file, check_paths, shipped_ids
from companion.lessons.parse.files import MAX_BYTES, find_lessons, read_file

CONTENT = Path(__file__).parents[2] / "content" / "lessons"
posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such files, or lets only some people make them"
)
SAMPLES = [CONTENT / lang / "feedback" / f"feedback-02.{lang}.md" for lang in ("en", "nl")]


def codes(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(Path(f.path).name, f.line, f.code) for f in findings]


@pytest.fixture
def lesson(pair: Path) -> Path:
    """The valid English lesson, alone in its folder."""
    (pair / "sample-01.nl.md").unlink()
    return pair / "sample-01.en.md"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_sample_lessons_are_silent(today: date) -> None:
    assert check_paths(SAMPLES, today) == []
    assert [check_file(path, today) for path in SAMPLES] == [[], []]


def test_a_folder_of_one_lesson_in_two_languages_is_silent(pair: Path, today: date) -> None:
    assert check_paths([pair], today) == []


def test_what_the_ids_of_the_shipped_lessons_are() -> None:
    assert "feedback-02" in shipped_ids()
    assert all(name == name.lower() and "." not in name for name in shipped_ids())


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"---\nid: \xe9\n", "F001", "(byte 9)"),
        (b"\xff\xfe-\x00-\x00", "F001", "(byte 1)"),
        (b"", "F002", "---"),
        (b"\n", "F002", "---"),
        (b"x" * (MAX_BYTES + 1), "F007", "larger than 64 KiB"),
        (b"\xff" * (10 * 2**20), "F007", "larger than 64 KiB"),
    ],
)
def test_bytes_that_are_no_lesson(
    lesson: Path, today: date, data: bytes, code: str, words: str
) -> None:
    lesson.write_bytes(data)
    (finding,) = check_file(lesson, today)
    assert (finding.path, finding.line, finding.code) == (str(lesson), 1, code)
    assert words in finding.message


@pytest.mark.parametrize(
    "change_bytes",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data.replace(b"---\n", b"---  \n"),
        lambda data: data.replace(b"promise", b"pro\x1b[31mmise\xe2\x80\xae"),
    ],
    ids=["byte order mark", "Windows", "old Mac", "no last newline", "spaces", "escape codes"],
)
def test_bytes_that_do_not_matter(
    lesson: Path, today: date, change_bytes: Callable[[bytes], bytes]
) -> None:
    data = lesson.read_bytes()
    assert change_bytes(data) != data
    lesson.write_bytes(change_bytes(data))
    assert check_file(lesson, today) == []


def test_a_file_of_exactly_the_largest_size_is_read(lesson: Path, today: date) -> None:
    data = lesson.read_bytes()
    lesson.write_bytes(data + b"\n" * (MAX_BYTES - len(data)))
    assert check_file(lesson, today) == []


def test_a_folder_named_like_a_lesson(pair: Path, today: date) -> None:
    (pair / "sample-02.en.md").mkdir()
    (finding,) = check_paths([pair], today)
    assert (Path(finding.path).name, finding.code) == ("sample-02.en.md", "F008")
    assert "not a plain file" in finding.message


@posix_only
def test_links_pipes_and_what_is_gone(pair: Path, today: date) -> None:
    (pair / "loop-01.en.md").symlink_to(pair / "loop-01.en.md")
    (pair / "link-01.en.md").symlink_to(pair / "sample-01.en.md")
    (pair / "up").symlink_to(pair)
    os.mkfifo(pair / "pipe-01.en.md")
    found = codes(check_paths([pair, pair / "gone.md"], today))
    assert found == [
        ("gone.md", 1, "F008"),
        ("link-01.en.md", 1, "F008"),
        ("loop-01.en.md", 1, "F008"),
        ("pipe-01.en.md", 1, "F008"),
    ]


def _refuse(*_arguments: object) -> int:
    raise PermissionError(13, "Permission denied")


def test_a_file_that_may_not_be_read(
    lesson: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", _refuse)
    (finding,) = check_paths([lesson], today)
    assert (finding.code, finding.message) == (
        "F008",
        "this file cannot be read: Permission denied.",
    )


def test_a_folder_that_may_not_be_opened(
    pair: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = pair / "closed"
    closed.mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert codes(check_paths([pair], today)) == [("closed", 1, "F008")]


def test_a_name_that_no_system_takes(tmp_path: Path, today: date) -> None:
    assert codes(check_paths([tmp_path / "a\0b.en.md"], today)) == [("ab.en.md", 1, "F008")]


@posix_only
def test_names_with_escape_codes_are_shown_clean(lesson: Path, today: date) -> None:
    strange = lesson.rename(lesson.with_name("a\x1b[31m\n\u202eb.en.md"))
    (finding,) = check_paths([strange], today)
    assert finding.code == "M022"
    assert Path(finding.path).name == "a[31m b.en.md"


def test_what_a_message_quotes_is_clean_and_short(lesson: Path, today: date) -> None:
    change(lesson, "id: sample-01", 'id: "\\e[31m\\u202e\\n' + "x" * 5000 + '"')
    (finding,) = check_paths([lesson], today)
    assert finding.code == "M011"
    assert len(finding.message) <= 400
    assert finding.message.isprintable()


def test_which_files_of_a_folder_are_lessons(pair: Path, today: date) -> None:
    (pair / "README.md").write_text("# Lessons\n", "utf-8")
    (pair / "notes.txt").write_text("---\n", "utf-8")
    (pair / "draft.md").write_text("---\nid: x\n", "utf-8")
    (pair / "~$sample-01.en.md").write_text("", "utf-8")
    hidden = pair / ".git"
    hidden.mkdir()
    (hidden / "a-01.en.md").write_text("", "utf-8")
    (pair / "folder.md").mkdir()
    below = pair / "more" / "deep"
    below.mkdir(parents=True)
    (below / "a-01.nl.md").write_text("", "utf-8")
    assert codes(check_paths([pair], today)) == [("draft.md", 1, "F003"), ("a-01.nl.md", 1, "F002")]
    own = codes(check_paths([pair], today, own=pair.parent))
    assert own == [
        ("README.md", 1, "F002"),
        ("draft.md", 1, "F003"),
        ("folder.md", 1, "F008"),
        ("a-01.nl.md", 1, "F002"),
    ]


def test_a_file_given_twice_is_checked_once(pair: Path, today: date) -> None:
    change(pair / "sample-01.en.md", "level: starter", "level: none")
    given = [pair / "sample-01.en.md", pair, pair]
    assert codes(check_paths(given, today)) == [("sample-01.en.md", 10, "M014")]


def test_findings_are_in_order_of_file_and_line(pair: Path, today: date) -> None:
    for language in ("nl", "en"):
        change(pair / f"sample-01.{language}.md", "level: starter", "level: none")
        change(pair / f"sample-01.{language}.md", "order: 1", "order: one")
    assert codes(check_paths([pair], today)) == [
        ("sample-01.en.md", 5, "M027"),
        ("sample-01.en.md", 10, "M014"),
        ("sample-01.nl.md", 5, "M027"),
        ("sample-01.nl.md", 10, "M014"),
    ]


def test_two_files_with_one_id(pair: Path, today: date) -> None:
    shutil.copy(pair / "sample-01.en.md", pair / "zzz.en.md")
    first, second = check_paths([pair], today)
    assert (Path(first.path).name, first.line, first.code) == ("zzz.en.md", 3, "M022")
    assert (Path(second.path).name, second.line, second.code) == ("zzz.en.md", 3, "M024")
    assert "sample-01.en.md" in second.message


def test_given_lessons_can_be_needed(pair: Path, today: date) -> None:
    change(pair / "sample-01.en.md", "needs: [feedback-01]", "needs: [sample-01]")
    assert check_paths([pair], today) == []


@pytest.mark.parametrize(
    ("gone", "words"), [("nl", "no Dutch version"), ("en", "no English version")]
)
def test_a_missing_language_matters_in_folders_only(
    pair: Path, today: date, gone: str, words: str
) -> None:
    (pair / f"sample-01.{gone}.md").unlink()
    (left,) = pair.iterdir()
    assert check_paths([left], today) == []
    (finding,) = check_paths([pair], today)
    assert (finding.line, finding.code) == (1, "P096")
    assert f"{words} of sample-01" in finding.message
    assert finding.is_warning


def test_the_other_language_may_be_broken(pair: Path, today: date) -> None:
    (pair / "sample-01.nl.md").write_text("nothing", "utf-8")
    assert codes(check_paths([pair], today)) == [("sample-01.nl.md", 1, "F002")]
    assert check_paths([pair / "sample-01.en.md"], today) == []


@pytest.mark.parametrize("given", ["en", "nl"])
def test_the_other_language_is_found_beside_a_file(pair: Path, today: date, given: str) -> None:
    change(pair / "sample-01.nl.md", "version: 1.0.0", "version: 1.1.0")
    found = check_paths([pair / f"sample-01.{given}.md"], today)
    assert codes(found) == [("sample-01.nl.md", 1, "P090")]


@pytest.mark.parametrize("given", ["en", "nl"])
def test_the_other_language_is_found_in_its_own_tree(pair: Path, today: date, given: str) -> None:
    change(pair / "sample-01.nl.md", "version: 1.0.0", "version: 1.1.0")
    for language in ("en", "nl"):
        folder = pair / "nl" / "lessons" / language / "feedback"
        folder.mkdir(parents=True)
        (pair / f"sample-01.{language}.md").rename(folder / f"sample-01.{language}.md")
    found = check_paths([pair / "nl" / "lessons" / given], today)
    assert codes(found) == [("sample-01.nl.md", 1, "P090")]


def test_items_to_do_alone_that_only_the_english_names(pair: Path, today: date) -> None:
    change(pair / "sample-01.en.md", "license:", "alone: [3]\nlicense:")
    found = check_paths([pair], today)
    assert codes(found) == [("sample-01.nl.md", 1, "P097")]
    assert "[] here, [3] in the English file" in found[0].message


def test_warnings_are_told_from_errors(pair: Path, today: date) -> None:
    change(pair / "sample-01.nl.md", "- Waarom wil je dat weten?\n", "")
    change(pair / "sample-01.nl.md", "review_by: 2027-08-23", "review_by: 2026-11-01")
    change(pair / "sample-01.nl.md", "version: 1.0.0", "version: 1.1.0")
    found = check_paths([pair], today)
    assert [(f.code, f.is_warning) for f in found] == [
        ("P090", False), ("W017", True), ("P093", True),
    ]  # fmt: skip


def test_messages_are_translated(lesson: Path, today: date) -> None:
    change(lesson, "level: starter", "level: none")
    i18n.use_language("nl")
    (finding,) = check_paths([lesson], today)
    assert finding.message == i18n._(
        "level is {value}; use starter, practice or deepening (in English in every language)."
    ).format(value="none")


def test_a_folder_that_vanishes_while_it_is_searched(tmp_path: Path) -> None:
    (finding,) = find_lessons(tmp_path / "gone", any_name=True)
    assert isinstance(finding, Finding)
    assert finding.code == "F008"


def test_a_file_that_grows_while_it_is_read_stays_bounded(lesson: Path) -> None:
    with lesson.open("ab") as file:
        file.truncate(2**30)
    finding = read_file(lesson)
    assert isinstance(finding, Finding)
    assert finding.code == "F007"
