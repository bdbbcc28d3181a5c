"""Measure speed as ratios: each figure and its baseline in turn, in one run. `make bench`.

Absolute times drift with the machine and its neighbours; the median of the ratios of each round
does not. Ends with 1 when a ratio is over its budget.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from archive import (  # noqa: E402
    Archive,
    bare_replace,
    draft_save,
    in_app_save,
    make_archive,
    private_save,
)
from idling import Idle  # noqa: E402
from measured import MeasuredProgram, paint  # noqa: E402
from reading import Opener, Scroller, write_lesson  # noqa: E402
from searching import (  # noqa: E402
    a_bare_key,
    a_key,
    open_everything,
    read_anew,
    the_slowest_bare_key,
    the_slowest_key,
)
from typing_keys import Keyboard, Partner, running_session  # noqa: E402

PYTHON = sys.executable
COMPANION = str(Path(sys.executable).parent / "companion")
HELLO = [PYTHON, str(HERE / "baselines" / "hello.py")]
OPTIONLIST = [PYTHON, str(HERE / "baselines" / "optionlist.py")]
TEXTWIDGET = [PYTHON, str(HERE / "baselines" / "textwidget.py")]
CLOCK = [PYTHON, str(HERE / "baselines" / "clock.py")]
TEXTAREA = [PYTHON, str(HERE / "baselines" / "textarea.py")]
DURABLE = [PYTHON, str(HERE / "baselines" / "durable.py")]

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    baseline: str
    budget: float
    measure: Measure
    against: Measure
    most_rounds: int = 1000
    """For what takes many seconds."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a row gave."""

    row: Row
    ratio: float
    low: float
    high: float
    value: float
    base: float


def run(row: Row, rounds: int) -> Result:
    """Measure a row and its baseline in turn, once more than `rounds`: the first one warms up."""
    ratios, values, bases = [], [], []
    for number in range(min(rounds, row.most_rounds) + 1):
        base, value = row.against(), row.measure()
        if number:
            ratios.append(value / base)
            values.append(value)
            bases.append(base)
    quarters = statistics.quantiles(ratios, n=4)
    return Result(row, statistics.median(ratios), quarters[0], quarters[2],
                  statistics.median(values), statistics.median(bases))  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    """The environment of a measured program: byte code is kept, the language is English."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "COMPANION_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8"}  # fmt: skip


def process(command: list[str], env: dict[str, str]) -> Measure:
    """Seconds that a whole process takes."""

    def measure() -> float:
        began = time.perf_counter()
        subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began

    return measure


def first_screen(command: list[str], env: dict[str, str], pattern: str) -> Measure:
    """Seconds to the first screen."""
    return lambda: paint(command, env, pattern).seconds


def memory(command: list[str], env: dict[str, str], pattern: str) -> Measure:
    """MiB at the first screen."""
    return lambda: paint(command, env, pattern).peak_mib


def memory_with_lesson(env: dict[str, str]) -> float:
    """MiB with a lesson open: from the first screen through the library into a lesson."""
    program = MeasuredProgram([COMPANION], env)
    try:
        program.until("Promises")
        program.keys("2")
        program.until("About it")
        program.keys("\r")
        program.until("Purpose|After this")
        return program.peak_mib()
    finally:
        program.end()


def rows(root: Path, archives: dict[str, Archive]) -> list[Row]:
    """All rows; what each budget rests on stands in the README."""
    fresh, few, many = (archives[name] for name in ("fresh", "few", "many"))
    crowd, thousand = archives["crowd"], archives["thousand"]
    env = environment(few.home)
    scratch = root / "durable"
    scratch.mkdir()
    hello = first_screen(HELLO, env, "Hello")
    durable = process([*DURABLE, str(scratch)], env)
    note = [COMPANION, "note", "We talked about asking open questions."]
    found = [
        Row("first screen, first start", "bare Textual hello", 1.5,
            first_screen([COMPANION], environment(fresh.home), "companion"), hello),
        Row("first screen, 10 sessions", "bare Textual hello", 1.5,
            first_screen([COMPANION], env, "Promises"), hello),
        Row("first screen, 1,000 sessions", "bare Textual hello", 1.6,
            first_screen([COMPANION], environment(thousand.home), "Promises"), hello),
        Row("companion --help", "python -c pass", 3.0, process([COMPANION, "--help"], env),
            process([PYTHON, "-c", "pass"], env)),
        Row("note, 10 notes behind it", "bare durable write", 5.0, process(note, env), durable),
        Row("note, 1,000 notes behind it", "bare durable write", 5.0,
            process(note, environment(many.home)), durable),
        Row("note, 10,000 notes behind it", "bare durable write", 5.0,
            process(note, environment(crowd.home)), durable),
        Row("note, 10,000 against 10", "note, 10 notes behind it", 1.1,
            process(note, environment(crowd.home)), process(note, env)),
        Row("notes --json of one of 1,000", "bare durable write", 6.0,
            process([COMPANION, "notes", thousand.sample, "--json"], environment(thousand.home)),
            durable),
        Row("memory, home", "bare Textual hello", 1.4, memory([COMPANION], env, "Promises"),
            memory(HELLO, env, "Hello")),
        Row("memory, a lesson open", "bare Textual hello", 1.7, lambda: memory_with_lesson(env),
            memory(HELLO, env, "Hello")),
    ]  # fmt: skip
    for name, label in (("few", "10"), ("thousand", "1,000"), ("huge", "10,000")):
        save = in_app_save(archives[name])
        found.append(Row(f"save in the app, per copy, {label} sessions", "bare durable replace",
                         2.0, save, bare_replace(archives[name])))  # fmt: skip
    drafts = make_archive(root / "drafts", (10, 1))
    found.append(Row("draft, saved", "the private copy of a save", 1.0, draft_save(drafts),
                     private_save(drafts)))  # fmt: skip
    return found


def typing_rows(root: Path) -> list[Row]:
    """Rows for a key in the shared notes, the one in the middle and the slow one."""
    found = []
    for label, size in (("empty", 0), ("20 kB", 20_000)):
        home, session, text = running_session(root / f"typing-{size}", size)
        env = environment(home)
        notes = Keyboard([COMPANION], env, ["Go on:", "Type here|We talked"])
        bare = Keyboard([*TEXTAREA, str(text)], env, ["Ready|We talked"])
        partner = Partner(home.parent, session)
        for name, measure, against, budget in (
            ("typing", notes.median, bare.median, 1.3),
            ("typing, one key in 20", notes.slow, bare.slow, 2.0),
        ):
            found.append(Row(f"{name}, {label}", "bare TextArea", budget, measure, against))
            while_he_types = partner.while_typing(measure)
            found.append(Row(f"{name}, {label}, the partner types too", "bare TextArea", budget,
                             while_he_types, against))  # fmt: skip
    return found + close_rows(root)


def close_rows(root: Path) -> list[Row]:
    """Rows for a key in a field of the close, which is shared text too."""
    home, session, _text = running_session(root / "typing-close", 20_000)
    empty = root / "empty.txt"
    empty.touch()
    screens = [
        "Go on:",
        "Type here|We talked",
        "Checklist",
        "I learned",
        "appreciated",
        "Decisions",
    ]
    ways = ["\r", "\x12", "\x1bOR"]
    field = Keyboard([COMPANION], environment(home), screens, ways)
    bare = Keyboard([*TEXTAREA, str(empty)], environment(home), ["Ready"])
    partner = Partner(home.parent, session)
    return [
        Row("close, a key", "bare TextArea", 1.3, field.median, bare.median),
        Row("close, one key in 20", "bare TextArea", 2.0, field.slow, bare.slow),
        Row("close, a key, the partner types too", "bare TextArea", 1.3,
            partner.while_typing(field.median), bare.median),
    ]  # fmt: skip


def search_rows(archive: Archive) -> list[Row]:
    """Rows for a search over all sessions and lessons; a key must stay below 50 ms besides."""
    label = "1,000 sessions and all lessons"
    return [
        Row(f"search, a key, {label}", "bare FTS5 query", 3.0, a_key(archive), a_bare_key(archive)),
        Row(f"search, the slowest key, {label}", "bare FTS5 query", 3.0, the_slowest_key(archive),
            the_slowest_bare_key(archive)),
        Row(f"search, read anew, {label}", "opening them all", 1.6, read_anew(archive),
            open_everything(archive), most_rounds=3),
    ]  # fmt: skip


def reading_rows(root: Path) -> list[Row]:
    """Rows for opening a lesson and for scrolling in it."""
    env = environment(make_archive(root / "reading", (2, 1)).home)
    text = root / "lesson.md"
    write_lesson(text)
    to_library = [("Promises", "2"), ("About it", "")]
    lesson = Opener([COMPANION], env, to_library).opened
    widget = {kind: Opener([*TEXTWIDGET, kind, str(text)], env, [("Ready", "")]).opened
              for kind in ("Markdown", "Static")}  # fmt: skip
    scroll = Scroller([COMPANION], env, [to_library[0], ("About it", "\r")]).scrolled
    step = Scroller(OPTIONLIST, env, [("Line 0000", "")]).scrolled
    return [
        Row("lesson, opened", "Textual's Markdown", 1 / 15, lesson, widget["Markdown"]),
        Row("lesson, opened, against a Static", "Static", 6.0, lesson, widget["Static"]),
        Row("lesson, a line further", "a step in an OptionList", 1.3, scroll, step),
    ]


def idle_row(archive: Archive) -> Row:
    """A row for a session left alone: processor time, both over the same seconds."""
    idle = Idle([COMPANION], CLOCK, environment(archive.home))
    return Row("idle, a session open, in 20 s", "bare Textual clock", 1.3, idle.app, idle.bare,
               most_rounds=5)  # fmt: skip


def report(results: list[Result]) -> None:
    """Print the table."""
    sys.stdout.write("| what | baseline | ratio (quartiles) | budget | value | base | |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|\n")
    for r in results:
        value, base = _figure(r.row, r.value), _figure(r.row, r.base)
        verdict = "ok" if r.ratio <= r.row.budget else "OVER"
        sys.stdout.write(
            f"| {r.row.name} | {r.row.baseline} | {r.ratio:.3g} ({r.low:.3g}-{r.high:.3g}) "
            f"| {r.row.budget:.2g} | {value} | {base} | {verdict} |\n"
        )


def _figure(row: Row, value: float) -> str:
    return f"{value:.0f} MiB" if row.name.startswith("memory") else f"{value * 1e3:.1f} ms"


def main() -> int:
    """Make the archives, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="", help="rows whose name contains this")
    options = parser.parse_args()
    # What was measured still runs, and may write while all is removed.
    with tempfile.TemporaryDirectory(
        prefix="companion-bench-", ignore_cleanup_errors=True
    ) as folder:
        root = Path(folder)
        sizes = {"fresh": None, "few": (10, 1), "many": (50, 20), "crowd": (500, 20),
                 "thousand": (1_000, 2), "huge": (10_000, 0)}  # fmt: skip
        found = reading_rows(root)
        if not options.only.startswith("lesson"):  # the archives alone take minutes
            archives = {name: make_archive(root / name, size) for name, size in sizes.items()}
            found += rows(root, archives) + typing_rows(root)
            found += search_rows(archives["thousand"])
            found.append(idle_row(make_archive(root / "idle", (2, 2))))
        chosen = [row for row in found if options.only in row.name]
        results = [run(row, options.rounds) for row in chosen]
        report(results)
    return 1 if any(r.ratio > r.row.budget for r in results) else 0


if __name__ == "__main__":
    sys.exit(main())
