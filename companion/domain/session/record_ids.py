"""Ids of records that nobody gave an id: made from what they come from, the same everywhere."""

import hashlib

_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz"
"""Those of all records' ids; none can be taken for another."""
_LENGTH = 8


def derived_id(source: str) -> str:
    """An id like any record's."""
    digest = hashlib.sha256(source.encode("utf-8", "replace")).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])
