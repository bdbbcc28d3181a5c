"""Killed without a word, at some moment from one second after the last key on: nothing is lost."""

import random
import re
import signal
import time

import pytest

F3, F7, F8, ESC = "\x1bOR", "\x1b[18~", "\x1b[19~", "\x1b"
CLOSE, WORDS = "\x12", "the very last words "
AT_MOST = 1.0
"""Seconds after a key in which what it typed is kept."""

FIELDS = {
    "notes": "",
    "private notes": F7,
    "a line to write down": F8,
    "a line of the close": CLOSE + F3,
    "a look back in the close": CLOSE + F3 * 4,
    "the day of the next session": CLOSE + F3 * 3 + "\t" * 3,
    "a reason to skip": "\x0ck",
    "an answer in By myself": "\x0cg2\re\r",
}
"""What leads to each from the notes."""


def go_to(program, name):
    """Let a field have the caret, as somebody does who looks before they type."""
    for key in re.findall(r"\x1b\[\d+~|\x1bO.|.", FIELDS[name]):
        program.keys(key)
        program.settle()


@pytest.mark.slow
@pytest.mark.parametrize("name", FIELDS)
def test_what_was_typed_is_there_after_the_next_start(desk, name):
    chance = random.Random(name)
    program = desk.begin()
    go_to(program, name)
    typed = WORDS + str(chance.randrange(10**6))
    for letter in typed:
        program.keys(letter)
        program.hear(chance.choice((0, 0.01, 0.05)))
    time.sleep(AT_MOST + chance.random())  # the moment of the kill is what is tried here
    program.signal(signal.SIGKILL)
    assert program.ended() == -signal.SIGKILL
    again = desk.start()
    again.until("Up next")
    again.keys("3")
    again.until("min left")
    again.settle()
    go_to(again, name)
    if name == "private notes":
        assert desk.kept().private == typed  # on the screen stand dots
    else:
        again.until(re.escape(typed))
