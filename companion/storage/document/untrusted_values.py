"""What content from other machines holds, by the type it should have; all else is left out."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from companion.domain.text import one_line, visible


def entities(content: Mapping[str, Any], root: str) -> dict[str, dict[str, Any]]:
    """The entities under a root, each with its fields."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    known: dict[str, dict[str, Any]] = {}  # by their ids as they stand there: cleaned once each
    for key, value in fields(content, root).items():
        entity, _, name = key.partition("/")
        if name:
            if entity not in known:
                known[entity] = found[one_line(entity)]
            known[entity][name] = value
    return dict(found)


def texts(content: Mapping[str, Any], prefix: str) -> dict[str, str]:
    """The texts whose names begin like this, by the rest of the name."""
    return {
        one_line(name.removeprefix(prefix)): visible(value)
        for name, value in sorted(content.items())
        if name.startswith(prefix) and isinstance(value, str)
    }


def fields(content: Mapping[str, Any], root: str) -> dict[str, Any]:
    """The fields under a root."""
    value = content.get(root)
    return value if isinstance(value, dict) else {}


def rows_of(content: Mapping[str, Any], root: str) -> list[Any]:
    """The list under a root."""
    value = content.get(root)
    return value if isinstance(value, list) else []


def words(value: Any) -> str:
    """A text, else none."""
    return value if isinstance(value, str) else ""


def number(value: Any) -> int:
    """A number of a sensible size, else 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return int(value) if abs(value) < 10**6 else 0
