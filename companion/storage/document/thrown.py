"""Throwing a document away: it is said inside it, and holds as long as nobody writes in it.

Whoever throws a document away says how far each Yjs client had counted in what they saw. Anything
beyond that was written by somebody who wants it, before they knew or after: then it is not thrown
away, on any device. Nothing of it is ever removed.
"""

import re
from collections.abc import Mapping
from typing import Any

from companion.domain.text import one_line
from companion.storage.document.document import Document
from companion.storage.document.untrusted_values import entities, words

THROWN = "thrown"
_CLOCK = re.compile(r"(\d{1,20}):(\d{1,12})(?: |$)")


def throw_away(document: Document, name: str, by: str, at: str) -> None:
    """Say that a person throws the document away; `name` is a new id for that."""
    document.set_fields(THROWN, {f"{name}/by": by, f"{name}/at": at})
    seen = document.clocks()
    own = document.client_id
    seen[own] = seen.get(own, 0) + 1  # what says so is itself written by this client
    listed = " ".join(f"{client}:{clock}" for client, clock in sorted(seen.items()))
    document.set_fields(THROWN, {f"{name}/seen": listed})


def bring_back(document: Document) -> None:
    """Let the document be there again, whoever threw it away."""
    for name in entities({THROWN: document.fields(THROWN)}, THROWN):
        document.set_fields(THROWN, {f"{name}/back": True})


def who_threw_away(document: Document) -> dict[str, str]:
    """Who threw the document away last, `by`, and when, `at`; nothing where it is there."""
    throws = [
        values
        for values in entities({THROWN: document.fields(THROWN)}, THROWN).values()
        if values.get("back") is not True and words(values.get("seen"))
    ]
    if not throws or _goes_beyond(document.clocks(), throws):
        return {}
    last = max(throws, key=lambda values: (words(values.get("at")), words(values.get("by"))))
    return {key: one_line(words(last.get(key))) for key in ("by", "at")}


def _goes_beyond(clocks: Mapping[int, int], throws: list[dict[str, Any]]) -> bool:
    """Whether anything stands here that none of those had seen who threw it away."""
    seen: dict[int, int] = {}
    for values in throws:
        for client, clock in _CLOCK.findall(words(values["seen"])):
            seen[int(client)] = max(seen.get(int(client), 0), int(clock))
    return any(clock > seen.get(client, 0) for client, clock in clocks.items())
