"""The program is told to end, or is stopped: no word is lost, the terminal is as it was found."""

import signal
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # a program at a terminal that is ended from outside

F7, PASTE = "\x1b[18~", "\x1b[200~"
ALTERNATE = 1049
"""The mode of a terminal that shows a screen of the program's own."""
ENDS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="the system does not tell what a program does"
)


@pytest.mark.parametrize("number", ENDS)
def test_words_typed_just_before_a_signal_are_kept(desk, number):
    program = desk.begin()
    program.keys("the very last words")
    program.signal(number)
    assert program.ended() == 128 + number
    assert desk.kept().shared == "the very last words"
    assert program.left_behind() == []


@pytest.mark.parametrize("number", ENDS)
def test_keys_that_still_wait_are_done_first(desk, number):
    program = desk.begin()
    program.keys(f"one{F7}own words{F7} two")
    program.signal(number)
    assert program.ended() == 128 + number
    assert desk.kept()[:2] == ("one two", "own words")


@pytest.mark.parametrize("number", ENDS)
def test_a_paste_of_which_the_end_has_not_come_is_kept(desk, number):
    program = desk.begin()
    program.keys(f"typed, {PASTE}then pasted")
    program.settle()
    program.signal(number)
    assert program.ended() == 128 + number
    assert desk.kept().shared == "typed, then pasted"
    assert program.left_behind() == []


def test_a_closed_window_keeps_such_a_paste_too(desk):
    program = desk.begin()
    program.keys(f"typed, {PASTE}then pasted")
    program.settle()
    program.hang_up()
    assert program.ended() == 128 + signal.SIGHUP
    assert desk.kept().shared == "typed, then pasted"


def test_a_closed_window_keeps_the_last_words_too(desk):
    program = desk.begin()
    program.keys("the very last words")
    program.until("last words")
    program.hang_up()
    assert program.ended() == 128 + signal.SIGHUP
    assert desk.kept().shared == "the very last words"


def test_from_another_place_the_title_is_put_back(desk):
    program = desk.begin()
    program.until(lambda: program.screen.title)
    program.keys("\x0cg1")
    program.until("Up next")
    program.signal(signal.SIGTERM)
    assert program.ended() == 128 + signal.SIGTERM
    assert program.left_behind() == []


@needs_proc
@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP])
def test_after_a_stop_keys_are_read_by_one_reader_and_it_can_end(desk, stop):
    program = desk.begin()
    threads = Path(f"/proc/{program.process.pid}/task")
    before = len(list(threads.iterdir()))
    for word in ("quokka ", "wombat "):
        program.signal(stop)
        program.until(lambda: state_of(program) == "T")
        program.signal(signal.SIGCONT)
        program.until(lambda: state_of(program) != "T")
        program.settle()
        program.keys(word)
        program.until(word.strip())
    assert len(list(threads.iterdir())) == before
    program.signal(signal.SIGTERM)
    assert program.ended() == 128 + signal.SIGTERM
    assert desk.kept().shared == "quokka wombat "
    assert program.left_behind() == []


@needs_proc
def test_after_a_stop_the_open_menu_and_what_is_around_it_are_drawn_again(desk):
    program = desk.begin()
    program.keys("\x0c")
    program.until("a letter, or Esc")
    program.settle()
    before = program.text
    program.signal(signal.SIGTSTP)
    program.until(lambda: state_of(program) == "T")
    program.until(lambda: not program.screen.mode(ALTERNATE))
    program.signal(signal.SIGCONT)
    program.until("a letter, or Esc")
    program.settle()
    assert program.text.split("\n")[2:] == before.split("\n")[2:], "above is the time"


def test_stops_while_it_draws_let_it_go_on(desk):
    program = desk.begin()
    word = "quokka" * 10
    for letter in word:
        program.keys(letter)
        program.hear()
        program.signal(signal.SIGSTOP)
        program.signal(signal.SIGCONT)
    program.settle()
    program.signal(signal.SIGTERM)
    assert program.ended() == 128 + signal.SIGTERM
    assert desk.kept().shared == word


def state_of(program):
    """What the system says of the program: T is stopped."""
    return Path(f"/proc/{program.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
