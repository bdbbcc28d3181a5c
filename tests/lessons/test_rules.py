"""Every rule, by the cases in fixtures/rules.md."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from companion.domain.lesson_issue import Finding
from companion.lessons.check.run import check_paths

FIXTURES = Path(__file__).parent / "fixtures"
LESSONS = Path(__file__).parents[2] / "companion" / "lessons"
LANGUAGES = {"English": "en", "Dutch": "nl", "Both": "nl"}
ELSEWHERE = {"F001", "F007", "F008", "M024", "P096"}
"""Codes that one text cannot show: test_check.py has them."""


@dataclass(frozen=True)
class Case:
    """One case of the fixture file."""

    title: str
    line: int
    changes: tuple[tuple[str, str], ...]
    expected: tuple[tuple[int, str, str], ...]


def _cases() -> list[Case]:
    cases, parts, part, start = [], [], [], 0
    lines = (FIXTURES / "rules.md").read_text("utf-8").split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("# "))
    for number, line in enumerate(lines[first:], start=first + 1):
        if not parts and (not line or line.startswith("# ")) and not part:
            continue
        if line != ".":
            start = start if parts or part else number
            part.append(line)
            continue
        parts, part = [*parts, part], []
        if len(parts) == 3:
            cases.append(Case(parts[0][0], start, _changes(parts[1]), _expected(parts[2])))
            parts = []
    assert not parts, f"rules.md ends in the middle of the case of line {start}"
    assert not part
    return cases


def _changes(lines: list[str]) -> tuple[tuple[str, str], ...]:
    changes: list[tuple[list[str], list[str]]] = []
    last = ">"
    for line in lines:
        mark, text = line[:1], line[2:]
        assert mark in {"<", ">"}, f"not a change: {line}"
        if mark == "<" and last == ">":
            changes.append(([], []))
        changes[-1][mark == ">"].append(text + "\n")
        last = mark
    return tuple(("".join(old), "".join(new)) for old, new in changes)


def _expected(lines: list[str]) -> tuple[tuple[int, str, str], ...]:
    if lines == ["nothing"]:
        return ()
    found = [re.fullmatch(r"(\d+): ([A-Z]\d{3}) ?(.*)", line) for line in lines]
    assert all(found), f"not findings: {lines}"
    return tuple((int(f[1]), f[2], f[3]) for f in found if f)


CASES = _cases()


def _found(case: Case, base: dict[str, str], folder: Path, today: date) -> list[Finding]:
    kind = case.title.split(":")[0]
    language = LANGUAGES[kind]
    text = base[language]
    for old, new in case.changes:
        assert ("\n" + text).count("\n" + old) == 1, f"not there once: {old}"
        text = ("\n" + text).replace("\n" + old, "\n" + new)[1:]
    path = folder / f"sample-01.{language}.md"
    path.write_text(text, "utf-8", newline="")
    if kind == "Both":
        (folder / "sample-01.en.md").write_text(base["en"], "utf-8")
    findings = check_paths([path], today)
    assert {finding.path for finding in findings} <= {str(path)}
    return findings


@pytest.mark.parametrize("case", CASES, ids=[f"{c.line}: {c.title}" for c in CASES])
def test_case(case: Case, base: dict[str, str], tmp_path: Path, today: date) -> None:
    findings = _found(case, base, tmp_path, today)
    seen = sorted((f.line, f.code) for f in findings)
    assert seen == sorted((line, code) for line, code, _words in case.expected), findings
    for line, code, words in case.expected:
        messages = [f.message for f in findings if (f.line, f.code) == (line, code)]
        assert any(words in message for message in messages), messages


def test_every_code_has_a_case() -> None:
    source = "".join(path.read_text("utf-8") for path in LESSONS.rglob("*.py"))
    codes = set(re.findall(r'"([A-Z][0-9]{3})"', source))
    shown = {code for case in CASES for _line, code, _words in case.expected}
    assert codes - ELSEWHERE == shown
    assert codes >= ELSEWHERE
