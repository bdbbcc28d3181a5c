"""The library: what is listed, what is opened, and what it does with bad files."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from companion import i18n
from companion.domain.errors import NotFound
from companion.lessons.library import Library
from companion.lessons.parse.errors import LessonError
from companion.lessons.parse.files import MAX_BYTES

Make = Callable[..., Library]


def lesson(text: str, **values: str) -> str:
    """A lesson text with other values in its front matter."""
    for key, value in values.items():
        line = next(line for line in text.split("\n") if line.startswith(f"{key}:"))
        text = text.replace(f"{line}\n", f"{key}: {value}\n", 1)
    return text


@pytest.fixture
def shipped(tmp_path: Path, base: dict[str, str]) -> Path:
    """Three lessons: two in both languages, one in English only."""
    root = tmp_path / "shipped"
    for lesson_id, track, order, languages in (
        ("feedback-02", "feedback", "2", ("en", "nl")),
        ("feedback-01", "feedback", "1", ("en", "nl")),
        ("equals-01", "equals", "1", ("en",)),
    ):
        for language in languages:
            folder = root / language / track
            folder.mkdir(parents=True, exist_ok=True)
            text = lesson(base[language], id=lesson_id, track=track, order=order)
            (folder / f"{lesson_id}.{language}.md").write_text(text, "utf-8")
    return root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The pair's own folder, empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the cache goes."""
    return tmp_path / "lessons.json"


@pytest.fixture
def make(shipped: Path, own: Path, index: Path, today: date) -> Make:
    """Makes libraries of these three."""
    return lambda: Library(shipped, own, index, lambda: today)


def listed(library: Library, language: str) -> list[tuple[str, str, str]]:
    return [(e.id, e.language, e.origin) for e in library.entries(language)]


def test_one_entry_a_lesson_in_the_order_of_the_tracks(make: Make) -> None:
    assert listed(make(), "nl") == [
        ("equals-01", "en", "shipped"),
        ("feedback-01", "nl", "shipped"),
        ("feedback-02", "nl", "shipped"),
    ]
    assert {entry.language for entry in make().entries("en")} == {"en"}


def test_every_file(make: Make, shipped: Path) -> None:
    found = [(e.id, e.language, e.track, e.duration) for e in make().all_entries()]
    assert found == [
        ("equals-01", "en", "equals", 30),
        ("feedback-01", "en", "feedback", 30),
        ("feedback-01", "nl", "feedback", 30),
        ("feedback-02", "en", "feedback", 30),
        ("feedback-02", "nl", "feedback", 30),
    ]
    assert make().all_entries()[0].path == str(shipped / "en" / "equals" / "equals-01.en.md")


def test_only_markdown_files_are_lessons(make: Make, shipped: Path, own: Path) -> None:
    for folder in (shipped, shipped / "en", own):
        (folder / "notes.txt").write_text("---\n", "utf-8")
    assert len(make().all_entries()) == 5


def test_what_an_entry_tells(make: Make) -> None:
    entry = make().entries("en")[0]
    assert entry.title == "Ask first: one question each"
    assert entry.summary == "Ask each other one question and listen to the answer."
    assert (entry.order, entry.level, entry.version) == (1, "starter", "1.0.0")
    assert (entry.needs, entry.review_by) == (("feedback-01",), date(2027, 8, 23))
    assert (entry.needs_review, entry.problem) == (False, None)


def test_facts_grow_old(shipped: Path, index: Path) -> None:
    for day, late in ((date(2027, 8, 23), False), (date(2027, 8, 24), True)):
        library = Library(shipped, None, index, lambda day=day: day)
        assert [entry.needs_review for entry in library.entries("en")] == [late] * 3


def test_own_lessons_stand_beside_shipped_ones(make: Make, own: Path, base: dict[str, str]) -> None:
    (own / "ours.md").write_text(lesson(base["nl"], id="feedback-01"), "utf-8")
    (own / "deep").mkdir()
    (own / "deep" / "b-01.nl.md").write_text(lesson(base["nl"], id="b-01"), "utf-8")
    assert listed(make(), "en") == [
        ("equals-01", "en", "shipped"),
        ("b-01", "nl", "own"),
        ("feedback-01", "en", "shipped"),
        ("feedback-01", "nl", "own"),
        ("feedback-02", "en", "shipped"),
    ]


def test_own_lessons_are_opened_before_shipped_ones(
    make: Make, own: Path, base: dict[str, str]
) -> None:
    ours = own / "ours.md"
    ours.write_text(lesson(base["nl"], id="feedback-01", version="7.0.0"), "utf-8")
    for language in ("en", "nl"):
        assert make().load("feedback-01", language).meta.version == "7.0.0"
    ours.write_text("broken", "utf-8")
    assert make().load("feedback-01", "nl").meta.version == "1.0.0"


def test_broken_own_files_are_listed_with_their_problem(
    make: Make, own: Path, base: dict[str, str]
) -> None:
    (own / "notes.md").write_text("no lesson", "utf-8")
    (own / "b-01.en.md").write_text(
        lesson(base["en"], id="b-01").replace("## Tips", "## Hints"), "utf-8"
    )
    (own / "c-01.en.md").write_text(lesson(base["en"], id="c-01"), "utf-8")
    entries = {e.id: e for e in make().entries("en") if e.origin == "own"}
    problems = {
        name: (e.problem.code, e.problem.line, e.problem.path) if e.problem else None
        for name, e in entries.items()
    }
    assert problems == {
        "b-01": ("B010", 97, str(own / "b-01.en.md")),
        "c-01": None,
        "notes": ("F002", 1, str(own / "notes.md")),
    }
    assert (entries["b-01"].track, entries["b-01"].title) == (
        "feedback", "Ask first: one question each",
    )  # fmt: skip
    assert make().entries("en")[-1].id == "notes"
    with pytest.raises(LessonError, match=r"b-01\.en\.md, line 97") as caught:
        make().load("b-01", "en")
    assert [f.code for f in caught.value.findings] == ["B010"]


def test_a_broken_file_in_one_language_does_not_hide_the_other(
    make: Make, own: Path, base: dict[str, str]
) -> None:
    (own / "b-01.nl.md").write_text(lesson(base["nl"], id="b-01", order="x"), "utf-8")
    (own / "b-01.en.md").write_text(lesson(base["en"], id="b-01"), "utf-8")
    found = [(e.language, bool(e.problem)) for e in make().entries("nl") if e.id == "b-01"]
    assert found == [("nl", True), ("en", False)]
    assert make().load("b-01", "nl").meta.language == "en"


def test_own_files_are_held_to_what_one_file_can_show(
    make: Make, own: Path, base: dict[str, str]
) -> None:
    (own / "other name.md").write_text(lesson(base["en"], id="b-01", needs="[gone-99]"), "utf-8")
    entry = next(e for e in make().entries("en") if e.origin == "own")
    assert (entry.id, entry.problem) == ("b-01", None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_hostile_own_files_stop_nothing(
    make: Make, own: Path, base: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "big.md").write_bytes(b"x" * (MAX_BYTES + 1))
    (own / "bytes.md").write_bytes(b"\xff\xfe")
    (own / "folder.md").mkdir()
    (own / "link.md").symlink_to("/etc/hostname")
    (own / "loop.md").symlink_to(own / "loop.md")
    (own / "b\x1b[2J\u202e.md").write_text("", "utf-8")
    (own / ".hidden.md").write_text("", "utf-8")
    (own / "~$half.md").write_text("", "utf-8")
    os.mkfifo(own / "pipe.md")
    closed = own / "closed"
    closed.mkdir()
    scan = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {e.id: e.problem.code for e in make().entries("en") if e.problem}
    assert found == {
        "big": "F007",
        "bytes": "F001",
        "folder": "F008",
        "link": "F008",
        "loop": "F008",
        "pipe": "F008",
        "closed": "F008",
        "b[2J": "F002",
    }
    assert all(e.path.isprintable() and e.id.isprintable() for e in make().all_entries())
    assert len(make().entries("en")) == 3 + len(found)


def test_without_a_folder_of_their_own(make: Make, own: Path, shipped: Path, today: date) -> None:
    own.rmdir()
    assert len(make().entries("en")) == 3
    own.write_text("a file", "utf-8")
    assert len(make().entries("en")) == 3
    assert len(Library(shipped, None, None, lambda: today).entries("en")) == 3


def test_a_folder_that_nobody_may_look_into(
    make: Make, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if path == own:
            raise PermissionError(13, "Permission denied")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    assert len(make().entries("en")) == 3


def test_opening(make: Make) -> None:
    assert make().load("feedback-02", "nl").meta.language == "nl"
    assert make().load("equals-01", "nl").meta.language == "en"


def test_copies_are_the_clean_texts_of_one_version(make: Make, shipped: Path) -> None:
    path = shipped / "nl" / "feedback" / "feedback-02.nl.md"
    text = path.read_text("utf-8")
    path.write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").replace("Wat", "W\x1bat").encode()
    )
    library = make()
    meta = library.load("feedback-02", "nl").meta
    assert library.copies(meta)["nl"] == text
    assert list(library.copies(meta)) == ["en", "nl"]
    path.write_text(
        text.replace('version: "1.', 'version: "9.').replace("version: 1.", "version: 9.")
    )
    assert list(make().copies(meta)) == ["en"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("feedbak-02", "There is no lesson feedbak-02. Did you mean feedback-02, feedback-01?"),
        ("zzz", "There is no lesson zzz. See: companion lessons"),
        ("z\x1b[31m\n", "There is no lesson z[31m. See: companion lessons"),
    ],
)
def test_a_lesson_that_is_not_there(make: Make, wrong: str, said: str) -> None:
    with pytest.raises(NotFound) as caught:
        make().load(wrong, "en")
    assert str(caught.value) == said


def test_a_lesson_that_goes_away_while_it_is_opened(
    make: Make, own: Path, base: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = own / "b-01.en.md"
    path.write_text(lesson(base["en"], id="b-01"), "utf-8")
    library = make()
    monkeypatch.setattr(library._cache, "save", path.unlink)
    with pytest.raises(LessonError, match="cannot be read"):
        library.load("b-01", "en")


# The cache


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read from now on."""
    from companion.lessons import entry_reader as reading

    read_entry, seen = reading.read_entry, []

    def spy(text: object, path: str, name: str, origin: str) -> object:
        seen.append(name)
        return read_entry(text, path, name, origin)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_entry", spy)
    return seen


def test_a_file_is_read_again_only_when_it_changed(
    make: Make, own: Path, base: dict[str, str], index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = own / "b-01.en.md"
    path.write_text(lesson(base["en"], id="b-01"), "utf-8")
    first = make().all_entries()
    seen = count_reads(monkeypatch)
    assert make().all_entries() == first
    assert seen == []
    written = index.stat().st_mtime_ns
    make().all_entries()
    assert index.stat().st_mtime_ns == written
    path.write_text(lesson(base["en"], id="b-01", order="12"), "utf-8")
    assert [e.order for e in make().all_entries() if e.id == "b-01"] == [12]
    assert seen == ["b-01.en.md"]


def test_one_library_remembers_without_a_cache_file(
    shipped: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(shipped, None, None, lambda: today)
    first = library.all_entries()
    seen = count_reads(monkeypatch)
    assert library.all_entries() == first
    assert seen == []


def test_files_that_are_gone_are_forgotten(
    make: Make, own: Path, base: dict[str, str], index: Path
) -> None:
    path = own / "b-01.en.md"
    path.write_text(lesson(base["en"], id="b-01"), "utf-8")
    make().all_entries()
    assert str(path) in json.loads(index.read_text("utf-8"))
    path.unlink()
    assert len(make().all_entries()) == 5
    assert str(path) not in json.loads(index.read_text("utf-8"))


def test_permission_to_read_is_noticed(
    make: Make, own: Path, base: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = own / "b-01.en.md"
    path.write_text(lesson(base["en"], id="b-01"), "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", _refuse)
        problems = [e.problem for e in make().all_entries() if e.origin == "own"]
    assert [p.code for p in problems if p] == ["F008"]
    assert [e.problem for e in make().all_entries() if e.origin == "own"] == [None]


def _refuse(*_arguments: object) -> int:
    raise PermissionError(13, "Permission denied")


def test_problems_are_told_in_the_language_in_use(make: Make, own: Path) -> None:
    (own / "notes.md").write_text("no lesson", "utf-8")
    assert make().all_entries()[-1].problem
    i18n.use_language("nl")
    problem = make().all_entries()[-1].problem
    sentence = 'the file must start with a line "---" that opens the front matter.'
    assert problem
    assert problem.message == i18n._(sentence)


def _damage(kept: dict[str, dict[str, object]], **values: object) -> str:
    for one in kept.values():
        entry = one["entry"]
        assert isinstance(entry, dict)
        entry.update(values)
    return json.dumps(kept)


@pytest.mark.parametrize(
    "damage",
    [
        lambda _kept: "",
        lambda _kept: "[]",
        lambda _kept: "[" * 100_000,
        lambda kept: json.dumps(kept)[:-9],
        lambda _kept: "\xff",
        lambda kept: json.dumps(dict.fromkeys(kept, 1)),
        lambda kept: json.dumps({path: {"stamp": one["stamp"]} for path, one in kept.items()}),
        lambda kept: json.dumps({path: {**one, "entry": 7} for path, one in kept.items()}),
        lambda kept: json.dumps({path: {**one, "stamp": "0"} for path, one in kept.items()}),
        lambda kept: _damage(kept, order="1"),
        lambda kept: _damage(kept, duration=True),
        lambda kept: _damage(kept, title=None),
        lambda kept: _damage(kept, more=1),
        lambda kept: _damage(kept, needs=7),
        lambda kept: _damage(kept, needs=[7]),
        lambda kept: _damage(kept, review_by="soon"),
        lambda kept: _damage(kept, problem={"path": "x"}),
        lambda kept: _damage(kept, problem={"path": 1, "line": "x", "code": 1, "message": 1}),
        lambda kept: _damage(kept, problem="bad"),
    ],
)
def test_a_damaged_cache_is_made_again(
    make: Make, index: Path, damage: Callable[[dict[str, dict[str, object]]], str]
) -> None:
    entries = make().all_entries()
    whole = index.read_bytes()
    index.write_text(damage(json.loads(whole)), "latin-1")
    assert make().all_entries() == entries
    assert index.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(make: Make, index: Path) -> None:
    index.mkdir()
    (index / "x").touch()
    assert len(make().all_entries()) == 5
    assert list(index.parent.glob("~$*")) == []
    shutil.rmtree(index.parent / "own")
    assert len(make().all_entries()) == 5


def test_shipped_lessons_can_come_out_of_a_zip(
    shipped: Path, index: Path, tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "app.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(shipped.rglob("*.md")):
            file.write(path, path.relative_to(shipped.parent).as_posix())
    library = Library(zipfile.Path(archive) / "shipped", None, index, lambda: today)
    assert [e.id for e in library.entries("en")] == ["equals-01", "feedback-01", "feedback-02"]
    assert library.load("feedback-01", "nl").meta.language == "nl"
    seen = count_reads(monkeypatch)
    again = Library(zipfile.Path(archive) / "shipped", None, index, lambda: today)
    assert len(again.all_entries()) == 5
    assert seen == []


def test_a_fresh_cache_needs_no_parser(make: Make, shipped: Path, own: Path, index: Path) -> None:
    make().entries("en")
    script = f"""
import sys
from datetime import date
from pathlib import Path
from companion.lessons.library import Library
shipped, own, index = map(Path, {[str(shipped), str(own), str(index)]})
assert not sys.modules.keys() & {{"yaml", "markdown_it", "textual"}}
entries = Library(shipped, own, index, lambda: date(2026, 11, 23)).entries("nl")
assert len(entries) == 3
assert not sys.modules.keys() & {{"yaml", "markdown_it", "textual"}}
index.unlink()
entries = Library(shipped, own, index, lambda: date(2026, 11, 23)).entries("nl")
assert "yaml" in sys.modules and "markdown_it" not in sys.modules
"""
    root = Path(__file__).parents[2]
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""


def test_shipped_lessons_with_a_damaged_head_are_listed_too(make: Make, shipped: Path) -> None:
    path = shipped / "en" / "equals" / "equals-01.en.md"
    path.write_text(lesson(path.read_text("utf-8"), level="none"), "utf-8")
    entry = make().entries("en")[0]
    assert entry.problem
    assert (entry.id, entry.problem.code, entry.problem.line) == ("equals-01", "M014", 10)


def test_the_shipped_lessons_themselves(today: date) -> None:
    from importlib import resources

    library = Library(resources.files("content") / "lessons", None, None, lambda: today)
    assert [e for e in library.all_entries() if e.problem] == []
    for language in ("en", "nl"):
        assert library.load("feedback-02", language).meta.language == language
