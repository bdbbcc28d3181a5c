"""Text as it is looked for: without accents and case."""

import unicodedata

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
"""Letters that look like others with an accent, and that Unicode does not take apart."""


class _Folding(dict[str, str]):
    """Each character as it is looked for; filled as characters are met."""

    def __missing__(self, character: str) -> str:
        letters = unicodedata.normalize("NFKD", character)
        plain = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
        self[character] = found = "".join(_LETTERS.get(c, c) for c in plain)
        return found


_FOLDING = _Folding()

fold_one = _FOLDING.__getitem__
"""What one character is looked for as; nothing for an accent that stands alone."""


def folded(text: str) -> str:
    """`text` without accents and case, so that "reële" is found by "reele"."""
    return text.lower() if text.isascii() else "".join(map(fold_one, text))
