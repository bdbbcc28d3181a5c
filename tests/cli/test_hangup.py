"""The terminal's window is closed while somebody types."""

import os
import select
import signal
import sys
import time

import pytest

pty = pytest.importorskip("pty", reason="there are no such terminals here")

PATIENCE = 30


def wait_for(terminal, words):
    seen, deadline = b"", time.monotonic() + PATIENCE
    while words not in seen:
        assert time.monotonic() < deadline, seen[-2000:]
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536)


def ended(pid):
    """How a process ended, as shells say it: 0, or 128 and the signal."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    raise AssertionError("it runs on without a terminal")


@pytest.mark.parametrize("ignored", [False, True], ids=["as ever", "where the signal is ignored"])
def test_the_last_words_are_saved_and_shared_and_the_program_ends(
    pair, bert, shared, tmp_path, ignored
):
    assert pair("session", "feedback-02").code == 0
    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
        os.environ |= {"COMPANION_HOME": str(tmp_path / "anna"), "TERM": "xterm-256color"}
        os.execv(sys.executable, [sys.executable, "-m", "companion"])
    wait_for(terminal, b"feedback")
    os.write(terminal, b"3")
    wait_for(terminal, b"Not started")
    os.write(terminal, b"\x1bOQ")  # F2
    wait_for(terminal, b"min left")
    os.write(terminal, b"The very last words")
    wait_for(terminal, b"last words")
    os.close(terminal)
    assert ended(pid) == 128 + signal.SIGHUP
    assert bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared)).code == 0
    assert "The very last words" in bert("notes", "--json").out
