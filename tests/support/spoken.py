"""What of a lesson is read aloud: its sentences, each with the line of its paragraph."""

import re
from collections.abc import Iterator
from functools import cache

from companion.lessons.parse.blocks import plain_text
from support.shipped_lessons import ShippedLesson

_MARKER = re.compile(r"\s*(?:- \[ \]|[-*]|\d+\.)\s+")
_NOT_SAID = re.compile(r"^\[S\d+\]: .*$|^#+ .*$|\[S\d+\]")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:;…])[\"”’]?\s+")


@cache
def sentences(shipped: ShippedLesson) -> tuple[tuple[int, str], ...]:
    """Each with its line; headings, markers and addresses aside."""
    return tuple(_sentences(shipped))


def _sentences(shipped: ShippedLesson) -> Iterator[tuple[int, str]]:
    for line, paragraph in _paragraphs(shipped):
        said = plain_text(paragraph.replace(">", " "))
        yield from ((line, one) for one in _SENTENCE_ENDS.split(said) if one.strip())


def words(sentence: str) -> list[str]:
    """Runs of letters, joined ones as one."""
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sentence)


def _paragraphs(shipped: ShippedLesson) -> Iterator[tuple[int, str]]:
    """What stands between empty lines and markers of lists."""
    start, lines = 0, list[str]()
    for number, line in _body(shipped):
        marker = _MARKER.match(line)
        if marker or not line.strip():
            yield from [(start, "\n".join(lines))] if lines else []
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line[marker.end() :] if marker else line)
    yield from [(start, "\n".join(lines))] if lines else []


def _body(shipped: ShippedLesson) -> Iterator[tuple[int, str]]:
    lines = shipped.text.split("\n")
    first = lines.index("---", 1) + 1
    for number, line in enumerate(lines[first:], start=first + 1):
        yield number, _NOT_SAID.sub("", line)
