"""The terminal that tests look through tells what a program did to it."""

import signal
import sys
from pathlib import Path

import pytest

from support.terminal import Program, companion_env

WRITER = (
    r"print('\033]0;a title\007\033[?1049h\033[?2004h\033[2J\033[H\033[31mred \033[0;7mreversed',"
    r" flush=True);"
)
READ = "__import__('sys').stdin.readline()"
ECHO = f"print('ready', flush=True); print('<' + {READ}.strip() + '>', flush=True); {READ}"


@pytest.fixture
def python(tmp_path: Path):
    """Runs a line of Python in a terminal of 20 cells by 4."""
    programs = []

    def run(line: str) -> Program:
        programs.append(Program([sys.executable, "-c", line], companion_env(tmp_path), 20, 4))
        return programs[-1]

    yield run
    for program in programs:
        program.end()


def test_cells_have_the_colours_that_are_painted(python):
    program = python(WRITER + READ)
    program.until("reversed")
    first, last = program.cells()[0][0], program.cells()[0][11]
    assert (first.text, first.fg, first.bg, first.reverse) == ("r", (204, 102, 102), None, False)
    assert (last.text, last.fg, last.bg, last.reverse) == ("d", None, None, True)
    assert program.screen.title == "a title"


@pytest.mark.parametrize("begins", ["", r"\x1b[?7l"])
def test_wide_letters_take_two_cells_and_what_runs_over_is_told(python, begins):
    program = python(f"print('{begins}日本', 'x' * 30, flush=True); " + READ)
    program.until("xxx")
    assert [cell.width for cell in program.cells()[0][:5]] == [2, 0, 2, 0, 1]
    assert program.screen.rows[:2] == ["日本 " + "x" * 15, "x" * 15]
    assert program.screen.too_wide == [0]


def test_what_is_typed_arrives_and_it_settles_when_it_is_done(python):
    program = python(ECHO)
    program.until(lambda: program.screen.caret == (0, 1))
    program.keys("words\r")
    program.settle()
    assert program.text.splitlines()[1:3] == ["words", "<words>"]
    assert program.screen.caret == (0, 3)


def test_it_is_told_how_a_program_ended_and_what_it_left(python):
    program = python(WRITER + "import tty; tty.setraw(0); " + READ)
    program.until("reversed")
    program.settle()
    program.signal(signal.SIGTERM)
    assert program.ended() == -signal.SIGTERM
    assert program.left_behind() == [
        "the alternate screen stayed on",
        "bracketed paste stayed on",
        "the title stayed 'a title'",
        "the terminal's line settings (echo, signals) stayed changed",
    ]


def test_nothing_is_left_behind_by_a_program_that_did_nothing(python):
    program = python("pass")
    assert program.ended() == 0
    assert program.left_behind() == []


def test_it_is_told_what_did_not_come(python):
    program = python(ECHO)
    with pytest.raises(AssertionError, match="nothing like this did not come:\nready"):
        program.until("nothing like this", patience=0.3)
