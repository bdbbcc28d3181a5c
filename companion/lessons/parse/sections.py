"""Names for the sections of a lesson that are the same in both languages and stay when it grows."""

import re
from collections.abc import Iterable

from companion.lessons.parse.vocabulary import WORDS

_NUMBER = re.compile(r"[A-Z]?([0-9]{1,3})\.\s")
"""How the headings of agenda items and recall questions begin."""


def section_keys(headings: Iterable[tuple[int, str]], language: str) -> list[str]:
    """A key for each heading of (level, title), such as "Agenda/2" or "Recall/4"."""
    names = WORDS[language].sections if language in WORDS else {}
    keys: list[str] = []
    section, count = "", 0
    for level, title in headings:
        if level <= 1:
            keys.append("")
        elif level == 2:
            section, count = names.get(title, title), 0
            keys.append(section)
        else:
            count += 1
            found = _NUMBER.match(title)
            keys.append(f"{section}/{found[1] if found else count}")
    return keys
