"""Which edits one undo takes back: a stretch of typing or deleting without a pause, or a paste."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.domain.text import Patch

PAUSE = timedelta(milliseconds=500)
"""So long without a key, and what follows is undone for itself."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An edit by hand, and when it was made."""

    patch: Patch
    at: datetime
    by: str = ""
    """The id of the person whose words these are."""
    pasted: bool = False
    """Whether it was put in at once, not letter by letter."""


def continues_group(before: Typed | None, typed: Typed) -> bool:
    """Whether `typed` goes on with what the edit before it did."""
    if before is None or before.by != typed.by or before.pasted or typed.pasted:
        return False
    if not timedelta() <= typed.at - before.at <= PAUSE:
        return False
    last, this = before.patch, typed.patch
    if "\n" in last.inserted or "\n" in this.inserted:
        return False
    if _is_typing(last) and _is_typing(this):
        return this.start == last.end
    return _is_deletion(last) and _is_deletion(this) and last.start in (this.start, _behind(this))


def _is_typing(patch: Patch) -> bool:
    """Letters: those typed while the app was at work come together."""
    return not patch.removed and bool(patch.inserted)


def _is_deletion(patch: Patch) -> bool:
    return patch.removed == 1 and not patch.inserted


def _behind(patch: Patch) -> int:
    return patch.start + patch.removed
