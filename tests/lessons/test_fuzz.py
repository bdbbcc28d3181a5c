"""Whatever stands in a file: findings or a lesson, never anything else."""

import re
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from companion.domain.lesson_issue import Finding
from companion.lessons.check.run import check_file
from companion.lessons.library import Library
from companion.lessons.load import parse_lesson
from companion.lessons.parse.errors import LessonError

CONTENT = Path(__file__).parents[2] / "content" / "lessons"
SAMPLES = [
    (CONTENT / language / "feedback" / f"feedback-02.{language}.md").read_bytes()
    for language in ("en", "nl")
]
PIECES = [
    b"---\n", b"# ", b"## ", b"### ", b"\n## Agenda\n", b"\n## Recall\n",
    b"### 1. A (5 min, both)\n", b"**Ask**\n\n", b"**Doe**", b"- [ ] ", b"- [x] x\n", b"- ",
    b"1. ", b"> ", b"  ", b"\t", b"\n\n", b"[S1]", b"[S9]: https://a\n", b"<b>", b"<!--",
    b"![](x)", b"```\n", b"***\n", b"&#x202e;", b"&a ", b"*a", b"{", b"[[[[[[[[", b": ", b"'",
    b'"', b"? ", b"!!python/object:os.system ", b"%", b"sources:\n", b"id: ",
    b"updated: 2026-99-99\n", b"\x00", b"\x1b[31m", b"\xff", b"\xe2\x80\xae", b"\xef\xbb\xbf",
    b"\r", b"\xe2\x80\xa8", b"\x0c", b"\xed\xa0\x80", b"9" * 5000, b"Q1. A?\n",
]  # fmt: skip

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Edit = tuple[float, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 400),
        st.one_of(st.sampled_from(PIECES), st.binary(max_size=12)),
    ),
    max_size=6,
)


def mutated(sample: bytes, edits: list[Edit]) -> bytes:
    for place, removed, inserted in edits:
        at = int(place * len(sample))
        sample = sample[:at] + inserted + sample[at + removed :]
    return sample


def judge(data: bytes, folder: Path) -> None:
    path = folder / "feedback-02.en.md"
    path.write_bytes(data)
    findings = check_file(path, date(2026, 11, 23))
    last = data.count(b"\n") + data.count(b"\r") + data.count(b"\x0c") + data.count(b"\x0b") + 1
    last += data.count(b"\xe2\x80") + data.count(b"\xc2\x85")
    for finding in findings:
        assert isinstance(finding, Finding)
        assert 1 <= finding.line <= last
        assert not UNSAFE.search(finding.message)
    try:
        lesson = parse_lesson(data.decode("utf-8", "surrogateescape"), "feedback-02.en.md")
    except LessonError as error:
        assert error.findings
        assert not UNSAFE.search(str(error))
    else:
        assert lesson.agenda
        assert len(lesson.recall) >= 4
        shown = MarkdownIt("commonmark").render(lesson.markdown)
        assert not UNSAFE.search(shown.replace("\n", "").replace("\t", ""))
    (entry,) = Library(folder / "nothing", folder, None, lambda: date(2026, 11, 23)).all_entries()
    assert (entry.problem is None) == all(f.is_warning or f.code == "M022" for f in findings)


@given(sample=st.sampled_from(SAMPLES), edits=EDITS)
def test_changed_lessons(sample: bytes, edits: list[Edit], tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir(exist_ok=True)
    judge(mutated(sample, edits), tmp_path)


@given(lines=st.lists(st.one_of(st.sampled_from(SAMPLES[0].splitlines()), st.binary(max_size=9))))
def test_shuffled_lines(lines: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir(exist_ok=True)
    judge(b"---\n" + b"\n".join(lines), tmp_path)


@given(yaml=st.lists(st.sampled_from([p.decode("latin-1") for p in PIECES] + list("ab:-[]{}\n "))))
def test_any_front_matter(yaml: list[str], tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir(exist_ok=True)
    judge(("---\n" + "".join(yaml) + "\n---\n").encode(), tmp_path)
