"""A terminal that tells of keys and has none: another program let it not wait, and took them."""

import os
from threading import Event, Thread

import pytest

pytest.importorskip("pty", reason="there are no such terminals here")

from companion.app import terminal_driver
from companion.app.terminal_driver import TerminalDriver

PATIENCE = 30.0
"""Seconds after which something that does not happen is given up."""


class Reading(TerminalDriver):
    """The driver's reader alone, at a pipe instead of a terminal; other than the true one, it has
    no app."""

    def __init__(self, fileno):
        self.fileno = fileno
        self.exit_event = Event()
        self.keys = []

    def process_message(self, message):
        self.keys.append(message.key)
        self.exit_event.set()


@pytest.fixture
def blocked(monkeypatch):
    """A reader of one letter, whose first reads find nothing; gives it and how many they are."""
    outlet, inlet = os.pipe()
    os.write(inlet, b"a")
    reading, tries, read = Reading(outlet), [0], os.read

    def nothing_yet(fileno, size):
        if fileno == outlet and tries[0] > 0:
            tries[0] -= 1
            raise BlockingIOError
        return read(fileno, size)

    monkeypatch.setattr(os, "read", nothing_yet)
    yield reading, tries
    os.close(inlet)
    os.close(outlet)


def test_keys_are_read_however_often_there_was_nothing(blocked, monkeypatch):
    monkeypatch.setattr(terminal_driver, "POLL", 0.0)
    reading, tries = blocked
    tries[0] = 5000
    reading.run_input_thread()
    assert reading.keys == ["a"]


def test_the_reader_ends_with_the_app_while_there_is_nothing(blocked):
    reading, tries = blocked
    tries[0] = 10**9
    thread = Thread(target=reading.run_input_thread, daemon=True)
    thread.start()
    reading.exit_event.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert reading.keys == []
