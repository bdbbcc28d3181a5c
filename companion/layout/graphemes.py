"""Letters as people see them, and the cells they take: a joined emoji or an accent is no two."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, get_character_cell_size

JOINER = "\u200d"
"""Makes one letter of the two beside it."""
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
"""Two of these are a flag."""


def is_grapheme_start(text: str, place: int) -> bool:
    """Whether a letter begins at a place of a text: what is before it is not joined to it."""
    if place <= 0 or place >= len(text):
        return True
    letter, before = text[place], text[place - 1]
    if (letter.isascii() and before.isascii()) or letter < " " or before < " ":
        return True
    if not get_character_cell_size(letter):
        return False
    if before == JOINER:  # two of them join nothing
        return text[place - 2 : place - 1] == JOINER
    if ord(letter) in _FLAG_LETTERS:
        first = place
        while first and ord(text[first - 1]) in _FLAG_LETTERS:
            first -= 1
        return (place - first) % 2 == 0
    return True


def grapheme_start(text: str, place: int) -> int:
    """The place itself where a letter begins there, else where the one begins that it is in."""
    while not is_grapheme_start(text, place):
        place -= 1
    return place


def grapheme_end(text: str, place: int) -> int:
    """The place itself where a letter begins there, else where the one ends that it is in."""
    while not is_grapheme_start(text, place):
        place += 1
    return place


def letters(text: str) -> Iterator[str]:
    """The letters of a text, each with all that is joined to it."""
    start = 0
    for place in range(1, len(text) + 1):
        if is_grapheme_start(text, place):
            yield text[start:place]
            start = place


def padded(text: str, width: int) -> str:
    """A text with blanks up to so many cells."""
    return text + " " * (width - cell_len(text))


def widest(texts: Iterable[str]) -> int:
    """How many cells the widest of some texts takes."""
    return max(map(cell_len, texts), default=0)


def cut(text: str, width: int) -> str:
    """A text in at most so many cells: where it is longer, its beginning and three dots."""
    if cell_len(text) <= width:
        return text
    return beginning(text, width - 1).rstrip() + "…" * (width > 0)


def beginning(text: str, width: int) -> str:
    """As many letters of a text as fit into so many cells."""
    taken = ""
    for letter in letters(text):
        width -= cell_len(letter)
        if width < 0:
            break
        taken += letter
    return taken
