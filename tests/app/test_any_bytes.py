"""Whatever arrives on standard input, the app goes on and takes the keys that follow."""

import re

import pytest

UNREADABLE = {
    "Latin-1": b"\xe9",
    "no letter begins so": b"\xff",
    "half a letter": b"\xc3",
    "most of an emoji": b"\xf0\x9f\x98",
    "a CSI of eight bits": b"\x9b18~",
    "overlong": b"\xc0\xaf",
    "what only goes on": b"\x80\xbf",
    "a surrogate": b"\xed\xa0\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80",
}
NO_KEY = {
    "a code beyond Unicode": b"\x1b[99999999999999999u",
    "text beyond Unicode": b"\x1b[57362;1;1114112u",
    "a surrogate as text": b"\x1b[57362;1;55296u",
    "a key let go": b"\x1b[97;1:3u",
    "a modifier of long digits": b"\x1b[1;99999999999999A",
    "an F-key that nobody has": b"\x1b[25~\x1b[32~\x1b[999~",
    "a window without size": b"\x1b[48;0;0;0;0t",
    "a window as wide as the world": b"\x1b[48;99999;99999;9;9t",
    "a mouse far away": b"\x1b[<0;99999;99999M\x1b[<0;99999;99999m",
    "no end of digits": b"\x1b[" + b"1" * 100_000 + b"~",
    "reports that nobody asked for": b"\x1b[?62;1;4c\x1b[>41;354;0c\x1b[0n\x1b[24;80R\x1b[8;24;80t",
    "colours and names": b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b]10;rgb:c/c/c\x07\x1bP>|foot\x1b\\",
    "modes and flags": b"\x1b[?2026;2$y\x1b[?2004;1$y\x1b[?25u\x1b[?997;1n",
    "the terminal has the focus": b"\x1b[I\x1b[O\x1b[I",
    "a mouse of old": b"\x1b[M !!",
    "a paste that never began": b"\x1b[201~",
}


def typed(program, before, data, after):
    """What stands in the line of the notes that these bytes were sent into."""
    program.keys(f"\r{before}")
    program.keys(data)
    program.keys(after)
    program.until(re.escape(after))
    return re.search(rf"{before}(.*){after}", program.text)[1]


@pytest.mark.parametrize("what", UNREADABLE)
def test_bytes_that_are_no_text_leave_a_mark_and_all_other_letters(typing, what):
    number = list(UNREADABLE).index(what)
    left = typed(typing, f"a{number}<", UNREADABLE[what], f">b{number}")
    assert re.fullmatch("\ufffd+(18~)?", left)


@pytest.mark.parametrize("what", NO_KEY)
def test_what_is_no_key_leaves_nothing(typing, what):
    number = list(NO_KEY).index(what)
    assert typed(typing, f"c{number}<", NO_KEY[what], f">d{number}") == ""


def test_a_letter_in_two_pieces_is_one(typing):
    typing.keys("\rhalf<")
    for piece in ("é".encode()[:1], "é€".encode()[1:3], "€".encode()[1:]):
        typing.keys(piece)
        typing.settle()
    typing.keys(">whole")
    typing.until("half<é€>whole")


def test_blanks_that_hold_words_together_and_joiners_are_typed_like_letters(typing):
    typing.keys("\rodd<n\u00a0b w\u3000w می\u200cخواهم>signs")
    typing.until("odd<")
    typing.until(lambda: "signs" in typing.text)
    typing.keys("\x1b[19~i\u00a0j")
    typing.until("i\u00a0j|i j")
    typing.keys("\x15\x1b")
    typing.settle()
