"""Text from people and files as data: cleaned on the way in, patched as little as possible."""

import re
import unicodedata
from dataclasses import dataclass

MAX_NOTE = 200_000
"""Characters in one shared text: about a hundred pages, more than anybody reads back."""

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
_BIDI = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SEPARATORS = {0x2028: "\n", 0x2029: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n"}
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKED = dict.fromkeys((*_CONTROLS, *_BIDI, *range(0xD800, 0xE000), 0x2028, 0x2029), "\ufffd")
_UNSAFE = {**_CONTROLS, **_BIDI, **_SEPARATORS}
_ANY = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Any of them: looking first costs a tenth of replacing them where there are none."""


def clean(text: str) -> str:
    """Text that cannot steer a terminal and compares equal on every machine.

    Line ends become newlines, letters NFC; control characters (but tab and newline),
    bidirectional overrides and lone surrogates are removed.
    """
    if text.isascii() and text.isprintable():
        return text
    if not _ANY.search(text):
        return unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATES.sub("", text.translate(_UNSAFE))
    return unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """`text` with every unsafe character shown as one replacement mark, so that places keep.

    For text that others wrote and that is edited here: a place in it is a place in theirs.
    """
    if (text.isascii() and text.isprintable()) or not _ANY.search(text):
        return text
    return text.translate(_MARKED)


def one_line(text: str, limit: int | None = 500) -> str:
    """`text` cleaned, on one line, at most `limit` characters long; None keeps all of it."""
    line = " ".join(clean(text).split()) if text else ""
    return line if limit is None or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def slug(text: str, limit: int = 40) -> str:
    """A file-name-safe form of `text`: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")


@dataclass(frozen=True, slots=True)
class Patch:
    """One replacement that turns an old text into a new one; positions count characters."""

    start: int
    removed: int
    """How many characters go away at `start`."""
    inserted: str

    @property
    def end(self) -> int:
        """Where what is inserted ends, in the new text."""
        return self.start + len(self.inserted)

    def applied(self, text: str) -> str:
        """The new text that `text` becomes."""
        return text[: self.start] + self.inserted + text[self.start + self.removed :]

    def moved(self, place: int, along: bool = False) -> int:
        """Where a place in the old text is in the new one: it stays with its left neighbour.

        With `along` it stays with its right one, so that what is inserted just there comes
        before it. A place whose neighbours are removed goes to where they were.
        """
        if place < self.start or (place == self.start and not along):
            return place
        if place >= self.start + self.removed:
            return place - self.removed + len(self.inserted)
        return self.end if along else self.start


def patch_between(old: str, new: str) -> Patch | None:
    """The smallest single replacement from `old` to `new`; None when they are equal."""
    if old == new:
        return None
    start = _common_prefix(old, new)
    end = _common_prefix(old[start:][::-1], new[start:][::-1])
    return Patch(start, len(old) - start - end, new[start : len(new) - end])


def _common_prefix(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
