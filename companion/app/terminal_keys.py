"""What a terminal sends for a key, as Textual reads it: one key, one sequence.

xterm, kitty and macOS Terminal send different bytes for the same key, and bits for NumLock and
CapsLock besides. What is no key that a command may have, and no report that was asked for, becomes
nothing: it must neither run a command nor be typed.
"""

import re
from collections.abc import Iterator

SHIFT, CTRL = 1, 4
LOCKS = 64 | 128
"""CapsLock and NumLock, in the bits of a sequence's second number, less one."""
RELEASED = "3"
"""In kitty's protocol: a key was let go."""
MOST = 20_000
"""More columns, rows or pixels than any terminal has: what tells of more is noise."""
LONGEST = 128
"""Characters of the longest sequence that is a key or an expected report."""

_KEY = re.compile(r"\x1b\[([0-9:]*)(?:;([0-9:]*))?(?:;([0-9:]*))?([A-FHP-SZu~])")
_AS_IT_IS = re.compile(r"\x1b(?:\[[IO]|O[A-DFHP-S]|\[\[[A-E]|[bf\x7f]|\[\?(?:2026|2048);\d\$y)?")
"""Esc, keys without numbers, the focus, and answers to what Textual asks."""
_PLACE = re.compile(r"\x1b\[(?:<\d{1,3};(\d+);(\d+)[Mm]|48;(\d+);(\d+);(\d+);(\d+)t)")
"""Where the mouse is, and a new size."""

_TILDE = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24}
"""Insert, Home and the like, and F1 to F12."""
_F13 = {25: 57376, 26: 57377, 28: 57378, 29: 57379, 31: 57380, 32: 57381, 33: 57382, 34: 57383}
"""F13 to F20, in xterm's numbers and in kitty's: macOS Terminal's Shift+F5 is F13."""
_KEYPAD = dict(zip(range(57399, 57417), map(ord, "0123456789./*-+\r=,"), strict=True))
_KEYPAD_MOVES = dict(
    zip(range(57417, 57428), ["1D", "1C", "1A", "1B", "5~", "6~", "1H", "1F", "2~", "3~", "1E"],
        strict=True)
)  # fmt: skip
"""The keypad's keys in kitty's protocol: with NumLock, and without."""
_ENTER, _ESCAPE, _BACKSPACE, _TAB = 13, 27, 127, 9


def canonical(sequence: str) -> str:
    """The sequence or the letters that Textual reads as the key that was pressed; else nothing."""
    if len(sequence) > LONGEST:
        return ""
    if _AS_IT_IS.fullmatch(sequence) or _is_place(sequence):
        return sequence
    if not (key := _KEY.fullmatch(sequence)):
        return ""
    code, modifiers, text, final = key.groups(default="")
    held, _, event = modifiers.partition(":")
    bits = (int(held or 1) - 1) & ~LOCKS
    if event == RELEASED or bits < 0:
        return ""
    numbers = [int(number) for number in code.split(":") if number] or [1]
    if final == "u":
        return _coded(numbers, bits, text)
    return _functional(numbers[0], bits, text, final)


def _is_place(sequence: str) -> bool:
    place = _PLACE.fullmatch(sequence)
    return place is not None and all(0 < int(n) < MOST for n in place.groups() if n)


def _functional(code: int, bits: int, text: str, final: str) -> str:
    """F-keys, arrows and the like."""
    if final == "~" and code == _ESCAPE:  # xterm's modifyOtherKeys
        return _coded([int(text)], bits, "") if text.isdecimal() else ""
    if final == "~" and code in _F13:
        return _sequence(_F13[code], bits, "u")
    if final == "R" and code == 1:  # Textual would take it for the place of the cursor
        code, final = 13, "~"
    return _sequence(code, bits, final) if code in (_TILDE if final == "~" else {1}) else ""


def _coded(codes: list[int], bits: int, text: str) -> str:
    """A key with the code of its letter, or with one of kitty's own."""
    letters = "".join(_printable(text.split(":")))
    code = _KEYPAD.get(codes[0], codes[0])
    if letters:
        return letters
    if code in _KEYPAD_MOVES:
        moves = _KEYPAD_MOVES[code]
        return _sequence(int(moves[:-1]), bits, moves[-1])
    if code in (_ENTER, _ESCAPE, _BACKSPACE, _TAB):
        return _control(code, bits)
    if bits == CTRL and (64 <= code < 128 or code == ord(" ")):
        return chr(code & 0x1F)  # as terminals do that know of no protocol
    if 57376 <= code <= 57398:  # F13 to F35
        return _sequence(code, bits, "u")
    if not (shown := "".join(_printable([str(code)]))) or 57344 <= code <= 63743:
        return ""
    if bits & ~SHIFT:
        return _sequence(code, bits, "u")
    shifted = "".join(_printable([str(other) for other in codes[1:2]])) or shown.upper()
    return shifted if bits else shown


def _control(code: int, bits: int) -> str:
    """Enter, Esc, Backspace and Tab: Shift makes another key of Tab alone, as it does elsewhere."""
    if code == _TAB and bits == SHIFT:
        return "\x1b[Z"
    return chr(code) if not bits & ~SHIFT else _sequence(code, bits, "u")


def _sequence(code: int, bits: int, final: str) -> str:
    if bits:
        return f"\x1b[{code};{bits + 1}{final}"
    return f"\x1b[{'' if code == 1 and final not in '~u' else code}{final}"


def _printable(codes: list[str]) -> Iterator[str]:
    for code in codes:
        if code.isdecimal() and int(code) < 0x110000 and chr(int(code)).isprintable():
            yield chr(int(code))
