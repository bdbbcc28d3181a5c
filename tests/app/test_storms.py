"""Much at once: a window that changes its size while somebody types, and pastes of many lines."""

import random
import re

import pytest

pytestmark = pytest.mark.slow  # a program at a terminal under a flood of input

F3, ENTER, CLOSE, UP = "\x1bOR", "\r", "\x12", "\x1b[A"
SIZES = [(80, 24), (60, 20), (120, 40), (30, 8), (10, 3), (2, 2), (1, 1), (300, 90)]
LINES = 200


def pasted(lines):
    """What a terminal sends for lines from the clipboard."""
    return "\x1b[200~" + "\r".join(lines) + "\x1b[201~"


def records_of(desk, kind):
    """What stands in the files once the program has ended."""
    desk.kept()
    workspace = desk.workspace()
    try:
        return workspace.open_session(desk.session).notebook.records(kind)
    finally:
        workspace.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_sizes_while_somebody_types(desk, seed):
    chance = random.Random(seed)
    program = desk.begin()
    words = [f"w{number}" for number in range(LINES)]
    for number, word in enumerate(words):
        program.keys(word)
        program.resize(*chance.choice(SIZES))
        program.keys(" ")
        program.hear(chance.choice((0, 0, 0.01)))
        if number % 50 == 49:
            program.settle()
    program.resize(80, 24)
    program.until(words[-1])
    assert program.process.poll() is None
    assert desk.kept().shared.split() == words


def test_two_hundred_lines_into_the_notes_make_each_record_once(desk):
    labels = {"Action": "actions", "Besluit": "decisions", "Idee": "ideas"}
    names = [*labels, ""]
    lines = [": ".join(filter(None, (names[n % 4], f"line {n}"))) for n in range(LINES)]
    program = desk.begin()
    program.keys(pasted(lines))
    program.until(rf"line {LINES - 1}")
    program.settle()
    assert desk.kept().shared == "\n".join(lines)
    for label, kind in labels.items():
        said = [line.partition(": ")[2] for line in lines if line.startswith(label)]
        assert [record.text for record in records_of(desk, kind)] == said
    again = desk.start()
    again.until("Up next")
    again.keys("3")
    again.until(rf"line {LINES - 1}")
    again.settle()
    assert len(records_of(desk, "actions")) == LINES // 4, "once, also after a start"


def test_two_hundred_lines_into_a_field_of_the_close_are_a_record_each(desk):
    lines = [f"we decide {n}: to meet in the small room upstairs on Mondays" for n in range(LINES)]
    program = desk.begin()
    program.keys(CLOSE)
    program.until("Checklist")
    program.keys(F3 * 3)
    program.until("What you agree")
    program.keys(pasted(lines))
    program.until(re.escape(lines[-1][-20:]))
    program.keys(ENTER)
    program.until(rf"• {re.escape(lines[0])}")
    program.settle()
    assert [record.text for record in records_of(desk, "decisions")] == lines
