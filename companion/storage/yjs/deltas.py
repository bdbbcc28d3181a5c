"""What Yjs tells of a change to a text, as patches."""

from collections.abc import Iterator
from typing import Any

from companion.domain.text import Patch


def patches_of(delta: list[dict[str, Any]], text: str) -> Iterator[Patch]:
    """What Yjs did to `text`, which counts bytes, as patches one after another."""
    data, at, place = text.encode(), 0, 0
    for step in delta:
        if "insert" in step:
            inserted = str(step["insert"])
            yield Patch(place, 0, inserted)
            place += len(inserted)
            continue
        size = step.get("retain") or step.get("delete", 0)
        characters = len(data[at : at + size].decode(errors="replace"))
        at += size
        if "delete" in step:
            yield Patch(place, characters, "")
        else:
            place += characters
