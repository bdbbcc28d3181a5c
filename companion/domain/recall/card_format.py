"""Cards as plain text that other tools read: hashcards' "Q: … A: …" in Markdown.

Lines that begin like a card's own are indented by a blank, which Markdown takes for nothing, and
lose it again when they are read.
"""

import re
from collections.abc import Iterable, Iterator

from companion.domain.text import clean
from companion.i18n import _

Words = tuple[str, str]
"""A question and its answer."""

_TAGS = ("Q", "A", "C")
_LIKE_OURS = re.compile(r" *(?:[QAC]:|---\s*$)")
_GAP = re.compile(r"(?<!!)\[([^\[\]]+)\]")
"""What a cloze card leaves out, unless it is a picture."""


class BadCards(ValueError):
    """A text in which a question or answer is missing."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        """From 1."""
        self.sentence = sentence


def write_cards(cards: Iterable[Words]) -> str:
    """The text of these cards."""
    return "\n".join(
        f"Q: {_written(question)}\nA: {_written(answer)}\n" for question, answer in cards
    )


def read_cards(text: str) -> list[Words]:
    """The cards in a text. Raises BadCards; what stands before the first card is no card's."""
    lines = clean(text).removeprefix("\ufeff").split("\n")
    cards: list[Words] = []
    parts: dict[str, list[str]] = {}
    begun = 0
    for number, line in _lines_of_cards(lines):
        tag, colon, rest = line[:1], line[1:2], line[2:]
        if colon == ":" and tag in _TAGS:
            if tag == "A":
                _check(parts.keys() == {"Q"}, number, _("an answer (A:) stands without a question"))
            else:
                cards += _finished(parts, begun)
                parts, begun = {}, number
            parts[tag] = [rest.removeprefix(" ")]
        elif line.rstrip() == "---":
            cards += _finished(parts, begun)
            parts = {}
        elif parts:
            last = parts[next(reversed(parts))]
            last.append(line[1:] if line[:1] == " " and _LIKE_OURS.match(line) else line)
    return [*cards, *_finished(parts, begun)]


def _lines_of_cards(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without front matter."""
    begin = 0
    if lines[0].rstrip() == "---":
        closing = [n for n, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"]
        begin = closing[0] + 1 if closing else 0
    return enumerate(lines[begin:], start=begin + 1)


def _finished(parts: dict[str, list[str]], line: int) -> list[Words]:
    texts = {tag: "\n".join(lines).strip() for tag, lines in parts.items()}
    if "C" in texts:
        gaps = list(_GAP.finditer(texts["C"]))
        _check(bool(gaps), line, _("a text (C:) leaves nothing out: put [ ] around some words"))
        return [_cloze(texts["C"], number) for number in range(len(gaps))]
    if not texts:
        return []
    _check(bool(texts["Q"]), line, _("a question (Q:) is empty"))
    _check(bool(texts.get("A")), line, _("a question (Q:) stands without an answer (A:)"))
    return [(texts["Q"], texts["A"])]


def _cloze(text: str, asked: int) -> Words:
    """The card that asks for one of the gaps in a text."""
    gaps = [match[1] for match in _GAP.finditer(text)]
    shown = iter("[…]" if number == asked else words for number, words in enumerate(gaps))
    return _GAP.sub(lambda _match: next(shown), text), gaps[asked]


def _check(fine: bool, line: int, sentence: str) -> None:
    if not fine:
        raise BadCards(line, sentence)


def _written(text: str) -> str:
    first, *others = text.strip().split("\n")
    return "\n".join([first, *(f" {line}" if _LIKE_OURS.match(line) else line for line in others)])
