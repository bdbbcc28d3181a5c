"""Keys count in the order in which they came, each where those before it led, at any speed."""

import signal
import time

import pytest

from companion.commands.table import COMMANDS

pytestmark = pytest.mark.slow  # a program at a terminal, at every speed of typing

PAUSES = (0, 0.001, 0.01, 0.06)
"""Seconds between keys; with none at all, they come in one piece."""
BYTES = {"f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f7": "\x1b[18~", "f8": "\x1b[19~",
         "ctrl+f": "\x06", "ctrl+r": "\x12"}  # fmt: skip
DOWN, ENTER, ESC = "\x1b[B", "\r", "\x1b"
LOST = "\x1b[O"
"""What a terminal reports once another window is in front of it."""


def key(command):
    """The bytes of a command's key, or of the way to it through the menu."""
    found = next(one for one in COMMANDS if one.id == command)
    sent = [BYTES[name] for name in found.keys if name in BYTES]
    return sent[0] if sent else "\x0c" + found.leader.replace(" ", "")


PRIVATE, OFF = key("session-private"), key("session-off-record")
WRITE, FIND = key("capture"), key("search")


def press(program, keys, pause):
    """Press keys, one after the other at one speed, or all in one piece."""
    for piece in keys if pause else ["".join(keys)]:
        program.keys(piece)
        time.sleep(pause)


@pytest.mark.parametrize("pause", PAUSES)
def test_private_words_typed_at_once_are_private(desk, pause):
    program = desk.begin()
    press(program, ["a", PRIVATE, *"zzprivat", PRIVATE, *"b"], pause)
    program.settle()
    assert desk.kept()[:2] == ("ab", "zzprivat")


@pytest.mark.parametrize("pause", PAUSES)
def test_words_off_the_record_are_in_no_file(desk, pause):
    program = desk.begin()
    press(program, ["a", OFF, DOWN, ENTER, *"zzbuiten"], pause)
    program.until("zzbuiten")
    program.until("OFF THE RECORD")
    assert desk.kept()[:2] == ("a", "")
    assert [file for file in desk.home.rglob("*") if file.is_file()
            and b"zzbuiten" in file.read_bytes()] == []  # fmt: skip


@pytest.mark.parametrize("keys", [[PRIVATE, *"zzprivat"], [OFF, DOWN, ENTER, *"zzprivat"]])
def test_what_was_typed_while_the_app_stood_still_goes_where_it_was_meant(desk, keys):
    program = desk.begin()
    program.signal(signal.SIGSTOP)
    press(program, keys, 0.03)
    program.signal(signal.SIGCONT)
    program.settle()
    shared, private, _ideas = desk.kept()
    assert (shared, private) == ("", "zzprivat" if keys[0] == PRIVATE else "")


@pytest.mark.parametrize("pause", PAUSES)
def test_a_query_is_no_note(desk, pause):
    program = desk.begin()
    press(program, ["a", FIND, *"camera obscura", ESC, *"x"], pause)
    program.settle()
    assert desk.kept()[:2] == ("ax", "")


@pytest.mark.parametrize("pause", PAUSES)
def test_a_line_written_down_keeps_its_letters_in_order(desk, pause):
    program = desk.begin()
    press(program, ["a", WRITE, *"idee: samen koffie", ENTER, *"b"], pause)
    program.settle()
    kept = desk.kept()
    assert (kept.shared, kept.ideas) == ("ab", ["samen koffie"])


def test_words_before_another_window_comes_to_the_front_are_kept(desk):
    program = desk.begin()
    program.keys("a" + WRITE)
    program.settle()
    program.keys("idee: koffie" + LOST + ENTER + "b")
    program.settle()
    kept = desk.kept()
    assert (kept.shared, kept.ideas) == ("ab", ["koffie"])


@pytest.mark.parametrize("pause", PAUSES)
def test_letters_are_removed_where_they_were_typed(desk, pause):
    program = desk.begin()
    press(program, [*"one", "\x7f", *"x", ENTER, *"two", "\x1b[D", *"y", "\x1b[H", *"z"], pause)
    program.settle()
    assert desk.kept()[0] == "onx\nztwyo"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_was_learned_is_no_note(desk, language):
    """The key of the close, two steps on, and words, in one piece."""
    workspace = desk.workspace()
    workspace.set_language(language)
    workspace.close()
    program = desk.start()
    program.until("Up next|Hierna")
    program.keys("3")
    program.until("Type here|Typ hier")
    program.settle()
    program.keys("a" + key("session-close") + key("closing-next") * 2 + "zzgeleerd")
    program.until("zzgeleerd")
    program.settle()
    assert desk.kept()[:2] == ("a", "")
