"""Several lines in a one-line field, with a mark between them: each is to count for itself."""

import re
from collections.abc import Iterable
from itertools import islice

LINE_END = "↵"
"""Stands where a line ends that was pasted with others."""

_ENDS = re.compile(f"[{LINE_END}\n]")
_LINE = re.compile(rf"[^\s{LINE_END}][^{LINE_END}\n]*")
"""A line that is not empty, without the blanks before it."""
_MOST = 1000
"""Lines in one field, from which on all that follows is one line; a forged one could hold a
million."""


def join_lines(lines: Iterable[str]) -> str:
    """Lines as they stand in one field."""
    return f" {LINE_END} ".join(lines)


def split_lines(text: str) -> list[str]:
    """The lines that stand in a field, without empty ones."""
    return [line.strip() for line in _ENDS.split(text, _MOST) if line.strip()]


def without_first_line(text: str) -> str:
    """What stands in a field behind its first line that is not empty, as it was typed."""
    begins = islice(_LINE.finditer(text), 1, None)
    return next((text[line.start() :] for line in begins), "")
