"""One key, one sequence: what terminals send for it, with NumLock or without."""

import pytest

from companion.app.terminal_driver import InputReader

KEYS = {
    "f3": ["\x1bOR", "\x1b[R", "\x1b[13~", "\x1b[1;129R", "\x1b[13;129~", "\x1b[1;65R", "\x1b[[C"],
    "shift+f3": ["\x1b[1;2R", "\x1b[13;2~", "\x1b[1;130R"],
    "f7": ["\x1b[18~", "\x1b[18;129~", "\x1b[18;1:1~", "\x1b[18;129:2~"],
    "f1": ["\x1bOP", "\x1b[P", "\x1b[11~", "\x1b[1;129P"],
    "f13": ["\x1b[25~", "\x1b[57376u"],  # macOS Terminal's Shift+F5
    "f18": ["\x1b[32~"],
    "up": ["\x1b[A", "\x1bOA", "\x1b[1;129A", "\x1b[57419u", "\x1b[57419;129u"],
    "ctrl+pageup": ["\x1b[5;5~", "\x1b[5;133~"],
    "ctrl+left": ["\x1b[1;5D", "\x1bb"],
    "ctrl+l": ["\x0c", "\x1b[108;5u", "\x1b[108;133u", "\x1b[27;5;108~"],
    "ctrl+@": ["\0", "\x1b[32;5u", "\x1b[64;5u"],
    "tab": ["\t", "\x1b[9u", "\x1b[9;129u", "\x1b[105;5u"],
    "shift+tab": ["\x1b[Z", "\x1b[9;2u", "\x1b[9;130u"],
    "enter": ["\r", "\n", "\x1b[13u", "\x1b[13;2u", "\x1b[13;129u", "\x1b[57414u", "\x1b[109;5u"],
    "escape": ["\x1b", "\x1b[27u", "\x1b[27;129u", "\x1b[91;5u"],
    "backspace": ["\x7f", "\x08", "\x1b[127u", "\x1b[127;2u", "\x1b[127;129u"],
    "delete": ["\x1b[3~", "\x1b[57426u"],
    "ctrl+shift+z": ["\x1b[122;6u"],
    "alt+x": ["\x1b[120;3u", "\x1b[120;131u"],
}
LETTERS = {
    "a": ["a", "\x1b[97u", "\x1b[97;;97u", "\x1b[97;129;97u"],
    "A": ["A", "\x1b[97;2;65u", "\x1b[97:65;2u", "\x1b[97;66;65u"],
    "é": ["é", "\x1b[233;;233u", "\x1b[101;1;233u"],
    "5": ["5", "\x1b[57404;129;53u", "\x1b[57404;129u", "\x1b[57404u"],
    ".": [".", "\x1b[57409;129u"],
    " ": [" ", "\x1b[32;1;32u", "\x1b[32;2u"],
    "💡": ["💡", "\x1b[128161;;128161u"],
}
NOTHING = [
    "\x1b[24;80R", "\x1b[2;2R", "\x1b[?1;2R", "\x1b[?62;4c", "\x1b[>0;276;0c", "\x1b[0n",
    "\x1b[?0u", "\x1b[?997;1n", "\x1b[8;24;80t", "\x1b[4;600;800t", "\x1b[22~",
    "\x1b[999~", "\x1b[57441u", "\x1b[57441;2u", "\x1b[57358u", "\x1b[57360;129u", "\x1b[57430u",
    "\x1b[97;1:3u", "\x1b[97;1:3;97u", "\x1b[55296u", "\x1b[1114112u", "\x1b[25;0u", "\x1b[7u",
    "\x1b[65;76;1;1;32;1_", "\x1b]11;rgb:1e1e/1e1e/2e2e\x07", "\x1bP>|foot(1.20)\x1b\\",
    "\x1b[48;0;0;0;0t", "\x1b[<0;99999;1M", "\x1b[32;10;10M", "\x1b[M !!", "\x1b[2;2$y",
]  # fmt: skip


def keys_of(data):
    reader = InputReader()
    return [*reader.feed(data), *reader.pause(9)]


@pytest.mark.parametrize(("key", "data"), [(k, d) for k, all_ in KEYS.items() for d in all_])
def test_every_way_to_send_a_key_is_that_key(key, data):
    assert [event.key for event in keys_of(data)] == [key]


@pytest.mark.parametrize(("text", "data"), [(k, d) for k, all_ in LETTERS.items() for d in all_])
def test_every_way_to_send_a_letter_is_that_letter(text, data):
    first = keys_of(text)[0]
    assert [(event.key, event.character) for event in keys_of(data)] == [(first.key, text)]


@pytest.mark.parametrize("data", NOTHING)
def test_what_no_key_sends_is_nothing(data):
    assert [event for event in keys_of(data) if hasattr(event, "key")] == []
