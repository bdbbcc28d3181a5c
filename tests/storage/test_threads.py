"""Threads that do things a moment later."""

import threading

from companion.storage.disk.threads import Debounce

LONG = 600.0
"""Seconds that no test waits for."""
PATIENCE = 20.0


def test_who_asks_a_moment_after_another_was_in_a_hurry_puts_nothing_off():
    done = threading.Event()
    later = Debounce(done.set, LONG, LONG, "later")
    for hurry in (False, True, False):
        later.ask(at_once=hurry)
    assert done.wait(PATIENCE)
    later.stop()
