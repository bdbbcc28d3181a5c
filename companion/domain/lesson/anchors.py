"""Places in a lesson that are found again in another width, version or language of it."""

from collections.abc import Sequence

Passage = tuple[str, str]
"""The key of a section, the same in every language, and the words of one part of it."""

MOST_QUOTED = 200
"""Characters of a passage that are kept to find it again by."""


def quoted(text: str, most: int = MOST_QUOTED) -> str:
    """What is kept of a passage: its beginning, whole words where there are any."""
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rpartition(" ")[0] or cut).rstrip()


def find_passage(passages: Sequence[Passage], section: str, words: str) -> int | None:
    """The number of the passage with these words; None where none has.

    Best is one in this section, and then one that says nothing else.
    """
    found = [number for number, (_section, text) in enumerate(passages) if words in text]
    if not words or not found:
        return None
    return min(found, key=lambda n: (passages[n][0] != section, passages[n][1] != words))


def find_section(passages: Sequence[Passage], section: str) -> int | None:
    """The number of the passage that a section begins with."""
    return next((n for n, (key, _text) in enumerate(passages) if key == section), None)


def place_of(passages: Sequence[Passage], number: int, letters: int) -> Passage:
    """The place so many letters into a passage, as section and the words that follow there."""
    if not 0 <= number < len(passages):
        return "", ""
    section, text = passages[number]
    passed = 0
    for at, character in enumerate(text):
        if passed >= letters and not character.isspace():
            return section, quoted(text[at:])
        passed += not character.isspace()
    return section, quoted(text)


def find_place(passages: Sequence[Passage], section: str, words: str) -> tuple[int, int]:
    """(passage, letters into it) of a place: its words, else its section, else the beginning."""
    number = find_passage(passages, section, words)
    if number is None:
        return find_section(passages, section) or 0, 0
    text = passages[number][1]
    before = text[: text.index(words)]
    return number, sum(not character.isspace() for character in before)


def place_in_translation(before: Sequence[Passage], number: int, after: Sequence[Passage]) -> int:
    """The passage that has the same place in its section in another language's text."""
    if not 0 <= number < len(before):
        return 0
    section = before[number][0]
    begins, there = find_section(before, section) or 0, find_section(after, section)
    if there is None:
        return 0
    count = sum(key == section for key, _text in after)
    return there + min(number - begins, count - 1)
