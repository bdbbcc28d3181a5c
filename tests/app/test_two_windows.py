"""Two windows of one person, in the same field of the close: what is typed in either is kept."""

import signal
import time

import pytest

F3, CLOSE = "\x1bOR", "\x12"
AGREED = CLOSE + F3 * 3
MANY = 5
"""Words typed in each: all of them fit into the field."""
AT_MOST = 1.0
"""Seconds after a key in which what it typed is kept."""


@pytest.mark.slow
def test_both_type_into_one_field_of_the_close(desk):
    windows = [desk.begin(), desk.begin()]
    for window in windows:
        window.keys(AGREED)
        window.until("What you agree")
        window.settle()
    words = [[f"{name}{number}q" for number in range(MANY)] for name in ("first", "second")]
    for number in range(MANY):
        for window, typed in zip(windows, words, strict=True):
            window.keys(f"{typed[number]} ")
            window.hear(0.05)
    for window in windows:  # each shows the words of both
        window.until(words[0][-1])
        window.until(words[1][-1])
    time.sleep(AT_MOST)  # the moment of the kill is what is tried here
    windows[0].signal(signal.SIGKILL)
    assert windows[0].ended() == -signal.SIGKILL
    windows[1].hang_up()
    assert windows[1].ended() == 128 + signal.SIGHUP
    workspace = desk.workspace()
    try:
        kept = [one.text for one in workspace.open_session(desk.session).notebook.unentered]
    finally:
        workspace.close()
    for typed in words:
        places = ["".join(kept).find(word) for word in typed]
        assert places == sorted(places) and -1 not in places, kept
        assert all("".join(kept).count(word) == 1 for word in typed), kept
