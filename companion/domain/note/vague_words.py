"""Words that say too little in feedback: pointed out, never refused."""

import re

VAGUE = (
    "always", "never", "fine", "nice", "okay", "ok", "everybody", "everyone", "nobody",
    "altijd", "nooit", "prima", "leuk", "oké", "iedereen", "niemand",
)  # fmt: skip
"""In both languages at once: people mix them. None is an ordinary word of the other one."""
_FIND = re.compile(rf"\b(?:{'|'.join(map(re.escape, VAGUE))})\b", re.IGNORECASE)


def vague_words(text: str) -> list[str]:
    """The vague words in a text, as they were typed, each once."""
    found = {match.casefold(): match for match in reversed(_FIND.findall(text))}
    return list(reversed(found.values()))
