"""Words as a search compares them: without case and accents, each with its place in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from companion.domain.normalize import fold_one, folded
from companion.domain.text import one_line

_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0003ffff\u2190-\u2bff\U0001f000-\U0001faff"
)
"""Each of these is a term of its own: letters of scripts that put no blanks between words (Thai,
Burmese, Khmer, Japanese, Chinese), arrows, signs and emoji."""
_LETTER = rf"[^\W_{_ALONE}]"
_TERM = re.compile(rf"[{_ALONE}]|{_LETTER}+")
_BETWEEN = rf"(?:(?![{_ALONE}])[\W_])"
"""What may stand between two terms of a phrase."""

MOST_SPOTS = 500
"""Places that are marked in one text."""


@dataclass(frozen=True, slots=True)
class Needle:
    """A word or a phrase to look for."""

    terms: tuple[str, ...]
    is_prefix: bool = False
    """Whether the last term may go on: it is still being typed, or a star stands behind it."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few words around what was found, on one line."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """(start, end) of what was found in it."""


def terms_in(text: str) -> list[str]:
    """The terms of a text, in order."""
    return _TERM.findall(folded(text))


def spots(text: str, needles: Iterable[Needle], most: int = MOST_SPOTS) -> list[tuple[int, int]]:
    """(start, end) of the first places where the needles stand, without overlaps."""
    pieces = None if text.isascii() else list(map(fold_one, text))
    plain = text.lower() if pieces is None else "".join(pieces)
    found: list[tuple[int, int]] = []
    for needle in needles:
        for number, match in enumerate(_pattern(needle).finditer(plain)):
            if number == most:
                break
            found.append(match.span())
    if pieces is not None and not (len(plain) == len(text) and all(pieces)):
        ends = list(accumulate(map(len, pieces)))
        found = [(bisect_right(ends, a), bisect_right(ends, b - 1) + 1) for a, b in found]
        found = [(a, _with_marks(pieces, b)) for a, b in found]
    return _merged(found)[:most]


def snippet(text: str, needles: tuple[Needle, ...], before: int = 24, width: int = 120) -> Snippet:
    """About `width` characters of a text, from a little `before` the first place on."""
    first = min(spots(text, needles, 1), default=(0, 0))[0]
    start = max(0, first - before)
    if start:
        blank = re.compile(r"\s").search(text, start, first)
        start = blank.end() if blank else first
    end = start + width
    if end < len(text):
        end = max((m.start() for m in re.finditer(r"\s", text[start:end])), default=width) + start
    words = one_line(text[start:end], None)
    words = ("… " if start else "") + words + (" …" if text[end:].strip() else "")
    return Snippet(words, tuple(spots(words, needles)))


@lru_cache(maxsize=256)
def _pattern(needle: Needle) -> re.Pattern[str]:
    first, last = needle.terms[0], needle.terms[-1]
    parts = [rf"(?<!{_LETTER})" if _is_word(first) else "", re.escape(first)]
    for before, term in zip(needle.terms, needle.terms[1:], strict=False):
        least = "+" if _is_word(before) and _is_word(term) else "*"
        parts += [_BETWEEN + least, re.escape(term)]
    if _is_word(last):  # of a word that goes on, all of it is found
        parts.append(rf"{_LETTER}*" if needle.is_prefix else rf"(?!{_LETTER})")
    return re.compile("".join(parts))


def _is_word(term: str) -> bool:
    return re.match(_LETTER, term) is not None


def _with_marks(pieces: list[str], end: int) -> int:
    """Where a stretch ends, with the accents that stand behind its last letter."""
    while end < len(pieces) and not pieces[end]:
        end += 1
    return end


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged
