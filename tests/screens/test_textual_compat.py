"""Each private thing of Textual's that is used here does what it did; an upgrade may change it."""

import inspect
from pathlib import Path

import pytest
import textual.drivers
from textual import events
from textual.drivers.linux_driver import LinuxDriver

from screens.widgets.textual_compat import KeyParser


def test_xterm_parser_gives_what_whole_sequences_mean():
    parser = KeyParser()
    for unit, key in (("a", "a"), ("\x1b[18~", "f7"), ("\x1b", "escape"), ("\x1b[Z", "shift+tab")):
        assert [event.key for event in parser.messages(unit)] == [key]
    assert isinstance(parser.messages("\x1b[<0;3;4M")[0], events.MouseDown)
    assert isinstance(parser.messages("\x1b[I")[0], events.AppFocus)
    assert isinstance(parser.messages("\x1b[48;24;80;480;800t")[0], events.Resize)


@pytest.mark.parametrize("bad", ["\x1b[97;1;1114112u", "\x1b[97:1:2u", "\x1b[9", "\x1b]11;"])
def test_xterm_parser_reads_on_after_what_it_raises_over_or_waits_for(bad):
    parser = KeyParser()
    parser.messages("\x1b[48;24;80;480;800t")
    parser.messages(bad)
    assert [event.key for event in parser.messages("a")] == ["a"]
    assert parser.messages("\x1b[<0;11;21M")[0].x == 1  # it still knows the pixels of a cell


def test_linux_driver_reads_in_one_method_that_ours_takes_the_place_of():
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    read = inspect.getsource(LinuxDriver.run_input_thread)
    for used in ("self.fileno", "self.exit_event.is_set()", "self.process_message("):
        assert used in read


def test_windows_driver_takes_monitor_and_parser_from_a_module():
    folder = Path(textual.drivers.__file__).parent
    assert "win32.EventMonitor(" in (folder / "windows_driver.py").read_text()
    monitor = (folder / "win32.py").read_text().partition("class EventMonitor")[2]
    for used in ("XTermParser(debug=", "parser.tick()", "parser.feed(", "self.exit_event"):
        assert used in monitor
