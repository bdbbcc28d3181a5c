"""Text as it is looked for: without accents, capitals and case."""

import unicodedata
from functools import lru_cache


def folded(text: str) -> str:
    """`text` without accents and case, so that "reële" is found by "reele"."""
    return "".join(map(fold_one, text))


@lru_cache(maxsize=4096)
def fold_one(character: str) -> str:
    """What one character is looked for as; nothing for an accent that stands alone."""
    letters = unicodedata.normalize("NFKD", character.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
